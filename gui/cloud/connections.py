"""The connections of a `Transport`, and the pools that keep them between calls."""

from __future__ import annotations

import http.client
import queue
import socket
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.wait import wait_for_read

from gui.cloud.exchange import current_exchange
from gui.cloud.paced_io import PacedSocket, read_unsolicited
from gui.cloud.trust import trusting_context

REST = 0.02
"""Seconds before a connection is used again: unsolicited data that arrive shortly after an answer
are detected then, and not taken for the answer to the next request."""


class SpokeFirst(Exception):
    """A server sent data on a new connection before any request."""


class _PacedReply(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        paced: Any = PacedSocket(sock, current_exchange.get())
        super().__init__(paced, *args, **kwargs)


class WatchedConnection(HTTPConnection):
    """A connection that notes when the request is sent."""

    response_class = _PacedReply
    _held: list[bytes] | None = None
    idle_since: float = 0.0
    """When its last answer was checked, by `time.monotonic`."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        # Without TLS the library would connect while writing: connect before noting the request.
        rest = self.idle_since + REST - time.monotonic()
        if not self.is_closed and rest > 0:
            wait_for_read(self.sock, rest)
        if not self.is_closed and read_unsolicited(self.sock) is not None:
            # Closed by the server, or with stray data: nothing of this request has been sent yet.
            self.close()
        if self.is_closed:
            self.connect()
            if read_unsolicited(self.sock):
                raise SpokeFirst
        current_exchange.get().leave()
        self._held = []
        try:
            super().request(*args, **kwargs)
            held = b"".join(self._held)
        finally:
            self._held = None
        self.send(held)

    @property
    def is_connected(self) -> bool:
        """Whether there is a socket; `request` checks that it is usable."""
        return self.sock is not None

    def send(self, data: Any) -> None:
        # Send head and body together: half the packets, and half the thread switches.
        if self._held is not None and isinstance(data, bytes):
            self._held.append(data)
        else:
            super().send(data)


class _SecureConnection(WatchedConnection, HTTPSConnection):
    """A TLS connection that trusts the certificates of the operating system.

    Each connection has its own context: truststore locks it during a handshake, so a stalled server
    would block the other threads.
    """

    def connect(self) -> None:
        self.ssl_context = trusting_context(current_exchange.get().ca_bundle)
        super().connect()


class _RestingQueue(queue.LifoQueue[Any]):
    """The connections of a pool: the one unused for the longest time is next.

    While other calls are under way, a new connection is opened rather than using one that has not
    rested for `REST`.
    """

    def _get(self) -> Any:
        idle: list[Any] = self.queue
        live = [one for one in idle if one is not None and one.sock is not None]
        others = len(live) < len(idle)
        if live:
            oldest = min(live, key=lambda one: one.idle_since)
            rested = time.monotonic() - oldest.idle_since >= REST
            alone = len(idle) == self.maxsize
            if rested or alone or not others:
                idle.remove(oldest)
                return oldest
        closed = next(one for one in idle if one is None or one.sock is None)
        idle.remove(closed)
        return closed


class _HoldingPool:
    """A pool that gets a connection back once its answer was checked, see `Exchange.release`.

    urllib3 returns a connection as soon as the last byte of an answer was read.
    """

    def _put_conn(self, conn: Any) -> None:
        put = super()._put_conn  # type: ignore[misc] # of the pool class this is mixed into
        exchange = current_exchange.get(None)
        if exchange is None or conn is None:
            put(conn)
        else:
            exchange.hold(conn, partial(_put_idle, put))


def _put_idle(put: Callable[[Any], None], connection: Any) -> None:
    connection.idle_since = time.monotonic()
    put(connection)


class _PlainPool(_HoldingPool, HTTPConnectionPool):
    ConnectionCls = WatchedConnection
    QueueCls = _RestingQueue


class _SecurePool(_HoldingPool, HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
    QueueCls = _RestingQueue


POOLS: dict[str, Any] = {"http": _PlainPool, "https": _SecurePool}
"""The pool classes by scheme, as urllib3's pool managers take them."""
