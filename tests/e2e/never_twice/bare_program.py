"""What the program does with its ledger, without a window.

`python -m tests.e2e.never_twice.bare_program` starts it.

It takes the lock, opens the ledger, makes what a crash left unknown, and goes on with every
unfinished run, as an operator does who presses Resume each time.

Each line of its input starts a process of its own, whose number it says; it has the ledger, the
directory for state, the service, calls a second, hours by which the computer's clock is wrong, and
the file that the process writes what it did to, all as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from gui.cloud.client import SmsClient
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.accounts.account import Account
from gui.core.errors import LedgerError
from gui.core.sending.calls import RunControls
from gui.core.sending.progress import RunProgress
from gui.core.steady_clock import SteadyClock
from gui.jobs.database import Opened, machine_name, open_database
from gui.jobs.sending.sending import RecoveredRuns, recover_runs, send_run
from gui.storage.database import database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.witness import Witness


def work(ledger: Path, state: Path, url: str, rate: float, hours: float) -> dict[str, Any]:
    off = int(hours * 3_600_000)
    database.STEADY = SteadyClock(
        lambda: time.time_ns() // 1_000_000 + off, lambda: time.monotonic_ns() // 1_000_000
    )
    account = Account("killed", SANDBOX_KEY_ID, endpoint=url, sandbox=True)
    failures: list[str] = []

    def run(job: Any, kind: type) -> Any:
        seen: list[Any] = []
        job.progressed.connect(seen.append)
        job.succeeded.connect(seen.append)
        job.failed.connect(lambda error: failures.append(str(getattr(error, "fault", error))))
        job.run()
        return next((one for one in reversed(seen) if isinstance(one, kind)), None)

    said: dict[str, Any] = {"failures": failures, "doubt": "", "aside": 0, "already": 0}
    said |= {"doubtful": 0, "rescued": False}
    with LedgerLock(ledger) as lock:
        witness = Witness(ledger, state, machine_name(), lock)
        opened = run(open_database(ledger, witness), Opened)
        if opened is None:
            return said
        said["rescued"] = opened.rescued is not None
        if opened.set_aside is not None:
            said["doubt"] = opened.set_aside.doubt.name
            said["aside"] = opened.set_aside.recipients
        recovered = run(recover_runs(ledger), RecoveredRuns)
        for left in recovered.unfinished:
            job = send_run(
                ledger,
                left.head.id,
                lambda: SmsClient(account, SANDBOX_SECRET),
                RunControls(4, rate),
                witness,
            )
            end = run(job, RunProgress)
            if end is not None:
                said["already"] += end.already
                said["doubtful"] += end.doubtful
    return said


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        ledger, state, url, rate, hours, target = json.loads(line)
        child = os.fork()
        if child:
            print(child, flush=True)
            continue
        try:
            said = work(Path(ledger), Path(state), url, rate, hours)
        except LedgerError as error:
            said = {"failures": [error.fault.name]}
        except BaseException:
            said = {"failures": [traceback.format_exc()]}
        Path(target).write_text(json.dumps(said), encoding="utf-8")
        os._exit(0)


if __name__ == "__main__":
    main()
