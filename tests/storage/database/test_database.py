import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.storage.database.database import Database
from gui.storage.database.schema import MIGRATIONS


def test_a_new_file_is_of_this_version_and_durable(tmp_path: Path) -> None:
    with Database(tmp_path / "ledger.db") as ledger:
        assert ledger.db.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
        assert ledger.db.execute("pragma journal_mode").fetchone() == ("wal",)
        assert ledger.db.execute("pragma synchronous").fetchone() == (2,)


def test_newer_file_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    before = path.read_bytes()

    with pytest.raises(LedgerError) as caught:
        Database(path)

    assert caught.value.fault is FileFault.NEWER
    assert path.read_bytes() == before


def test_damaged_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database" * 1000)

    with pytest.raises(LedgerError) as caught:
        Database(path)

    assert caught.value.fault is FileFault.DAMAGED


def test_a_directory_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        Database(tmp_path)
    assert caught.value.fault is FileFault.UNREADABLE


def test_a_full_disk_undoes_the_transaction(tmp_path: Path) -> None:
    with Database(tmp_path / "ledger.db") as ledger:
        (pages,) = ledger.db.execute("pragma page_count").fetchone()
        ledger.db.execute(f"pragma max_page_count = {pages}")

        with pytest.raises(LedgerError) as caught, ledger.transaction() as db:
            db.execute("create table big as select zeroblob(1000000) as filling")

        assert caught.value.fault is FileFault.DISK_FULL
        assert not ledger.db.in_transaction


def test_programming_error_is_not_reported_as_a_disk_fault(tmp_path: Path) -> None:
    with Database(tmp_path / "ledger.db") as ledger:
        with pytest.raises(sqlite3.OperationalError), ledger.transaction() as db:
            db.execute("no sql at all")
        assert not ledger.db.in_transaction


def test_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Database(path) as one, Database(path) as other:
        other.db.execute("pragma busy_timeout = 10")
        with one.transaction(), pytest.raises(LedgerError) as caught, other.transaction():
            pass
    assert caught.value.fault is FileFault.IN_USE


def test_older_file_is_backed_up_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path)

    threads = [Thread(target=lambda: Database(path).close()) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Database(path) as ledger:
        assert ledger.db.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
        assert ledger.db.execute("select next_query_at from recipient").fetchone() == (11_000,)
    with closing(sqlite3.connect(f"{path}.v1")) as backup:
        assert backup.execute("pragma user_version").fetchone() == (1,)
        assert backup.execute("select number from recipient").fetchone() == ("139",)
    assert {file.name for file in tmp_path.iterdir()} == {"ledger.db", "ledger.db.v1"}


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path)
    with closing(sqlite3.connect(path)) as db:
        # The last statement of the second migration finds its name taken.
        db.execute("create table recipient_source (x)")

    with pytest.raises(sqlite3.OperationalError):
        Database(path)

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma user_version").fetchone() == (1,)
        names = {row[1] for row in db.execute("pragma table_info(recipient)")}
    assert "next_query_at" not in names


def test_failed_backup_stops_the_migration(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path)
    (tmp_path / "ledger.db.v1").mkdir()  # the backup cannot take its name

    with pytest.raises(LedgerError):
        Database(path)

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma user_version").fetchone() == (1,)


def test_read_only_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the directory should be")
    with pytest.raises(LedgerError) as caught:
        Database(tmp_path / "folder" / "ledger.db")
    assert caught.value.fault is FileFault.UNREADABLE


def old(path: Path) -> None:
    """A file as the first version left it: one recipient, accepted at second 1."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(MIGRATIONS[0])
        db.execute("pragma user_version = 1")
        db.execute(
            "insert into run (token, created_at, access_key_id, account_label, production, sandbox,"
            " endpoint, sign_name, template_code, template_param, out_id, up_extend_code, mode)"
            " values ('t', 1, 'k', 'a', 0, 0, '', 's', 'c', '', '', '', 'one-by-one')"
        )
        db.execute(
            "insert into recipient (run_id, number, state, settled_at) values (1, '139', 2, 1000)"
        )
        db.commit()
