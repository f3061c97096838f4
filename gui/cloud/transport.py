"""How one call travels: what left, what came back, and no longer than it may take.

The SDK loses the exception of the HTTP library, and the library does not say whether the request
had left when it failed. That is the difference between a message that may be sent again and one
that may not, so it is noted here, where the bytes are written.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationValueError
from urllib3.util.wait import wait_for_read

from gui.cloud.trust import trusting_context

ANSWER_MAX = 1024 * 1024
"""Bytes of an answer, unpacked; the longest real one, 50 details, has some 50 kB."""
_CHUNK = 65536
REST = 0.02
"""Seconds for which a connection rests before it is used again: data that come unasked shortly
after an answer are seen then, and not taken for the answer to the next request."""


class AnswerTooLong(Exception):
    """The answer has more than `ANSWER_MAX` bytes: nothing of this service."""


class SpokeFirst(Exception):
    """A server sent data on a new connection before it was asked anything."""


class Exchange:
    """What happened to one call.

    Attributes:
        deadline: when it must be over, on the clock of `time.monotonic`.
        ca_bundle: a file of trusted certificates, or empty for those of the operating system.
        left: whether the first byte of the request may have been written.
        status: HTTP status, or 0.
        body: the whole answer, or None.
        date: the Date header of the answer, or empty.
        extra: whether more came than the one answer.
        error: what went wrong first, or None.
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
        """Keep a connection from its pool until `release`; `put` gives it back."""
        self._held = (connection, put)

    def look_for_more(self) -> None:
        """Note in `extra` whether data follow the answer that was read."""
        if self._held is not None and self.body is not None:
            connection, _ = self._held
            if connection.sock is not None:
                _acknowledge(connection.sock)
                self.extra |= bool(_pending(connection.sock))

    def release(self, *, clean: bool) -> None:
        """Give the connection back: as it is after one clean answer, else closed.

        HTTP/1.1 has nothing by which an answer names its request. What is left over on a
        connection would be taken for the answer to the next request, and so on for each one.
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
        """Note that the request is about to be written; refuse a second time or a late one."""
        if self.left:
            raise RuntimeError("one call is one request")
        if time.monotonic() >= self.deadline:
            raise TimeoutError("no time left to send")
        self.left = True


_current: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def watch_exchange(seconds: float, ca_bundle: str = "") -> Iterator[Exchange]:
    """Watch the call made inside, by this thread through a `Transport`.

    Args:
        seconds: how long it may take; see `Transport` for what is bounded.
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
    """The adapter of every call: never a second try, a bounded answer, a bounded time.

    The deadline of the `Exchange` bounds the reading: a server that drips is cut off, since each
    read of the socket waits no longer than what is left. Connecting, the TLS handshake and the
    writing have the connect time-out each; after a late connection nothing is written. Looking a
    name up takes as long as the operating system lets it, but nothing has left by then.

    Args:
        pool: connections kept open, one for each thread that calls at the same time.
    """

    def __init__(self, pool: int) -> None:
        # Twice as many, used in turn: each rests for about as long as a call before it is used.
        super().__init__(pool_connections=2, pool_maxsize=2 * pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create the pools with the program's own connection classes."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Make connections of ours through a proxy too."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        """Leave TLS to the connection, see `_SecureConnection`."""
        host, _ = super().build_connection_pool_key_attributes(*args, **kwargs)
        return host, {"cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Add no certificates of requests' own to the trusted ones."""

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
        # The SDK looks at nothing else, and requests would read without bounds.
        answer = Response()
        answer.status_code = exchange.status
        answer._content = exchange.body
        return answer

    def _send(
        self, request: PreparedRequest, timeout: Any, proxies: Mapping[str, str] | None
    ) -> HTTPResponse:
        """Do as the adapter of requests does, without what is undone here anyway."""
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
        if isinstance(error, (ValueError, AssertionError)):  # as for a chunk of a negative size
            raise http.client.HTTPException("malformed answer") from error
        raise
    return body.getvalue()


class _PacedBytes(io.RawIOBase):
    """Bytes off a socket until a deadline; the socket's own time-out bounds each read."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._raw = sock.makefile("rb", buffering=0)
        self._sock = sock
        self._each = sock.gettimeout()
        self._deadline = deadline
        self.ended = False

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def readinto(self, buffer: Any) -> int | None:
        if self.ended:
            return 0
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left if self._each is None else min(left, self._each))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _AnswerFile(io.BufferedReader):
    """The bytes of one answer; what is left in the buffer at the end is no part of it."""

    def __init__(self, raw: _PacedBytes, exchange: Exchange) -> None:
        super().__init__(raw)
        self._source = raw
        self._exchange = exchange

    def close(self) -> None:
        if not self.closed:
            self._source.ended = True
            self._exchange.extra |= bool(self.peek(1))
        super().close()


class _PacedSocket:
    """The one thing of a socket that `http.client.HTTPResponse` uses."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self._sock = sock
        self._exchange = exchange

    def makefile(self, mode: str) -> io.BufferedReader:
        return _AnswerFile(_PacedBytes(self._sock, self._exchange.deadline), self._exchange)


class _PacedReply(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        paced: Any = _PacedSocket(sock, _current.get())
        super().__init__(paced, *args, **kwargs)


class _WatchedConnection(HTTPConnection):
    """A connection that notes when the request leaves."""

    response_class = _PacedReply
    _held: list[bytes] | None = None
    idle_since: float = 0.0
    """When its last answer was judged, on the clock of `time.monotonic`."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        # Without TLS the library would connect while writing: here, nothing has left until it has.
        rest = self.idle_since + REST - time.monotonic()
        if not self.is_closed and rest > 0:
            wait_for_read(self.sock, rest)
        if not self.is_closed and _pending(self.sock) is not None:
            # Closed by the server, or out of step: nothing of this request has left yet.
            self.close()
        if self.is_closed:
            self.connect()
            if _pending(self.sock):
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
        """Whether there is a socket; `request` looks whether it is fit to be used."""
        return self.sock is not None

    def send(self, data: Any) -> None:
        # Head and body leave together: half the packets, and half the turns among the threads.
        if self._held is not None and isinstance(data, bytes):
            self._held.append(data)
        else:
            super().send(data)


class _SecureConnection(_WatchedConnection, HTTPSConnection):
    """TLS trusted as the operating system does.

    Each connection has a context of its own: that of truststore is locked while a handshake goes
    on, so a server that stalls in one thread would hold up the others.
    """

    def connect(self) -> None:
        self.ssl_context = trusting_context(_current.get().ca_bundle)
        super().connect()


class _RestingQueue(queue.LifoQueue[Any]):
    """The connections of a pool: the one that has rested longest is used next.

    While other calls are under way a new connection is opened rather than one used that has not
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
    """A pool that gets a connection back only once its answer was judged, see `Exchange.release`.

    urllib3 gives a connection back as soon as the last byte of an answer was read.
    """

    def _put_conn(self, conn: Any) -> None:
        put = super()._put_conn  # type: ignore[misc] # of the pool that this is mixed into
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


def _acknowledge(sock: Any) -> None:
    """Tell the other end at once that its answer came, where the system can.

    A server with Nagle's algorithm keeps further data back until then, and would send them on
    right after the next request: they would be taken for its answer.
    """
    if _QUICKACK is not None:
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)


_QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux has it


def _pending(sock: Any) -> bytes | None:
    """Take a byte that nobody asked for: none if there is none, empty if the other end closed.

    Session tickets of TLS, which come unasked and are no data, are swallowed on the way.
    """
    decrypted = isinstance(sock, ssl.SSLSocket) and sock.pending()
    if not decrypted and not wait_for_read(sock, 0.0):
        return None
    timeout = sock.gettimeout()
    sock.settimeout(0)
    try:
        taken: bytes = sock.recv(1)
        return taken
    except (BlockingIOError, ssl.SSLWantReadError):
        return None
    except OSError:
        return b""
    finally:
        sock.settimeout(timeout)
