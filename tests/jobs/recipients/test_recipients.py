import csv
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.core.errors import ListError, ListFault
from gui.core.lists.draft_rows import DraftOverview, LoadProgress, StepKind
from gui.core.lists.layout import ListInspection
from gui.core.lists.notes import RowNote
from gui.core.params.placeholders import Placeholders
from gui.jobs.job import Job, Lane
from gui.jobs.recipients import recipients as jobs
from gui.storage.database.database import Database
from gui.storage.draft import reader
from gui.storage.draft.value_notes import ValueRules
from gui.storage.runs.creation import CreatedRun, preview_run
from tests.params import placeholders_of
from tests.storage.corpus.cases import FILES, A, B, C

PASTED = f"姓名\t手机\n张三\t{A}\n李四\t{A}\n"


Result = TypeVar("Result")


class RunJob(Protocol):
    def __call__(self, job: Job[Any, Result]) -> Result: ...


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    Database(path).close()
    return path


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    lane = Lane()
    yield lane
    assert lane.close()


@pytest.fixture
def outcome(lane: Lane, qtbot: QtBot) -> RunJob:
    """Run a job to its end; return its result, or its error."""

    def run(job: Job[Any, Any]) -> Any:
        seen = list[Any]()
        job.succeeded.connect(seen.append)
        job.failed.connect(seen.append)
        with qtbot.waitSignal(job.finished):
            lane.start(job)
        QCoreApplication.processEvents()
        return seen[-1]

    return run


def test_list_is_loaded_and_removed(outcome: RunJob, ledger: Path) -> None:
    assert isinstance(outcome(jobs.inspect_list(FILES / "excel.xlsx")), ListInspection)
    overview = outcome(jobs.load_list(ledger, FILES / "excel.xlsx"))
    assert isinstance(overview, DraftOverview)
    assert overview.recipients == 2
    found = outcome(jobs.list_recipients(ledger))
    assert len(found) == 2
    assert outcome(jobs.remove_rows(ledger, found[:1])).recipients == 1
    assert outcome(jobs.remove_source(ledger, overview.sources[0].id)).recipients == 0
    undone = outcome(jobs.undo_step(ledger))
    assert undone.step is not None and undone.step.kind is StepKind.SOURCE_REMOVED
    assert undone.overview.recipients == 1
    assert outcome(jobs.clear_draft(ledger)).recipients == 0
    last_step = outcome(jobs.load_draft(ledger)).undo
    assert last_step is not None and last_step.kind is StepKind.CLEARED


def test_pasted_and_typed_numbers_are_loaded(outcome: RunJob, ledger: Path) -> None:
    assert outcome(jobs.inspect_text(PASTED)).names == ("姓名", "手机")
    assert outcome(jobs.load_text(ledger, PASTED)).recipients == 1
    overview = outcome(jobs.load_typed_numbers(ledger, f"{B}\n{A}"))
    assert overview.first == (B, A)
    assert overview.notes == {RowNote.REPEATED: 2}
    assert outcome(jobs.load_typed_numbers(ledger, "")).recipients == 1


def test_a_list_that_cannot_be_read(outcome: RunJob, ledger: Path) -> None:
    error: object = outcome(jobs.load_list(ledger, FILES / "bomb.xlsx"))
    assert isinstance(error, ListError)
    assert error.fault is ListFault.DAMAGED  # what it unpacks to is no XML
    assert outcome(jobs.load_draft(ledger)) == DraftOverview()


def test_stopped_load_leaves_no_rows(
    lane: Lane, qtbot: QtBot, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("".join(f"x,{13800000000 + n}\n" for n in range(300_000)))
    job = jobs.load_list(ledger, path)

    def stop(progress: LoadProgress) -> None:
        if isinstance(progress, LoadProgress) and progress.recipients:
            job.cancel()

    job.progressed.connect(stop)
    with qtbot.waitSignal(job.finished) as finished:
        lane.start(job)
    assert finished.args == [False]
    assert lane.close()
    with Database(ledger) as open_ledger:
        assert reader.read_overview(open_ledger) == DraftOverview()
        assert open_ledger.db.execute("select count(*) from draft_row").fetchone() == (0,)


def test_notes_are_saved(outcome: RunJob, ledger: Path, tmp_path: Path) -> None:
    outcome(jobs.load_text(ledger, f"手机\n{A}\n=1+1\n138 0013 8001\n{A}\n"))
    ids = outcome(jobs.list_notes(ledger))
    assert len(ids) == 3
    columns = [("行", lambda note: str(note.line)), ("原文", lambda note: note.text)]
    outcome(jobs.save_notes(ledger, ids, tmp_path / "问题.csv", columns, ValueRules()))
    data = (tmp_path / "问题.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows == [["行", "原文"], ["3", "'=1+1"], ["4", "138 0013 8001"], ["5", A]]

    outcome(jobs.save_notes(ledger, ids, tmp_path / "问题.xlsx", columns, ValueRules()))
    again = outcome(jobs.inspect_list(tmp_path / "问题.xlsx"))
    assert again.rows == (("行", "原文"), ("3", "=1+1"), ("4", "138 0013 8001"), ("5", A))

    chosen = outcome(jobs.list_notes(ledger, "138", [RowNote.REPAIRED]))
    assert chosen == array("q", ids[1:2])


def test_rows_without_a_value_are_saved_too(outcome: RunJob, ledger: Path, tmp_path: Path) -> None:
    outcome(jobs.load_text(ledger, f"姓名\t手机\n\t{A}\n李四\t{B}\n"))
    pattern = ValueRules(placeholders_of('{"name":"{{姓名}}"}'))
    ids = outcome(jobs.list_notes(ledger, rules=pattern, access_key_id="key"))
    columns = [("行", lambda note: str(note.line)), ("缺", lambda note: note.detail)]
    outcome(jobs.save_notes(ledger, ids, tmp_path / "问题.csv", columns, pattern))
    rows = (tmp_path / "问题.csv").read_text("utf-8-sig").splitlines()
    assert rows == ["行,缺", "2,姓名"]


def count_recipients(ledger: Path, placeholders: Placeholders) -> CreatedRun:
    with Database(ledger) as database:
        steps = preview_run(database, "key", placeholders)
        try:
            while True:
                next(steps)
        except StopIteration as end:
            found: CreatedRun = end.value
            return found


def test_blocked_numbers_are_left_out(outcome: RunJob, ledger: Path) -> None:
    outcome(jobs.load_text(ledger, PASTED + f"王五\t{C}\n\t{B}\n"))
    pattern = placeholders_of('{"name":"{{姓名}}"}')
    assert isinstance(pattern, Placeholders)
    assert outcome(jobs.block_numbers(ledger, "key", [C])) == 1
    counted = count_recipients(ledger, pattern)
    assert (counted.recipients, counted.blocked, counted.missing) == (1, 1, {"姓名": 1})
    assert outcome(jobs.unblock_numbers(ledger, "key", [C])) == 1
    assert outcome(jobs.block_list(ledger, "key", FILES / "utf8.csv")).new == 2
    assert count_recipients(ledger, pattern).blocked == 2
    assert outcome(jobs.load_draft(ledger)).recipients == 3
