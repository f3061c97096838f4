"""The real window while a million rows come in, and its tables as they are scrolled through them.

A heartbeat timer of the GUI thread says how long that ever kept the operator waiting; a frame is
what it takes to move a table's scroll bar and to paint what is seen then.

python -m tests.benchmarks.window_lists inside DIRECTORY does it in the window's own process.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QTableView

from tests.benchmarks.goals import beside
from tests.benchmarks.heart import GOAL_BEAT, Heart, as_the_program
from tests.benchmarks.lists import GOAL_MEMORY, ROWS, children, resident, rows, write_csv
from tests.benchmarks.startup import closing_screen
from tests.desk import Desk, desk, no_keyring
from tests.e2e.desktop.screen import Screen

FRAMES = 1_000
"""Places at which a table is painted on the way from its first row to its last."""
LONGEST = 300.0
"""Seconds that anything may take."""


class Watch:
    """Counts waits and memory while something is going on."""

    def __init__(self) -> None:
        self._idle = resident()
        self._most = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(100)
        self._began = time.perf_counter()
        self._heart = Heart()

    def say(self, name: str) -> None:
        """Print what was seen since the beginning."""
        seconds = time.perf_counter() - self._began
        self._heart.stop()
        self._timer.stop()
        print(
            f"{name:<24} {seconds:6.2f} s   heartbeat {self._heart.longest:3.0f} ms"
            f" {beside(self._heart.longest, GOAL_BEAT)}   {self._most:4.0f} MB"
            f" {beside(self._most, GOAL_MEMORY)}",
            flush=True,
        )

    def _look(self) -> None:
        self._most = max(self._most, resident() - self._idle + children())


def until(done: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop, end = QEventLoop(), time.monotonic() + LONGEST
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > end else None)
    timer.start(5)
    loop.exec()
    timer.stop()
    if not done():
        sys.exit("it takes too long")


def pause(seconds: float) -> None:
    """Let the window live for a while."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def bring(opened: Desk, path: Path) -> None:
    """Import a list as it looks, and wait until it can be sent to."""
    opened.window.open_list(str(path))
    recipients = opened.session.recipients
    before = len(recipients.draft.overview.sources)

    def there() -> bool:
        for dialog in opened.window.findChildren(QDialog, "importDialog"):
            confirm = dialog.findChild(QPushButton, "importConfirm")
            if confirm is not None and confirm.isEnabled():
                confirm.click()
        return (
            len(recipients.draft.overview.sources) > before
            and not recipients.busy
            and recipients.rows.recipients.rowCount() == recipients.draft.overview.recipients
        )

    until(there)


def scroll(name: str, table: QTableView) -> None:
    """Go through a table from its first row to its last, painting on the way."""
    bar = table.verticalScrollBar()
    until(lambda: bar.maximum() > ROWS // 2)
    parent = table.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(table)
        parent = parent.parentWidget()
    until(lambda: not table.viewport().visibleRegion().isEmpty())
    heart, longest, total = Heart(), 0.0, 0.0
    for step in range(FRAMES + 1):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * step // FRAMES)
        table.viewport().repaint()
        QApplication.processEvents()
        took = (time.perf_counter() - began) * 1000
        longest, total = max(longest, took), total + took
    heart.stop()
    print(
        f"{name:<24} {table.model().rowCount():,} rows   longest frame {longest:3.0f} ms, mean"
        f" {total / FRAMES:.1f}   heartbeat {heart.longest:3.0f} ms"
        f" {beside(heart.longest, GOAL_BEAT)}",
        flush=True,
    )


def inside(folder: Path) -> None:
    from gui.storage.secrets.secret_store import SecretStore

    application = QApplication(sys.argv[:1])
    assert application
    as_the_program()
    with desk(folder / "data", SecretStore(find=no_keyring)) as opened:
        (folder / "warm.csv").write_text("13800138000")
        bring(opened, folder / "warm.csv")
        opened.session.recipients.draft.clear()
        pause(2)
        gc.freeze()
        watch = Watch()
        pause(2)
        watch.say("nothing going on")

        watch = Watch()
        bring(opened, folder / "list.csv")
        summary = opened.window.findChild(QLabel, "recipientSummary")
        assert summary is not None
        until(lambda: "," in summary.text() or "000" in summary.text())
        opened.find("showRecipients").click()
        opened.find("showProblems").click()
        rows = opened.session.recipients.rows
        until(lambda: rows.notes.rowCount() > 0)
        pause(0.5)
        watch.say(f"CSV {ROWS:,} to tables")
        table = opened.window.findChild(QTableView, "draftRecipients")
        assert table is not None
        scroll("recipients scrolled", table)
        dialog = opened.window.findChild(QDialog, "recipientsDialog")
        assert dialog is not None
        dialog.accept()

        watch = Watch()
        bring(opened, folder / "problems.csv")
        until(lambda: rows.notes.rowCount() > ROWS // 2)
        pause(0.5)
        watch.say(f"problems {ROWS:,} to table")
        problems = opened.window.findChild(QTableView, "recipientProblems")
        assert problems is not None
        scroll("problems scrolled", problems)

        watch = Watch()
        bring(opened, folder / "again.csv")
        watch.say("the same list again")
        listing = opened.session.recipients.draft
        for name, change, done in (
            ("all cleared", listing.clear, lambda: not listing.overview.sources),
            ("and undone", listing.undo, lambda: len(listing.overview.sources) == 3),
        ):
            watch = Watch()
            change()
            until(done)
            until(lambda: not opened.session.recipients.busy)
            pause(0.5)
            watch.say(name)


def main() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    # Without compiled modules every list would compile the program anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    screen = Screen()
    screen.start(os.environ)
    with closing_screen(screen), tempfile.TemporaryDirectory() as folder:
        table = rows(ROWS)
        write_csv(Path(folder) / "list.csv", "utf-8", table)
        write_csv(Path(folder) / "again.csv", "utf-8", table[::-1])
        with (Path(folder) / "problems.csv").open("w", encoding="utf-8") as file:
            file.writelines(f"{name},{number[:9]}\n" for name, number, _ in table)
        del table
        environment["DISPLAY"] = screen.display
        with suppress(KeyboardInterrupt):
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.window_lists", "inside", folder],
                env=environment,
                check=True,
            )


if __name__ == "__main__":
    inside(Path(sys.argv[2])) if sys.argv[1:2] == ["inside"] else main()
