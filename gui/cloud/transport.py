"""Transport one call: note what was sent and received, within a time limit.

The SDK loses the exception of the HTTP library, and the library does not report whether the request
had been sent when it failed. That decides whether a message may be sent again, so it is noted here,
where the bytes are written.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationValueError
from urllib3.util.wait import wait_for_read

from gui.cloud.paced_io import PacedSocket, acknowledge, read_unsolicited
from gui.cloud.trust import trusting_context

ANSWER_MAX = 1024 * 1024
"""Maximum bytes of an uncompressed answer; the longest real one, 50 details, has about 50 kB."""
_CHUNK = 65536
REST = 0.02
"""Seconds before a connection is used again: unsolicited data that arrive shortly after an answer
are detected then, and not taken for the answer to the next request."""


class AnswerTooLong(Exception):
    """The answer has more than `ANSWER_MAX` bytes, so it is not of this service."""


class SpokeFirst(Exception):
    """A server sent data on a new connection before any request."""


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
            if isinstance(connection, _WatchedConnection):
                connection.idle_since = time.monotonic()
            put(connection)

    def leave(self) -> None:
        """Note that the request is about to be sent; refuse a second or a late one."""
        if self.left:
            raise RuntimeError("one call is one request")
        if time.monotonic() >= self.deadline:
            raise TimeoutError("no time left to send")
        self.left = True


_current: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def watch_exchange(seconds: float, ca_bundle: str = "") -> Iterator[Exchange]:
    """Record the call made inside by this thread through a `Transport`.

    Args:
        seconds: time limit, see `Transport`.
        ca_bundle: see `Exchange`.
    """
    exchange = Exchange(time.monotonic() + seconds, ca_bundle)
    token = _current.set(exchange)
    try:
        yield exchange
    finally:
        _current.reset(token)
        exchange.release(clean=False)


class Transport(HTTPAdapter):
    """The adapter of every call: no retries, bounded answer, bounded time.

    The deadline of the `Exchange` bounds reading: a slow server is cut off, because each read waits
    at most for the remaining time. Connecting, the TLS handshake and writing have the connect
    time-out each; after a late connection nothing is sent. Name resolution takes as long as the
    operating system allows, but nothing has been sent by then.

    Args:
        pool: connections kept open, one for each concurrent thread.
    """

    def __init__(self, pool: int) -> None:
        # Twice as many, used in turn: each one rests for about the time of a call.
        super().__init__(pool_connections=2, pool_maxsize=2 * pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create the pools with the program's own connection classes."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Use the program's connection classes for proxies too."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        """Leave TLS to the connection, see `_SecureConnection`."""
        host, _ = super().build_connection_pool_key_attributes(*args, **kwargs)
        return host, {"cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Do not add the certificates of requests to the trusted ones."""

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send `request` once and read the answer; note both in the current `Exchange`."""
        exchange = _current.get()
        try:
            raw = self._send(request, timeout, proxies)
            exchange.status = raw.status
            exchange.date = raw.headers.get("Date", "")
            exchange.body = _read(raw)
        except Exception as error:
            exchange.error = error
            raise
        # The SDK uses nothing else, and requests would read without limits.
        answer = Response()
        answer.status_code = exchange.status
        answer._content = exchange.body
        return answer

    def _send(
        self, request: PreparedRequest, timeout: Any, proxies: Mapping[str, str] | None
    ) -> HTTPResponse:
        """Send as requests' adapter does, without the steps that are not needed here."""
        connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        known: Any = proxies
        try:
            pool: Any = self.get_connection_with_tls_context(request, True, proxies=known)
        except LocationValueError as error:
            raise InvalidURL(error) from error
        answer: HTTPResponse = pool.urlopen(
            str(request.method),
            self.request_url(request, known),
            body=request.body,
            headers=request.headers,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
            retries=False,
            timeout=Timeout(connect=connect, read=read),
        )
        return answer


def _read(raw: HTTPResponse) -> bytes:
    body = io.BytesIO()
    try:
        while chunk := raw.read(_CHUNK, decode_content=True):
            body.write(chunk)
            if body.tell() > ANSWER_MAX:
                raise AnswerTooLong
    except BaseException as error:
        raw.close()
        raw.release_conn()
        if isinstance(error, (ValueError, AssertionError)):  # for example a chunk of negative size
            raise http.client.HTTPException("malformed answer") from error
        raise
    return body.getvalue()


class _PacedReply(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        paced: Any = PacedSocket(sock, _current.get())
        super().__init__(paced, *args, **kwargs)


class _WatchedConnection(HTTPConnection):
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
        _current.get().leave()
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


class _SecureConnection(_WatchedConnection, HTTPSConnection):
    """A TLS connection that trusts the certificates of the operating system.

    Each connection has its own context: truststore locks it during a handshake, so a stalled server
    would block the other threads.
    """

    def connect(self) -> None:
        self.ssl_context = trusting_context(_current.get().ca_bundle)
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
        exchange = _current.get(None)
        if exchange is None or conn is None:
            put(conn)
        else:
            exchange.hold(conn, put)


class _PlainPool(_HoldingPool, HTTPConnectionPool):
    ConnectionCls = _WatchedConnection
    QueueCls = _RestingQueue


class _SecurePool(_HoldingPool, HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
    QueueCls = _RestingQueue


_POOLS: dict[str, Any] = {"http": _PlainPool, "https": _SecurePool}
