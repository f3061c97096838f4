"""Within one delivery nobody is handed out twice, but who surely was not sent to."""

import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.errors import FileFault, LedgerError
from gui.core.message.requests import SendSms
from gui.core.sending.calls import Call, CallResult, RunControls
from gui.core.sending.delivery import deliver
from gui.core.sending.handed_out import HandedOut
from gui.core.sending.outcome import Accepted, Throttled
from gui.core.sending.state import RecipientState
from tests.fakes import FakeCallers, FakeLedger, FakeTime


def call(*ids: int) -> Call:
    return Call(ids, SendSms(("13900000000",), "s", "t"))


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from([*RecipientState])), max_size=60))
def test_handed_out_ids_behave_as_a_set(steps: list[tuple[int, RecipientState]]) -> None:
    handed, out, highest = HandedOut(), set(), 0
    for id, state in steps:
        if id > highest:
            assert handed.take([call(id)])
            out.add(id)
            highest = id
        elif id in out:
            assert not handed.take([call(id)])
            handed.record(CallResult((id,), state, None))
            assert handed.take([call(id)]) is (state is RecipientState.QUEUED)
        else:  # passed over: not of this delivery
            assert not handed.take([call(id)])


def test_calls_with_repeated_recipient_are_refused_together() -> None:
    handed = HandedOut()
    assert not handed.take([call(1, 2), call(2)])
    assert handed.take([call(1, 2)])
    handed.record(CallResult((1, 2), RecipientState.QUEUED, None))
    assert not handed.take([call(1), call(1)])
    assert handed.take([call(1), call(2), call(3)])


def test_million_ids_take_little_memory() -> None:
    handed = HandedOut()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for first in range(1, 1_000_001, 1000):
        assert handed.take([call(*range(first, first + 1000))])
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 10_000


class Forgetful(FakeLedger):
    """Lists as queued again, on its own, who was called: a table that was put back."""

    def advance(self, settlements: Sequence[CallResult], calls: int) -> list[Call]:
        made = super().advance(settlements, calls)
        if self.commits == 3:
            self.states[1] = RecipientState.QUEUED
        return made


def test_no_second_call_whatever_the_table_contains() -> None:
    callers, ledger, time = FakeCallers(), Forgetful(40), FakeTime()
    job = deliver(ledger, callers, RunControls(rate=1e6), time, time.wait)
    with pytest.raises(LedgerError) as caught:
        for _ in job:
            pass
    assert caught.value.fault is FileFault.REPLACED
    assert len(callers.called) == len(set(callers.called))


def test_throttled_recipient_is_called_again() -> None:
    throttled = {3: 2}

    def answer(made: Call) -> Accepted | Throttled:
        (id,) = made.ids
        if throttled.get(id):
            throttled[id] -= 1
            return Throttled("Throttling.User", "m", "r")
        return Accepted("b", "r")

    callers, ledger, time = FakeCallers(answer), FakeLedger(8), FakeTime()
    for _ in deliver(ledger, callers, RunControls(rate=1e6), time, time.wait):
        pass
    assert callers.called.count(3) == 3
    assert set(ledger.states.values()) == {RecipientState.ACCEPTED}
