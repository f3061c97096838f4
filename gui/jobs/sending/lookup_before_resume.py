"""Ask the service, before a run goes on, whether those still queued in it were sent already.

A ledger cannot know that it is an older copy if its witness was rolled back with it, as a snapshot
of a whole computer does. The service knows: QuerySendDetails shows the messages of a number, and
their OutIds begin with the run's token. Those next in the queue are the first that a later copy
would have sent to; but the service keeps no record of whom it refused, so some further on are asked
about as well.

While the service cannot be asked nothing is sent, and everyone stays queued: a missing network says
nothing about the recipients. The look-up comes first each time the run is resumed.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass

from gui.core.message.query_results import SendDetailPage
from gui.core.receipts import lookup, schedule
from gui.core.receipts.matching import Match, MatchKind
from gui.core.sending.calls import RunControls
from gui.core.sending.delivery import PROBE_EVERY, TICK, Wait
from gui.core.sending.outcome import AccountRefused, Failure, NotSent, Rejected, Throttled, Unknown
from gui.core.sending.progress import StopCause, StopCauseKind
from gui.jobs.receipts.account_backoff import DetailsClient
from gui.storage.runs.receipts import PendingReceipt, ReceiptStore
from gui.storage.runs.run_queue import RunQueue

NEXT = 20
"""Recipients next in the queue that are looked up, and as many again while one of them was sent."""
FURTHER = 1.5
"""Factor between the queue positions that are sampled beyond the first block."""
LAST = 20
"""Unknown recipients that are looked up, those called last first."""
AT_ONCE = 4
"""Threads that ask."""
TRIES = 3
"""Unusable answers of the service after which the run is held."""


@dataclass(frozen=True, slots=True)
class ResumeLookup:
    """What the service said about those queued in a run.

    Attributes:
        already: how many had been sent: they are accepted now.
        doubtful: of how many that stays open: they are unknown now.
        held: why the run does not go on, or none.
    """

    already: int = 0
    doubtful: int = 0
    held: StopCause | None = None


def look_up_before_resume(
    queue: RunQueue, book: ReceiptStore, client: DetailsClient, controls: RunControls, wait: Wait
) -> Generator[StopCause, None, ResumeLookup]:
    """Ask about those next in the queue and those called last; write down what was found.

    Yields why it waits, while it waits for the network.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lookup") as pool:
        lookup = _QueueLookup(pool, client, controls, wait)
        unknown = book.read_unknown(queue.called_last(LAST))
        if (held := (yield from lookup.ask(unknown, book.now()))) is not None:
            return ResumeLookup(held=held)
        book.record(lookup.findings, book.now())
        already, doubtful, last, sent_up_to = 0, 0, 0, 0
        block, further = queue.next(last, NEXT), False
        while block:
            if (held := (yield from lookup.ask(block, book.now()))) is not None:
                return ResumeLookup(already, doubtful, held)
            found = [pair for pair in lookup.findings if pair[1].kind is MatchKind.FOUND]
            unclear = [one for one, finding in lookup.findings if finding.kind is MatchKind.UNCLEAR]
            book.record(found, book.now())
            already, doubtful = already + len(found), doubtful + len(unclear)
            if not further and len(unclear) == len(block):
                # The run is too old for the service to know, or it says nothing of any of them.
                return ResumeLookup(already, doubtful - len(unclear) + queue.set_all_aside())
            queue.set_aside(unclear)
            sent_up_to = max([sent_up_to, *(one.message.id for one, _ in found)])
            if not further:
                last = block[-1].message.id
            if last < sent_up_to or ((found or unclear) and not further):
                block, further = queue.next(last, NEXT), False
            elif further:
                break
            else:
                block, further = queue.further_on(last, NEXT, FURTHER), True
    return ResumeLookup(already, doubtful)


class _QueueLookup:
    """Asks about some recipients at once, and again where there was no answer."""

    def __init__(
        self, pool: ThreadPoolExecutor, client: DetailsClient, controls: RunControls, wait: Wait
    ) -> None:
        self._pool = pool
        self._client = client
        self._controls = controls
        self._wait = wait
        self.findings: list[tuple[PendingReceipt, Match]] = []

    def ask(
        self, inquiries: Sequence[PendingReceipt], now: int
    ) -> Generator[StopCause, None, StopCause | None]:
        """Fill `findings`; returns why that is not possible, or none."""
        self.findings = []
        left, failed, tries = list(inquiries), 0, 0
        while left:
            again, worst = list[PendingReceipt](), None
            for pending, answer in self._answers(left, now):
                match answer:
                    case Match():
                        self.findings.append((pending, answer))
                    case AccountRefused():
                        return StopCause(StopCauseKind.UNASKED, answer)
                    case Rejected():  # of this number the service says nothing
                        self.findings.append((pending, Match(MatchKind.UNCLEAR)))
                    case NotSent() | Throttled() | Unknown():
                        again.append(pending)
                        worst = answer
            if self._controls.stopping or self._wait(0.0):
                return StopCause(StopCauseKind.OPERATOR)
            left = again
            if worst is None:
                continue
            # Not an Unknown: its sentence would claim that a message may have been sent.
            cause = StopCause(StopCauseKind.UNASKED, None if isinstance(worst, Unknown) else worst)
            if not isinstance(worst, NotSent):  # which may last, and goes on by itself
                tries += 1
                if tries >= TRIES:
                    return cause
            yield cause
            if (stopped := (yield from self._rest(failed, cause))) is not None:
                return stopped
            failed += 1
        return None

    def _answers(
        self, inquiries: Sequence[PendingReceipt], now: int
    ) -> Sequence[tuple[PendingReceipt, Match | Failure]]:
        futures: dict[Future[Match | Failure], PendingReceipt] = {
            self._pool.submit(_search, self._client, pending, now): pending for pending in inquiries
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

    def _rest(self, failed: int, cause: StopCause) -> Generator[StopCause, None, StopCause | None]:
        """Wait before the next attempt; returns a cause if the operator stops it."""
        left = PROBE_EVERY[min(failed, len(PROBE_EVERY) - 1)]
        while left > 0:
            if self._controls.stopping or self._wait(min(left, TICK)):
                return StopCause(StopCauseKind.OPERATOR)
            left -= TICK
            yield cause
        return None


def _search(client: DetailsClient, pending: PendingReceipt, now: int) -> Match | Failure:
    steps = lookup.look_up(pending.message, pending.rivals, now)
    try:
        question = next(steps)
        while True:
            answer = client.query_details(
                question.number, question.day, question.page, schedule.PAGE, question.biz_id
            )
            if not isinstance(answer, SendDetailPage):
                return answer
            question = steps.send(answer)
    except StopIteration as end:
        finding: Match = end.value
        return finding
