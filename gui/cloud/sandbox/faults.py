"""What may go wrong between a client and the service, on purpose."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class FaultKind(StrEnum):
    """What the client sees instead of the answer."""

    RESET = "reset"
    """The connection is reset."""
    CLOSE = "close"
    """The connection is closed in good order, without an answer."""
    TIMEOUT = "timeout"
    """No answer comes, and the connection stays open."""
    HTTP_500 = "http-500"
    HTTP_503 = "http-503"
    HTML = "html"
    """HTTP 200 with a page, as a captive portal gives it."""
    EMPTY = "empty"
    """HTTP 200 with no body."""
    TRUNCATED = "truncated"
    """The connection is closed in the middle of the body."""
    BROKEN_JSON = "broken-json"
    """Half the body, with a Content-Length that fits it."""
    REDIRECT = "redirect"
    """HTTP 302 to somewhere else."""
    SYSTEM_ERROR = "system-error"
    """HTTP 200 with isp.SYSTEM_ERROR."""
    THROTTLED = "throttled"
    """Throttling.User; never taken."""
    EXPIRED = "expired"
    """InvalidTimeStamp.Expired, as if the client's clock were wrong; never taken."""


_NEVER_TAKEN = frozenset({FaultKind.THROTTLED, FaultKind.EXPIRED})


@dataclass(frozen=True, slots=True)
class SandboxFault:
    """A fault, and whether the service takes the message all the same."""

    kind: FaultKind
    taken: bool = False

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.taken and self.kind in _NEVER_TAKEN:
            raise ValueError(f"{self.kind} means that nothing was taken")


@dataclass(frozen=True, slots=True)
class RandomFaults:
    """Faults by chance.

    Attributes:
        chances: probability of each, 0 to 1; together at most 1.
        seed: the same seed gives the same series.
        queries: whether queries are hit too, not only sending calls.
    """

    chances: Mapping[SandboxFault, float]
    seed: int = 0
    queries: bool = False

    def __post_init__(self) -> None:
        """Refuse probabilities that are none."""
        if any(not chance >= 0 for chance in self.chances.values()):
            raise ValueError("a chance is at least 0")
        if sum(self.chances.values()) > 1 + 1e-9:
            raise ValueError("the chances are together at most 1")


class FaultPlan:
    """The faults that are to come; safe to change from any thread while the sandbox answers."""

    def __init__(self, chances: RandomFaults | None = None, delay: float = 0.0) -> None:
        self._lock = Lock()
        self._next: deque[SandboxFault] = deque()
        self._connections = 0
        self._chances: RandomFaults | None = None
        self._random = random.Random(0)  # noqa: S311 - repeatable on purpose
        self.delay = delay
        """Seconds from a request until its answer leaves; what was taken has been taken by then."""
        self.randomly(chances)

    def next(self, fault: SandboxFault, count: int = 1) -> None:
        """Let the next `count` properly signed requests, whatever they are, meet `fault`."""
        with self._lock:
            self._next.extend([fault] * count)

    def reset_connections(self, count: int) -> None:
        """Reset the next `count` connections on which a request arrives, without reading it."""
        with self._lock:
            self._connections = count

    def randomly(self, chances: RandomFaults | None) -> None:
        """Let requests meet faults by chance from now on, or none."""
        with self._lock:
            self._chances = chances
            if chances:
                self._random.seed(chances.seed)

    def clear(self) -> None:
        """Let everything go well from now on; the delay stays."""
        with self._lock:
            self._next.clear()
            self._connections = 0
            self._chances = None

    def pending(self) -> tuple[SandboxFault, ...]:
        """Those that were asked for and have not been met."""
        with self._lock:
            return tuple(self._next)

    def for_connection(self) -> bool:
        """Whether to reset the connection on which a request is arriving now."""
        if not self._connections:
            return False
        with self._lock:
            hit = self._connections > 0
            self._connections -= hit
            return hit

    def for_request(self, sending: bool) -> SandboxFault | None:
        """The fault that this request meets, if any."""
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
