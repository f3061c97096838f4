"""What is looked after while the program runs."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Never

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.backup_schedule import INTERVAL, QUIET
from gui.core.errors import FileFault, LedgerError
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.jobs.maintenance import make_backup
from gui.session.maintenance import Maintenance
from gui.session.work import Work
from gui.storage.database.backups import BackupResult, backup
from gui.storage.database.database import Database
from gui.storage.exports.export_folders import export_register
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk
from tests.runs import ListedDraft, insert_run


def test_a_history_on_a_network_drive_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    work = Work()
    upkeep = Maintenance(
        work, Paths(tmp_path), find_drive=lambda folder: {tmp_path: "nfs4"}[folder]
    )
    with qtbot.waitSignal(work.notices.noticed) as noticed:
        upkeep.begin()
    text = noticed.args[0].text
    assert f"network drive (nfs4): {tmp_path}." in text
    assert "--data-dir" in text
    assert work.close(60)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Backups:
    """Upkeep of a ledger with one run, driven by a clock of the test's and without a timer."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.clock, self.work = qtbot, Clock(), Work()
        self.make: Callable[[Path], Job[Never, BackupResult]] = make_backup
        paths = Paths(folder)
        self.ledger = paths.ledger
        self.newest = backup(self.ledger, 1)
        with Database(self.ledger) as ledger:
            insert_run(
                ledger, Account("a", "testid"), ListedDraft("s", "t", "", numbers=("13800138000",))
            )
        self.upkeep = Maintenance(
            self.work, paths, clock=self.clock, make_backup=lambda path: self.make(path)
        )
        self.notices = list[Any]()
        self.work.notices.noticed.connect(self.notices.append)
        self.withdrawn = list[Any]()
        self.work.notices.withdrawn.connect(self.withdrawn.append)

    def go_on(self, seconds: float) -> None:
        self.clock.now += seconds
        self.upkeep.tick()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: all(job.delivered for job in self.work.maintenance._jobs))


@pytest.fixture
def backups(qtbot: QtBot, tmp_path: Path) -> Iterator[Backups]:
    backups = Backups(qtbot, tmp_path)
    yield backups
    assert backups.work.close(60)


def test_a_backup_is_made_once_nothing_is_sent(backups: Backups) -> None:
    backups.go_on(QUIET - 1)
    backups.upkeep.note_sending(True)
    backups.go_on(2 * INTERVAL)
    assert not backups.newest.exists()
    backups.upkeep.note_sending(False)
    backups.go_on(QUIET - 1)
    assert not backups.newest.exists()
    backups.go_on(1)
    assert backups.newest.exists()
    assert backups.notices == []


def test_a_run_that_begins_stops_the_backup(backups: Backups) -> None:
    """It waits for being stopped, so that it is under way for sure."""
    stopped = []

    def job(path: Path) -> Job[Never, BackupResult]:
        def steps(wait: Wait) -> Generator[Never, None, BackupResult]:
            stopped.append(wait(30))
            return BackupResult(made=False, size=0)
            yield from ()

        return Job(steps)

    backups.make = job
    backups.clock.now += QUIET
    backups.upkeep.tick()
    backups.upkeep.tick()  # one is enough
    backups.upkeep.note_sending(True)
    backups.wait()
    assert stopped == [True]

    backups.make = make_backup
    backups.go_on(INTERVAL)
    assert not backups.newest.exists()
    backups.upkeep.note_sending(False)
    backups.go_on(QUIET)
    assert backups.newest.exists()


def test_a_full_disk_is_said_once_and_tried_again(backups: Backups) -> None:
    def job(path: Path) -> Job[Never, BackupResult]:
        def steps(wait: Wait) -> Generator[Never, None, BackupResult]:
            raise LedgerError(FileFault.DISK_FULL, str(path))
            yield from ()

        return Job(steps)

    backups.make = job
    backups.go_on(QUIET)
    backups.go_on(INTERVAL)
    (said,) = backups.notices
    assert "No backup of the history could be made" in said.text
    assert backups.withdrawn == []
    backups.make = make_backup
    backups.go_on(INTERVAL)
    assert backups.newest.exists()
    assert backups.withdrawn == [said.key]
    backups.make = job
    backups.go_on(INTERVAL)
    assert len(backups.notices) == 2  # it is full again


def test_damage_that_a_backup_meets_is_said_and_looked_for_at_the_next_start(
    backups: Backups,
) -> None:
    with backups.ledger.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)
    backups.go_on(QUIET)
    (said,) = backups.notices
    assert "The history is damaged" in said.text
    assert backups.ledger.with_name("ledger.db.suspect").exists()


def test_a_window_backs_its_ledger_up(qtbot: QtBot, opened: Desk) -> None:
    """All of it but the clock: the timer's own tick, after the ledger was opened."""
    upkeep = opened.session.maintenance
    qtbot.waitUntil(upkeep._timer.isActive)


def test_the_folder_of_a_killed_export_is_removed_at_the_start(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    (tmp_path / "data").mkdir()
    register = export_register(tmp_path / "data" / "ledger.db")
    register.mkdir()
    left = tmp_path / ".sms-desk-0123456789abcdef"
    left.mkdir()
    (left / "table").write_text("13800138000")
    (register / "0123456789abcdef").write_bytes(os.fsencode(left))
    with desk(tmp_path / "data", secrets) as opened:
        qtbot.waitUntil(lambda: not left.exists())
        assert opened.notices == []
