"""A file of an older version becomes one of this: whole, or not at all, and after a backup."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from gui.core.errors import LedgerError
from gui.storage.database import database as module
from gui.storage.database.database import Database
from gui.storage.database.schema import MIGRATIONS
from tests.killed import KILLED

VERSIONS = range(1, len(MIGRATIONS))

MIGRATE_AND_DIE = """
import sqlite3, sys
from pathlib import Path
from gui.storage.database.database import Database
from tests.killed import die

class Watched(sqlite3.Connection):
    left = int(sys.argv[2])
    def execute(self, statement, *values):
        if statement.lstrip().startswith(("alter", "create", "update", "pragma user_version =")):
            Watched.left -= 1
            if Watched.left < 0:
                die()
        return super().execute(statement, *values)

connect = sqlite3.connect
sqlite3.connect = lambda *a, **k: connect(*a, **{"factory": Watched, **k})
Database(Path(sys.argv[1])).close()
"""


def old(path: Path, version: int) -> None:
    """A ledger of an earlier version, with a row in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        for script in MIGRATIONS[:version]:
            db.executescript(script)
        db.execute(f"pragma user_version = {version}")
        db.execute(
            "insert into run (id, token, created_at, access_key_id, account_label, production,"
            " sandbox, endpoint, sign_name, template_code, template_param, out_id,"
            " up_extend_code, mode) values (1, 't', 1, '', '', 0, 0, '', '', '', '', '', '', '')"
        )
        db.execute("insert into recipient (run_id, number, state) values (1, '13800000001', 2)")


def dump(path: Path) -> tuple[tuple[int], list[str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("pragma user_version").fetchone(), list(db.iterdump())


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_migrated_and_backed_up(tmp_path: Path, version: int) -> None:
    path, new = tmp_path / "ledger.db", tmp_path / "new.db"
    old(path, version)
    before = dump(path)

    Database(path).close()
    Database(new).close()

    copy = tmp_path / f"ledger.db.v{version}"
    assert dump(copy) == before
    if os.name == "posix":
        assert [stat.S_IMODE(made.stat().st_mode) for made in (path, copy, new)] == [0o600] * 3
    with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(new)) as fresh:
        assert db.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
        columns = "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c"
        assert set(db.execute(columns)) == set(fresh.execute(columns))
        indexes = "select name, sql from sqlite_master where type = 'index'"
        assert set(db.execute(indexes)) == set(fresh.execute(indexes))
        assert db.execute("select number, state from recipient").fetchall() == [("13800000001", 2)]


@pytest.mark.parametrize("statements", [0, 1, 5, 12, 14, 16, 20])
def test_killed_migration_leaves_one_version_or_the_next(tmp_path: Path, statements: int) -> None:
    path = tmp_path / "ledger.db"
    old(path, 1)
    before = dump(path)
    killed = subprocess.run(
        [sys.executable, "-c", MIGRATE_AND_DIE, str(path), str(statements)], timeout=60
    )
    assert killed.returncode == KILLED

    (version,), found = dump(path)
    expected = tmp_path / "expected.db"
    old(expected, 1)
    with closing(sqlite3.connect(expected, isolation_level=None)) as db:
        for number in range(1, version):
            db.executescript(MIGRATIONS[number])
    assert found == dump(expected)[1]
    assert dump(tmp_path / "ledger.db.v1") == before
    assert (version == 1) is (statements <= 14)

    Database(path).close()
    assert dump(path)[0] == (len(MIGRATIONS),)


@pytest.mark.parametrize("version", VERSIONS)
def test_failed_step_leaves_the_previous_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    path = tmp_path / "ledger.db"
    old(path, version)
    before = dump(path)
    broken = f"{MIGRATIONS[version]} insert into run (id) values (2);"
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS[:version], broken))
    with pytest.raises(sqlite3.IntegrityError):
        Database(path)
    assert dump(path) == before
    assert dump(tmp_path / f"ledger.db.v{version}") == before


def test_migration_without_room_for_a_backup_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path, 1)
    before = dump(path)
    (tmp_path / "ledger.db.v1.part").mkdir()
    with pytest.raises((LedgerError, OSError)):
        Database(path)
    assert dump(path) == before


def test_joined_endpoints_become_rows(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path, 9)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        columns = [name for _, name, *_ in db.execute("pragma table_info(run)") if name != "id"]
        same = ", ".join(name for name in columns if name not in ("token", "endpoint"))
        for number, endpoints in enumerate(("one", "one two", "one two three"), 2):
            db.execute(
                f"insert into run (id, token, endpoint, {same})"
                f" select ?, ?, ?, {same} from run where id = 1",
                (number, f"t{number}", endpoints),
            )

    with Database(path) as ledger:
        assert ledger.db.execute("select id, endpoint from run").fetchall() == [
            (1, ""), (2, "one"), (3, "two"), (4, "three"),
        ]  # fmt: skip
        found = ledger.db.execute("select run_id, endpoint from former_endpoint order by id")
        assert found.fetchall() == [(3, "one"), (4, "one"), (4, "two")]


def test_runs_of_before_there_were_presets_have_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old(path, 10)
    with Database(path) as ledger:
        assert ledger.db.execute("select preset_id from run").fetchall() == [(None,)]
        for table in ("preset", "preset_recipient", "test_phone"):
            assert ledger.db.execute(f"select count(*) from {table}").fetchone() == (0,)
