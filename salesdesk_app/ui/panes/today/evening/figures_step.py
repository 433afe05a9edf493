"""The first step: what happened today in figures."""

from PySide6.QtWidgets import QGridLayout

from salesdesk_app import wording
from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.services.evening.happened import Happened, RepCalls, Tally
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import Step
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.panes.today.rows import Stack
from salesdesk_app.ui.widgets.card import KeyFigure, boxed, column, scrolled
from salesdesk_app.ui.widgets.text import LabelTone, label
from salesdesk_app.wording import evening as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import muted, strong

COLUMNS = 4
TITLES = (
    _("Won"),
    _("Lost"),
    _("New"),
    _("Moved on"),
    _("Close put off"),
    _("Closed and commit"),
    _("Calls and meetings"),
    _("Commitments"),
)


class FiguresStep(Step):
    """Cards of figures, and the calls by rep below."""

    def __init__(self) -> None:
        super().__init__(
            _("Today"), _("What happened today, from the change log and what was logged as done.")
        )
        self.cards = [KeyFigure(title) for title in TITLES]
        grid = QGridLayout()
        grid.setSpacing(10)
        for place, card in enumerate(self.cards):
            grid.addWidget(card, *divmod(place, COLUMNS))
        self.reps = Stack(lambda: Phrase(lines=1))
        self.rest = label("", "muted", wrap=True)
        self.box.addLayout(grid)
        self.by_rep = label(_("Calls and meetings by person"), "strong")
        below = column(self.rest, self.by_rep, self.reps, None)
        self.box.addWidget(scrolled(boxed(below)), 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show the figures."""
        found, currency = evening.happened, evening.day.currency
        for card, (value, note, tone) in zip(self.cards, _figures(found, currency), strict=True):
            card.show_figure(value, note, tone, words.explained(card.title.text()))
        self.reps.show_all(list(enumerate(found.calls)), _say_calls)
        self.by_rep.setVisible(bool(found.calls))
        self.rest.setText(
            words.rest(found.answered, found.came_in, found.unconverted, *_done(evening))
        )


def _figures(found: Happened, currency: str) -> list[tuple[str, str, LabelTone]]:
    def tally(of: Tally, tone: LabelTone) -> tuple[str, str, LabelTone]:
        worth = wording.money(of.minor, currency)
        return wording.count(of.count), worth or words.NOTHING_YET, tone if of.count else "muted"

    back = found.moved_back.count
    moved = wording.count(found.moved_on.count)
    delta = found.commit - found.commit_before
    tone: LabelTone = "good" if delta > 0 else "bad" if delta < 0 else "muted"
    others = found.held - found.of_planned
    return [
        tally(found.won, "good"),
        tally(found.lost, "bad"),
        tally(found.new, "accent"),
        (
            moved,
            words.moved_back(back) if back else words.worth(found.moved_on.minor, currency),
            "muted",
        ),
        tally(found.put_off, "warn"),
        (
            wording.money(found.commit, currency, short=True),
            words.commit_moved(found.commit, found.commit_before, currency),
            tone,
        ),
        (wording.count(found.held), words.calls(found.of_planned, found.planned, others), "muted"),
        (
            wording.count(found.kept + found.late),
            words.promises(found.kept, found.late, found.made),
            "muted",
        ),
    ]


def _done(evening: Evening) -> tuple[int, int]:
    """How many items of the checklist are done, of all that were due."""
    items = evening.day.items
    return sum(item.done_at is not None for item in items), len(items)


def _say_calls(phrase: Phrase, one: RepCalls) -> None:
    told = words.calls(one.of_planned, one.planned, one.others)
    phrase.say(strong(one.name or _("Without a rep")), muted(told))
