"""Where a part of a workbook is cut that is looked through while it is unpacked."""

from salesdesk_app.exchange.reading.limits import MB

LONGEST = 16 * MB


def whole_rows(data: bytes, start: int, *, last: bool) -> tuple[bytes, bytes]:
    """The whole rows of what was unpacked so far, and the rest, which waits for the next piece.

    ``start`` is where the last row begins, below 1 where none is known; what is ``last`` or has
    grown too long waits for nothing.
    """
    if last or len(data) > LONGEST:
        return data, b""
    cut = max(start, 0)
    return data[:cut], data[cut:]
