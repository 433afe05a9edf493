"""One thing that the user can do, declared once; menus, shortcuts, palette and help come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Run = TypeVar("Run", bound=Callable[..., object])

MENUS = ("File", "Edit", "View", "Deal", "Team", "Day", "Reports", "Help")
"""The menus in the order of the bar; one without commands does not appear."""


@dataclass(frozen=True)
class Command:
    """What a command is called, where it stands, which key runs it and what it is run on.

    With a ``pane`` it is run on that pane's widget; ``anywhere`` offers it in all panes and goes
    there first. Without a pane it is run on the window (``window.desk`` is its desk).
    """

    id: str
    title: str
    run: Callable[[Any], object]
    menu: str
    key: str = ""
    pane: str | None = None
    anywhere: bool = False
    group: int = 0
    words: str = ""
    when: Callable[[Any], bool] | None = None
    name: Callable[[Any], str] | None = None
    checked: Callable[[Any], bool] | None = None

    def available(self, target: Any) -> bool:
        """Whether it can be run on its target now."""
        return self.when is None or self.when(target)

    def title_for(self, target: Any) -> str:
        """Its title as it stands now, such as ``Undo move “Halden Freight”``."""
        return self.title if self.name is None else self.name(target)


COMMANDS: dict[str, Command] = {}
"""Every command by id, filled as the modules that declare them are imported."""


def command(
    *,
    id: str,
    title: str,
    menu: str,
    key: str = "",
    pane: str | None = None,
    anywhere: bool = False,
    group: int = 0,
    words: str = "",
    when: Callable[[Any], bool] | None = None,
    name: Callable[[Any], str] | None = None,
    checked: Callable[[Any], bool] | None = None,
) -> Callable[[Run], Run]:
    """Declares the function below as a command.

    ``group`` sets it apart in its menu by a line; ``words`` are further words to find it by;
    ``when(target)`` says whether it can be run, ``name(target)`` a title that changes,
    ``checked(target)`` whether it bears a tick. Raises ValueError where the id, or the key in the
    same place, is taken.
    """

    def declare(run: Run) -> Run:
        made = Command(id, title, run, menu, key, pane, anywhere, group, words, when, name, checked)
        if menu not in MENUS:
            raise ValueError(f"{id}: there is no menu {menu}")
        if id in COMMANDS and COMMANDS[id].run.__module__ != run.__module__:
            raise ValueError(f"{id} is declared twice")
        for other in COMMANDS.values():
            if other.id != id and key and other.key == key and _meet(made, other):
                raise ValueError(f"{key} belongs to {other.id} and to {id}")
        COMMANDS[id] = made
        return run

    return declare


def _meet(one: Command, other: Command) -> bool:
    everywhere = (one.pane is None or one.anywhere) or (other.pane is None or other.anywhere)
    return everywhere or one.pane == other.pane
