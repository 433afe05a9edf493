"""Garbage: rings go, loaded rows are set aside unseen and swept when nobody is watching."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from salesdesk_app.ui.rubbish import LOADED, Rubbish


class Ring:
    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def rubbish(qapp: QObject) -> Iterator[Rubbish]:
    made = Rubbish(qapp)
    yield made
    made.deleteLater()
    gc.unfreeze()


def ring() -> "weakref.ref[Ring]":
    return weakref.ref(Ring())


def test_a_ring_goes_when_enough_has_come_together(rubbish: Rubbish) -> None:
    gone = ring()
    kept = [[n] for n in range(2000)]
    rubbish.collect(watched=True)
    assert gone() is None
    assert len(kept) == 2000


def test_what_is_loaded_is_set_aside_and_swept_when_nobody_is_watching(rubbish: Rubbish) -> None:
    gone = ring()
    rows = [[n] for n in range(LOADED * 2)]
    before = gc.get_freeze_count()
    rubbish.collect(watched=True)
    assert gc.get_freeze_count() >= before + LOADED
    rubbish.collect(watched=True)
    assert gone() is not None
    rubbish.collect(watched=False)
    assert gone() is None
    assert gc.get_freeze_count() >= len(rows)
