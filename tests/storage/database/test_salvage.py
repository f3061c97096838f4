"""What is read of a damaged ledger, with a backup and without."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted
from gui.core.sending.state import RecipientState
from gui.storage import blocked_numbers
from gui.storage.database.backups import back_up, backup
from gui.storage.database.database import Database
from gui.storage.database.rescue import RescueResult, check_or_rescue
from gui.storage.runs import run_store, unfinished
from gui.storage.runs.history import HistoryReader
from tests.runs import ListedDraft, insert_run

PAGE = 4096
MANY = 2000
NUMBERS = tuple(f"1380000{n:04}" for n in range(MANY))
LATER = tuple(f"1370000{n:04}" for n in range(300))
BLOCKED = tuple(f"1390000{n:04}" for n in range(1000))
NUMBER = re.compile(rb"13[789]0000[0-9]{4}")
TABLE_LEAF = 13
ACCOUNT = Account("a", "testid")


def start(ledger: Database, numbers: tuple[str, ...]) -> int:
    return insert_run(
        ledger, ACCOUNT, ListedDraft("阿里云", "SMS_1", '{"code":"1"}', numbers=numbers)
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A ledger closed in good order and its backup, as bytes: ten runs, and a do-not-send list."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    with Database(path) as ledger:
        for first in range(0, MANY, MANY // 10):
            start(ledger, NUMBERS[first : first + MANY // 10])
        blocked_numbers.block_numbers(ledger, "testid", BLOCKED)
    back_up(path)
    return path.read_bytes(), backup(path, 1).read_bytes()


@pytest.fixture(scope="module")
def later(sound: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same some time later: another run, and everyone in the first two was sent to."""
    path = tmp_path_factory.mktemp("later") / "ledger.db"
    path.write_bytes(sound[0])
    with Database(path) as ledger:
        for run_id, many in ((1, 200), (2, 200)):
            run = run_store.StoredRun(ledger, run_id)
            calls = run.advance([], many)
            run.advance(
                [evaluate_outcome(call, Accepted(f"b{call.ids[0]}", "r")) for call in calls], 0
            )
        start(ledger, LATER)
    return path.read_bytes()


def rescue(folder: Path, content: bytes, copy: bytes | None = None) -> tuple[Path, RescueResult]:
    path = folder / "ledger.db"
    path.write_bytes(content)
    if copy is not None:
        backup(path, 1).write_bytes(copy)
    found = check_or_rescue(path)
    assert found is not None
    assert found.kept.read_bytes() == content
    assert check_or_rescue(path) is None
    return path, found


def states(path: Path) -> dict[str, RecipientState]:
    with Database(path) as ledger:
        rows = HistoryReader(ledger).rows(HistoryReader(ledger).ids()).values()
        found = {row.number: row.state for row in rows}
        assert len(found) == len(rows)
        return found


def blocked_ones(path: Path) -> set[str]:
    with Database(path) as ledger:
        return {one.number for one in blocked_numbers.list_blocked_numbers(ledger, "testid")}


def zeroed(content: bytes, pages: list[int] | set[int]) -> bytes:
    hurt = bytearray(content)
    for number in pages:
        hurt[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    return bytes(hurt)


def pages_with(content: bytes, wanted: Callable[[int, bytes], object]) -> list[int]:
    pages = range(len(content) // PAGE)
    return [n for n in pages if wanted(n, content[n * PAGE : (n + 1) * PAGE])]


def lose(folder: Path, sound: tuple[bytes, bytes], pages: list[int] | set[int]) -> None:
    """Zero some pages of a ledger that has a backup, and see that nothing is lost."""
    path, _ = rescue(folder, zeroed(sound[0], pages), sound[1])
    assert states(path).keys() == set(NUMBERS)
    assert blocked_ones(path) == set(BLOCKED)


def test_salvage_does_not_need_interior_pages(sound: tuple[bytes, bytes], tmp_path: Path) -> None:
    inner = pages_with(sound[0], lambda n, page: n > 0 and page[0] in (2, 5))
    lose(tmp_path, sound, [0, *inner])


def test_salvage_does_not_need_the_schema(sound: tuple[bytes, bytes], tmp_path: Path) -> None:
    schema = pages_with(sound[0], lambda n, page: b"CREATE" in page)
    assert schema
    lose(tmp_path, sound, schema)


@settings(max_examples=8)
@given(st.data())
def test_backed_up_rows_are_not_lost(
    sound: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    last = len(sound[0]) // PAGE - 1
    pages = data.draw(st.sets(st.integers(0, last), min_size=1, max_size=5))
    lose(tmp_path_factory.mktemp("hurt"), sound, pages)


def test_damaged_file_takes_precedence_over_an_older_backup(
    sound: tuple[bytes, bytes], later: bytes, tmp_path: Path
) -> None:
    (lost,) = pages_with(
        later, lambda n, page: page[0] == TABLE_LEAF and NUMBERS[1500].encode() in page
    )
    path, found = rescue(tmp_path, zeroed(later, [lost]), sound[1])
    after = states(path)
    assert after.keys() == {*NUMBERS, *LATER}
    assert [after[number] for number in NUMBERS[:400]] == [RecipientState.ACCEPTED] * 400
    assert {after[number] for number in (*NUMBERS[400:], *LATER)} == {RecipientState.UNKNOWN}
    assert 0 < found.restored < 200
    assert found.restored_of > 0


def test_queued_recipients_of_an_older_backup_become_unknown(
    sound: tuple[bytes, bytes], later: bytes, tmp_path: Path
) -> None:
    """Nothing else can be read: they may have been sent to since, as four hundred were."""
    path, found = rescue(tmp_path, b"\xff" * len(later), sound[1])
    assert states(path) == dict.fromkeys(NUMBERS, RecipientState.UNKNOWN)
    assert found.restored == found.recipients == found.uncertain == MANY
    with Database(path) as ledger:
        assert unfinished.list_unfinished(ledger) == []


def test_rows_below_a_lost_schema_are_read_by_the_schema_of_the_backup(
    sound: tuple[bytes, bytes], later: bytes, tmp_path: Path
) -> None:
    path, found = rescue(tmp_path, zeroed(later, [0]), sound[1])
    after = states(path)
    assert after.keys() == {*NUMBERS, *LATER}
    assert [after[number] for number in NUMBERS[:400]] == [RecipientState.ACCEPTED] * 400
    assert found.restored == 0


@pytest.mark.parametrize("which", ["first page", "schema"])
def test_rows_below_a_lost_schema_are_read_without_a_backup(
    later: bytes, tmp_path: Path, which: str
) -> None:
    schema = pages_with(later, lambda n, page: b"CREATE" in page)
    path, found = rescue(tmp_path, zeroed(later, [0] if which == "first page" else schema))
    after = states(path)
    assert after.keys() == {*NUMBERS, *LATER}
    assert [after[number] for number in NUMBERS[:400]] == [RecipientState.ACCEPTED] * 400
    assert found.runs == 11
    with Database(path) as ledger:
        assert not [t for (t,) in ledger.db.execute("select token from run") if "lost" in t]


def test_rescue_without_backup_reads_lost_page_from_indexes(later: bytes, tmp_path: Path) -> None:
    lost = pages_with(later, lambda n, page: page[0] == TABLE_LEAF and NUMBER.search(page))
    gone = {n.decode() for n in NUMBER.findall(later[lost[5] * PAGE : (lost[5] + 1) * PAGE])}
    path, found = rescue(tmp_path, zeroed(later, [lost[5]]))
    after = states(path)
    assert after.keys() == {*NUMBERS, *LATER}
    assert gone
    assert {after[number] for number in gone} == {RecipientState.UNKNOWN}
    assert found.restored == 0
    with Database(path) as ledger:
        tokens = ledger.db.execute("select token from run").fetchall()
    assert len(tokens) == 11
    assert not [token for (token,) in tokens if token.startswith("lost")]


def test_recipient_from_index_gets_no_values_of_another(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        start(ledger, NUMBERS)
        start(ledger, LATER)
        ledger.db.execute(
            "update recipient set template_param = '{\"code\":\"' || number || '\"}'"
            " where run_id = 1"
        )
    content = path.read_bytes()
    leaves = pages_with(content, lambda n, page: page[0] == TABLE_LEAF and NUMBER.search(page))
    path, _ = rescue(tmp_path, zeroed(content, [leaves[3], leaves[-1]]))
    with Database(path) as ledger:
        found = dict(ledger.db.execute("select number, template_param from recipient"))
    assert found.keys() == {*NUMBERS, *LATER}
    assert set(found.values()) - {f'{{"code":"{number}"}}' for number in NUMBERS} == {"", None}
    assert {found[number] for number in LATER} == {None}


@settings(max_examples=20)
@given(st.data())
def test_rescue_with_backup_loses_and_queues_no_recipient(
    sound: tuple[bytes, bytes],
    later: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
) -> None:
    content = bytearray(later)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=9000))[: len(content) - place]
        content[place : place + len(piece)] = piece
    path = tmp_path_factory.mktemp("hurt") / "ledger.db"
    path.write_bytes(content)
    backup(path, 1).write_bytes(sound[1])
    try:
        found = check_or_rescue(path)
    except LedgerError as error:
        assert error.fault is FileFault.NEWER
        assert path.read_bytes() == content
        return
    with closing(sqlite3.connect(path)) as db:
        ids = {id for (id,) in db.execute("select id from recipient where run_id <= 10")}
        queued = db.execute("select count(*) from recipient where state in (0, 1)").fetchone()[0]
    if found is not None:
        assert ids >= set(range(1, MANY + 1))
        assert queued == 0
