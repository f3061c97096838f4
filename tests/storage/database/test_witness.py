"""Older and second copies of a ledger: nobody queued in one is sent to as it stands.

`SMS_DESK_DISKS=2000` tries more states of the disk.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.message.fields import SendMode
from gui.core.sending.calls import CallResult, evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Throttled
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.core.witness import Doubt, Record, SetAside, find_doubt
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.rescue import check_or_rescue
from gui.storage.database.witness import Witness
from gui.storage.runs import resend, run_store, unfinished, unsent
from gui.storage.runs.receipts import ReceiptStore
from tests.present import present
from tests.runs import ListedDraft, insert_run

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
DISKS = int(os.environ.get("SMS_DESK_DISKS", "200"))
ACCEPTED = Accepted("biz", "r")
THROTTLED = Throttled("Throttling.User", "m", "r")
OWN = Record("l", 5, "m", "/a")


@pytest.mark.parametrize(
    ("witnesses", "begun", "doubt"),
    [
        ([], False, None),
        ([], True, Doubt.MISSING),
        ([OWN], True, None),
        ([Record("l", 4, "m", "/a")], True, None),
        ([Record("l", 4, "m", "/a"), OWN], True, None),
        ([Record("l", 6, "m", "/a")], True, Doubt.BEHIND),
        ([OWN, Record("l", 6, "m", "/a")], False, Doubt.BEHIND),
        ([Record("l", 5, "other", "/a")], False, Doubt.ELSEWHERE),
        ([Record("l", 5, "m", "/b")], True, Doubt.ELSEWHERE),
        ([OWN, Record("other", 1, "m", "/a")], False, Doubt.MISSING),
    ],
)
def test_ledger_without_a_contradicting_witness_is_accepted(
    witnesses: list[Record], begun: bool, doubt: Doubt | None
) -> None:
    assert find_doubt(OWN, witnesses, begun=begun) is doubt


class Place:
    """A data directory, and a directory for state beside it."""

    def __init__(self, folder: Path, machine: str = "here") -> None:
        self.state, self.machine = folder / "state", machine
        self.data = folder / "data"
        self.data.mkdir()
        self.path = self.data / "ledger.db"
        self.called = Counter[Any]()

    def write_run(self, many: int = 40, mode: SendMode = SendMode.ONE_BY_ONE) -> int:
        numbers = tuple(f"139{n:08}" for n in range(many))
        with Database(self.path) as ledger:
            return insert_run(
                ledger, Account("a", "k"), ListedDraft("s", "SMS_1", "", numbers=numbers, mode=mode)
            )

    @contextmanager
    def program(
        self, path: Path | None = None, machine: str | None = None
    ) -> Iterator[tuple[Database, Witness, SetAside | None]]:
        """What a program does with a ledger when it begins."""
        path = path or self.path
        with LedgerLock(path) as lock:
            witness = Witness(path, self.state, machine or self.machine, lock)
            try:
                witness.exclude_others()
                self.rescued = check_or_rescue(path, witness.is_ahead)
                with Database(path) as ledger:
                    found = witness.meet(ledger)
                    unfinished.recover_submitting(ledger)
                    yield ledger, witness, found
            finally:
                witness.close()

    def send(
        self,
        ledger: Database,
        run_id: int,
        witness: Witness,
        waves: int = 2,
        width: int = 4,
        answers: Iterable[Outcome] = (),
        whole: bool = True,
    ) -> StateCounts:
        """Make some waves of calls, answered in turn; the last answers are lost if not `whole`."""
        run = run_store.StoredRun(ledger, run_id, witness)
        run.begin()
        written: list[CallResult] = []
        waiting = iter(answers)
        for _ in range(waves):
            calls = run.advance(written, width)
            answer = next(waiting, ACCEPTED)
            written = [evaluate_outcome(call, answer) for call in calls]
            for call in calls:
                if answer is ACCEPTED:
                    self.called.update(call.request.numbers)
        if whole:
            run.advance(written, 0)
        return run.counts()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def states(ledger: Database) -> dict[RecipientState, int]:
    found = ledger.db.execute("select state, count(*) from recipient group by state").fetchall()
    return {tuple(RecipientState)[state]: many for state, many in found}


def copy_of(path: Path, target: Path) -> Path:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def restore(path: Path, backup: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(backup, path)


def test_ledger_used_by_one_program_is_accepted(place: Place) -> None:
    run_id = place.write_run()
    for _ in range(4):
        with place.program() as (ledger, witness, found):
            assert found is None
            place.send(ledger, run_id, witness)
            assert states(ledger)[RecipientState.QUEUED]
    assert max(place.called.values()) == 1


@pytest.mark.parametrize("begun", [False, True])
def test_restored_backup_has_no_queued_recipient(place: Place, begun: bool, tmp_path: Path) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        if begun:
            place.send(ledger, run_id, witness)
        backup = copy_of(place.path, tmp_path / "backup")
        place.send(ledger, run_id, witness)
    restore(place.path, backup)
    with place.program() as (ledger, witness, found):
        assert present(found).doubt is Doubt.BEHIND
        assert (
            present(found).recipients
            == states(ledger)[RecipientState.UNKNOWN]
            == (32 if begun else 40)
        )
        assert RecipientState.QUEUED not in states(ledger)
        assert not place.send(ledger, run_id, witness).queued
        # They are looked for by what all calls of their run have.
        (inquiry,) = ReceiptStore(ledger).read_unknown(unsent.list_unknown(ledger)[-1:])
        assert inquiry.message.token and not inquiry.message.out_id
        assert not unsent.list_declarable(ledger)
    assert max(place.called.values()) == 1
    with place.program() as (_, _, found):
        assert found is None  # it was said once
    restore(place.path, backup)
    with place.program() as (_, _, found):
        assert found is not None  # and is said again when it is done again


def test_restored_data_directory_is_detected_by_state_directory(
    place: Place, tmp_path: Path
) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
    shutil.copytree(place.data, tmp_path / "backup")
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
    shutil.rmtree(place.data)
    (tmp_path / "backup").rename(place.data)
    with place.program() as (ledger, _, found):
        assert present(found).doubt is Doubt.BEHIND
        assert RecipientState.QUEUED not in states(ledger)


@pytest.mark.parametrize("with_lock", [False, True])
@pytest.mark.parametrize("begun", [False, True])
def test_cloned_directory_has_no_queued_recipient(
    place: Place, tmp_path: Path, begun: bool, with_lock: bool
) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        if begun:
            place.send(ledger, run_id, witness)
    clone = tmp_path / "clone" / "ledger.db"
    shutil.copytree(place.data, clone.parent)
    if not with_lock:
        (clone.parent / "ledger.db.lock").unlink()
    with place.program() as (first, witness, found), place.program(clone) as (second, other, doubt):
        assert found is None
        assert present(doubt).doubt is Doubt.ELSEWHERE
        assert place.send(first, run_id, witness).queued
        assert RecipientState.QUEUED not in states(second)
        assert not place.send(second, run_id, other).queued
        # Neither disturbs the other from now on.
        assert place.send(first, run_id, witness).accepted
    with place.program() as (_, _, found), place.program(clone) as (_, _, doubt):
        assert found is doubt is None
    assert max(place.called.values()) == 1


def test_directory_moved_to_another_computer_has_no_queued_recipient(place: Place) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
    with place.program(machine="there") as (ledger, _, found):
        assert present(found).doubt is Doubt.ELSEWHERE
        assert RecipientState.QUEUED not in states(ledger)


def test_ledger_without_a_witness_keeps_only_runs_without_calls_queued(place: Place) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, found):
        assert found is None
        place.send(ledger, run_id, witness)
    shutil.rmtree(place.state)
    (place.data / "ledger.db.lock").unlink()
    with place.program() as (ledger, _, found):
        assert present(found).doubt is Doubt.MISSING
        assert RecipientState.QUEUED not in states(ledger)


def test_lock_file_alone_is_a_sufficient_witness(place: Place) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
    shutil.rmtree(place.state)
    with place.program() as (_, _, found):
        assert found is None


def test_file_in_place_of_state_directory_does_not_prevent_start(place: Place) -> None:
    place.state.write_text("")
    run_id = place.write_run()
    for _ in range(2):
        with place.program() as (ledger, witness, found):
            assert found is None
            assert place.send(ledger, run_id, witness).queued


def test_unknown_and_rejected_recipients_of_an_older_copy_are_set_aside(
    place: Place, tmp_path: Path
) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
        ledger.db.execute("update recipient set state = 3 where id = 20")
        ledger.db.execute(
            "update recipient set state = 4, settled_at = 0, absent_at = 9e12 where id = 21"
        )
        assert len(unsent.list_declarable(ledger)) == 1
        backup = copy_of(place.path, tmp_path / "backup")
        # Declared unsent, and called again; sent again in a run of its own, and called.
        unsent.declare_unsent(ledger)
        resend.create_resend_run(ledger, run_id)
        place.send(ledger, run_id, witness)
    restore(place.path, backup)
    with place.program() as (ledger, _, _):
        assert not unsent.list_declarable(ledger)
        assert not resend.list_resendable(ledger, run_id).ids


@pytest.mark.parametrize("batched", [False, True])
def test_random_disk_states_never_requeue_called_recipients(tmp_path: Path, batched: bool) -> None:
    """Kills, deleted and cut logs, restored and copied files, in any order."""
    chance = random.Random(8 + batched)
    if MEMORY:  # there is no waiting for it
        tmp_path = Path(tempfile.mkdtemp(dir=MEMORY))
    for disk in range(DISKS // 2):
        folder = tmp_path / str(disk)
        folder.mkdir()
        place = Place(folder)
        mode = SendMode.BATCHED if batched else SendMode.ONE_BY_ONE
        run_id = place.write_run(40 if not batched else 4000, mode)
        backups = list[Any]()
        for _ in range(chance.randint(1, 4)):
            outcomes: list[Outcome] = [ACCEPTED, ACCEPTED, THROTTLED]
            answers = iter([chance.choice(outcomes) for _ in range(8)])
            with place.program() as (ledger, witness, _):
                queued = ledger.db.execute("select number from recipient where state = 0")
                assert place.called.keys().isdisjoint(number for (number,) in queued)
                for _ in range(chance.randint(0, 3)):
                    whole = chance.random() < 0.7
                    place.send(ledger, run_id, witness, chance.randint(1, 3), 3, answers, whole)
                    if not whole:
                        break
                    if chance.random() < 0.4:
                        backups.append(copy_of(place.path, folder / f"backup{len(backups)}"))
                killed = folder / "killed"
                shutil.copytree(place.data, killed)
            if chance.random() < 0.7:  # what a kill leaves, rather than an orderly end
                shutil.rmtree(place.data)
                killed.rename(place.data)
            else:
                shutil.rmtree(killed)
            spoil(place, backups, chance)
        assert max(place.called.values(), default=1) == 1
        shutil.rmtree(folder)
    shutil.rmtree(tmp_path)


def spoil(place: Place, backups: list[Path], chance: random.Random) -> None:
    log = place.path.with_name("ledger.db-wal")
    match chance.choice(["nothing", "no log", "cut log", "restore", "restore", "no lock", "zeros"]):
        case "no log":
            log.unlink(missing_ok=True)
        case "cut log" if log.exists() and log.stat().st_size:
            os.truncate(log, chance.randrange(log.stat().st_size))
        case "restore" if backups:
            restore(place.path, chance.choice(backups))
        case "no lock":
            (place.data / "ledger.db.lock").unlink()
        case "zeros" if log.exists() and log.stat().st_size:
            with log.open("r+b") as file:
                file.seek(chance.randrange(log.stat().st_size))
                file.write(b"\x00" * 64)


def test_ledger_restored_during_delivery_makes_no_more_calls(place: Place, tmp_path: Path) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        run = run_store.StoredRun(ledger, run_id, witness)
        run.begin()
        calls = run.advance([], 8)
        copy_of(place.path, tmp_path / "backup")
        calls += run.advance([evaluate_outcome(call, ACCEPTED) for call in calls], 8)
        with closing(sqlite3.connect(tmp_path / "backup")) as backup:
            backup.backup(ledger.db)  # what `.restore` does
        for wanted in (8, 0):
            with pytest.raises(LedgerError) as caught:
                run.advance([], wanted)
            assert caught.value.fault is FileFault.REPLACED
    with place.program() as (ledger, _, found):
        assert present(found).doubt is Doubt.BEHIND
        assert RecipientState.QUEUED not in states(ledger)


def test_delivery_ends_when_a_second_program_has_begun(place: Place) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        run = run_store.StoredRun(ledger, run_id, witness)
        run.begin()
        run.advance([], 8)
        with Database(place.path) as same:
            Witness(place.path).step(same.db, calls=False)
        with pytest.raises(LedgerError) as caught:
            run.advance([], 8)
        assert caught.value.fault is FileFault.REPLACED


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
@pytest.mark.parametrize("again", [False, True])
def test_no_call_is_made_once_the_lock_file_was_deleted(place: Place, again: bool) -> None:
    run_id = place.write_run()
    with place.program() as (ledger, witness, _):
        run = run_store.StoredRun(ledger, run_id, witness)
        run.begin()
        calls = run.advance([], 8)
        (place.data / "ledger.db.lock").unlink()
        if again:
            with LedgerLock(place.path) as second:
                other = Witness(place.path, place.state, "here", second)
                with pytest.raises(LedgerError) as caught:
                    other.exclude_others()
                assert caught.value.fault is FileFault.IN_USE
        with pytest.raises(LedgerError) as caught:
            run.advance([], 8)
        assert caught.value.fault is FileFault.UNLOCKED
        run.advance(
            [evaluate_outcome(call, ACCEPTED) for call in calls], 0
        )  # what is known is written
        assert run.counts().accepted == 8


@pytest.fixture
def mounted(place: Place, tmp_path: Path) -> Iterator[Path]:
    """The ledger's file in a second directory, by a mount."""
    other = tmp_path / "mounted"
    other.mkdir()
    target = other / "ledger.db"
    target.touch()
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("only root may mount a file in a second place")
    done = subprocess.run(["mount", "--bind", place.path, target], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this system lets nobody mount a file in a second place")
    yield target
    subprocess.run(["umount", target], check=True)


def test_file_mounted_in_two_directories_has_one_lock(
    place: Place, request: pytest.FixtureRequest
) -> None:
    run_id = place.write_run()
    mounted = request.getfixturevalue("mounted")
    with place.program() as (ledger, witness, _):
        place.send(ledger, run_id, witness)
        with pytest.raises(LedgerError) as caught, place.program(mounted):
            pass
        assert caught.value.fault is FileFault.IN_USE
        assert place.send(ledger, run_id, witness).queued
