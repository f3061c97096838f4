"""The record of one call: what was sent and received, and until when."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from urllib3.connection import HTTPConnection

from gui.cloud.paced_io import acknowledge, read_unsolicited


class Exchange:
    """The record of one call.

    Attributes:
        deadline: when it must be finished, by `time.monotonic`.
        ca_bundle: a file of trusted certificates, or empty for those of the operating system.
        left: whether the first byte of the request may have been sent.
        status: HTTP status, or 0.
        body: the whole answer, or None.
        date: the Date header of the answer, or empty.
        extra: whether data followed the answer.
        error: the first error, or None.
    """

    def __init__(self, deadline: float, ca_bundle: str = "") -> None:
        self.deadline = deadline
        self.ca_bundle = ca_bundle
        self.left = False
        self.status = 0
        self.body: bytes | None = None
        self.date = ""
        self.extra = False
        self.error: Exception | None = None
        self._held: tuple[HTTPConnection, Callable[[HTTPConnection], None]] | None = None

    def hold(self, connection: HTTPConnection, put: Callable[[HTTPConnection], None]) -> None:
        """Hold a connection until `release`; `put` returns it to its pool."""
        self._held = (connection, put)

    def look_for_more(self) -> None:
        """Note in `extra` whether data follow the answer."""
        if self._held is not None and self.body is not None:
            connection, _ = self._held
            if connection.sock is not None:
                acknowledge(connection.sock)
                self.extra |= bool(read_unsolicited(connection.sock))

    def release(self, *, clean: bool) -> None:
        """Return the connection to its pool: open after one clean answer, otherwise closed.

        An HTTP/1.1 answer does not name its request. Data left on a connection would be taken for
        the answer to the next request, and so on for each following one.
        """
        held, self._held = self._held, None
        if held is not None:
            connection, put = held
            if not clean or self.extra or self.body is None:
                connection.close()
            put(connection)

    def leave(self) -> None:
        """Note that the request is about to be sent; refuse a second or a late one."""
        if self.left:
            raise RuntimeError("one call is one request")
        if time.monotonic() >= self.deadline:
            raise TimeoutError("no time left to send")
        self.left = True


current_exchange: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def watch_exchange(seconds: float, ca_bundle: str = "") -> Iterator[Exchange]:
    """Record the call made inside by this thread through a `Transport`.

    Args:
        seconds: time limit, see `Transport`.
        ca_bundle: see `Exchange`.
    """
    exchange = Exchange(time.monotonic() + seconds, ca_bundle)
    token = current_exchange.set(exchange)
    try:
        yield exchange
    finally:
        current_exchange.reset(token)
        exchange.release(clean=False)
