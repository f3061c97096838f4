"""Deliver a run: call each recipient at most once, and record it before and after the call.

`deliver` alone decides when a call may be made. It knows no Qt, disk or network: it is given a
`RunStore` that records and a `CallerPool` that calls. Every yield is a safe place to stop.

Within one delivery no recipient is called twice, whatever the ledger says, unless the answer to the
first call proved that nothing was accepted.

A recipient goes from queued to submitting *before* its call is made, in a commit that may also
record outcomes of earlier calls. It returns to queued only if the answer proves that nothing was
accepted (no connection was made, or the gateway throttled).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import assert_never

from gui.core.errors import FileFault, LedgerError
from gui.core.sending.calls import (
    Call,
    CallerPool,
    CallResult,
    RunControls,
    RunStore,
    evaluate_outcome,
)
from gui.core.sending.handed_out import HandedOut
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
)
from gui.core.sending.progress import RunPhase, RunProgress, StopCause, StopCauseKind
from gui.core.sending.rate_limit import CALLERS_MAX, RATE_MIN, RateLimiter, Throughput
from gui.core.sending.state import RecipientState

UNKNOWN_IN_A_ROW = 10
"""Consecutive calls without a usable answer that interrupt the run."""
THROTTLED_IN_A_ROW = 200
"""Consecutive throttled calls that interrupt the run."""
TICK = 0.1
"""Seconds until a change of the controls is noticed."""
GATHER = 0.02
"""Seconds for which answers are gathered into one commit while all callers are busy."""
PROBE_EVERY = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each probe of the network; the last one repeats."""
BUSY_IN_A_ROW = 6
"""Attempts to write while another program locks the database."""
WRITE_AGAIN = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each further attempt to write outcomes after an error of the disk."""

Wait = Callable[[float], bool]
"""Sleeps some seconds; true if asked to stop meanwhile (as `Event.wait`)."""
Clock = Callable[[], float]
"""Returns monotonic seconds."""


def deliver(
    store: RunStore, callers: CallerPool, controls: RunControls, clock: Clock, wait: Wait
) -> Generator[RunProgress, None, None]:
    """Send to all recipients queued in `store`, yielding the progress.

    It ends when none of them is queued, when the operator stops it, or when it must not continue
    (`RunProgress.cause` says why). The rest stays queued, as do recipients queued again meanwhile.
    If closed early, it waits for the calls under way and records their outcomes.

    Raises:
        LedgerError: a commit failed. No further call is made; outcomes of calls under way are
            written if that succeeds within some seconds, otherwise their recipients stay
            submitting, and become unknown when the ledger is recovered.
    """
    run = _Delivery(store, callers, controls, clock, wait)
    try:
        yield run.progress(RunPhase.SENDING)
        while not run.over:
            run.step()
            yield run.progress()
            if run.at_rest and not run.over and wait(TICK):
                controls.stopping = True
    finally:
        run.drain()
    yield run.final_progress()


class _Delivery:
    """The state of one delivery."""

    def __init__(
        self, store: RunStore, callers: CallerPool, controls: RunControls, clock: Clock, wait: Wait
    ) -> None:
        self._wait = wait
        self._store = store
        self._callers = callers
        self._controls = controls
        self._clock = clock
        self._rate_limiter = RateLimiter(max(controls.rate, RATE_MIN), clock())
        self._in_flight = 0
        self._unwritten: list[CallResult] = []
        self._handed_out = HandedOut()
        self._unknown_in_a_row = 0
        self._throttled_in_a_row = 0
        self._busy_in_a_row = 0
        self._probes = 0
        self._probe_at = 0.0
        self._offline: StopCause | None = None
        self._cause: StopCause | None = None
        self._throughput = Throughput()
        self._skipped = store.skipped
        self.counts = store.begin()
        self.over = False

    @property
    def idle(self) -> bool:
        """Whether no call is under way."""
        return self._in_flight == 0

    @property
    def at_rest(self) -> bool:
        """Whether no call is under way and nothing is to be written."""
        return self.idle and not self._unwritten

    def step(self) -> None:
        """Process the available answers, and start calls."""
        if self._offline:
            self._probe_network()
        stuck = self._advance()
        if self.idle and (self._is_ending or stuck or not (self.counts.queued or self._unwritten)):
            self.over = True
        elif not self.idle:
            self._handle_answers(self._callers.collect(self._answer_timeout()))
            if self._in_flight > self._width and not (self._is_ending or self._is_holding):
                self._wait(GATHER)
                self._handle_answers(self._callers.collect(0.0))

    def drain(self) -> None:
        """Wait for the calls under way and record their outcomes."""
        self._revoke()
        while self._in_flight:
            self._handle_answers(self._callers.collect(TICK))
        pauses = list(WRITE_AGAIN)
        while self._unwritten:
            try:
                self._store.advance(self._unwritten, 0)
                self._unwritten = []
            except LedgerError as error:
                if not pauses or error.fault is FileFault.REPLACED:
                    raise
                self._wait(pauses.pop(0))

    def progress(self, phase: RunPhase | None = None) -> RunProgress:
        """Return a snapshot of the progress."""
        if phase is None:
            phase = RunPhase.SENDING
            if self._is_ending:
                phase = RunPhase.STOPPING
            elif self._is_holding:
                phase = RunPhase.PAUSED
        rate = self._throughput.update(self._clock(), self.counts.completed)
        left = self.counts.queued + self.counts.submitting
        seconds = left / rate if rate and phase is RunPhase.SENDING else None
        why = self._current_cause()
        run_id = self._store.run_id
        return RunProgress(run_id, self.counts, phase, rate, seconds, why, self._skipped)

    def final_progress(self) -> RunProgress:
        """Return the final progress according to the database."""
        self.counts = self._store.counts()
        if not self.counts.queued:
            return self.progress(RunPhase.FINISHED)
        declared = StopCause(StopCauseKind.DECLARED)
        return replace(self.progress(RunPhase.INTERRUPTED), cause=self._current_cause() or declared)

    @property
    def _width(self) -> int:
        return max(1, min(self._controls.callers, CALLERS_MAX))

    @property
    def _is_ending(self) -> bool:
        return self._controls.stopping or self._cause is not None

    @property
    def _is_holding(self) -> bool:
        return self._controls.paused or self._offline is not None

    def _current_cause(self) -> StopCause | None:
        if self._cause or self._offline:
            return self._cause or self._offline
        operator = self._controls.paused or self._controls.stopping
        return StopCause(StopCauseKind.OPERATOR) if operator else None

    def _probe_network(self) -> None:
        """Probe the service at growing intervals; resume once it answers.

        If calls fail right after an answer, the intervals start again.
        """
        now = self._clock()
        if self._is_ending or self._controls.paused or now < self._probe_at:
            return
        answered = self._callers.probe()
        if answered:
            self._offline, self._probes = None, 0
        elif answered is False:
            self._probe_at = now + PROBE_EVERY[min(self._probes, len(PROBE_EVERY) - 1)]
            self._probes += 1

    def _answer_timeout(self) -> float:
        """Seconds to wait for an answer, at most until the next call may be made."""
        room = self._in_flight < self._width and self.counts.queued > 0
        if self._is_ending or self._is_holding or not room:
            return TICK
        return min(TICK, self._rate_limiter.seconds_to_next(self._clock()))

    def _advance(self) -> bool:
        """Record outcomes and start calls; return whether no recipient was left to call."""
        now = self._clock()
        wanted = 0
        self._callers.resize(self._width)
        if self._is_ending or self._is_holding:
            self._revoke()
        elif self.counts.queued:
            if self._rate_limiter.set_limit(max(self._controls.rate, RATE_MIN)):
                self._revoke()
            # Calls are recorded ahead of the answers, so that no caller waits for the disk.
            wanted = self._rate_limiter.acquire(2 * self._width - self._in_flight, now)
        if not self._unwritten and not wanted:
            return False
        try:
            calls = self._store.advance(self._unwritten, wanted)
        except LedgerError as error:
            self._busy_in_a_row += 1
            if error.fault is not FileFault.IN_USE or self._busy_in_a_row >= BUSY_IN_A_ROW:
                raise
            return False  # nothing was written: try the same again
        self._unwritten, self._busy_in_a_row = [], 0
        if not self._handed_out.take(calls):
            # The database was restored or replaced during the delivery, or contradicts itself.
            raise LedgerError(FileFault.REPLACED, self._store.location)
        skipped, self._skipped = self._skipped, self._store.skipped
        self._move(RecipientState.QUEUED, RecipientState.CANCELLED, self._skipped - skipped)
        self._start(calls)
        return wanted > 0 and not calls

    def _start(self, calls: Sequence[Call]) -> None:
        for call in calls:
            self._move(RecipientState.QUEUED, RecipientState.SUBMITTING, len(call.ids))
        waiting = deque(calls)
        try:
            while waiting:
                self._callers.start(waiting[0])
                self._in_flight += 1
                waiting.popleft()
        finally:
            for call in waiting:
                self._record(CallResult(call.ids, RecipientState.QUEUED, None))

    def _revoke(self) -> None:
        for call in self._callers.revoke():
            self._in_flight -= 1
            self._record(CallResult(call.ids, RecipientState.QUEUED, None))

    def _handle_answers(self, answers: Sequence[tuple[Call, Outcome]]) -> None:
        for call, outcome in answers:
            self._in_flight -= 1
            self._record(evaluate_outcome(call, outcome))
            self._apply_outcome(outcome)
        if self._is_ending or self._is_holding or self._rate_limiter.is_pausing(self._clock()):
            self._revoke()  # those that wait for a thread were allowed before

    def _record(self, result: CallResult) -> None:
        self._unwritten.append(result)
        self._handed_out.record(result)
        self._move(RecipientState.SUBMITTING, result.state, len(result.ids))

    def _move(self, old: RecipientState, new: RecipientState, many: int) -> None:
        self.counts = replace(self.counts, **{old.value: self.counts.of(old) - many})
        self.counts = replace(self.counts, **{new.value: self.counts.of(new) + many})

    def _apply_outcome(self, outcome: Outcome) -> None:
        """Adapt the rate to `outcome`, and decide whether the run may continue."""
        unknown, throttled = isinstance(outcome, Unknown), isinstance(outcome, Throttled)
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if unknown else 0
        self._throttled_in_a_row = self._throttled_in_a_row + 1 if throttled else 0
        match outcome:
            case Accepted() | Rejected():
                self._rate_limiter.recover(self._clock())
            case AccountRefused():
                self._cause = self._cause or StopCause(StopCauseKind.ACCOUNT_REFUSED, outcome)
            case NotSent(fault) if fault in _TEMPORARY:
                if self._offline is None:
                    self._offline = StopCause(StopCauseKind.NETWORK, outcome)
                    self._probe_at = self._clock() + PROBE_EVERY[0]
            case NotSent():
                self._cause = self._cause or StopCause(StopCauseKind.NETWORK, outcome)
            case Throttled():
                self._rate_limiter.slow_down(self._clock())
                if self._throttled_in_a_row >= THROTTLED_IN_A_ROW:
                    self._cause = self._cause or StopCause(StopCauseKind.THROTTLED, outcome)
            case Unknown():
                if self._unknown_in_a_row >= UNKNOWN_IN_A_ROW:
                    self._cause = self._cause or StopCause(StopCauseKind.MANY_UNKNOWN)
            case _:
                assert_never(outcome)


_TEMPORARY = frozenset(
    {
        NetworkFault.NAME,
        NetworkFault.REFUSED,
        NetworkFault.TIMEOUT,
        NetworkFault.UNREACHABLE,
    }
)
