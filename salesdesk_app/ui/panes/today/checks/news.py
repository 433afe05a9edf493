"""What the feeds brought, as lines."""

from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.wording import today as words


def evidence(_day: Today, _acts: Acts) -> Evidence:
    """What is new."""
    return Evidence(summary="nothing connected", hint=words.check("news"))
