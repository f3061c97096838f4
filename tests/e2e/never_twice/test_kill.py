"""Killed with SIGKILL at any moment, without a window and in quick succession.

`SMS_DESK_KILLS=400` makes a longer run of it, with as many more numbers.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

import pytest

from gui.cloud.client import SmsClient
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.accounts.account import Account
from gui.core.message.fields import SendMode
from gui.core.receipts.schedule import MINUTE
from gui.jobs.receipts.account_backoff import SharedRateLimiter
from gui.jobs.receipts.reconciliation import ReconcileProgress, reconcile_unknown
from gui.storage.database.database import Database
from gui.storage.runs import unsent
from tests.e2e.never_twice.checks import (
    NOT_TAKEN,
    called_since,
    check_nobody_lost,
    check_nobody_twice,
    random_faults,
    taken,
)
from tests.e2e.never_twice.unfinished_run import left, rows
from tests.e2e.waiting import wait_until
from tests.runs import ListedDraft, insert_run
from tests.sandbox_process import SandboxProcess

KILLS = int(os.environ.get("SMS_DESK_KILLS", "40"))
FAULTS = [
    *random_faults("reset", "close", "http-500", "empty", "truncated", "timeout", "system-error"),
    {"kind": NOT_TAKEN, "taken": False, "chance": 0.05},
]

pytestmark = [
    pytest.mark.timeout(900 + 20 * KILLS),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks"),
]


@dataclass(frozen=True)
class Way:
    """How a run is sent: kills, numbers for each, callers, calls a second."""

    mode: SendMode
    kills: int
    numbers: int
    callers: int
    rate: float


WAYS = {
    "one by one": Way(SendMode.ONE_BY_ONE, KILLS, 25, 16, 150.0),
    "batched": Way(SendMode.BATCHED, KILLS // 2, 250, 4, 6.0),
}


class Runner:
    """The driver's process."""

    def __init__(self, ledger: Path, url: str, way: Way) -> None:
        self._process = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-W",
                    "ignore::DeprecationWarning",
                    "-m",
                    "tests.e2e.never_twice.runner",
                ),
                *(str(ledger), url, str(way.callers), str(way.rate)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()

    def round(self, seconds: float | None, after: Callable[[], bool] | None = None) -> int:
        """Let the program run, and kill it some seconds after; how it ended, as `os.waitpid`.

        `after`: what the seconds begin with, if not with the program.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if seconds is not None:
            if after is not None:
                wait_until(lambda: after() or not _lives(child), "what the seconds begin with")
            time.sleep(seconds)
            with suppress(ProcessLookupError):  # it may have ended by itself
                os.kill(child, signal.SIGKILL)
        return int(self._process.stdout.readline())


def prepare(ledger: Path, account: Account, way: Way) -> tuple[str, ...]:
    numbers = tuple(f"137{n:08}" for n in range(max(500, way.numbers * way.kills)))
    draft = ListedDraft(
        "阿里云", "SMS_153055065", '{"code":"1234"}', numbers=numbers, mode=way.mode
    )
    with Database(ledger) as opened:
        insert_run(opened, account, draft)
        # Parameters of their own: such a batch is a SendBatchSms.
        opened.db.execute(
            """update recipient set template_param = '{"code":"4321"}' where id % 3 = 0"""
        )
    return numbers


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def settle(ledger: Path, account: Account) -> ReconcileProgress:
    results: list[ReconcileProgress] = []
    job = reconcile_unknown(
        ledger,
        lambda key, sandbox: SmsClient(account, SANDBOX_SECRET),
        rate=SharedRateLimiter(10_000),
    )
    failures: list[Exception] = []
    job.failed.connect(failures.append)
    job.succeeded.connect(results.append)
    job.run()
    assert not failures
    (result,) = results
    return result


@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_moment_nobody_is_sent_to_twice_and_nobody_is_lost(
    way: str, tmp_path: Path
) -> None:
    chance = random.Random(20261122)
    ledger = tmp_path / "ledger.db"
    with SandboxProcess() as sandbox:
        account = Account("killed", SANDBOX_KEY_ID, endpoint=sandbox.url, sandbox=True)
        numbers = prepare(ledger, account, WAYS[way])
        sandbox.change_faults(random=FAULTS, seed=7, delay=0.01)
        ends: Counter[int] = Counter()
        with Runner(ledger, sandbox.url, WAYS[way]) as runner:
            # On a busy machine a round may send more, so that some of the kills find nobody left.
            while ends[signal.SIGKILL] < WAYS[way].kills and left(tmp_path):
                if sum(ends.values()) % 2:
                    end = runner.round(chance.uniform(0.0, 0.3))
                else:  # may take longer than that to begin
                    calling = partial(called_since, sandbox, len(sandbox.calls()))
                    end = runner.round(chance.uniform(0.0, 0.1), calling)
                ends[end] += 1
            assert ends[signal.SIGKILL] >= WAYS[way].kills // 2, "nobody was left to send to"
            # Ten unknowns in a row, or the disk: a run that ended by itself is gone on with.
            assert set(ends) <= {signal.SIGKILL, 0}
            sandbox.change_faults(clear=True, delay=0.0)
        with Runner(ledger, sandbox.url, replace(WAYS[way], rate=1000.0)) as runner:
            while left(tmp_path):
                assert runner.round(None) == 0
        check_nobody_twice(sandbox)

        unknown = sum(state == "unknown" for _, state in rows(tmp_path))
        settled = settle(ledger, account)
        assert settled.total == unknown == settled.found + settled.absent
        assert settled.total > 0
        check_nobody_lost(sandbox, tmp_path, numbers, reconciled=True)

        # Too early to declare anybody unsent; later, after another look, exactly the untaken are.
        with Database(ledger) as opened:
            assert unsent.declare_unsent(opened) == 0
            opened.db.execute(
                "update recipient set submitted_at = submitted_at - ?, settled_at = settled_at - ?",
                (51 * MINUTE, 51 * MINUTE),  # the service's clock bridges the restart
            )
        assert len(settle(ledger, account).declarable) == len(numbers) - len(taken(sandbox))
