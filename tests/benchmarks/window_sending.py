"""The window while 100,000 recipients are sent: its heartbeat, and the program's memory.

The whole program but its process: its session and its window, with the history on show and one of
its rows looked at. The service is the sandbox in a process of its own.
"""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.accounts.account import Account
from gui.core.message.fields import SendMode
from gui.core.sending.progress import RunProgress
from gui.storage.database.database import Database
from gui.storage.runs.run_store import StoredRun
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.benchmarks.goals import beside
from tests.benchmarks.heart import GOAL_BEAT, Heart, as_the_program, idle
from tests.desk import desk, no_keyring
from tests.runs import ListedDraft, insert_run
from tests.sandbox_process import SandboxProcess

MANY, FEW = 100_000, 80_000
CALLERS = 32
DELAY = 0.05
SECONDS = 8.0
"""How long it is watched at most."""
IDS = MANY * 8 / 1e6
"""Megabytes of the ids of the rows on show."""


def prepare(folder: Path, url: str, many: int, mode: SendMode) -> None:
    """An account, and a run of which none was called, at full speed."""
    account = Account("Bench", ACTIVE.key_id, url)
    settings = Settings(callers=CALLERS, rate=5000, current=ACTIVE.key_id).with_account(account)
    SettingsFile(folder / "settings.json").save(settings)
    numbers = tuple(f"139{number:08}" for number in range(many))
    with Database(folder / "ledger.db") as ledger:
        draft = ListedDraft(
            "阿里云", "SMS_153055065", '{"code":"1234"}', numbers=numbers, mode=mode
        )
        insert_run(ledger, account, draft)


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def watch(folder: Path, url: str, many: int, mode: SendMode) -> str:
    """Send for some seconds, or to the end; say what it was like."""
    prepare(folder, url, many, mode)
    secrets = SecretStore(find=no_keyring)
    secrets.store(ACTIVE.key_id, ACTIVE.secret, keep_in_memory=True)
    with desk(folder, secrets) as opened:
        session, model = opened.session, opened.session.history.model
        table = opened.window.findChild(QTableView, "historyTable")
        assert table is not None
        while not (opened.can("resume") and model.rowCount() == many):
            wait(0.05)
        resume = opened.find("resume")
        table.selectRow(0)
        wait(0.5)
        gc.collect()
        gc.freeze()
        calm = idle(SECONDS / 2)
        before, highest = resident(), [0.0]
        loop, heart, seen = QEventLoop(), Heart(), list[RunProgress]()
        pulse = QTimer(interval=50)
        pulse.timeout.connect(lambda: highest.append(resident()))
        pulse.start()
        session.sending.progressed.connect(seen.append)
        session.sending.ended.connect(lambda _: QTimer.singleShot(500, loop.quit))
        QTimer.singleShot(int(SECONDS * 1000), session.sending.stop)
        resume.click()
        loop.exec()
        heart.stop()
        pulse.stop()
    with Database(folder / "ledger.db") as ledger:
        counts = StoredRun(ledger, 1).counts()
    assert counts.total == many and counts.completed == counts.accepted + counts.delivered
    return (
        f"the window while {counts.completed:,} of {many:,} are sent {mode.value}: heartbeat"
        f" {heart.longest:.0f} ms {beside(heart.longest, GOAL_BEAT)}, idle {calm:.0f}; memory"
        f" {max(highest) - before:+.1f} MB (the ids: {IDS:.1f})"
    )


def resident() -> float:
    """Megabytes of this process at the moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app
    as_the_program()
    with SandboxProcess(DELAY) as sandbox:
        # The first one makes what is made once: threads, modules, the room for calls under way.
        for many, mode, said in (
            (FEW, SendMode.BATCHED, False),
            (MANY, SendMode.BATCHED, True),
            (MANY, SendMode.ONE_BY_ONE, True),
        ):
            with tempfile.TemporaryDirectory() as folder:
                text = watch(Path(folder), sandbox.url, many, mode)
            if said:
                print(text)


if __name__ == "__main__":
    main()
