import sqlite3

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.storage.ledger import Ledger
from gui.storage.schema import MIGRATIONS


def test_a_new_file_is_of_this_version_and_durable(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.db.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
        assert ledger.db.execute("pragma journal_mode").fetchone() == ("wal",)
        assert ledger.db.execute("pragma synchronous").fetchone() == (2,)


def test_a_file_from_the_future_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "ledger.db"
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    before = path.read_bytes()

    with pytest.raises(LedgerError) as caught:
        Ledger(path)

    assert caught.value.fault is FileFault.NEWER
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_to_be(tmp_path):
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database" * 1000)

    with pytest.raises(LedgerError) as caught:
        Ledger(path)

    assert caught.value.fault is FileFault.DAMAGED


def test_a_directory_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError) as caught:
        Ledger(tmp_path)
    assert caught.value.fault is FileFault.UNREADABLE


def test_a_full_disk_undoes_the_transaction(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        (pages,) = ledger.db.execute("pragma page_count").fetchone()
        ledger.db.execute(f"pragma max_page_count = {pages}")

        with pytest.raises(LedgerError) as caught, ledger.transaction() as db:
            db.execute("create table big as select zeroblob(1000000) as filling")

        assert caught.value.fault is FileFault.DISK_FULL
        assert not ledger.db.in_transaction


def test_a_mistake_of_ours_is_not_called_a_fault_of_the_disk(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        with pytest.raises(sqlite3.OperationalError), ledger.transaction() as db:
            db.execute("no sql at all")
        assert not ledger.db.in_transaction


def test_two_writers_wait_for_each_other(tmp_path):
    path = tmp_path / "ledger.db"
    with Ledger(path) as one, Ledger(path) as other:
        other.db.execute("pragma busy_timeout = 10")
        with one.transaction(), pytest.raises(LedgerError) as caught, other.transaction():
            pass
    assert caught.value.fault is FileFault.IN_USE
