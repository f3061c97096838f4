"""The program without a window, to be killed.

`python -m tests.e2e.never_twice.runner LEDGER URL CALLERS RATE` starts it.

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
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.accounts.account import Account
from gui.core.sending.calls import RunControls
from gui.jobs.receipts.account_backoff import PollIntervals, SharedRateLimiter
from gui.jobs.receipts.polling import poll_receipts
from gui.jobs.sending.sending import send_run
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.rescue import check_or_rescue
from gui.storage.database.witness import Witness
from gui.storage.runs import unfinished

FAILED = 3


def work(ledger: Path, url: str, callers: int, rate: float) -> int:
    account = Account("killed", SANDBOX_KEY_ID, endpoint=url, sandbox=True)

    def connect(key: str = "", sandbox: bool = True) -> gui.cloud.client.SmsClient:
        return gui.cloud.client.SmsClient(account, SANDBOX_SECRET, read_timeout=0.5)

    failures: list[Exception] = []
    with LedgerLock(ledger) as lock:
        witness = Witness(ledger, ledger.parent / "witnesses", "here", lock)
        if check_or_rescue(ledger, witness.is_ahead) is not None:
            return FAILED
        with Database(ledger) as opened:
            # Whatever was killed, the ledger is never behind its witness.
            if witness.meet(opened) is not None:
                return FAILED
            unfinished.recover_submitting(opened)
            left = unfinished.list_unfinished(opened)
        receipts = poll_receipts(ledger, connect, SharedRateLimiter(50), PollIntervals(idle=0.02))
        receipts.failed.connect(failures.append)
        lane = threading.Thread(target=receipts.run)
        lane.start()
        for run in left:
            job = send_run(ledger, run, connect, RunControls(callers, rate), witness)
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
