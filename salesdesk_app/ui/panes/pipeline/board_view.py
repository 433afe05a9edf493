"""The board with the choice of its pipeline above it; what is collapsed is remembered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.ui.panes.pipeline.board_choice import BoardChoice, PipelineSwitch
from salesdesk_app.ui.panes.pipeline.models import Loaded
from salesdesk_app.ui.widgets.board import Board


class BoardView(QWidget):
    """``asked`` tells that another pipeline was chosen, so that the question is asked again."""

    asked = Signal()

    def __init__(self, choice: BoardChoice) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.choice = choice
        self.switch = PipelineSwitch()
        self.board = Board()
        self.board.set_collapsed(choice.collapsed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.switch)
        box.addWidget(self.board, 1)
        self.switch.chosen.connect(self._choose)
        self.board.folded.connect(choice.fold)

    def offer(self, data: Loaded) -> None:
        """Offers the pipelines that there are."""
        self.switch.offer(data.pipelines, data.pipeline_id)

    def _choose(self, pipeline_id: int) -> None:
        self.choice.choose(pipeline_id)
        self.asked.emit()
