"""Copies, restored files and lost witnesses, tried on the program without a window.

A run is killed, copied, gone on with, killed again; then the disk is tampered with, and the program
goes on with whatever it finds. Nobody is called twice, and everybody keeps a row.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID
from gui.core.accounts.account import Account
from gui.storage.database.database import Database
from gui.storage.database.schema import STATE_BY_NUMBER
from tests.e2e.never_twice.checks import called, check_nobody_twice
from tests.e2e.never_twice.unfinished_run import numbers
from tests.e2e.waiting import wait_until
from tests.runs import ListedDraft, insert_run
from tests.sandbox_process import SandboxProcess

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(os.name == "nt", reason="files that are open are not replaced on Windows"),
]
NUMBERS = numbers(90)


@dataclass
class Program:
    """A process of the program.

    Attributes:
        pid: its number.
        target: where it writes what it did.
    """

    pid: int
    target: Path

    @property
    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        wait_until(lambda: not self.alive, "its end")

    def wait(self) -> Any:
        """What it says it did, once it has ended."""
        wait_until(lambda: not self.alive, "its end")
        return json.loads(self.target.read_text(encoding="utf-8"))


Start = Callable[[Sequence[object], Path], Program]


@dataclass
class Copies:
    """What was kept when the run had made 10 calls of the 45 that it has made now."""

    backup: Path
    data: Path
    state: Path


class Computer:
    """A data directory and a directory for state, and a service that outlives them."""

    def __init__(self, folder: Path, sandbox: SandboxProcess, start: Start) -> None:
        self.folder, self.sandbox, self._start = folder, sandbox, start
        self._programs = 0
        self.data, self.state = folder / "data", folder / "state"
        self.data.mkdir()

    @property
    def ledger(self) -> Path:
        return self.data / "ledger.db"

    def write_run(self) -> None:
        account = Account("killed", SANDBOX_KEY_ID, endpoint=self.sandbox.url, sandbox=True)
        draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=NUMBERS)
        with Database(self.ledger) as database:
            insert_run(database, account, draft)

    def start(
        self,
        ledger: Path | None = None,
        state: Path | None = None,
        rate: float = 1000,
        hours: float = 0,
    ) -> Program:
        self._programs += 1
        target = self.folder / f"said{self._programs}"
        paths = (str(ledger or self.ledger), str(state or self.state))
        return self._start([*paths, self.sandbox.url, rate, hours, str(target)], target)

    def go_on(self, ledger: Path | None = None, state: Path | None = None, hours: float = 0) -> Any:
        """Let the program go on to its end; returns what it says it did."""
        return self.start(ledger, state, hours=hours).wait()

    def go_on_until(self, calls: int) -> None:
        """Let it go on until so many calls were made in all, and kill it."""
        program = self.start(rate=60)  # slow enough that a busy machine kills it before its end
        wait_until(lambda: self.calls() >= calls or not program.alive, "calls")
        assert program.alive, program.wait()
        program.kill()

    def copy(self) -> Copies:
        """Keep what there is: the ledger by itself, and both directories."""
        copies = Copies(*(self.folder / name for name in ("backup.db", "data1", "state1")))
        shutil.copytree(self.data, copies.data)
        shutil.copytree(self.state, copies.state)
        with (
            closing(sqlite3.connect(self.ledger)) as source,
            closing(sqlite3.connect(copies.backup)) as target,
        ):
            source.backup(target)
        return copies

    def use_and_copy(self) -> Copies:
        """Begin a run, kill it, copy everything, go on, and kill it again."""
        self.write_run()
        self.go_on_until(10)
        copies = self.copy()
        self.go_on_until(45)
        return copies

    def calls(self) -> int:
        return len(self.sandbox.calls())

    def rows(self, ledger: Path | None = None) -> dict[str, str]:
        with closing(sqlite3.connect(ledger or self.ledger)) as db:
            found = db.execute("select number, state from recipient").fetchall()
        assert len(found) == len(dict(found))
        return {number: STATE_BY_NUMBER[state].value for number, state in found}

    def beside(self, ending: str) -> Path:
        return self.ledger.with_name(self.ledger.name + ending)

    def check(self, *ledgers: Path, complete: bool = False) -> None:
        """Nobody was called twice; nobody who was called is still queued, and nobody is lost."""
        check_nobody_twice(self.sandbox)
        numbers = called(self.sandbox)
        for ledger in ledgers or (self.ledger,):
            rows = self.rows(ledger)
            assert set(rows) in (set(NUMBERS), set())
            assert not [n for n in numbers if rows.get(n) in ("queued", "cancelled", "rejected")]
        if complete:
            assert set(numbers) == set(NUMBERS)


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Start processes of the program, with everything imported once."""
    driver = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.e2e.never_twice.bare_program"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def begin(arguments: Sequence[object], target: Path) -> Program:
        assert driver.stdin is not None and driver.stdout is not None
        driver.stdin.write(json.dumps(arguments) + "\n")
        driver.stdin.flush()
        return Program(int(driver.stdout.readline()), target)

    yield begin
    driver.communicate()


@pytest.fixture
def computer(tmp_path: Path, start: Start) -> Iterator[Computer]:
    with SandboxProcess(delay=0.02) as sandbox:
        yield Computer(tmp_path, sandbox, start)


def replace_directory(target: Path, source: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def restore_file(computer: Computer, copies: Copies) -> None:
    for ending in ("-wal", "-shm"):
        computer.beside(ending).unlink(missing_ok=True)
    shutil.copyfile(copies.backup, computer.ledger)


def restore_file_only(computer: Computer, copies: Copies) -> None:
    shutil.copyfile(copies.backup, computer.ledger)


def restore_by_sqlite(computer: Computer, copies: Copies) -> None:
    with (
        closing(sqlite3.connect(copies.backup)) as source,
        closing(sqlite3.connect(computer.ledger)) as target,
    ):
        source.backup(target)


def restore_directory(computer: Computer, copies: Copies) -> None:
    replace_directory(computer.data, copies.data)


def restore_directory_without_state(computer: Computer, copies: Copies) -> None:
    replace_directory(computer.data, copies.data)
    shutil.rmtree(computer.state)


def restore_everything(computer: Computer, copies: Copies) -> None:
    replace_directory(computer.data, copies.data)
    replace_directory(computer.state, copies.state)


def delete_log(computer: Computer, copies: Copies) -> None:
    computer.beside("-wal").unlink()


def delete_log_and_witnesses(computer: Computer, copies: Copies) -> None:
    computer.beside("-wal").unlink()
    computer.beside(".lock").unlink()
    shutil.rmtree(computer.state)


def cut_log(computer: Computer, copies: Copies) -> None:
    log = computer.beside("-wal")
    os.truncate(log, log.stat().st_size // 2)


def replace_log(computer: Computer, copies: Copies) -> None:
    shutil.copyfile(copies.data / "ledger.db-wal", computer.beside("-wal"))


def replace_log_of_a_checkpointed_file(computer: Computer, copies: Copies) -> None:
    with closing(sqlite3.connect(computer.ledger)) as db:
        db.execute("pragma wal_checkpoint(truncate)").fetchall()
    shutil.copyfile(copies.data / "ledger.db-wal", computer.beside("-wal"))


def restore_file_beside_the_old_log(computer: Computer, copies: Copies) -> None:
    with closing(sqlite3.connect(computer.ledger)) as db:
        db.execute("pragma wal_checkpoint(truncate)").fetchall()
    for ending in ("", "-wal"):
        shutil.copyfile(copies.data / f"ledger.db{ending}", computer.beside(ending))
    computer.beside("-shm").unlink(missing_ok=True)


def delete_witnesses(computer: Computer, copies: Copies) -> None:
    computer.beside(".lock").unlink()
    shutil.rmtree(computer.state)


def restore_file_and_delete_witnesses(computer: Computer, copies: Copies) -> None:
    restore_file(computer, copies)
    delete_witnesses(computer, copies)


def empty_witnesses(computer: Computer, copies: Copies) -> None:
    restore_file(computer, copies)
    for file in (computer.beside(".lock"), *(f for f in computer.state.iterdir() if f.is_file())):
        file.write_bytes(b"")


def move(computer: Computer, copies: Copies) -> None:
    computer.data = computer.data.rename(computer.folder / "moved")


def take_ledger_alone(computer: Computer, copies: Copies) -> None:
    moved = computer.folder / "moved"
    moved.mkdir()
    with (
        closing(sqlite3.connect(computer.ledger)) as source,
        closing(sqlite3.connect(moved / "ledger.db")) as target,
    ):
        source.backup(target)
    computer.data = moved


BEHIND, MISSING, ELSEWHERE, RESCUED = "BEHIND", "MISSING", "ELSEWHERE", "RESCUED"
ASKED = "ASKED"
"""Ledger and witnesses agree: the service alone knows better."""
WHOLE = ""
"""Nothing was lost."""

ATTACKS: dict[Callable[[Computer, Copies], None], set[str]] = {
    restore_file: {BEHIND},
    restore_file_only: {WHOLE, BEHIND, RESCUED},  # as the log fits, or does not fit, the older file
    restore_by_sqlite: {BEHIND},
    restore_directory: {RESCUED},  # there is a log that may have been damaged
    restore_directory_without_state: {ASKED},
    restore_everything: {ASKED},
    delete_log: {BEHIND},
    delete_log_and_witnesses: {MISSING},
    cut_log: {RESCUED},
    replace_log: {RESCUED},
    replace_log_of_a_checkpointed_file: {RESCUED},
    restore_file_beside_the_old_log: {RESCUED},
    delete_witnesses: {MISSING},
    restore_file_and_delete_witnesses: {MISSING},
    empty_witnesses: {MISSING},
    move: {ELSEWHERE},
    take_ledger_alone: {ELSEWHERE},
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_older_copy_calls_nobody_again(
    computer: Computer, attack: Callable[[Computer, Copies], None]
) -> None:
    attack(computer, computer.use_and_copy())
    said = computer.go_on()
    told = said["doubt"] if said["aside"] else RESCUED if said["rescued"] else WHOLE
    assert (ASKED if said["already"] else told) in ATTACKS[attack]
    assert not said["failures"]
    computer.check()
    before = computer.calls()
    again = computer.go_on()
    assert not again["doubt"] and computer.calls() == before


@pytest.mark.parametrize("with_state", [False, True])
def test_a_clone_sends_nothing_and_the_first_goes_on(computer: Computer, with_state: bool) -> None:
    """The clone may have a directory for state of its own, as that of another user."""
    computer.write_run()
    computer.go_on_until(10)
    clone, state = computer.folder / "clone", computer.folder / "other"
    subprocess.run(["cp", "-a", computer.data, clone], check=True)
    if with_state:
        subprocess.run(["cp", "-a", computer.state, state], check=True)
    programs = [
        computer.start(clone / "ledger.db", state if with_state else None),
        computer.start(rate=60),
    ]
    in_clone, in_first = (program.wait() for program in programs)
    assert (in_clone["doubt"], in_first["doubt"]) == (ELSEWHERE, "")
    assert in_clone["aside"] >= 70
    # But for those that were recorded when it was killed: two calls for each of the four callers.
    assert computer.calls() >= len(NUMBERS) - 8
    computer.check(computer.ledger, clone / "ledger.db")


@pytest.mark.parametrize("hours", [-24 * 400, -48, -1, 1, 48, 24 * 400])
def test_a_wrong_clock_calls_nobody_again(computer: Computer, hours: int) -> None:
    restore_everything(computer, computer.use_and_copy())
    computer.go_on(hours=hours)
    computer.check()
    computer.go_on()
    computer.check()


def delete_lock(computer: Computer, copies: Copies) -> None:
    computer.beside(".lock").unlink()


def replace_lock(computer: Computer, copies: Copies) -> None:
    shutil.copyfile(copies.data / "ledger.db.lock", computer.folder / "lock")
    (computer.folder / "lock").replace(computer.beside(".lock"))


def rename_over(computer: Computer, copies: Copies) -> None:
    shutil.copyfile(copies.backup, computer.folder / "older.db")
    (computer.folder / "older.db").replace(computer.ledger)


def link_over(computer: Computer, copies: Copies) -> None:
    computer.ledger.unlink()
    os.link(copies.backup, computer.ledger)


def symlink_over(computer: Computer, copies: Copies) -> None:
    computer.ledger.unlink()
    computer.ledger.symlink_to(copies.backup)


def swap_directory(computer: Computer, copies: Copies) -> None:
    computer.data.rename(computer.folder / "away")
    shutil.copytree(copies.data, computer.data)


@pytest.mark.parametrize(
    "attack",
    [
        *(restore_by_sqlite, delete_lock, replace_lock, rename_over, link_over, symlink_over),
        *(swap_directory, delete_witnesses),
    ],
    ids=lambda attack: attack.__name__,
)
@pytest.mark.parametrize("other_state", [False, True])
def test_a_file_that_changes_during_a_run_ends_it(
    computer: Computer, attack: Callable[[Computer, Copies], None], other_state: bool
) -> None:
    """Meanwhile a second program begins, of the same user or of another one."""
    copies = computer.use_and_copy()
    first = computer.start(rate=60)
    at_start = computer.calls()
    wait_until(lambda: computer.calls() > at_start + 5, "calls")
    attack(computer, copies)
    second = computer.start(state=computer.folder / "other" if other_state else None)
    said = [program.wait() for program in (first, second)]
    assert said[0]["failures"]
    check_nobody_twice(computer.sandbox)
    computer.go_on()
    check_nobody_twice(computer.sandbox)


def test_whatever_becomes_of_the_state_directory_the_run_goes_on(computer: Computer) -> None:
    computer.write_run()
    program = computer.start(rate=60)
    wait_until(lambda: computer.calls() > 10, "calls")
    shutil.rmtree(computer.state)
    assert not program.wait()["failures"]
    assert not computer.go_on()["doubt"]
    computer.check(complete=True)


def test_a_ledger_without_its_identity_sends_nothing(computer: Computer) -> None:
    computer.use_and_copy()
    with closing(sqlite3.connect(computer.ledger)) as db, db:
        db.execute("delete from identity")
    before = computer.calls()
    said = computer.go_on()
    assert said["aside"] or said["rescued"] or said["failures"]
    assert computer.calls() == before
    computer.check()
