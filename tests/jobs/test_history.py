from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.errors import FileFault
from gui.core.history import HistoryEntry
from gui.jobs.history import export_history
from gui.jobs.job import Lane
from gui.storage.database.database import Database
from gui.storage.runs.history import HistoryReader
from tests.runs import ListedDraft, insert_run

COLUMNS = [("Number", lambda entry: entry.number)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        numbers = tuple(f"1380000{n:04}" for n in range(600))
        insert_run(ledger, Account("a", "testid"), ListedDraft("s", "t", "", numbers=numbers))
    return path


@pytest.fixture
def shown(ledger: Path) -> array[int]:
    with Database(ledger) as open_ledger:
        return HistoryReader(open_ledger).ids()


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    lane = Lane()
    yield lane
    assert lane.close()


def test_the_history_is_saved_on_its_lane(
    qtbot: QtBot, lane: Lane, ledger: Path, shown: array[int], tmp_path: Path
) -> None:
    job, steps = export_history(ledger, shown, COLUMNS, tmp_path / "report.csv"), list[Any]()
    job.progressed.connect(steps.append)
    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert done.args == [True]
    assert (steps[-1].done, steps[-1].total) == (600, 600)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 601


@pytest.mark.parametrize("name", ["report.csv", "report.xlsx"])
@pytest.mark.parametrize("at", [1, 600])
def test_stopped_export_leaves_no_file(
    qtbot: QtBot, lane: Lane, ledger: Path, shown: array[int], tmp_path: Path, name: str, at: int
) -> None:
    written: list[int] = []

    def number(entry: HistoryEntry) -> str:
        written.append(entry.id)
        if len(written) == at:  # the 600th: all is written, and is still to be packed
            job.cancel()
        return entry.number

    job = export_history(ledger, shown, [("Number", number)], tmp_path / name)
    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert done.args == [False]
    assert len(written) == {1: 256, 600: 600}[at]
    assert {path.suffix for path in tmp_path.iterdir()} <= {".db", ".db-wal", ".db-shm"}


def test_unwritable_place_is_reported(
    qtbot: QtBot, lane: Lane, ledger: Path, tmp_path: Path
) -> None:
    job = export_history(ledger, array("q", [1]), COLUMNS, tmp_path)
    with qtbot.waitSignal(job.finished) as done, qtbot.waitSignal(job.failed) as failed:
        lane.start(job)

    assert done.args == [False]
    assert (failed.args[0].fault, failed.args[0].path) == (FileFault.UNWRITABLE, str(tmp_path))
