"""How soon the operator sees what becomes of a message: on the card, through the whole window.

The service is the sandbox in a process of its own, whose receipts come a fixed time after the
acceptance: just after the program has asked for them, so that it has to ask once more.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.accounts.account import Account
from gui.core.sending.run_card import RunCard
from gui.core.sending.state import RecipientState
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.benchmarks.goals import beside
from tests.benchmarks.heart import as_the_program
from tests.desk import desk, no_keyring
from tests.sandbox_process import SandboxProcess

RECEIPTS = (0.5, 2.2, 4.2, 6.2)
"""Seconds from acceptance to receipt, each in a run of its own."""
NUMBERS = ["13900000001", "13900000002", "13900000003"]
GOAL_ROW, GOAL_VERDICT = 1.0, 3.0
LONGEST = 60.0


class EventLoop:
    """Waits in the event loop, as a `qtbot` does."""

    def waitUntil(self, callback: Callable[[], bool]) -> None:
        end = time.monotonic() + LONGEST
        while not callback():
            assert time.monotonic() < end, "it takes too long"
            loop = QEventLoop()
            QTimer.singleShot(5, loop.quit)
            loop.exec()


def watch(folder: Path, receipt: float) -> tuple[float, float]:
    """Send to three; return the seconds to the first row, and from the receipts to the card."""
    secrets = SecretStore(find=no_keyring)
    secrets.store(ACTIVE.key_id, ACTIVE.secret, keep_in_memory=True)
    waiter = EventLoop()
    with SandboxProcess(receipts_after=(receipt, receipt)) as sandbox:
        account = Account("Bench", ACTIVE.key_id, sandbox.url)
        settings = Settings(current=ACTIVE.key_id).with_account(account)
        SettingsFile(folder / "settings.json").save(settings)
        with desk(folder, secrets) as opened:
            seen = dict[str, float]()

            def look(cards: tuple[RunCard, ...]) -> None:
                rows = cards[0].rows if cards else ()
                if rows:
                    seen.setdefault("row", time.time())
                if rows and all(row.state is RecipientState.DELIVERED for row in rows):
                    seen.setdefault("verdict", time.time())
                    last = max(row.accepted_at or 0 for row in rows) / 1000
                    seen.setdefault("receipt", last + receipt)

            opened.fill(waiter, NUMBERS)
            opened.session.run_cards.changed.connect(look)
            began = time.time()
            opened.begin_to_send()
            waiter.waitUntil(lambda: "verdict" in seen)
    return seen["row"] - began, seen["verdict"] - seen["receipt"]


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app
    as_the_program()
    rows, verdicts = list[float](), list[float]()
    for receipt in RECEIPTS:
        with tempfile.TemporaryDirectory() as folder:
            row, verdict = watch(Path(folder), receipt)
        rows.append(row)
        verdicts.append(verdict)
    row, verdict = statistics.median(rows), max(verdicts)
    print(
        f"sending to the card's first row: {row:.2f} s {beside(row, GOAL_ROW)};"
        f" receipts at the service to the card: {verdict:.2f} s at most"
        f" {beside(verdict, GOAL_VERDICT)}"
    )


if __name__ == "__main__":
    main()
