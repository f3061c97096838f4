"""Log-out and shutdown: what is under way is answered, the rest stays queued, the draft is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.session_end import LIMIT, SessionEnd
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.jobs.accounts.connector import Connector
from gui.storage.database.database import Database
from gui.storage.runs import run_store
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.session.test_faults import use

NUMBERS = [f"1390000{n:04}" for n in range(400)]
DELAY = 0.2
"""So many, each answered so slowly (in seconds), that some are left when a busy machine looks."""
ANSWER = 60.0
"""Seconds until a call is answered that nobody waits for."""


class Behind:
    """What is behind the window; it closes the session only if it is told how long that may take.

    Attributes:
        closed: the seconds of each call, or none.
    """

    def __init__(self, opened: Desk) -> None:
        self.window = opened.window
        self.closed: list[float | None] = []
        self._session = opened.session

    def close(self, seconds: float | None = None) -> bool:
        self.closed.append(seconds)
        return seconds is None or self._session.close(seconds=seconds)


@contextmanager
def sending(
    qtbot: QtBot, tmp_path: Path, delay: float = DELAY, numbers: list[str] = NUMBERS
) -> Iterator[tuple[Desk, Sandbox]]:
    """A window that has begun to send, to a sandbox that answers after `delay` seconds."""
    with (
        Sandbox(SandboxSettings()) as sandbox,
        desk(tmp_path, SecretStore(find=no_keyring), Connector(1.0, 2 * ANSWER)) as opened,
    ):
        use(qtbot, opened, sandbox.url)
        opened.fill(qtbot, numbers)
        sandbox.faults.delay = delay
        opened.begin_to_send()
        qtbot.waitUntil(lambda: "submitting" in {state for _, state in opened.rows()})
        yield opened, sandbox


def check_it_was_stopped(data_dir: Path, sandbox: Sandbox) -> None:
    """Whoever was called was answered, and the others are still queued."""
    with Database(data_dir / "ledger.db") as ledger:
        counts = run_store.StoredRun(ledger, 1).counts()
    assert counts.accepted == len(sandbox.messages())
    assert counts.submitting == counts.unknown == 0
    assert counts.queued == len(NUMBERS) - counts.accepted > 0


def test_it_stops_sending_and_closes_without_a_question(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path) as (opened, sandbox):
        qtbot.waitUntil(lambda: len(sandbox.messages()) > 3)
        program = Behind(opened)
        end = SessionEnd(qapp, program, 20_000, asks_first=False)
        with qtbot.waitSignal(opened.window.closed):
            end.ask(None)
        end.deleteLater()
        check_it_was_stopped(tmp_path, sandbox)
    assert program.closed == [None]


def test_it_waits_no_longer_than_the_system_does(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path, 2.0) as (opened, _):
        program = Behind(opened)
        end = SessionEnd(qapp, program, 50, asks_first=False)
        end.ask(None)
        end.deleteLater()
        assert program.closed == [None]
        assert opened.window.isVisible()


def test_where_the_system_asks_first_a_run_goes_on_until_the_session_ends(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path) as (opened, sandbox):
        program = Behind(opened)
        end = SessionEnd(qapp, program, asks_first=True)
        end.ask(None)  # and another program says no
        before = len(sandbox.messages())
        qtbot.waitUntil(lambda: len(sandbox.messages()) > before + 3)
        assert opened.window.isVisible()
        assert program.closed == []

        end.end_asked()  # another time, and without the question
        end.deleteLater()
        assert not opened.window.isVisible()
        (seconds,) = program.closed
        assert seconds is not None and seconds < LIMIT
        check_it_was_stopped(tmp_path, sandbox)


def test_all_of_it_ends_in_time_while_a_call_has_no_answer(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path, ANSWER, NUMBERS[:1]) as (opened, sandbox):
        program = Behind(opened)
        end = SessionEnd(qapp, program, asks_first=True)
        began = monotonic()
        end.end_asked()
        took = monotonic() - began
        end.deleteLater()
        sandbox.stop()
    assert took < 3 * LIMIT  # a slow machine; the session itself may take 20 seconds
    (seconds,) = program.closed
    assert seconds is not None and 0 <= seconds < 1  # what the wait for the call has left
    assert LIMIT < 5


def test_a_program_that_ends_by_itself_is_not_closed_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        program = Behind(opened)
        end = SessionEnd(qapp, program, asks_first=True)
        opened.window.close()
        end.end_asked()
        end.deleteLater()
    assert program.closed == []
