from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.core.sending.calls import Call, CallResult, RunControls
from gui.core.sending.delivery import deliver
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import RunPhase, RunProgress, StateCounts, StopCause, StopCauseKind
from gui.core.sending.rate_limit import CALLERS_MAX
from gui.core.sending.state import RecipientState
from tests.fakes import FakeCallers, FakeLedger, FakeTime

LOST = Unknown(UnknownFault.READ_TIMEOUT)
REFUSED = AccountRefused("SignatureDoesNotMatch", "", "r")
OFFLINE = NotSent(NetworkFault.REFUSED)
BUSY = Throttled("Throttling.User", "", "r")


def run(
    ledger: FakeLedger,
    callers: FakeCallers,
    controls: RunControls | None = None,
    time: FakeTime | None = None,
) -> list[RunProgress]:
    time = time or FakeTime()
    controls = controls or RunControls(rate=10_000)
    return list(deliver(ledger, callers, controls, time, time.wait))


def test_calls_each_recipient_once_in_order() -> None:
    ledger, callers = FakeLedger(50), FakeCallers()

    last = run(ledger, callers)[-1]

    assert callers.called == list(range(1, 51))
    assert (last.phase, last.counts) == (RunPhase.FINISHED, StateCounts(accepted=50))
    assert ledger.counts() == last.counts


def test_batched_calls_settle_all_their_recipients() -> None:
    ledger, callers = FakeLedger(25, per_call=10), FakeCallers()

    assert run(ledger, callers)[-1].counts == StateCounts(accepted=25)
    assert ledger.counts() == StateCounts(accepted=25)


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (Rejected("isv.X", "", ""), StateCounts(accepted=4, rejected=1)),
        (LOST, StateCounts(4, unknown=1)),
    ],
)
def test_rejected_recipient_does_not_stop_the_run(
    answer: Rejected | Unknown, counts: StateCounts
) -> None:
    ledger = FakeLedger(5)
    callers = FakeCallers(lambda call: answer if call.ids == (2,) else Accepted("b", "r"))

    last = run(ledger, callers)[-1]

    assert last.phase is RunPhase.FINISHED
    assert last.counts.accepted == 4
    assert last.counts.completed == 5


def test_a_refused_account_stops_and_keeps_the_rest_queued() -> None:
    ledger, callers = FakeLedger(100), FakeCallers(lambda call: REFUSED, per_tick=1)

    last = run(ledger, callers)[-1]

    assert callers.called == [1]
    assert last.counts == StateCounts(rejected=1, queued=99) == ledger.counts()
    assert last.phase is RunPhase.INTERRUPTED
    assert last.cause == StopCause(StopCauseKind.ACCOUNT_REFUSED, REFUSED)


def test_recipient_blocked_meanwhile_is_skipped_and_counted() -> None:
    ledger, callers = FakeLedger(40), FakeCallers(per_tick=2)
    time = FakeTime()
    steps = deliver(ledger, callers, RunControls(2, rate=10_000), time, time.wait)
    for _ in range(4):
        next(steps)
    assert 0 < len(callers.called) < 30
    ledger.blocked = {1, *range(30, 41)}

    last = list(steps)[-1]

    assert callers.called == list(range(1, 30))
    assert last.counts == StateCounts(accepted=29, cancelled=11) == ledger.counts()
    assert (last.phase, last.skipped) == (RunPhase.FINISHED, 11)


def test_a_run_of_blocked_numbers_alone_is_over_at_once() -> None:
    ledger, callers = FakeLedger(40), FakeCallers()
    ledger.blocked = set(ledger.states)

    last = run(ledger, callers)[-1]

    assert callers.called == []
    assert (last.phase, last.counts) == (RunPhase.FINISHED, StateCounts(cancelled=40))


def test_network_failure_requeues_and_resumes() -> None:
    ledger, time = FakeLedger(20), FakeTime()
    back = 40.0
    callers = FakeCallers(
        lambda call: Accepted("b", "r") if call.ids[0] < 6 or time.now > back else OFFLINE
    )
    callers.probe = lambda: time.now > back  # type: ignore[method-assign]

    steps = run(ledger, callers, time=time)

    assert steps[-1].counts == StateCounts(accepted=20)
    paused = [step for step in steps if step.phase is RunPhase.PAUSED]
    assert paused
    assert all(step.cause == StopCause(StopCauseKind.NETWORK, OFFLINE) for step in paused)


@pytest.mark.parametrize("fault", [NetworkFault.CERTIFICATE, NetworkFault.PROXY])
def test_permanent_fault_ends_the_run(fault: NetworkFault) -> None:
    ledger = FakeLedger(9)

    last = run(ledger, FakeCallers(lambda call: NotSent(fault)))[-1]

    assert last.phase is RunPhase.INTERRUPTED
    assert last.counts == StateCounts(queued=9) == ledger.counts()


def test_throttled_call_is_repeated_later_at_a_lower_rate() -> None:
    ledger, time, seen = FakeLedger(30), FakeTime(), Counter[Any]()

    def answer(call: Call) -> Accepted | Throttled:
        seen[call.ids] += 1
        return BUSY if call.ids[0] % 3 == 0 and seen[call.ids] == 1 else Accepted("b", "r")

    last = run(ledger, FakeCallers(answer), time=time)[-1]

    assert last.counts == StateCounts(accepted=30)
    assert time.now >= 1.0


def test_ten_unknowns_in_a_row_hold_the_run() -> None:
    ledger, callers = FakeLedger(100), FakeCallers(lambda call: LOST, per_tick=1)

    last = run(ledger, callers)[-1]

    assert last.cause == StopCause(StopCauseKind.MANY_UNKNOWN)
    assert last.counts == StateCounts(unknown=10, queued=90) == ledger.counts()


def test_stop_waits_for_calls_under_way_and_keeps_the_rest_queued() -> None:
    ledger, callers, controls, time = (
        FakeLedger(100),
        FakeCallers(per_tick=1),
        RunControls(),
        FakeTime(),
    )
    steps = deliver(ledger, callers, controls, time, time.wait)
    while next(steps).counts.accepted < 3:
        pass
    controls.stopping = True

    last = list(steps)[-1]

    assert last.phase is RunPhase.INTERRUPTED
    assert last.counts.submitting == last.counts.unknown == 0
    assert (
        last.counts
        == ledger.counts()
        == StateCounts(accepted=len(callers.called), queued=100 - len(callers.called))
    )


def test_pause_makes_no_call_until_resumed() -> None:
    ledger, callers, controls, time = FakeLedger(40), FakeCallers(), RunControls(), FakeTime()
    steps = deliver(ledger, callers, controls, time, time.wait)
    next(steps)
    controls.paused = True
    held = [next(steps) for _ in range(50)]
    assert callers.called == []
    assert held[-1].phase is RunPhase.PAUSED

    controls.paused = False
    assert list(steps)[-1].counts == StateCounts(accepted=40)


def test_closed_delivery_records_the_calls_under_way() -> None:
    ledger, callers, time = FakeLedger(100), FakeCallers(per_tick=1), FakeTime()
    steps = deliver(ledger, callers, RunControls(), time, time.wait)
    for _ in range(6):
        next(steps)

    steps.close()

    assert ledger.counts().submitting == 0
    assert ledger.counts().accepted == len(callers.called)


def test_no_call_starts_before_its_recipients_are_on_disk() -> None:
    ledger, callers = FakeLedger(30), FakeCallers()

    def answer(call: Call) -> Accepted:
        assert all(ledger.states[id].value == "submitting" for id in call.ids)
        return Accepted("b", "r")

    callers.answer = answer
    run(ledger, callers)


def test_call_without_a_caller_stays_queued() -> None:
    ledger, callers = FakeLedger(9), FakeCallers()
    start = callers.start

    def no_thread(call: Call) -> None:
        if call.ids[0] > 3:
            raise RuntimeError("can't start new thread")
        start(call)

    callers.start = no_thread  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        run(ledger, callers)

    assert callers.called == []
    assert ledger.counts() == StateCounts(queued=9)


def test_recipient_requeued_elsewhere_waits_for_next_delivery() -> None:
    ledger, time = FakeLedger(5), FakeTime()
    callers = FakeCallers(lambda call: LOST if call.ids == (1,) else Accepted("b", "r"), per_tick=1)
    steps = deliver(ledger, callers, RunControls(rate=10_000), time, time.wait)
    while next(steps).counts.unknown == 0:
        pass
    while ledger.states[1] is not RecipientState.UNKNOWN:
        next(steps)
    ledger.queue_again(1)

    seen = list(steps)

    assert callers.called == [1, 2, 3, 4, 5]
    assert all(step.counts.queued >= 0 and step.counts.total == 5 for step in seen)
    assert seen[-1].counts == ledger.counts() == StateCounts(queued=1, accepted=4)
    assert (seen[-1].phase, seen[-1].cause) == (
        RunPhase.INTERRUPTED,
        StopCause(StopCauseKind.DECLARED),
    )

    callers = FakeCallers()
    assert run(ledger, callers)[-1].counts == StateCounts(accepted=5)
    assert callers.called == [1]


def test_changed_limits_apply_to_a_run_under_way() -> None:
    ledger, callers, time = FakeLedger(400), FakeCallers(per_tick=1), FakeTime()
    controls = RunControls(callers=4, rate=10_000)
    steps = deliver(ledger, callers, controls, time, time.wait)
    for _ in range(5):
        next(steps)
    assert callers.width == 4
    assert ledger.counts().submitting <= 8

    controls.callers = 99
    next(steps)
    assert callers.width == CALLERS_MAX
    for _ in range(80):
        next(steps)
    assert 8 < ledger.counts().submitting <= 2 * CALLERS_MAX

    controls.callers, controls.rate = 0, 2.0
    for _ in range(90):
        next(steps)
    before, began = len(callers.called), time.now
    while len(callers.called) < before + 20:
        next(steps)
    assert callers.width == 1
    assert time.now - began >= 9.0


def test_throttled_call_revokes_calls_that_wait_for_a_caller() -> None:
    ledger, time = FakeLedger(100), FakeTime()
    callers = FakeCallers(lambda call: BUSY if call.ids == (3,) else Accepted("b", "r"), per_tick=1)
    steps = deliver(ledger, callers, RunControls(callers=8, rate=10_000), time, time.wait)
    while 3 not in callers.called:
        next(steps)
    began = time.now

    while len(callers.called) == 3:
        next(steps)

    assert time.now - began >= 1.0
    assert callers.called[:3] == [1, 2, 3]


def test_lower_rate_revokes_calls_that_wait_for_a_caller() -> None:
    ledger, time, controls = FakeLedger(100), FakeTime(), RunControls(callers=8, rate=10_000)
    callers = FakeCallers(per_tick=1)
    steps = deliver(ledger, callers, controls, time, time.wait)
    while len(callers.called) < 3:
        next(steps)
    assert len(callers.waiting) > 2

    controls.rate = 1.0
    began = time.now
    while len(callers.called) < 8:
        next(steps)

    assert time.now - began >= 3.0


class Disk(FakeLedger):
    """A ledger whose disk takes nothing for a while."""

    refusals = 0
    fault = FileFault.DISK_FULL

    def advance(self, settlements: Sequence[CallResult], calls: int) -> list[Call]:
        if self.refusals:
            self.refusals -= 1
            raise LedgerError(self.fault, "ledger.db")
        return super().advance(settlements, calls)


@pytest.mark.parametrize("refusals", [1, 5, 99])
def test_delivery_waits_for_a_busy_ledger(refusals: int) -> None:
    ledger, callers, time = Disk(100), FakeCallers(per_tick=4), FakeTime()
    ledger.fault = FileFault.IN_USE
    steps = deliver(ledger, callers, RunControls(rate=10_000), time, time.wait)
    for _ in range(4):
        next(steps)
    ledger.refusals = refusals

    if refusals < 99:
        assert list(steps)[-1].counts == ledger.counts() == StateCounts(accepted=100)
    else:
        with pytest.raises(LedgerError):
            list(steps)
        assert ledger.counts().submitting > 0
    assert len(callers.called) == len(set(callers.called))


@pytest.mark.parametrize("refusals", [1, 3, 99])
def test_full_disk_ends_the_run_and_answers_are_recorded_when_possible(refusals: int) -> None:
    ledger, callers, time = Disk(100), FakeCallers(per_tick=4), FakeTime()
    steps = deliver(ledger, callers, RunControls(rate=10_000), time, time.wait)
    for _ in range(4):
        next(steps)
    ledger.refusals = refusals

    with pytest.raises(LedgerError) as caught:
        list(steps)

    assert caught.value.fault is FileFault.DISK_FULL
    counts = ledger.counts()
    if refusals < 99:
        assert counts == StateCounts(accepted=len(callers.called), queued=100 - len(callers.called))
    else:
        assert counts.submitting > 0
        assert counts.accepted + counts.submitting >= len(callers.called)
