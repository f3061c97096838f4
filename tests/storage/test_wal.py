import shutil
import sqlite3
import struct
from contextlib import closing

import pytest

from gui.storage.wal import loses_commits

HEADER, FRAME = 32, 24 + 4096


@pytest.fixture
def db(tmp_path):
    """A database in use, whose log has a hundred commits."""
    with closing(sqlite3.connect(tmp_path / "live.db", isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma wal_autocheckpoint = 0")
        db.execute("create table t (x)")
        commit(db, range(100))
        yield db


@pytest.fixture
def killed(db, tmp_path):
    """Return what leaves a file as a crash would: with the log, and without its index."""

    def kill():
        for ending in ("", "-wal"):
            shutil.copyfile(tmp_path / f"live.db{ending}", tmp_path / f"ledger.db{ending}")
        return tmp_path / "ledger.db"

    return kill


def commit(db, values):
    for value in values:
        db.execute("insert into t values (?)", (value,))


def log_of(path):
    return path.with_name(f"{path.name}-wal")


def flip(path, place):
    content = bytearray(log_of(path).read_bytes())
    content[place] ^= 1
    log_of(path).write_bytes(content)


def cut(path, size):
    with log_of(path).open("r+b") as file:
        file.truncate(size)


def rows(path):
    with closing(sqlite3.connect(path)) as db:
        return [value for (value,) in db.execute("select x from t order by rowid")]


def frames(path):
    return (log_of(path).stat().st_size - HEADER) // FRAME


def test_the_log_of_a_crash_is_whole(killed):
    path = killed()
    before = log_of(path).read_bytes()
    assert not loses_commits(path)
    assert log_of(path).read_bytes() == before
    assert rows(path) == list(range(100))


@pytest.mark.parametrize("place", [0, 4, 8, 16, 24, 100, 4000], ids="frame {}".format)
def test_a_flipped_bit_in_the_middle_loses_commits(killed, place):
    """Wherever it is: the number of the page, the commit, the salts, the checksum, the page."""
    path = killed()
    flip(path, HEADER + frames(path) // 2 * FRAME + place)
    assert loses_commits(path)
    assert len(rows(path)) < 60  # and SQLite says nothing


@pytest.mark.parametrize("place", [0, 3, 9, 17, 26], ids="header {}".format)
def test_a_flipped_bit_in_the_header_loses_all(killed, place):
    path = killed()
    flip(path, place)
    assert loses_commits(path)


@pytest.mark.parametrize("kept", [0, 10, HEADER, HEADER + 10])
def test_a_log_without_frames_loses_nothing(killed, kept):
    path = killed()
    cut(path, kept)
    assert not loses_commits(path)


def test_no_log_loses_nothing(tmp_path):
    assert not loses_commits(tmp_path / "ledger.db")


@pytest.mark.parametrize("torn", [1, 4000, 4096, 4110])
def test_a_last_commit_that_was_cut_short_is_no_damage(killed, torn):
    path = killed()
    cut(path, log_of(path).stat().st_size - torn)
    assert not loses_commits(path)
    assert rows(path) == list(range(99))


def test_a_last_commit_written_in_part_is_no_damage(killed):
    path = killed()
    flip(path, log_of(path).stat().st_size - 50)
    assert not loses_commits(path)
    assert rows(path) == list(range(99))


def test_a_transaction_that_was_not_committed_is_no_damage(db, killed):
    """Its pages are in the log already, as they did not fit into memory; one of them is torn."""
    whole = frames(killed())
    db.execute("pragma cache_size = 5")
    db.execute("begin")
    db.executemany("insert into t values (?)", [("x" * 3000,)] * 50)
    path = killed()
    assert frames(path) > whole + 20
    assert not loses_commits(path)
    flip(path, HEADER + (whole + 5) * FRAME + 100)
    assert not loses_commits(path)
    assert rows(path) == list(range(100))


def test_what_is_written_over_a_transaction_taken_back_is_whole(db, killed):
    db.execute("pragma cache_size = 5")
    db.execute("begin")
    db.executemany("insert into t values (?)", [("x" * 3000,)] * 50)
    db.execute("rollback")
    commit(db, range(100, 105))
    path = killed()
    assert not loses_commits(path)
    assert rows(path) == list(range(105))


def test_frames_from_before_the_log_was_begun_anew_do_not_count(db, killed):
    whole = frames(killed())
    db.execute("pragma wal_checkpoint(restart)").fetchall()
    commit(db, range(100, 110))
    path = killed()
    assert frames(path) == whole
    salts = {
        struct.unpack_from("8s", log_of(path).read_bytes(), HEADER + at * FRAME + 8)
        for at in range(whole)
    }
    assert len(salts) == 2
    assert not loses_commits(path)
    flip(path, HEADER + 15 * FRAME + 100)  # of the earlier ones
    assert not loses_commits(path)
    flip(path, HEADER + 5 * FRAME + 100)
    assert loses_commits(path)
    assert 100 <= len(rows(path)) < 110
