"""What the page of stages asks: a name, which fields a stage asks for, where deals go."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.widgets.card import boxed, scrolled
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.pipeline import deals as so_many


class NameDialog(Dialog):
    """Asks for a name; ``accept(name, done)`` calls ``done`` where it is taken."""

    def __init__(
        self,
        title: str,
        name: str,
        accept: Callable[[str, Callable[[], object]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent, width=380)
        self._accept = accept
        self.name = text_field(name, "e.g. Renewals")
        self.name.setAccessibleName("Name")
        self.name.selectAll()
        self.body.addWidget(self.name)
        self.add_button("Cancel", self.reject)
        self.add_button("Save", self.submit, "primary")
        self.name.setFocus()

    def submit(self) -> None:
        """Hands the name on, or says that there is none."""
        name = self.name.text().strip()
        self.tell("" if name else "Write a name.")
        if name:
            self._accept(name, self.accept)


class AskedFields(Dialog):
    """The fields that a stage asks for before a deal enters, ticked."""

    def __init__(
        self,
        stage: str,
        offers: Sequence[tuple[str, str]],
        asked: Sequence[str],
        keep: Callable[[list[str]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(f"“{stage}” asks for", parent, width=460)
        self._keep = keep
        about = (
            "What is ticked must be filled in before a deal may enter the stage; who moves it is "
            "asked for what is missing. An import takes what its file says."
        )
        self.body.addWidget(label(about, "muted", wrap=True))
        self.ticks: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setVerticalSpacing(8)
        for place, (code, title) in enumerate(offers):
            tick = self.ticks[code] = QCheckBox(literal(title))
            tick.setFont(fonts.font("body"))
            tick.setChecked(code in asked)
            grid.addWidget(tick, place // 2, place % 2)
        inner = boxed(grid)
        self.body.addWidget(scrolled(inner) if len(offers) > MANY else inner)
        self.add_button("Cancel", self.reject)
        self.add_button("Save", self.submit, "primary")
        next(iter(self.ticks.values())).setFocus()

    def submit(self) -> None:
        """Keeps what is ticked."""
        self._keep([code for code, tick in self.ticks.items() if tick.isChecked()])
        self.accept()


class MoveDeals(Dialog):
    """Asks which stage or pipeline the deals of a removed one go to."""

    def __init__(
        self,
        name: str,
        count: int,
        others: Sequence[tuple[int, str]],
        kind: str,
        parent: QWidget,
    ) -> None:
        super().__init__(f"Remove “{name}”", parent, width=420)
        said = f"It holds {so_many(count)}. Where do they go?"
        if kind == "pipeline":
            said += " Each goes to the stage of the same name, else to the first one."
        self.body.addWidget(label(said, wrap=True))
        self.target = Picker(others, search=False)
        self.target.set_value(others[0][0])
        self.target.setAccessibleName("Where the deals go")
        self.body.addWidget(self.target)
        self.add_button("Cancel", self.reject)
        self.add_button(f"Move them and remove the {kind}", self.accept, "primary")


MANY = 24  # fields from which on the list scrolls
