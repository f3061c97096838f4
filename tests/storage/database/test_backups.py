import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.witness import Doubt
from gui.storage.database import backups
from gui.storage.database.backups import back_up, backup, sound_backups
from gui.storage.database.database import Database
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.storage.database.test_witness import Place, restore

DAY = 24 * 3600
NUMBERS = tuple(f"139{n:08}" for n in range(3000))


def start(ledger: Database, numbers: tuple[str, ...] = NUMBERS) -> int:
    return insert_run(
        ledger, Account("a", "testid"), ListedDraft("阿里云", "SMS_1", "", numbers=numbers)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        start(ledger)
    return path


def recipients(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        found: int = db.execute("select count(*) from recipient").fetchone()[0]
        return found


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_backup_is_one_private_file_with_all_tables(path: Path) -> None:
    result = back_up(path)
    assert result.made
    assert result.size == path.stat().st_size
    assert names(path) == ["ledger.db", "ledger.db.backup-1"]
    if os.name == "posix":
        assert stat.S_IMODE(backup(path, 1).stat().st_mode) == 0o600
    assert recipients(backup(path, 1)) == len(NUMBERS)


def test_unchanged_ledger_is_not_copied_again(path: Path) -> None:
    back_up(path)
    assert not back_up(path).made
    with Database(path) as ledger:
        assert not back_up(path).made
        start(ledger, NUMBERS[:1])
        assert back_up(path).made
    assert recipients(backup(path, 1)) == len(NUMBERS) + 1


def test_backup_is_consistent_and_does_not_block(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others write and checkpoint in the middle of it."""
    monkeypatch.setattr(backups, "_PAGES_PER_STEP", 1)
    asked = 0
    with Database(path) as ledger:
        ledger.db.execute("pragma busy_timeout = 0")

        def write() -> bool:
            nonlocal asked
            asked += 1
            if asked % 20 == 0:
                start(ledger, NUMBERS[:10])
                ledger.db.execute("pragma wal_checkpoint").fetchall()
            return False

        assert back_up(path, write).made
    assert asked > 60
    assert recipients(backup(path, 1)) == len(NUMBERS)
    assert recipients(path) > len(NUMBERS)


@pytest.mark.parametrize("steps", [0, 1, 5, 60])
def test_stopped_backup_leaves_no_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    monkeypatch.setattr(backups, "_PAGES_PER_STEP", 2)
    monkeypatch.setattr(backups, "_INSTRUCTIONS_PER_STEP", 100)
    left = steps

    def stopped() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    result = back_up(path, stopped)
    assert (result.made, result.size) == (False, 0)
    assert names(path) == ["ledger.db"]


def test_copy_of_a_damaged_ledger_is_discarded(path: Path) -> None:
    back_up(path)
    good = backup(path, 1).read_bytes()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(LedgerError) as caught:
        back_up(path)
    assert (caught.value.fault, caught.value.path) == (FileFault.DAMAGED, str(path))
    assert names(path) == ["ledger.db", "ledger.db.backup-1"]
    assert backup(path, 1).read_bytes() == good


def test_foreign_tables_count_as_damage(path: Path) -> None:
    with Database(path) as ledger:
        ledger.db.execute("drop index recipient_number")
    with pytest.raises(LedgerError) as caught:
        back_up(path)
    assert caught.value.fault is FileFault.DAMAGED


def test_no_backup_without_room_on_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "ROOM", 1 << 60)
    with pytest.raises(LedgerError) as caught:
        back_up(path)
    assert caught.value.fault is FileFault.DISK_FULL
    assert names(path) == ["ledger.db"]


def changed_at(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def ages(path: Path, now: int) -> list[float]:
    found = (backup(path, n) for n in (1, 2, 3))
    return [now - file.stat().st_mtime for file in found if file.exists()]


def test_generations_cover_a_day_and_a_week(path: Path) -> None:
    begin, hour = 1_700_000_000, 3600
    for now in range(begin, begin + 30 * DAY, 3 * hour):
        changed_at(path, now)
        assert back_up(path).made
        found = ages(path, now)
        assert found[0] == 0
        if now > begin + 16 * DAY:
            assert 3 * hour <= found[1] <= DAY + 3 * hour
            assert found[1] < found[2] <= 7 * DAY + DAY
    assert names(path) == ["ledger.db", *(f"ledger.db.backup-{n}" for n in (1, 2, 3))]


def test_clock_that_was_ahead_keeps_all_generations(path: Path) -> None:
    for now in (2_000_000_000, 2_000_000_001, 2_000_000_002, 1_700_000_000, 1_700_000_060):
        changed_at(path, now)
        assert back_up(path).made
    for days in range(1, 20):
        changed_at(path, 1_700_000_060 + days * DAY)
        assert back_up(path).made
    assert max(ages(path, 1_700_000_060 + 19 * DAY)) < 9 * DAY
    assert min(ages(path, 1_700_000_060 + 19 * DAY)) == 0


def test_backups_take_a_bounded_part_of_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "TOTAL_MAX", path.stat().st_size * 5 // 2)
    for now in range(1_700_000_000, 1_700_000_000 + 30 * DAY, DAY // 2):
        changed_at(path, now)
        back_up(path)
    assert names(path) == ["ledger.db", "ledger.db.backup-1", "ledger.db.backup-2"]
    monkeypatch.setattr(backups, "TOTAL_MAX", 1)
    changed_at(path, 1_800_000_000)
    back_up(path)
    assert names(path) == ["ledger.db", "ledger.db.backup-1"]


def test_newest_intact_backup_comes_first_unchanged(path: Path) -> None:
    for now in (1_700_000_000, 1_700_000_100, 1_700_000_200):
        changed_at(path, now)
        back_up(path)
    shutil.copy(backup(path, 1), path.with_name("ledger.db.v3"))
    backup(path, 1).write_bytes(b"no database at all" * 1000)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    found = [found.path.name for found in sound_backups(path)]
    assert found == ["ledger.db.backup-2", "ledger.db.backup-3", "ledger.db.v3"]
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_restored_backup_sends_nothing_automatically(tmp_path: Path) -> None:
    place = Place(tmp_path)
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
        back_up(place.path)
        place.send(ledger, run_id, witness)
    restore(place.path, backup(place.path, 1))
    with place.program() as (ledger, witness, found):
        assert present(found).doubt is Doubt.BEHIND
        assert present(found).recipients == 32
        assert not place.send(ledger, run_id, witness).queued
    assert max(place.called.values()) == 1


def test_backup_opened_in_place_is_no_second_ledger(tmp_path: Path) -> None:
    place = Place(tmp_path)
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
        back_up(place.path)
    other = shutil.copy(backup(place.path, 1), tmp_path / "ledger.db")
    for path in (backup(place.path, 1), Path(other)):
        with place.program(path) as (ledger, witness, found):
            assert present(found).recipients == 32
            assert not place.send(ledger, run_id, witness).queued
    assert max(place.called.values()) == 1


def test_backup_of_a_newer_ledger_is_kept_when_an_older_one_replaces_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.write_run()
    old = tmp_path / "old"
    with place.program():
        shutil.copy(place.path, old)
    for _ in range(3):  # every generation is there, and young
        with place.program() as (ledger, witness, _):
            place.send(ledger, place.write_run(), witness)
        assert back_up(place.path).made
    newest = backup(place.path, 1).read_bytes()
    restore(place.path, old)
    with place.program() as (_, _, found):
        assert present(found).doubt is Doubt.BEHIND
    assert back_up(place.path).made
    assert backup(place.path, 2).read_bytes() == newest
