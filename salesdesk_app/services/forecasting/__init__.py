"""The forecast: categories against quota, what people call, how good their calls were, the gap."""

from salesdesk_app.services.forecasting import calls, minutes

__all__ = ["calls", "minutes"]
