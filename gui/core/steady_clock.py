"""How much time has surely passed, whatever becomes of the computer's clock meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class SteadyClock:
    """Tells the time of the computer's clock, and notes how far that clock jumps.

    A time of the computer's clock proves nothing by itself: the clock may have been set forward
    since. This clock counts along on one that does not jump. From a time that was taken by `now`
    in this process to the present there are, on that one, at least `since` milliseconds. A time
    that was taken in an earlier process lies before the start of this one, so as much has passed
    as this process is old, and nothing more is proven.

    Args:
        wall: the computer's clock, ms since 1970, UTC.
        steady: ms of a clock that never jumps; it may stand still while the computer sleeps,
            which only makes less time proven.
    """

    def __init__(self, wall: Callable[[], int], steady: Callable[[], int]) -> None:
        self._wall, self._steady = wall, steady
        self._guard = Lock()
        self._steady_start, self._wall_start = steady(), wall()
        self._lowest_jump = 0

    @property
    def age(self) -> int:
        """Milliseconds since this clock was made."""
        return self._steady() - self._steady_start

    def now(self) -> int:
        """Read the computer's clock: ms since 1970, UTC."""
        with self._guard:
            age, wall = self.age, self._wall()
            self._lowest_jump = min(self._lowest_jump, wall - self._wall_start - age)
            return wall

    def since(self, time: int, age: int | None = None) -> int:
        """Say how many milliseconds have passed at least.

        Args:
            time: since when; a time that `now` gave in this process, or in an earlier one.
            age: until when, as the `age` of this clock; the present unless given.
        """
        # Whatever was noted in this process is no earlier than this, by the computer's clock.
        earliest = self._wall_start + self._lowest_jump
        return (self.age if age is None else age) - max(0, time - earliest)
