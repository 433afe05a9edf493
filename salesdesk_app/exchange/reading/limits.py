"""How much of a foreign file is read before it is refused."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes and seconds.

    ``part`` and ``unpacked`` bound one file inside a workbook and all of them, measured while
    unpacking; beyond ``part`` goes only a sheet that holds a cell for every ``cell`` bytes. Up to
    ``cells`` are read at once, up to ``streamed`` row by row. ``columns`` are read of a sheet.
    ``seconds`` pass at most without a sign of progress.
    """

    memory: int = 512 * MB
    seconds: float = 60
    part: int = 200 * MB
    unpacked: int = 1024 * MB
    cell: int = 200
    parts: int = 20_000
    cells: int = 5_000_000
    streamed: int = 20_000_000
    columns: int = 512
    text: int = 200 * MB
    message: int = 64 * MB
