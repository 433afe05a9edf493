"""What became of each file or sheet of an import, as its report tells it."""

from collections.abc import Set
from dataclasses import dataclass, field

from salesdesk_app import wording
from salesdesk_app.services.importing import Imported, Plan
from salesdesk_app.ui.shell.importing.words import created
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording.numbers import number_of

COUNTED: tuple[tuple[str, str, Tone], ...] = (
    ("new", "new", "good"),
    ("changed", "updated", "accent"),
    ("closed", "closed as lost", "accent"),
    ("same", "same as before", "plain"),
    ("twins", "twins not imported", "warn"),
    ("duplicates", "repeated in the file", "plain"),
    ("errors", "with errors", "bad"),
)


@dataclass(frozen=True)
class Times:
    """How long each part took, in seconds."""

    read: float
    looked: float
    written: float

    @property
    def words(self) -> str:
        """``Read in 0.4 s, looked at in 1.2 s, written in 3.0 s``."""
        return (
            f"Read in {wording.seconds(self.read)}, looked at in {wording.seconds(self.looked)}, "
            f"written in {wording.seconds(self.written)}"
        )


@dataclass(frozen=True)
class Outcome:
    """A file or sheet: what an import of it came to, or why nothing of it was imported.

    ``label`` names the edit that was written. ``plan`` is kept only where rows were rejected, to
    save them.
    """

    file: str
    sheet: str
    said: str = ""
    result: Imported | None = None
    times: Times | None = None
    created: tuple[str, ...] = ()
    label: str | None = None
    plan: Plan | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The file, and its sheet where there is one."""
        return f"{self.file}, sheet “{self.sheet}”" if self.sheet else self.file

    def is_among(self, edits: Set[int]) -> bool:
        """Whether what was written is one of these edits."""
        return self.result is not None and self.result.edit_id in edits

    @property
    def pills(self) -> list[tuple[str, Tone]]:
        """How many rows of each kind there were."""
        if self.result is None:
            return []
        counts = [(getattr(self.result, key), text, tone) for key, text, tone in COUNTED]
        return [
            (f"{wording.count(number)} {text}", tone) for number, text, tone in counts if number
        ]


def of(plan: Plan, result: Imported, times: Times, label: str | None) -> Outcome:
    """The outcome of a plan that was written."""
    wrote = result.new or result.changed or result.closed
    rejected = result.errors or result.twins
    lines = tuple(created(plan, most=12, verb="Created"))
    if not wrote:
        known = f": {number_of(result.same, 'row says', 'rows say')} what is here already"
        lines = (f"Nothing was written{known if result.same else ''}.",)
    return Outcome(
        plan.table.file,
        plan.table.sheet,
        result=result,
        times=times,
        created=lines,
        label=label if wrote else None,
        plan=plan if rejected else None,
    )
