"""Ask the service, before a run goes on, whether those still queued in it were sent already.

A ledger cannot know that it is an older copy if its witness was rolled back with it, as a snapshot
of a whole computer does. The service knows: QuerySendDetails shows the messages of a number, and
their OutIds begin with the run's token. Those next in the queue are the first that a later copy
would have sent to.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gui.core import receipts
from gui.core.calls import Controls
from gui.core.messages import Details
from gui.core.outcomes import (
    AccountRefused,
    Failure,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
)
from gui.core.progress import Cause, CauseKind
from gui.core.receipts import Finding, Trace
from gui.core.sending import PROBE_EVERY, TICK, Wait
from gui.storage.queue import RunQueue
from gui.storage.receipts import Inquiry, Receipts

NEXT = 20
"""So many next in the queue are asked about, and as many again while any of them was sent."""
LAST = 20
"""So many of those called last are asked about, of whom it is unknown."""
AT_ONCE = 4
"""Threads that ask."""
TRIES = 3
"""So often the service may give no usable answer before the run is held."""


class DetailsClient(Protocol):
    """The service, as far as questions need it."""

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> Details | Failure:
        """Make one QuerySendDetails call."""


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """What the service said about those queued in a run.

    Attributes:
        already: how many had been sent: they are accepted now.
        doubtful: of how many that stays open: they are unknown now.
        held: why the run does not go on, or none.
    """

    already: int = 0
    doubtful: int = 0
    held: Cause | None = None


def ask_first(
    queue: RunQueue, book: Receipts, client: DetailsClient, controls: Controls, wait: Wait
) -> Generator[Cause, None, AskedFirst]:
    """Ask about those next in the queue and those called last; write down what was found.

    Yields why it waits, while it waits for the network.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="asking") as pool:
        asking = _Asking(pool, client, controls, wait)
        unknown = book.unknown(queue.called_last(LAST))
        if (held := (yield from asking.ask(unknown, book.now()))) is not None:
            return AskedFirst(held=held)
        book.write(asking.findings, book.now())
        already, doubtful, last = 0, 0, 0
        while inquiries := queue.next(last, NEXT):
            last = inquiries[-1].sought.id
            if (held := (yield from asking.ask(inquiries, book.now()))) is not None:
                return AskedFirst(already, doubtful, held)
            found = [pair for pair in asking.findings if pair[1].trace is Trace.FOUND]
            unclear = [one for one, finding in asking.findings if finding.trace is Trace.UNCLEAR]
            book.write(found, book.now())
            queue.set_aside(unclear)
            already, doubtful = already + len(found), doubtful + len(unclear)
            if not found and not unclear:
                break
    return AskedFirst(already, doubtful)


class _Asking:
    """Asks about some recipients at once, and again where there was no answer."""

    def __init__(
        self, pool: ThreadPoolExecutor, client: DetailsClient, controls: Controls, wait: Wait
    ) -> None:
        self._pool = pool
        self._client = client
        self._controls = controls
        self._wait = wait
        self.findings: list[tuple[Inquiry, Finding]] = []

    def ask(self, inquiries: Sequence[Inquiry], now: int) -> Generator[Cause, None, Cause | None]:
        """Fill `findings`; returns why that is not possible, or none."""
        self.findings = []
        left, failed, tries = list(inquiries), 0, 0
        while left:
            again, worst = list[Inquiry](), None
            for inquiry, answer in self._answers(left, now):
                match answer:
                    case Finding():
                        self.findings.append((inquiry, answer))
                    case AccountRefused():
                        return Cause(CauseKind.ACCOUNT_REFUSED, answer)
                    case Rejected():  # of this number the service says nothing
                        self.findings.append((inquiry, Finding(Trace.UNCLEAR)))
                    case NotSent() | Throttled() | Unknown():
                        again.append(inquiry)
                        worst = answer
            if self._controls.stopping or self._wait(0.0):
                return Cause(CauseKind.OPERATOR)
            left = again
            if worst is None:
                continue
            if isinstance(worst, NotSent):  # that may last, and goes on by itself
                cause = Cause(CauseKind.NETWORK, worst)
            else:
                tries += 1
                throttled = worst if isinstance(worst, Throttled) else None
                cause = Cause(CauseKind.UNASKED, throttled)
                if tries >= TRIES:
                    return cause
            yield cause
            if (stopped := (yield from self._rest(failed, cause))) is not None:
                return stopped
            failed += 1
        return None

    def _answers(
        self, inquiries: Sequence[Inquiry], now: int
    ) -> Sequence[tuple[Inquiry, Finding | Failure]]:
        futures: dict[Future[Finding | Failure], Inquiry] = {
            self._pool.submit(_search, self._client, inquiry, now): inquiry for inquiry in inquiries
        }
        open_ones = set(futures)
        while open_ones:
            _, open_ones = wait_for(open_ones, TICK, FIRST_COMPLETED)
            if self._controls.stopping or self._wait(0.0):
                for future in open_ones:
                    future.cancel()
                open_ones = set()
        done = (future for future in futures if future.done() and not future.cancelled())
        return [(futures[future], future.result()) for future in done]

    def _rest(self, failed: int, cause: Cause) -> Generator[Cause, None, Cause | None]:
        """Wait before the next attempt; returns a cause if the operator stops it."""
        left = PROBE_EVERY[min(failed, len(PROBE_EVERY) - 1)]
        while left > 0:
            if self._controls.stopping or self._wait(min(left, TICK)):
                return Cause(CauseKind.OPERATOR)
            left -= TICK
            yield cause
        return None


def _search(client: DetailsClient, inquiry: Inquiry, now: int) -> Finding | Failure:
    steps = receipts.search(inquiry.sought, inquiry.rivals, now)
    try:
        question = next(steps)
        while True:
            answer = client.query_details(
                question.number, question.day, question.page, receipts.PAGE, question.biz_id
            )
            if not isinstance(answer, Details):
                return answer
            question = steps.send(answer)
    except StopIteration as end:
        finding: Finding = end.value
        return finding
