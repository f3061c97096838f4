"""Faults injected between a client and the sandbox."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class FaultKind(StrEnum):
    """The kind of a fault: what the client sees instead of the answer."""

    RESET = "reset"
    """The connection is reset."""
    CLOSE = "close"
    """The connection is closed cleanly, without an answer."""
    TIMEOUT = "timeout"
    """No answer comes, and the connection stays open."""
    HTTP_500 = "http-500"
    HTTP_503 = "http-503"
    HTML = "html"
    """HTTP 200 with a page, as of a captive portal."""
    EMPTY = "empty"
    """HTTP 200 without a body."""
    TRUNCATED = "truncated"
    """The connection is closed in the middle of the body."""
    BROKEN_JSON = "broken-json"
    """Half the body, with a Content-Length that fits it."""
    REDIRECT = "redirect"
    """HTTP 302 to another host."""
    SYSTEM_ERROR = "system-error"
    """HTTP 200 with isp.SYSTEM_ERROR."""
    THROTTLED = "throttled"
    """Throttling.User; the message is never accepted."""
    EXPIRED = "expired"
    """InvalidTimeStamp.Expired, as with a wrong client clock; the message is never accepted."""


_NEVER_TAKEN = frozenset({FaultKind.THROTTLED, FaultKind.EXPIRED})


@dataclass(frozen=True, slots=True)
class SandboxFault:
    """A fault, and whether the message is accepted nevertheless."""

    kind: FaultKind
    taken: bool = False

    def __post_init__(self) -> None:
        """Reject contradictory values."""
        if self.taken and self.kind in _NEVER_TAKEN:
            raise ValueError(f"{self.kind} means that nothing was taken")


@dataclass(frozen=True, slots=True)
class RandomFaults:
    """Random faults.

    Attributes:
        chances: probability of each, 0 to 1; together at most 1.
        seed: the same seed gives the same series.
        queries: whether queries are affected too, not only sending calls.
    """

    chances: Mapping[SandboxFault, float]
    seed: int = 0
    queries: bool = False

    def __post_init__(self) -> None:
        """Reject invalid probabilities."""
        if any(not chance >= 0 for chance in self.chances.values()):
            raise ValueError("a chance is at least 0")
        if sum(self.chances.values()) > 1 + 1e-9:
            raise ValueError("the chances are together at most 1")


class FaultPlan:
    """The planned faults. Thread-safe."""

    def __init__(self, chances: RandomFaults | None = None, delay: float = 0.0) -> None:
        self._lock = Lock()
        self._next: deque[SandboxFault] = deque()
        self._connections = 0
        self._chances: RandomFaults | None = None
        self._random = random.Random(0)  # noqa: S311 - repeatable on purpose
        self.delay = delay
        """Seconds from a request to its answer; messages are accepted before the delay."""
        self.randomly(chances)

    def next(self, fault: SandboxFault, count: int = 1) -> None:
        """Apply `fault` to the next `count` correctly signed requests of any kind."""
        with self._lock:
            self._next.extend([fault] * count)

    def reset_connections(self, count: int) -> None:
        """Reset the next `count` connections on which a request arrives, without reading it."""
        with self._lock:
            self._connections = count

    def randomly(self, chances: RandomFaults | None) -> None:
        """Apply random faults from now on, or none."""
        with self._lock:
            self._chances = chances
            if chances:
                self._random.seed(chances.seed)

    def clear(self) -> None:
        """Remove all planned faults; keep the delay."""
        with self._lock:
            self._next.clear()
            self._connections = 0
            self._chances = None

    def pending(self) -> tuple[SandboxFault, ...]:
        """The planned faults that have not been applied yet."""
        with self._lock:
            return tuple(self._next)

    def for_connection(self) -> bool:
        """Return whether to reset the connection of an arriving request."""
        if not self._connections:
            return False
        with self._lock:
            hit = self._connections > 0
            self._connections -= hit
            return hit

    def for_request(self, sending: bool) -> SandboxFault | None:
        """Return the fault for this request, or none."""
        if not self._next and not self._chances:
            return None
        with self._lock:
            if self._next:
                return self._next.popleft()
            chances = self._chances
            if not chances or not (sending or chances.queries):
                return None
            drawn = self._random.random()
            for fault, chance in chances.chances.items():
                drawn -= chance
                if drawn < 0:
                    return fault
            return None
