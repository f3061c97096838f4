"""Proves how much time has passed although the computer's clock may be changed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class SteadyClock:
    """Reads the computer's clock and tracks how far it jumps against a monotonic one.

    A wall-clock time proves nothing by itself: the clock may have been set forward since. For a
    time returned by `now` in this process, `since` is the least time that has passed by the
    monotonic clock. A time from an earlier process lies before the start of this one, so only the
    age of this process is proven.

    Args:
        wall: the computer's clock, ms since 1970, UTC.
        steady: ms of a monotonic clock; if it stops while the computer sleeps, less time is proven.
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
        """Return the minimum number of milliseconds that have passed.

        Args:
            time: since when; returned by `now` in this or an earlier process.
            age: until when, as the `age` of this clock; now unless given.
        """
        # No wall-clock time read in this process is earlier than this.
        earliest = self._wall_start + self._lowest_jump
        return (self.age if age is None else age) - max(0, time - earliest)
