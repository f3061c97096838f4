import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gui.storage.database.connection import (
    PAGES_PER_CHECKPOINT,
    checkpoint,
    connect,
    connect_to_read,
    keep_temporary_files_in,
    note_commit,
)
from gui.storage.database.database import Database
from tests.present import present

SORT = """
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000)
    select hex(randomblob(40)) as x from n order by x
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with closing(connect(path)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("create table t (x)")
    return path


def log_size(path: Path) -> int:
    return path.with_name("ledger.db-wal").stat().st_size


def setting(db: sqlite3.Connection, name: str) -> int:
    found: int = db.execute(f"pragma {name}").fetchone()[0]
    return found


@pytest.mark.parametrize("connecting", [connect, connect_to_read])
def test_connections_do_not_checkpoint_automatically(
    path: Path, connecting: Callable[[Path], sqlite3.Connection]
) -> None:
    with closing(connecting(path)) as db:
        assert setting(db, "wal_autocheckpoint") == 0


@pytest.mark.parametrize("connecting", [connect, connect_to_read])
def test_a_sync_on_macos_reaches_the_disk(
    path: Path, connecting: Callable[[Path], sqlite3.Connection]
) -> None:
    """SQLite takes both settings on every system, and follows them on macOS alone."""
    with closing(connecting(path)) as db:
        assert setting(db, "fullfsync") == setting(db, "checkpoint_fullfsync") == 1


def test_the_ledger_of_every_thread_has_these_settings(tmp_path: Path) -> None:
    with Database(tmp_path / "a.db") as one, Database(tmp_path / "a.db", read_only=True) as other:
        for ledger in (one, other):
            assert setting(ledger.db, "wal_autocheckpoint") == 0
            assert setting(ledger.db, "fullfsync") == 1


def test_no_commit_during_checkpoint(path: Path) -> None:
    """What the WAL-reset bug takes: a commit of another connection in the middle of one."""
    refused = []
    with closing(connect(path)) as db, closing(connect(path)) as other:
        db.execute("insert into t values (1)")
        other.execute("pragma busy_timeout = 0")

        def watch(statement: str) -> None:
            if "wal_checkpoint" in statement:
                with pytest.raises(sqlite3.OperationalError) as caught:
                    other.execute("insert into t values (2)")
                refused.append(caught.value.sqlite_errorcode)

        db.set_trace_callback(watch)
        assert checkpoint(db, path)
        db.set_trace_callback(None)
        assert refused == [sqlite3.SQLITE_BUSY]
        other.execute("insert into t values (3)")
        assert db.execute("select x from t").fetchall() == [(1,), (3,)]


def test_no_checkpoint_while_another_process_writes(path: Path) -> None:
    writing = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('begin immediate')\n"
        "db.execute('insert into t values (1)')\n"
        "print('writing', flush=True)\n"
        "sys.stdin.read()\n"
        "db.execute('commit')\n"
    )
    with closing(connect(path)) as db:
        db.execute("insert into t values (0)")
        process = subprocess.Popen(
            [sys.executable, "-c", writing, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert present(process.stdout).readline().strip() == "writing"
        assert not checkpoint(db, path)
        process.communicate(timeout=30)
        assert checkpoint(db, path)
        assert setting(db, "wal_checkpoint") == 0


def test_checkpoint_creates_no_file(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("insert into t values (1)")
        missing = path.with_name("missing.db")
        assert not checkpoint(db, missing)
        assert not missing.exists()


def test_the_log_stays_short(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger, Database(path, read_only=True) as reader:
        for number in range(3000):
            with ledger.transaction() as db:
                db.execute(
                    "insert into blocked values ('a', ?, 1)", (f"{number * 7919 % 3000:08}",)
                )
            if number % 100 == 0:
                reader.db.execute("select count(*) from blocked").fetchone()
        assert log_size(path) < 3 * PAGES_PER_CHECKPOINT * 4096
        with ledger.transaction() as db:
            db.executemany(
                "insert into blocked values ('b', ?, 1)", ((str(n),) for n in range(100_000))
            )
        busy, frames, brought = ledger.db.execute("pragma wal_checkpoint").fetchone()
        assert not busy
        assert frames == brought


def test_a_checkpoint_is_due_after_many_commits_or_a_large_one(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    assert note_commit(path, 1_000_000)
    assert not note_commit(path, 0)
    assert [note_commit(path, 1) for _ in range(1000)].count(True) in range(4, 12)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at open files in /proc")
@pytest.mark.parametrize("name", ["plain", "o'clock 短信"])
def test_temporary_files_of_sqlite_are_beside_the_ledger(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with Database(folder / "ledger.db") as ledger:
        ledger.db.execute("pragma cache_size = 100")
        assert spilled(ledger) == {folder}


def test_memory_is_used_where_the_folder_is_not_writable(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        keep_temporary_files_in(db, tmp_path)
        assert setting(db, "temp_store") == 0
        keep_temporary_files_in(db, tmp_path / "missing")
        assert setting(db, "temp_store") == 2  # memory
        keep_temporary_files_in(db, tmp_path)


def spilled(ledger: Database) -> set[Path]:
    """The folders of SQLite's temporary files while it sorts."""
    rows = ledger.db.execute(SORT)
    next(rows)
    open_files = [os.path.realpath(fd) for fd in Path("/proc/self/fd").iterdir()]
    return {Path(file).parent for file in open_files if Path(file).name.startswith("etilqs")}
