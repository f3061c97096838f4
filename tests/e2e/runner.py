"""The program without a window, to be killed: `python -m tests.e2e.runner LEDGER URL CALLERS RATE`.

For each line it reads it starts a process of its own, which does what the program does with a
ledger: takes the lock, opens it safely, makes what a crash left unknown, goes on with the run, and
asks for receipts meanwhile. It says the process's number, and how it ended. Everything is imported
once, so that a round costs little beside what it is about.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import gui.cloud.client
from gui.cloud.sandbox.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.account import Account
from gui.core.calls import Controls
from gui.jobs.inquirers import Pauses, Rate
from gui.jobs.job import Job
from gui.jobs.receipts import receiving
from gui.jobs.sending import sending
from gui.storage import runs
from gui.storage.ledger import Ledger
from gui.storage.lock import LedgerLock
from gui.storage.rescue import open_safely
from gui.storage.witness import Witness

FAILED = 3


def work(ledger: Path, url: str, callers: int, rate: float) -> int:
    account = Account("killed", SANDBOX_KEY_ID, endpoint=url, sandbox=True)

    def connect(key: str = "", sandbox: bool = True) -> gui.cloud.client.Client:
        return gui.cloud.client.Client(account, SANDBOX_SECRET, read_timeout=0.5)

    failures: list[Exception] = []
    with LedgerLock(ledger) as lock:
        if open_safely(ledger) is not None:
            return FAILED
        witness = Witness(ledger, ledger.parent / "witnesses", "here", lock)
        with Ledger(ledger) as opened:
            # Whatever was killed, the ledger is never behind its witness.
            if witness.meet(opened) is not None:
                return FAILED
            runs.recover(opened)
            unfinished = runs.unfinished(opened)
        receipts = receiving(ledger, connect, Rate(50), Pauses(look=0.02))
        receipts.failed.connect(failures.append)
        lane = threading.Thread(target=receipts.run)
        lane.start()
        for run in unfinished:
            job: Job = sending(ledger, run, connect, Controls(callers, rate), witness)
            job.failed.connect(failures.append)
            job.run()
        receipts.cancel()
        lane.join()
    for failure in failures:
        print(f"failed: {type(failure).__name__} {failure}", file=sys.stderr)
    return FAILED if failures else 0


def main() -> None:
    ledger, url, callers, rate = sys.argv[1:]
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(work(Path(ledger), url, int(callers), float(rate)))
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
