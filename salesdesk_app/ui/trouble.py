"""What keeps something that runs by itself from being done, told when it begins."""

from salesdesk_app.domain.errors import Problem


class Trouble:
    """Lasts until a run goes well, or meets something else."""

    def __init__(self) -> None:
        self._code: str | None = None

    def begun(self, met: Problem | None) -> Problem | None:
        """What a run met (None: nothing), unless the run before has met it too."""
        before, self._code = self._code, None if met is None else met.code
        return met if met is not None and met.code != before else None
