"""The threads behind the desk: order, survival, and signals by the hundred thousand."""

import subprocess
import sys
import threading
from functools import partial

from pytestqt.qtbot import QtBot

from salesdesk_app.ui.lanes import Job, Lanes

EMITS = """
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
import threading
from functools import partial

class Bell(QObject):
    rung = Signal(bool)
    plain = Signal()

application = QCoreApplication([])
bell, heard = Bell(), []
bell.rung.connect(heard.append)
bell.plain.connect(lambda: heard.append(True), Qt.ConnectionType.QueuedConnection)
for _ in range(100_000):
    bell.rung.emit(True)
ringer = threading.Thread(target=lambda: [bell.plain.emit() for _ in range(10_000)])
ringer.start()
ringer.join()
application.processEvents()
assert len(heard) == 110_000, len(heard)
print("heard all")
"""


def test_a_hundred_thousand_emits_survive() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", EMITS],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "heard all"), done.stderr


def test_writes_keep_their_order_and_run_on_one_thread(qtbot: QtBot) -> None:
    lanes = Lanes()
    ran: list[tuple[int, str]] = []
    told: list[int] = []

    def job(number: int) -> Job:
        return Job(
            lambda: ran.append((number, threading.current_thread().name)),
            lambda _result, _error: told.append(number),
        )

    for number in range(200):
        lanes.write(job(number))
    qtbot.waitUntil(lambda: len(told) == 200)
    assert [number for number, _ in ran] == list(range(200)) == told
    assert {name for _, name in ran} == {"writer"}
    lanes.close()


def test_closing_lets_queued_writes_end(qtbot: QtBot) -> None:
    lanes = Lanes()
    ran: list[int] = []
    gate = threading.Event()
    lanes.write(Job(gate.wait, lambda _r, _e: None))
    for number in range(10):
        lanes.write(Job(partial(ran.append, number), lambda _r, _e: None))
    gate.set()
    lanes.close()
    assert ran == list(range(10))


def test_the_ui_thread_hears_of_errors(qtbot: QtBot) -> None:
    lanes = Lanes()
    heard: list[tuple[BaseException | None, bool]] = []

    def fail() -> None:
        raise KeyError("lost")

    main = threading.current_thread()
    lanes.read(
        Job(fail, lambda _r, error: heard.append((error, threading.current_thread() is main)))
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0][0], KeyError)
    assert heard[0][1]
    lanes.close()


def test_closing_drops_what_was_queued_to_read(qtbot: QtBot) -> None:
    lanes = Lanes()
    gate, started = threading.Event(), threading.Semaphore(0)
    ran: list[int] = []

    def hold() -> None:
        started.release()
        gate.wait(10)

    for _ in range(2):
        lanes.read(Job(hold, lambda _r, _e: None))
        assert started.acquire(timeout=10)
    for number in range(50):
        lanes.read(Job(partial(ran.append, number), lambda _r, _e: None))
    closer = threading.Timer(0.05, gate.set)
    closer.start()
    lanes.close()
    assert ran == []
    assert lanes.waiting == 0


def test_no_question_waits_for_the_network_and_closing_ends_it(qtbot: QtBot) -> None:
    lanes = Lanes()
    told: list[str] = []
    out = Job(lambda: out.stopped.wait(20) and "stopped", lambda result, _e: told.append(result))
    lanes.away(out)
    for number in range(9):
        lanes.read(Job(lambda: "", lambda _r, _e, number=number: told.append(str(number))))
    qtbot.waitUntil(lambda: len(told) == 9)
    assert lanes.waiting == 1
    lanes.close()
    assert told[-1] == "stopped"
    assert lanes.waiting == 0
