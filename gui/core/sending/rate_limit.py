"""The rate limit of calls, and the throughput of a run."""

from __future__ import annotations

from collections import deque

DEFAULT_CALLERS, DEFAULT_RATE = 8, 50
"""Default concurrent calls, and calls per second."""
RATE_MAX = 5000
"""Maximum calls per second of the service [SendSms]."""
CALLERS_MAX = 32
"""Maximum concurrent calls."""
BURST = 0.2
"""Seconds of unused rate that may be used at once."""
RATE_MIN = 0.5
"""Minimum calls per second, under throttling and of the operator's own choice."""
PAUSE_AFTER_THROTTLING = 1.0
"""Seconds without a call after the service throttled one."""
GROWTH = 1.1
"""Growth of the rate per second without throttling."""


class RateLimiter:
    """A limit in calls per second: a token bucket that slows down when the service throttles.

    Times are monotonic seconds.
    """

    def __init__(self, rate: float, now: float) -> None:
        self._limit = rate
        self._rate = rate
        self._tokens = 1.0
        self._filled = now
        self._changed = now
        self._rests_until = now

    @property
    def rate(self) -> float:
        """Current calls per second: the limit, or less after throttling."""
        return min(self._rate, self._limit)

    def set_limit(self, rate: float) -> bool:
        """Change the limit; return whether it is lower than before."""
        lower = rate < self._limit
        if rate != self._limit:
            if self._rate >= self._limit:
                self._rate = rate
            self._limit = rate
        return lower

    def is_pausing(self, now: float) -> bool:
        """Return whether calls are paused because the service has just throttled one."""
        return now < self._rests_until

    def acquire(self, wanted: int, now: float) -> int:
        """Take up to `wanted` calls out of the bucket."""
        if self.is_pausing(now) or wanted <= 0:
            return 0
        size = max(1.0, self.rate * BURST)
        self._tokens = min(size, self._tokens + (now - self._filled) * self.rate)
        self._filled = now
        taken = min(wanted, int(self._tokens + 1e-9))
        self._tokens -= taken
        return taken

    def seconds_to_next(self, now: float) -> float:
        """Return the seconds until a call is allowed; 0.0 if one is allowed now."""
        if self.is_pausing(now):
            return self._rests_until - now
        missing = 1.0 - (self._tokens + (now - self._filled) * self.rate)
        return max(0.0, missing / self.rate)

    def slow_down(self, now: float) -> None:
        """Halve the rate and pause, after the service throttled a call."""
        if self.is_pausing(now):
            return  # answers to the same burst count as one
        self._rate = max(RATE_MIN, self.rate / 2)
        self._changed = now
        self._tokens, self._filled = 0.0, now + PAUSE_AFTER_THROTTLING
        self._rests_until = now + PAUSE_AFTER_THROTTLING

    def recover(self, now: float) -> None:
        """Raise the rate a little, up to the limit, after a call was accepted."""
        seconds = now - self._changed
        if self._rate < self._limit and seconds >= 1.0:
            self._rate = min(self._limit, self._rate * GROWTH ** min(seconds, 10.0))
            self._changed = now


class Throughput:
    """Recipients completed per second over the last seconds."""

    WINDOW = 5.0
    EVERY = 0.1

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def update(self, now: float, completed: int) -> float:
        """Add the number of completed recipients at `now`; return the recent rate per second."""
        if not self._seen or now - self._seen[-1][0] >= self.EVERY:
            self._seen.append((now, completed))
        while len(self._seen) > 2 and now - self._seen[0][0] > self.WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        return max(0.0, (completed - before) / (now - since)) if now > since else 0.0
