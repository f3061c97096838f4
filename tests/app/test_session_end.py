"""Log-out and shutdown: what is under way is answered, the rest stays queued, the draft is kept."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.session_end import end_with_session
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.jobs.accounts.connector import Connector
from gui.storage.database.database import Database
from gui.storage.runs import run_store
from gui.storage.secrets.secret_store import SecretStore
from gui.window.window import Window
from tests.desk import desk, no_keyring
from tests.session.test_faults import use

NUMBERS = [f"1390000{n:04}" for n in range(60)]


class Behind:
    """Counts how often what is behind the window was closed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.closed = 0

    def close(self) -> bool:
        self.closed += 1
        return True


def test_it_stops_sending_and_closes_without_a_question(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    secrets = SecretStore(find=no_keyring)
    with Sandbox(SandboxSettings(delay=0.1)) as sandbox:
        with desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
            use(qtbot, opened, sandbox.url)
            opened.fill(qtbot, NUMBERS)
            opened.begin_to_send()
            qtbot.waitUntil(lambda: len(sandbox.messages()) > 3)
            program = Behind(opened.window)
            end = end_with_session(qapp, program, 20_000)
            with qtbot.waitSignal(opened.window.closed):
                end(None)
            qapp.commitDataRequest.disconnect(end)
        with Database(tmp_path / "ledger.db") as ledger:
            counts = run_store.StoredRun(ledger, 1).counts()
        assert counts.accepted == len(sandbox.messages())
        assert counts.submitting == counts.unknown == 0
        assert counts.queued == len(NUMBERS) - counts.accepted > 0
    assert program.closed == 1


def test_it_waits_no_longer_than_the_system_does(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    secrets = SecretStore(find=no_keyring)
    with (
        Sandbox(SandboxSettings(delay=2.0)) as sandbox,
        desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened,
    ):
        use(qtbot, opened, sandbox.url)
        opened.fill(qtbot, NUMBERS)
        opened.begin_to_send()
        qtbot.waitUntil(lambda: "submitting" in {state for _, state in opened.rows()})
        program = Behind(opened.window)
        end = end_with_session(qapp, program, 50)
        end(None)
        qapp.commitDataRequest.disconnect(end)
        assert program.closed == 1
        assert opened.window.isVisible()
