"""How the window is laid out: the rail, the title row above what is shown, the status line."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def laid_out(
    rail: QWidget, header: QWidget, past: QWidget, stack: QWidget, status: QWidget
) -> QWidget:
    """One widget that holds the parts of the window in their places."""
    content = QWidget()
    content.setObjectName("content")
    inner = QVBoxLayout(content)
    inner.setContentsMargins(20, 14, 20, 0)
    inner.setSpacing(14)
    inner.addWidget(header)
    inner.addWidget(past)
    inner.addWidget(stack, 1)
    upper = QHBoxLayout()
    upper.setContentsMargins(0, 0, 0, 0)
    upper.setSpacing(0)
    upper.addWidget(rail)
    upper.addWidget(content, 1)
    whole = QWidget()
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addLayout(upper, 1)
    outer.addWidget(status)
    return whole
