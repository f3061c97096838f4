"""A computer that sleeps in mid-run: monotonic clocks of Windows go on, those of Linux rest."""

from __future__ import annotations

from collections import Counter

import pytest

from gui.core.receipts.schedule import HOUR, next_query_time
from gui.core.sending.calls import Call, RunControls
from gui.core.sending.delivery import deliver
from gui.core.sending.outcome import (
    Accepted,
    NetworkFault,
    NotSent,
    Outcome,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import RunPhase, RunProgress, StateCounts, StopCauseKind
from gui.core.sending.rate_limit import BURST, RateLimiter, Throughput
from tests.fakes import FakeCallers, FakeLedger, FakeTime

NIGHT = 9 * 3600.0
"""Seconds."""


class Laptop(FakeCallers):
    """Its lid is closed while calls are under way, and its network comes some seconds late.

    Calls that were under way have no answer; those after that find no network at first.
    """

    def __init__(self, time: FakeTime, after: int, *, seconds: float, per_tick: int) -> None:
        super().__init__(self._answer, per_tick)
        self._time, self._after, self._seconds = time, after, seconds
        self.lost: list[int] = []
        self.starts: list[tuple[float, int]] = []
        self.woken: float | None = None

    def start(self, call: Call) -> None:
        super().start(call)
        self.starts += [(self._time.now, id) for id in call.ids]

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        self._time.now += 0.01
        if self.woken is None and len(self.called) >= self._after:
            if len(self.waiting) < self.width:
                return []
            self._time.now += self._seconds
            self.woken = self._time.now
            self.lost = [id for call in self.waiting for id in call.ids]
        return super().collect(seconds)

    def probe(self) -> bool:
        self.probes += 1
        return self._has_network()

    def _has_network(self) -> bool:
        return self.woken is None or self._time.now > self.woken + 5

    def _answer(self, call: Call) -> Outcome:
        if call.ids[0] in self.lost:
            return Unknown(UnknownFault.READ_TIMEOUT)
        if not self._has_network():
            return NotSent(NetworkFault.NAME)
        return Accepted(f"b{call.ids[0]}", "r")


def run(callers: int, seconds: float) -> tuple[FakeLedger, Laptop, RunProgress]:
    time = FakeTime()
    ledger = FakeLedger(400)
    laptop = Laptop(time, 100, seconds=seconds, per_tick=callers)
    controls = RunControls(callers, rate=50)
    *_, last = deliver(ledger, laptop, controls, time, time.wait)
    return ledger, laptop, last


@pytest.mark.parametrize("seconds", [0.0, 30.0, NIGHT, 100 * NIGHT])
def test_the_run_goes_on_and_what_was_under_way_is_unknown(seconds: float) -> None:
    ledger, laptop, last = run(4, seconds)

    assert last.phase is RunPhase.FINISHED
    assert 4 <= len(laptop.lost) <= 8
    expected = StateCounts(accepted=400 - len(laptop.lost), unknown=len(laptop.lost))
    assert last.counts == ledger.counts() == expected
    assert laptop.probes > 0  # it waited for the network
    answered = Counter(id for id in laptop.called if id not in laptop.lost)
    assert set(Counter(laptop.lost).values()) == {1}
    assert len(answered) == 400 - len(laptop.lost)


def test_nothing_is_caught_up_on_after_the_night() -> None:
    """The rate holds after a pause of any length: no more than a burst leaves at once."""
    _, laptop, _ = run(4, NIGHT)

    assert laptop.woken is not None
    times = [time for time, _ in laptop.starts if time >= laptop.woken]
    most = max(sum(begin <= time < begin + 1 for time in times) for begin in times)
    assert most <= 50 * (1 + BURST) + 1


def test_many_calls_without_an_answer_interrupt_it_for_the_operator_to_look() -> None:
    ledger, laptop, last = run(30, NIGHT)

    assert last.phase is RunPhase.INTERRUPTED
    assert last.cause is not None
    assert last.cause.kind is StopCauseKind.MANY_UNKNOWN
    assert ledger.counts().unknown == len(laptop.lost)
    assert ledger.counts().submitting == 0


@pytest.mark.parametrize("rate", [0.5, 1, 50, 5000])
def test_the_bucket_holds_a_burst_and_no_more(rate: float) -> None:
    limiter = RateLimiter(rate, 0.0)
    assert limiter.acquire(1, 0.0) == 1
    assert limiter.acquire(100_000, NIGHT) <= max(1, rate * BURST)
    assert limiter.seconds_to_next(NIGHT) <= 1 / rate


def test_a_pause_after_throttling_is_over_in_the_morning() -> None:
    limiter = RateLimiter(50, 0.0)
    limiter.slow_down(0.0)
    assert not limiter.is_pausing(NIGHT)
    limiter.recover(NIGHT)
    assert limiter.rate <= 50


def test_the_throughput_forgets_the_night() -> None:
    throughput = Throughput()
    for tenth in range(20):
        throughput.update(tenth / 10, tenth)
    seen = [throughput.update(NIGHT + tenth / 10, 20 + tenth) for tenth in range(1, 80)]
    assert seen[-1] == pytest.approx(10, rel=0.1)


def test_receipts_are_asked_for_when_the_computer_wakes() -> None:
    """One that became due meanwhile is asked for once, not once for each time that was missed."""
    accepted = 1_000_000
    due = next_query_time(accepted, accepted, few=True)
    assert due is not None
    woken = accepted + 9 * HOUR + 1
    assert due < woken
    assert next_query_time(accepted, woken, few=True) == accepted + 10 * HOUR
