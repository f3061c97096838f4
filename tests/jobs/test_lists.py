import csv
from array import array

import pytest
from PySide6.QtCore import QCoreApplication

from gui.core.drafted import LoadProgress, Overview, StepKind
from gui.core.errors import ListError, ListFault
from gui.core.layout import Inspection
from gui.core.pattern import Pattern, parse_pattern
from gui.core.row_notes import RowNote
from gui.jobs import lists as jobs
from gui.jobs.job import Lane
from gui.storage import drafts
from gui.storage.ledger import Ledger
from tests.storage.corpus.cases import FILES, A, B, C

PASTED = f"姓名\t手机\n张三\t{A}\n李四\t{A}\n"


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.db"
    Ledger(path).close()
    return path


@pytest.fixture
def lane(qapp):
    lane = Lane()
    yield lane
    assert lane.close()


@pytest.fixture
def outcome(lane, qtbot):
    """Run a job to its end; return its last snapshot, or its error."""

    def run(job):
        seen = []
        job.progressed.connect(seen.append)
        job.failed.connect(seen.append)
        with qtbot.waitSignal(job.finished, timeout=30_000):
            lane.start(job)
        QCoreApplication.processEvents()
        return seen[-1]

    return run


def test_a_list_comes_in_and_goes_out(outcome, ledger):
    assert isinstance(outcome(jobs.inspecting(FILES / "excel.xlsx")), Inspection)
    overview = outcome(jobs.loading(ledger, FILES / "excel.xlsx"))
    assert isinstance(overview, Overview)
    assert overview.recipients == 2
    found = outcome(jobs.listing_recipients(ledger))
    assert len(found.ids) == 2
    assert outcome(jobs.removing_rows(ledger, found.ids[:1])).recipients == 1
    assert outcome(jobs.removing_source(ledger, overview.sources[0].id)).recipients == 0
    undone = outcome(jobs.undoing(ledger))
    assert (undone.step.kind, undone.overview.recipients) == (StepKind.SOURCE_REMOVED, 1)
    assert outcome(jobs.clearing(ledger)).recipients == 0
    assert outcome(jobs.looking(ledger)).undo.kind is StepKind.CLEARED


def test_what_is_pasted_and_typed(outcome, ledger):
    assert outcome(jobs.inspecting_text(PASTED)).names == ("姓名", "手机")
    assert outcome(jobs.loading_text(ledger, PASTED)).recipients == 1
    overview = outcome(jobs.typing(ledger, f"{B}\n{A}"))
    assert overview.first == (B, A)
    assert overview.notes == {RowNote.REPEATED: 2}
    assert outcome(jobs.typing(ledger, "")).recipients == 1


def test_a_list_that_cannot_be_read(outcome, ledger):
    error = outcome(jobs.loading(ledger, FILES / "bomb.xlsx"))
    assert isinstance(error, ListError)
    assert error.fault is ListFault.DAMAGED  # what it unpacks to is no XML
    assert outcome(jobs.looking(ledger)) == Overview()


def test_a_stopped_load_leaves_nothing(lane, qtbot, ledger, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("".join(f"x,{13800000000 + n}\n" for n in range(300_000)))
    job = jobs.loading(ledger, path)

    def stop(progress):
        if isinstance(progress, LoadProgress) and progress.recipients:
            job.cancel()

    job.progressed.connect(stop)
    with qtbot.waitSignal(job.finished, timeout=30_000) as finished:
        lane.start(job)
    assert finished.args == [False]
    assert lane.close()
    with Ledger(ledger) as open_ledger:
        assert drafts.overview(open_ledger) == Overview()
        assert open_ledger.db.execute("select count(*) from draft_row").fetchone() == (0,)


def test_notes_are_saved(outcome, ledger, tmp_path):
    outcome(jobs.loading_text(ledger, f"手机\n{A}\n=1+1\n138 0013 8001\n{A}\n"))
    ids = outcome(jobs.listing_notes(ledger)).ids
    assert len(ids) == 3
    columns = [("行", lambda note: str(note.line)), ("原文", lambda note: note.text)]
    outcome(jobs.saving_notes(ledger, ids, tmp_path / "问题.csv", columns))
    data = (tmp_path / "问题.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows == [["行", "原文"], ["3", "'=1+1"], ["4", "138 0013 8001"], ["5", A]]

    outcome(jobs.saving_notes(ledger, ids, tmp_path / "问题.xlsx", columns))
    again = outcome(jobs.inspecting(tmp_path / "问题.xlsx"))
    assert again.rows == (("行", "原文"), ("3", "=1+1"), ("4", "138 0013 8001"), ("5", A))

    chosen = outcome(jobs.listing_notes(ledger, "138", [RowNote.REPAIRED]))
    assert chosen == jobs.Found(array("q", ids[1:2]))


def test_rows_without_a_value_are_saved_too(outcome, ledger, tmp_path):
    outcome(jobs.loading_text(ledger, f"姓名\t手机\n\t{A}\n李四\t{B}\n"))
    pattern = parse_pattern('{"name":"{{姓名}}"}')
    ids = outcome(jobs.listing_notes(ledger, pattern=pattern, access_key_id="key")).ids
    columns = [("行", lambda note: str(note.line)), ("缺", lambda note: note.detail)]
    outcome(jobs.saving_notes(ledger, ids, tmp_path / "问题.csv", columns, pattern))
    rows = (tmp_path / "问题.csv").read_text("utf-8-sig").splitlines()
    assert rows == ["行,缺", "2,姓名"]


def test_blocked_numbers_are_left_out(outcome, ledger):
    outcome(jobs.loading_text(ledger, PASTED + f"王五\t{C}\n\t{B}\n"))
    pattern = parse_pattern('{"name":"{{姓名}}"}')
    assert isinstance(pattern, Pattern)
    assert outcome(jobs.blocking(ledger, "key", [C])) == 1
    started = outcome(jobs.rehearsing(ledger, "key", pattern))
    assert (started.recipients, started.blocked, started.missing) == (1, 1, {"姓名": 1})
    assert outcome(jobs.unblocking(ledger, "key", [C])) == 1
    assert outcome(jobs.blocking_list(ledger, "key", FILES / "utf8.csv")).new == 2
    assert outcome(jobs.rehearsing(ledger, "key", pattern)).blocked == 2
    assert outcome(jobs.looking(ledger)).recipients == 3
