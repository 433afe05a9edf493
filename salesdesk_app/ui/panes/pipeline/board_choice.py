"""What the board shows of all it could: which pipeline, and which stages are collapsed."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.text import label


class BoardChoice:
    """Kept on this machine for one workspace, by the ids of pipeline and stages."""

    def __init__(self, preferences: Preferences, workspace: Path) -> None:
        self._preferences = preferences
        name = hashlib.sha256(str(workspace).encode()).hexdigest()[:16]
        self._key = f"pipeline/board-{name}"
        said = _read(preferences.text(self._key))
        found = said.get("pipeline")
        self.pipeline_id: int | None = found if isinstance(found, int) else None
        folded = said.get("collapsed")
        self.collapsed: set[int] = set(folded) if isinstance(folded, list) else set()

    def choose(self, pipeline_id: int) -> None:
        """Keeps which pipeline is shown."""
        self.pipeline_id = pipeline_id
        self._keep()

    def fold(self, stage_id: int, on: bool) -> None:
        """Keeps that a stage is collapsed, or open."""
        (self.collapsed.add if on else self.collapsed.discard)(stage_id)
        self._keep()

    def _keep(self) -> None:
        said = {"pipeline": self.pipeline_id, "collapsed": sorted(self.collapsed)}
        self._preferences.set_text(self._key, json.dumps(said))


class PipelineSwitch(QWidget):
    """The pipelines to choose from above the board; there is none to see where there is one."""

    chosen = Signal(object)  # id

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.picker = Picker(search=False)
        self.picker.setAccessibleName("Pipeline shown on the board")
        self.picker.chosen.connect(self.chosen)
        self.setLayout(row(label("Pipeline", "label"), self.picker, None))
        self.hide()

    def offer(self, pipelines: Mapping[int, str], shown: int | None) -> None:
        """Offers these pipelines, of which one is shown."""
        self.picker.set_choices(list(pipelines.items()))
        self.picker.set_value(shown)
        self.setVisible(len(pipelines) > 1 and shown is not None)


def _read(text: str) -> dict[str, Any]:
    with suppress(ValueError):
        found = json.loads(text or "{}")
        if isinstance(found, dict):
            return found
    return {}
