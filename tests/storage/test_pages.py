import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.account import Account
from gui.core.draft import Draft
from gui.storage import blocked, runs
from gui.storage.ledger import Ledger
from gui.storage.pages import PAGE, loose_rows, table_of
from gui.storage.rescue import open_safely

MANY = 2000
NUMBERS = tuple(f"1380000{n:04}" for n in range(MANY))
BLOCKED = tuple(f"1390000{n:04}" for n in range(1000))
NUMBER = re.compile(rb"13[89]0000[0-9]{4}")
TABLE_LEAF, INDEX = 13, (2, 10)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A ledger closed in good order, as bytes: ten runs, and a do-not-send list."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    with Ledger(path) as ledger:
        for first in range(0, MANY, MANY // 10):
            numbers = NUMBERS[first : first + MANY // 10]
            draft = Draft("阿里云", "SMS_1", '{"code":"1"}', numbers)
            runs.start(ledger, Account("a", "testid"), draft)
        blocked.block(ledger, "testid", BLOCKED)
    return path.read_bytes()


def rescued(path):
    """Who is in the ledger, and who is on its do-not-send list."""
    with Ledger(path) as ledger:
        recipients = [number for (number,) in ledger.db.execute("select number from recipient")]
        assert len(recipients) == len(set(recipients))
        return set(recipients), {one.number for one in blocked.blocked_numbers(ledger, "testid")}


def on(page, kinds):
    return {n.decode() for n in NUMBER.findall(page)} if page[0] in kinds else set()


def lose(sound, tmp, pages):
    """Zero some pages, and see that nothing but what was on them is lost."""
    content, gone, off = bytearray(sound), set(), set()
    for number in pages:
        place = slice(number * PAGE, (number + 1) * PAGE)
        gone |= on(content[place], (TABLE_LEAF,))
        off |= on(content[place], INDEX)
        content[place] = bytes(PAGE)
    path = tmp / "ledger.db"
    path.write_bytes(content)

    found = open_safely(path)

    assert found is not None
    assert found.kept.read_bytes() == content
    recipients, blocked_ones = rescued(path)
    assert recipients >= set(NUMBERS) - gone
    assert blocked_ones >= set(BLOCKED) - off
    assert open_safely(path) is None


def test_the_trees_above_the_rows_are_not_needed(sound, tmp_path):
    inner = [n for n in range(1, len(sound) // PAGE) if sound[n * PAGE] in (2, 5)]
    lose(sound, tmp_path, [0, *inner])


def test_the_schema_is_not_needed(sound, tmp_path):
    schema = [
        n for n in range(len(sound) // PAGE) if b"CREATE" in sound[n * PAGE : n * PAGE + PAGE]
    ]
    assert schema
    lose(sound, tmp_path, schema)


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_intact_rows_are_all_recovered(sound, tmp_path_factory, data):
    last = len(sound) // PAGE - 1
    pages = data.draw(st.sets(st.integers(0, last), min_size=1, max_size=5))
    lose(sound, tmp_path_factory.mktemp("hurt"), pages)


SOME_TABLE = "create table t (id integer primary key, a text not null, b integer, c text)"
LONG = st.builds(str.__mul__, st.sampled_from(["x", "短信", "😀"]), st.integers(1000, 20_000))
"""Goes on in pages of its own."""
VALUES = st.tuples(
    st.text(max_size=20) | LONG,
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.text(max_size=20) | LONG,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, max_size=12))
def test_rows_are_read_as_sqlite_reads_them(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "t.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(SOME_TABLE)
        db.executemany("insert into t (a, b, c) values (?, ?, ?)", rows)
        wanted = [list(row) for row in db.execute("select * from t")]
        db.commit()
        table = table_of(db, "t")
    assert sorted(row for _, row in loose_rows(path, [table])) == wanted


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_bytes_do_any_harm(sound, tmp_path_factory, data):
    content = bytearray(sound[: 20 * PAGE])
    for _ in range(data.draw(st.integers(1, 30))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("bytes") / "ledger.db"
    path.write_bytes(content)
    with Ledger(path.with_name("new.db")) as new:
        tables = [table_of(new.db, name) for name in ("run", "recipient", "draft_row", "blocked")]
    for table, row in loose_rows(path, tables):
        assert table.fits(row)
