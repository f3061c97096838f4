"""The real window over an older or a second copy of its history: nobody is sent to twice."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.never_twice.checks import (
    called,
    check_nobody_twice,
    taken,
    wait_until_reconciled,
)
from tests.e2e.never_twice.unfinished_run import numbers, prepare, rows
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.secret_service import RemoteSecrets

NUMBERS = numbers(200)
pytestmark = pytest.mark.timeout(900)


class Office:
    """A desktop with a run of 200 numbers, of which nobody was called yet."""

    def __init__(self, desktop: Desktop, sandbox: SandboxProcess) -> None:
        self.desktop, self.sandbox = desktop, sandbox
        self.data = desktop.home / "data"
        prepare(self.data, sandbox.url, NUMBERS)

    def start(self, data: Path | None = None) -> Operator:
        return self.desktop.launch(
            *(sys.executable, "-m", "gui", "--lang", "en", "--data-dir", str(data or self.data))
        )

    def calls(self) -> int:
        return len(self.sandbox.calls())

    def send_until(self, many: int) -> None:
        """Go on with the run, and kill the program after so many calls."""
        operator = self.start()
        operator.wait_enabled("resume", 30)
        operator.press("resume")
        wait_until(lambda: self.calls() >= many, "calls")
        operator.program.kill()

    def states(self, data: Path | None = None) -> Counter[str]:
        return Counter(state for _, state in rows(data or self.data))

    def queued(self) -> set[str]:
        """The numbers that resuming would send to."""
        return {number for number, state in rows(self.data) if state == "queued"}

    def backup(self, target: Path) -> None:
        with (
            closing(sqlite3.connect(self.data / "ledger.db")) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)

    def press_resume_in_vain(self, operator: Operator) -> None:
        """Try what an operator would try; nothing leaves by it."""
        before = self.calls()
        wait_until(lambda: self.states()["queued"] == 0, "nobody to be queued")
        if operator.offers("resume"):
            operator.press("resume")
        operator.show_history()
        operator.press("resolveUnknown")
        wait_until_reconciled(self.sandbox, self.data)
        assert self.calls() == before
        check_nobody_twice(self.sandbox)


@pytest.fixture
def office() -> Iterator[Office]:
    with SandboxProcess() as sandbox, Desktop() as desktop:
        with RemoteSecrets(desktop.session.environment) as secrets:
            secrets.store(ACTIVE.key_id, ACTIVE.secret)
        sandbox.change_faults(delay=0.05)
        yield Office(desktop, sandbox)


def test_resume_after_a_restored_backup_sends_nothing(office: Office) -> None:
    office.send_until(10)
    office.backup(office.desktop.home / "backup.db")
    office.send_until(60)
    for ending in ("-wal", "-shm"):
        (office.data / f"ledger.db{ending}").unlink(missing_ok=True)
    shutil.copyfile(office.desktop.home / "backup.db", office.data / "ledger.db")

    operator = office.start()
    said = operator.wait_for("messageBar", "is older than what this computer has sent", 30)
    assert "unknown now" in said
    office.press_resume_in_vain(operator)
    assert operator.close() == 0


def test_a_cloned_directory_beside_the_first_sends_nothing(office: Office) -> None:
    office.send_until(10)
    clone = office.desktop.home / "clone"
    shutil.copytree(office.data, clone)
    first = office.start()
    first.wait_enabled("resume", 30)
    second = office.start(clone)
    second.wait_for("messageBar", "copied or moved here", 30)
    assert not office.states(clone)["queued"]
    assert not second.offers("resume")
    first.press("resume")
    wait_until(lambda: not office.states()["queued"], "the end of the run")
    check_nobody_twice(office.sandbox)
    assert len(taken(office.sandbox)) >= len(NUMBERS) - 32
    assert second.close() == 0
    assert first.close() == 0


def test_resume_after_a_deleted_log_sends_nothing(office: Office) -> None:
    office.send_until(60)
    (office.data / "ledger.db-wal").unlink()
    sent = set(called(office.sandbox))
    operator = office.start()
    operator.see("messageBar", 30)
    wait_until(lambda: not sent & office.queued(), "nobody who was called to be queued")
    # Where the log had been written back just before, nothing was lost and the rest may go on.
    lost = not office.queued()
    before = office.calls()
    if operator.offers("resume"):
        operator.press("resume")
    assert operator.close() == 0
    assert office.calls() == before or not lost
    check_nobody_twice(office.sandbox)


def test_a_second_window_after_the_lock_was_deleted_hands_over(office: Office) -> None:
    first = office.start()
    first.wait_enabled("resume", 30)
    first.press("resume")
    wait_until(lambda: office.calls() >= 10, "calls")
    (office.data / "ledger.db.lock").unlink()
    second = office.start()
    assert second.program.wait(30) == 0
    # The first one stops as well: another program could have taken the lock.
    first.wait_for("messageBar", "is not locked against a second program", 30)
    wait_until(lambda: not office.states()["submitting"], "the last answers")
    assert office.states()["queued"]
    assert first.close() == 0
    third = office.start()
    third.wait_enabled("resume", 30)
    third.press("resume")
    wait_until(lambda: not office.states()["queued"], "the end of the run")
    assert third.close() == 0
    check_nobody_twice(office.sandbox)
    assert taken(office.sandbox) == set(NUMBERS)
