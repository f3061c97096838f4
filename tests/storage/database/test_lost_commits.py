"""A log that a crash or a power cut left: SQLite passes over what follows a wrong checksum."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import LedgerError
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.storage.database.backups import back_up
from gui.storage.database.connection import connect
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.witness import Witness
from gui.storage.runs import unfinished
from gui.storage.runs.history import HistoryReader
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.storage.database.test_witness import Place, states

HEADER, FRAME = 32, 24 + 4096
CALLED = {RecipientState.ACCEPTED, RecipientState.UNKNOWN}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def log_of(path: Path) -> Path:
    return path.with_name("ledger.db-wal")


def frames(path: Path) -> int:
    return (log_of(path).stat().st_size - HEADER) // FRAME


def leave(place: Place, use: Callable[[Database, Witness], StateCounts | None]) -> None:
    """Use a ledger, and leave it as a crash would: with its log, and without the log's index."""
    with place.program() as (ledger, witness, _):
        use(ledger, witness)
        files = {name: place.data.joinpath(name).read_bytes() for name in FILES}
    for name, content in files.items():
        place.data.joinpath(name).write_bytes(content)


FILES = ("ledger.db", "ledger.db-wal")


def flip(path: Path, at: int) -> None:
    content = bytearray(log_of(path).read_bytes())
    content[at] ^= 1
    log_of(path).write_bytes(content)


def by_number(ledger: Database) -> dict[str, RecipientState]:
    history = HistoryReader(ledger)
    return {row.number: row.state for row in history.rows(history.ids()).values()}


@pytest.fixture
def crashed(place: Place) -> Place:
    """Thirty waves of calls, killed; of the last one the answers are lost."""
    run_id = place.write_run(400)
    leave(place, lambda ledger, witness: place.send(ledger, run_id, witness, waves=30, whole=False))
    assert frames(place.path) > 100
    return place


def test_log_of_crash_is_intact(crashed: Place) -> None:
    with crashed.program() as (ledger, _, found):
        assert (crashed.rescued, found) == (None, None)
        assert states(ledger) == {
            RecipientState.ACCEPTED: 116,
            RecipientState.UNKNOWN: 4,
            RecipientState.QUEUED: 280,
        }


@pytest.mark.parametrize("at", [0, 4, 8, 16, 24, 100, 4000], ids="frame {}".format)
@pytest.mark.parametrize("where", [0.1, 0.5, 0.8])
def test_flipped_bit_causes_no_second_call(crashed: Place, where: float, at: int) -> None:
    """Wherever it is: the number of the page, the commit, the salts, the checksum, the page."""
    flip(crashed.path, HEADER + int(frames(crashed.path) * where) * FRAME + at)
    damaged = [crashed.data.joinpath(name).read_bytes() for name in FILES]

    with crashed.program() as (ledger, witness, found):
        rescued = present(crashed.rescued)
        kept = [rescued.kept, rescued.kept.with_name(f"{rescued.kept.name}-wal")]
        assert [file.read_bytes() for file in kept] == damaged
        assert rescued.recipients == 400
        assert rescued.uncertain == states(ledger)[RecipientState.UNKNOWN]
        assert found is None or found.recipients == 0
        after = by_number(ledger)
        assert {after[number] for number in crashed.called} <= CALLED
        assert set(after.values()) <= CALLED
        assert unfinished.list_unfinished(ledger) == []
        crashed.send(ledger, 1, witness)
    assert max(crashed.called.values()) == 1
    with crashed.program() as (_, _, found):
        assert (crashed.rescued, found) == (None, None)  # it is said once


@pytest.mark.parametrize("at", [0, 3, 9, 17, 26], ids="header {}".format)
def test_flipped_bit_in_header_causes_no_second_call(crashed: Place, at: int) -> None:
    flip(crashed.path, at)
    with crashed.program() as (ledger, _, _):
        assert present(crashed.rescued).recipients == 400
        assert set(by_number(ledger).values()) <= CALLED


def test_ledger_with_tables_only_in_the_log_is_rescued_from_its_backup(place: Place) -> None:
    """All that a new ledger has lies in the log until the first checkpoint."""
    with closing(connect(place.path)) as db:
        db.execute("pragma journal_mode = wal")

    def use(ledger: Database, witness: Witness) -> None:
        numbers = tuple(f"139{n:08}" for n in range(40))
        run_id = insert_run(
            ledger, Account("a", "k"), ListedDraft("s", "SMS_1", "", numbers=numbers)
        )
        back_up(place.path)
        place.send(ledger, run_id, witness)

    with LedgerLock(place.path) as lock, Database(place.path) as ledger:
        witness = Witness(place.path, place.state, "here", lock)
        witness.meet(ledger)
        use(ledger, witness)
        witness.close()
        files = {name: place.data.joinpath(name).read_bytes() for name in FILES}
        first_page = files["ledger.db"][:4096]
    for name, content in files.items():
        place.data.joinpath(name).write_bytes(content)
    assert b"CREATE" not in first_page
    flip(place.path, 3)

    with place.program() as (ledger, _, _):
        assert present(place.rescued).restored == 40
        assert states(ledger) == {RecipientState.UNKNOWN: 40}


@pytest.mark.parametrize("kept", [0, 10, HEADER, HEADER + 10])
def test_log_that_lost_frames_from_before_the_first_call_loses_nothing(
    place: Place, kept: int
) -> None:
    place.write_run(10)
    log_of(place.path).write_bytes(b"x" * kept)
    with place.program() as (ledger, _, found):
        assert (place.rescued, found) == (None, None)
        assert states(ledger) == {RecipientState.QUEUED: 10}


@pytest.mark.parametrize("seed", range(12))
def test_torn_end_of_a_power_cut_is_no_damage(place: Place, seed: int) -> None:
    """What a commit wrote that was not synced yet reaches the disk in part, in any order."""
    chance = random.Random(seed)
    run_id = place.write_run(400)
    before: list[tuple[int, dict[str, RecipientState]]] = []

    def use(ledger: Database, witness: Witness) -> None:
        place.send(ledger, run_id, witness, waves=5)
        before.append((frames(place.path), by_number(ledger)))
        numbers = tuple(f"137{n:08}" for n in range(3000))
        insert_run(ledger, Account("a", "k"), ListedDraft("s", "SMS_1", "", numbers=numbers))

    leave(place, use)
    ((durable, states_before),) = before
    whole = frames(place.path)
    assert whole > durable + 50
    content = bytearray(log_of(place.path).read_bytes())
    torn = sorted(chance.sample(range(durable, whole), chance.choice([1, 2, 20])))
    for frame in torn:
        begin = HEADER + frame * FRAME + chance.choice([0, 512, 2048])
        end = HEADER + (frame + 1) * FRAME
        content[begin:end] = bytes(end - begin)
    if chance.random() < 0.5:
        del content[HEADER + chance.randrange(torn[0] + 1, whole + 1) * FRAME :]
    log_of(place.path).write_bytes(content)

    with place.program() as (ledger, witness, found):
        assert (place.rescued, found) == (None, None)
        assert by_number(ledger) == states_before
        assert not list(place.data.glob("*damaged*"))
        place.send(ledger, run_id, witness, waves=3)
    assert max(place.called.values()) == 1


@pytest.mark.parametrize("torn", [1, 4000, 4096, 4110])
def test_truncated_last_commit_leaves_other_recipients_queued(place: Place, torn: int) -> None:
    run_id = place.write_run(40)

    def use(ledger: Database, witness: Witness) -> None:
        place.send(ledger, run_id, witness)
        insert_run(
            ledger, Account("a", "k"), ListedDraft("s", "SMS_1", "", numbers=("13700000000",))
        )

    leave(place, use)
    log = log_of(place.path)
    with log.open("r+b") as file:
        file.truncate(log.stat().st_size - torn)
    with place.program() as (ledger, _, found):
        assert (place.rescued, found) == (None, None)
        assert states(ledger) == {RecipientState.ACCEPTED: 8, RecipientState.QUEUED: 32}


def test_frames_of_an_earlier_log_are_ignored(place: Place) -> None:
    run_id = place.write_run(400)

    def use(ledger: Database, witness: Witness) -> None:
        place.send(ledger, run_id, witness, waves=30)
        ledger.db.execute("pragma wal_checkpoint(restart)").fetchall()
        place.send(ledger, run_id, witness, waves=2)

    leave(place, use)
    flip(place.path, HEADER + (frames(place.path) - 3) * FRAME + 100)
    with place.program() as (ledger, _, found):
        assert (place.rescued, found) == (None, None)
        assert states(ledger) == {RecipientState.ACCEPTED: 128, RecipientState.QUEUED: 272}


def test_examined_log_is_not_modified(crashed: Place, tmp_path: Path) -> None:
    """A rescue that fails must find the damage again."""
    flip(crashed.path, HEADER + frames(crashed.path) // 2 * FRAME)
    damaged = log_of(crashed.path).read_bytes()
    (crashed.data / "ledger.db.reading").mkdir()  # the rescue cannot be written
    with pytest.raises(LedgerError), crashed.program():
        pass
    assert log_of(crashed.path).read_bytes() == damaged
    shutil.rmtree(crashed.data / "ledger.db.reading")
    with crashed.program() as (ledger, _, _):
        assert present(crashed.rescued).recipients == 400
        assert set(by_number(ledger).values()) <= CALLED
