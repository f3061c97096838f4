"""The history browser: what is searched for, shown, described and exported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.core.history import HistoryFilter
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted
from gui.core.sending.state import RecipientState
from gui.core.service_codes import ServiceCode
from gui.session.history import HistoryBrowser
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from gui.storage.runs import run_store
from gui.words.notices import NoticeTopic, Severity
from gui.words.sending import progress as words
from gui.words.sentence import sentence
from tests.runs import ListedDraft, insert_run
from tests.session.inline.conftest import SHOP, Heard
from tests.session.lanes import InlineWork

A, B, C = "13800138000", "13900139000", "13700137000"


@pytest.fixture
def ledger(paths: Paths) -> Iterator[Database]:
    """A ledger with one accepted and two queued recipients."""
    with Database(paths.ledger) as ledger:
        draft = ListedDraft("阿里云", "SMS_1", '{"code":"1234"}', numbers=(A, B, C))
        run = run_store.StoredRun(ledger, insert_run(ledger, SHOP, draft))
        run.advance([evaluate_outcome(call, Accepted("b", "r")) for call in run.advance([], 1)], 0)
        yield ledger


@pytest.fixture
def browser(work: InlineWork, paths: Paths, ledger: Database) -> Iterator[HistoryBrowser]:
    browser = HistoryBrowser(
        work, paths, lambda code: ServiceCode(code), chinese=False, masked=False
    )
    yield browser
    browser.close()


def shown(browser: HistoryBrowser) -> list[tuple[str, RecipientState]]:
    entries = browser.rows(browser.model.ids())
    return [(entry.number, entry.state) for entry in entries.values()]


ACCEPTED, QUEUED = RecipientState.ACCEPTED, RecipientState.QUEUED


@pytest.mark.parametrize(
    ("text", "state", "rows"),
    [
        ("", None, [(A, ACCEPTED), (B, QUEUED), (C, QUEUED)]),
        ("138 0013 8000", None, [(A, ACCEPTED)]),
        ("8000", QUEUED, []),
        ("", ACCEPTED, [(A, ACCEPTED)]),
    ],
)
def test_the_rows_are_those_searched_for(
    work: InlineWork,
    browser: HistoryBrowser,
    text: str,
    state: RecipientState | None,
    rows: list[tuple[str, RecipientState]],
) -> None:
    browser.search(HistoryFilter(text, state))
    work.run()
    assert sorted(shown(browser)) == sorted(rows)


def test_of_the_searches_typed_meanwhile_only_the_last_is_run(
    work: InlineWork, browser: HistoryBrowser
) -> None:
    for text in ("1", "13", "138", "139"):
        browser.search(HistoryFilter(text))
    assert len(work.reading.waiting) == 1
    work.reading.waiting.popleft().run()
    assert len(work.reading.waiting) == 1
    work.run()
    assert shown(browser) == [(B, QUEUED)]


def test_a_selected_row_is_described_anew_after_each_reading(
    work: InlineWork, browser: HistoryBrowser, ledger: Database, heard: type[Heard]
) -> None:
    browser.search(HistoryFilter(A))
    work.run()
    said = heard(browser.details_changed)
    (id,) = browser.model.ids()
    browser.select(id)
    assert A in said[-1].plain()
    browser.mask(True)
    assert A not in said[-1].plain()
    assert "138****8000" in said[-1].plain()
    browser.select(None)
    assert said[-1] is None


def test_a_row_that_the_filter_removes_has_no_details(
    work: InlineWork, browser: HistoryBrowser, heard: type[Heard]
) -> None:
    browser.search(HistoryFilter(A))
    work.run()
    said = heard(browser.details_changed)
    browser.select(browser.model.id_of(0))
    assert A in said[-1].plain()
    browser.search(HistoryFilter(B))
    work.run()
    assert said[-1] is None
    browser.search(HistoryFilter(A))
    work.run()
    assert said[-1] is None


def test_what_is_exported_is_what_is_shown(
    work: InlineWork, browser: HistoryBrowser, heard: type[Heard], tmp_path: Path
) -> None:
    noticed = heard(work.notices.noticed)
    browser.search(HistoryFilter(state=QUEUED))
    work.run()
    browser.export(str(tmp_path / "history.csv"))
    work.run()
    last = noticed[-1]
    assert last.sentence == sentence(words.exported, "history.csv", 2, 2, masked=False)
    assert last.topic_key.topic is NoticeTopic.EXPORT
    assert [notice.is_over for notice in noticed] == [False, *[True] * (len(noticed) - 1)]
    text = (tmp_path / "history.csv").read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 3
    assert B in text
    assert C in text
    assert A not in text


def test_a_masked_history_is_exported_masked(
    work: InlineWork, browser: HistoryBrowser, heard: type[Heard], tmp_path: Path
) -> None:
    noticed = heard(work.notices.noticed)
    browser.mask(True)
    browser.search(HistoryFilter(A))
    work.run()
    browser.export(str(tmp_path / "history.csv"))
    work.run()
    assert noticed[-1].sentence == sentence(words.exported, "history.csv", 1, 1, masked=True)
    assert A not in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")


def test_a_file_that_cannot_be_written_is_refused(
    work: InlineWork, browser: HistoryBrowser, heard: type[Heard], tmp_path: Path
) -> None:
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    folder = tmp_path / "later"
    browser.search(HistoryFilter())
    work.run()
    browser.export(str(folder / "history.csv"))
    work.run()
    assert [notice.severity for notice in noticed] == [Severity.ERROR]

    withdrawn.clear()
    browser.export(str(tmp_path / "history.csv"))
    work.run()
    assert withdrawn == []  # that file was not saved by saving another one
    folder.mkdir()
    browser.export(str(folder / "history.csv"))
    work.run()
    assert withdrawn == [noticed[0].key]


def test_pages_that_cannot_be_read_stay_blank_and_it_is_said(
    work: InlineWork, browser: HistoryBrowser, ledger: Database, heard: type[Heard], paths: Paths
) -> None:
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    whole = paths.ledger.read_bytes()
    ledger.close()
    for file in paths.ledger.parent.glob("ledger.db*"):
        file.unlink()
    paths.ledger.write_bytes(b"\xff" * 40960)
    assert browser.rows([1]) == {}
    assert len(noticed) == 1
    assert withdrawn == []
    paths.ledger.write_bytes(whole)
    browser.rows([1])
    assert withdrawn == [noticed[0].key]


def test_what_nobody_sees_is_read_when_it_is_asked_for(
    qtbot: QtBot,
    work: InlineWork,
    browser: HistoryBrowser,
    ledger: Database,
    heard: type[Heard],
) -> None:
    browser.search(HistoryFilter())
    work.run()
    states = [column.name for column in browser.model.columns].index("state")
    waiting = browser.model.index(1, states)
    before = waiting.data()
    browser.select(browser.model.id_of(1))
    browser.watch(on_show=False)
    said = heard(browser.details_changed)
    run = run_store.StoredRun(ledger, 1)
    run.advance([evaluate_outcome(call, Accepted("b", "s")) for call in run.advance([], 1)], 0)
    browser.refresh()

    qtbot.waitUntil(lambda: waiting.data() != before)
    assert not said
    with qtbot.waitSignal(browser.details_changed):
        browser.watch(on_show=True)
