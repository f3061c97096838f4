"""The jobs of the sending lane."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from time import monotonic

from gui.core.calls import Controls
from gui.core.progress import Progress
from gui.core.sending import Wait, deliver
from gui.jobs.callers import Callers, Client
from gui.jobs.job import Job
from gui.storage.ledger import Ledger
from gui.storage.runs import Run

Connect = Callable[[], Client]
"""Make a client of the account: fetches its secret, on the worker thread.

Raises:
    SecretError: there is no secret to be had.
"""


def sending(ledger: Path, run_id: int, connect: Connect, controls: Controls) -> Job:
    """Send to everyone queued in a run; snapshots are `Progress`."""

    def steps(wait: Wait) -> Generator[Progress, None, None]:
        client = connect()
        callers = Callers(client)
        try:
            with Ledger(ledger) as open_ledger:
                run = deliver(Run(open_ledger, run_id), callers, controls, monotonic, wait)
                yield from run
        finally:
            callers.close()
            client.close()

    return Job(steps)
