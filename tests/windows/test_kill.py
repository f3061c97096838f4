"""The program as built, ended by TerminateProcess while it sends: never twice, never lost."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.sending.state import RecipientState
from tests.e2e.never_twice.checks import (
    FAULTS,
    called_since,
    check_nobody_lost,
    check_nobody_twice,
)
from tests.e2e.never_twice.unfinished_run import left, numbers, prepare, rows
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.windows import credentials
from tests.windows.computer import PICTURES, PROGRAM, Computer
from tests.windows.keyboard import choose_command, repeat
from tests.windows.ledger_copy import states

pytestmark = [pytest.mark.wine, pytest.mark.timeout(1800)]

KILLS = 5
NUMBERS = numbers(1500)


class Sender:
    """The program with a run of 1500 numbers to a sandbox outside of this Windows."""

    def __init__(self, computer: Computer, data_dir: Path, sandbox: SandboxProcess) -> None:
        self._computer = computer
        self._data_dir = data_dir
        self._sandbox = sandbox

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program, and let it go on with the run until there is another call."""
        computer, before = self._computer, len(self._sandbox.calls())
        process = computer.open(PROGRAM, self._data_dir)
        computer.focus()

        repeat(
            lambda: choose_command(computer, "go on sending"),
            lambda: called_since(self._sandbox, before),
            "a call",
            seconds=5,
            undo=lambda: computer.press("Escape"),
        )
        return process


def test_ended_at_random_it_never_calls_again_whom_it_may_have_sent(
    computer: Computer, tmp_path: Path
) -> None:
    chance = random.Random(20261128)
    wine, data_dir = computer.wine, tmp_path / "data"
    with SandboxProcess() as sandbox:
        prepare(data_dir, sandbox.url, NUMBERS)
        credentials.store(wine, ACTIVE.key_id, ACTIVE.secret)
        sandbox.change_faults(random=FAULTS, seed=7, delay=0.05)
        sender = Sender(computer, data_dir, sandbox)
        cut_off = 0
        for _ in range(KILLS):
            process = sender.start()
            time.sleep(chance.uniform(0, 0.3))
            computer.kill(process)
            assert left(data_dir), "there must be somebody to send to at each kill"
            cut_off += sum(state == "submitting" for _, state in rows(data_dir))
        assert cut_off, "no call was under way when it was killed"

        sandbox.change_faults(clear=True)
        process = sender.start()
        wine.picture(PICTURES / "resumed.png")
        copies = tmp_path / "copies"
        copies.mkdir()

        def over() -> bool:
            found = states(data_dir, copies)
            waiting = found[RecipientState.QUEUED] + found[RecipientState.SUBMITTING]
            return found.total() == len(NUMBERS) and not waiting

        wait_until(over, "the end of the run", 600, every=1)
        assert computer.close(process) == 0
        credentials.remove(wine, ACTIVE.key_id)
        check_nobody_twice(sandbox)
        check_nobody_lost(sandbox, data_dir, NUMBERS, reconciled=False)
