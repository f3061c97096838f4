"""Carry out a run: each recipient at most once, each fate on disk before and after its call.

`deliver` is the one place that decides when a call may leave. It knows no Qt, no disk and no
network: a `Ledger` writes, `Callers` call, both handed in. Every yield is a safe place to stop.

Within one delivery nobody is called twice, whatever the ledger says, unless the answer to the
first call proved that nothing was taken.

A recipient goes from queued to submitting *before* its call leaves, in a commit that may also
carry the outcomes of earlier calls. From there only an answer that proves that nothing was taken
(no connection was made, or the gateway throttled) leads back to queued.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import assert_never

from gui.core.calls import (
    Call,
    Callers,
    Controls,
    Ledger,
    Settlement,
    settle,
)
from gui.core.errors import FileFault, LedgerError
from gui.core.handed_out import HandedOut
from gui.core.outcomes import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
)
from gui.core.pace import CALLERS_MOST, SLOWEST, Pace, Speed
from gui.core.progress import Cause, CauseKind, Phase, Progress
from gui.core.states import State

UNKNOWN_IN_A_ROW = 10
"""So many calls without a usable answer, one after the other, hold the run."""
THROTTLED_IN_A_ROW = 200
"""So many throttled calls with no other answer between them hold the run."""
TICK = 0.1
"""Seconds: how soon the operator's wish is noticed."""
GATHER = 0.02
"""Seconds for which answers are gathered into one commit while no caller is without a call."""
PROBE_EVERY = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each question whether the network is back; the last one repeats."""
BUSY_IN_A_ROW = 6
"""So many attempts to write while somebody else does, each of which waits for its turn."""
WRITE_AGAIN = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each further attempt to write outcomes that the disk did not take."""

Wait = Callable[[float], bool]
"""Sleep some seconds; true if asked to stop meanwhile (as `Event.wait` does)."""
Clock = Callable[[], float]
"""Seconds of a clock that never goes back."""


def deliver(
    ledger: Ledger, callers: Callers, controls: Controls, clock: Clock, wait: Wait
) -> Generator[Progress, None, None]:
    """Send to everyone queued in `ledger` by now, yielding how far it has come.

    It ends when nobody of them is queued, when the operator stops it, or when going on would be
    wrong (`Progress.cause` says why); whoever is left stays queued, as does whoever was queued
    again meanwhile by somebody else. Closed in the middle, it waits for
    the calls under way and writes their outcomes down.

    Raises:
        LedgerError: the disk does not take what must be on it. No further call is made; outcomes
            of those under way are written if the disk takes them within some seconds, else their
            recipients stay submitting there, and are unknown when the ledger is recovered.
    """
    run = _Run(ledger, callers, controls, clock, wait)
    try:
        yield run.progress(Phase.SENDING)
        while not run.over:
            run.step()
            yield run.progress()
            if run.at_rest and not run.over and wait(TICK):
                controls.stopping = True
    finally:
        run.drain()
    yield run.last()


class _Run:
    """The state of one delivery between two steps."""

    def __init__(
        self, ledger: Ledger, callers: Callers, controls: Controls, clock: Clock, wait: Wait
    ) -> None:
        self._wait = wait
        self._ledger = ledger
        self._callers = callers
        self._controls = controls
        self._clock = clock
        self._pace = Pace(max(controls.rate, SLOWEST), clock())
        self._in_flight = 0
        self._written: list[Settlement] = []
        self._handed_out = HandedOut()
        self._unknown_in_a_row = 0
        self._throttled_in_a_row = 0
        self._busy_in_a_row = 0
        self._probes = 0
        self._probe_at = 0.0
        self._offline: Cause | None = None
        self._cause: Cause | None = None
        self._speed = Speed()
        self._withheld = ledger.withheld
        self.counts = ledger.begin()
        self.over = False

    @property
    def idle(self) -> bool:
        """Nothing is under way."""
        return self._in_flight == 0

    @property
    def at_rest(self) -> bool:
        """Nothing is under way or to be written: there is nothing to wait for but time."""
        return self.idle and not self._written

    def step(self) -> None:
        """Take the answers there are, and start what may be started."""
        if self._offline:
            self._look_for_network()
        stuck = self._advance()
        if self.idle and (self._ending or stuck or not (self.counts.queued or self._written)):
            self.over = True
        elif not self.idle:
            self._take(self._callers.collect(self._patience()))
            if self._in_flight > self._width and not (self._ending or self._holding):
                self._wait(GATHER)
                self._take(self._callers.collect(0.0))

    def drain(self) -> None:
        """Wait for the calls under way and write down what became of them."""
        self._revoke()
        while self._in_flight:
            self._take(self._callers.collect(TICK))
        pauses = list(WRITE_AGAIN)
        while self._written:
            try:
                self._ledger.advance(self._written, 0)
                self._written = []
            except LedgerError as error:
                if not pauses or error.fault is FileFault.REPLACED:
                    raise
                self._wait(pauses.pop(0))

    def progress(self, phase: Phase | None = None) -> Progress:
        """Take a snapshot."""
        if phase is None:
            phase = Phase.SENDING
            if self._ending:
                phase = Phase.STOPPING
            elif self._holding:
                phase = Phase.PAUSED
        rate = self._speed.at(self._clock(), self.counts.settled)
        left = self.counts.queued + self.counts.submitting
        seconds = left / rate if rate and phase is Phase.SENDING else None
        why = self._why()
        run_id = self._ledger.run_id
        return Progress(run_id, self.counts, phase, rate, seconds, why, self._withheld)

    def last(self) -> Progress:
        """Say how the run stands in the ledger: others have settled or queued some meanwhile."""
        self.counts = self._ledger.counts()
        if not self.counts.queued:
            return self.progress(Phase.FINISHED)
        declared = Cause(CauseKind.DECLARED)
        return replace(self.progress(Phase.INTERRUPTED), cause=self._why() or declared)

    @property
    def _width(self) -> int:
        return max(1, min(self._controls.callers, CALLERS_MOST))

    @property
    def _ending(self) -> bool:
        return self._controls.stopping or self._cause is not None

    @property
    def _holding(self) -> bool:
        return self._controls.paused or self._offline is not None

    def _why(self) -> Cause | None:
        if self._cause or self._offline:
            return self._cause or self._offline
        operator = self._controls.paused or self._controls.stopping
        return Cause(CauseKind.OPERATOR) if operator else None

    def _look_for_network(self) -> None:
        """Go on once the service answers, whatever it says; ask less often as time goes by.

        Calls that find no network right after an answer begin with the first pause again.
        """
        now = self._clock()
        if self._ending or self._controls.paused or now < self._probe_at:
            return
        answered = self._callers.probe()
        if answered:
            self._offline, self._probes = None, 0
        elif answered is False:
            self._probe_at = now + PROBE_EVERY[min(self._probes, len(PROBE_EVERY) - 1)]
            self._probes += 1

    def _patience(self) -> float:
        """Seconds to wait for an answer: not past the moment the next call may leave."""
        room = self._in_flight < self._width and self.counts.queued > 0
        if self._ending or self._holding or not room:
            return TICK
        return min(TICK, self._pace.seconds_to_next(self._clock()))

    def _advance(self) -> bool:
        """Write outcomes down and start calls; true if there was nobody left to call."""
        now = self._clock()
        wanted = 0
        self._callers.resize(self._width)
        if self._ending or self._holding:
            self._revoke()
        elif self.counts.queued:
            if self._pace.limit(max(self._controls.rate, SLOWEST)):
                self._revoke()
            # The next wave is on disk before this one is answered: no caller waits for the disk.
            wanted = self._pace.allow(2 * self._width - self._in_flight, now)
        if not self._written and not wanted:
            return False
        try:
            calls = self._ledger.advance(self._written, wanted)
        except LedgerError as error:
            self._busy_in_a_row += 1
            if error.fault is not FileFault.IN_USE or self._busy_in_a_row >= BUSY_IN_A_ROW:
                raise
            return False  # nothing was written: the same again
        self._written, self._busy_in_a_row = [], 0
        if not self._handed_out.take(calls):
            # The table was put back under this delivery, or contradicts itself.
            raise LedgerError(FileFault.REPLACED, self._ledger.location)
        withheld, self._withheld = self._withheld, self._ledger.withheld
        self._move(State.QUEUED, State.CANCELLED, self._withheld - withheld)
        self._start(calls)
        return wanted > 0 and not calls

    def _start(self, calls: Sequence[Call]) -> None:
        for call in calls:
            self._move(State.QUEUED, State.SUBMITTING, len(call.ids))
        waiting = deque(calls)
        try:
            while waiting:
                self._callers.start(waiting[0])
                self._in_flight += 1
                waiting.popleft()
        finally:
            for call in waiting:
                self._keep(Settlement(call.ids, State.QUEUED, None))

    def _revoke(self) -> None:
        for call in self._callers.revoke():
            self._in_flight -= 1
            self._keep(Settlement(call.ids, State.QUEUED, None))

    def _take(self, answers: Sequence[tuple[Call, Outcome]]) -> None:
        for call, outcome in answers:
            self._in_flight -= 1
            self._keep(settle(call, outcome))
            self._learn(outcome)
        if self._ending or self._holding or self._pace.rests(self._clock()):
            self._revoke()  # those that wait for a caller were allowed before

    def _keep(self, settlement: Settlement) -> None:
        self._written.append(settlement)
        self._handed_out.settle(settlement)
        self._move(State.SUBMITTING, settlement.state, len(settlement.ids))

    def _move(self, old: State, new: State, many: int) -> None:
        self.counts = replace(self.counts, **{old.value: self.counts.of(old) - many})
        self.counts = replace(self.counts, **{new.value: self.counts.of(new) + many})

    def _learn(self, outcome: Outcome) -> None:
        """Decide whether the run may go on after `outcome`, and how fast."""
        unknown, throttled = isinstance(outcome, Unknown), isinstance(outcome, Throttled)
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if unknown else 0
        self._throttled_in_a_row = self._throttled_in_a_row + 1 if throttled else 0
        match outcome:
            case Accepted() | Rejected():
                self._pace.recover(self._clock())
            case AccountRefused():
                self._cause = self._cause or Cause(CauseKind.ACCOUNT_REFUSED, outcome)
            case NotSent(fault) if fault in _MAY_COME_BACK:
                if self._offline is None:
                    self._offline = Cause(CauseKind.NETWORK, outcome)
                    self._probe_at = self._clock() + PROBE_EVERY[0]
            case NotSent():
                self._cause = self._cause or Cause(CauseKind.NETWORK, outcome)
            case Throttled():
                self._pace.slow_down(self._clock())
                if self._throttled_in_a_row >= THROTTLED_IN_A_ROW:
                    self._cause = self._cause or Cause(CauseKind.THROTTLED, outcome)
            case Unknown():
                if self._unknown_in_a_row >= UNKNOWN_IN_A_ROW:
                    self._cause = self._cause or Cause(CauseKind.MANY_UNKNOWN)
            case _:
                assert_never(outcome)


_MAY_COME_BACK = frozenset(
    {
        NetworkFault.NAME,
        NetworkFault.REFUSED,
        NetworkFault.TIMEOUT,
        NetworkFault.UNREACHABLE,
    }
)
