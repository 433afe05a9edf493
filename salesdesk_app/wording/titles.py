"""What a deal is called: its account first, then what it is about."""

_DASHES = " -–—:·,/|"


def parts(name: str, account: str | None) -> tuple[str, str]:
    """A deal's heading and the rest: ``("Halden Freight", "Fleet telematics")``.

    The heading is the account; where the name begins with it, it is not said twice. Without an
    account the name is all there is.
    """
    if not account:
        return name, ""
    if name.casefold().startswith(account.casefold()):
        rest = name[len(account) :]
        if not rest or not rest[0].isalnum():
            return account, rest.strip(_DASHES)
    return account, name


def title(name: str, account: str | None) -> str:
    """A deal in one line: ``Halden Freight — Fleet telematics``."""
    return " — ".join(part for part in parts(name, account) if part)
