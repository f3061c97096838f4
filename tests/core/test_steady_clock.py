from hypothesis import given
from hypothesis import strategies as st

from gui.core.receipts import schedule
from gui.core.receipts.matching import passed
from gui.core.receipts.schedule import MINUTE, SKEW
from gui.core.steady_clock import SteadyClock


class Computer:
    """A computer whose clock may be set while time goes by."""

    def __init__(self, wall: int = 1_000_000_000_000) -> None:
        self.wall = wall
        self.steady = 5_000

    def pass_time(self, ms: int) -> None:
        self.wall += ms
        self.steady += ms

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.steady)


def test_elapsed_time_is_proven() -> None:
    computer = Computer()
    clock = computer.clock()
    computer.pass_time(7_000)
    time = clock.now()
    computer.pass_time(3_000)
    assert clock.since(time) == 3_000
    assert clock.since(time, age=9_000) == 2_000


def test_a_clock_set_forward_proves_no_more() -> None:
    computer = Computer()
    clock = computer.clock()
    time = clock.now()
    computer.wall += 3_600_000
    computer.pass_time(2_000)
    assert clock.since(time) == 2_000


def test_time_of_an_earlier_process_proves_only_the_age_of_this_one() -> None:
    computer = Computer()
    before = computer.clock().now()
    computer.wall += 86_400_000  # set forward, or a day went by: nobody can tell
    clock = computer.clock()
    computer.pass_time(4_000)
    assert clock.since(before) == 4_000


_STEPS = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(-10_000_000, 10_000_000)), max_size=8
)


@given(_STEPS, _STEPS, st.booleans())
def test_never_more_than_the_elapsed_time_is_proven(
    before: list[tuple[int, int]], after: list[tuple[int, int]], restart: bool
) -> None:
    """Whatever the clock is set to, before and after, with a restart in between or without."""
    computer = Computer()
    clock = computer.clock()
    for ms, jump in before:
        computer.pass_time(ms)
        computer.wall += jump
        clock.now()
    noted, began = clock.now(), computer.steady
    if restart:
        clock = computer.clock()
    for ms, jump in after:
        computer.pass_time(ms)
        computer.wall += jump
    assert clock.since(noted) <= computer.steady - began


def test_service_clock_counts_minus_the_possible_skew() -> None:
    assert passed(0, 5, None) == 5
    assert passed(0, 5, SKEW + MINUTE) == MINUTE
    assert passed(0, 5, SKEW) == 5
    assert schedule.UNSENT_AFTER == 15 * MINUTE
