"""How one call travels: what left, what came back, and no longer than it may take.

The SDK loses the exception of the HTTP library, and the library does not say whether the request
had left when it failed. That is the difference between a message that may be sent again and one
that may not, so it is noted here, where the bytes are written.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import truststore
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationValueError

ANSWER_MAX = 4 * 1024 * 1024
"""Bytes of an answer, unpacked; the longest real one, 50 details, has some 50 kB."""
_CHUNK = 65536


class AnswerTooLong(Exception):
    """The answer has more than `ANSWER_MAX` bytes: nothing of this service."""


class Exchange:
    """What happened to one call.

    Attributes:
        deadline: when it must be over, on the clock of `time.monotonic`.
        ca_bundle: a file of trusted certificates, or empty for those of the operating system.
        left: whether the first byte of the request may have been written.
        status: HTTP status, or 0.
        body: the whole answer, or None.
        error: what went wrong first, or None.
    """

    def __init__(self, deadline: float, ca_bundle: str = "") -> None:
        self.deadline = deadline
        self.ca_bundle = ca_bundle
        self.left = False
        self.status = 0
        self.body: bytes | None = None
        self.error: Exception | None = None

    def leave(self) -> None:
        """Note that the request is about to be written; refuse a second time or a late one."""
        if self.left:
            raise RuntimeError("one call is one request")
        if time.monotonic() >= self.deadline:
            raise TimeoutError("no time left to send")
        self.left = True


_current: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def exchanging(seconds: float, ca_bundle: str = "") -> Iterator[Exchange]:
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
        super().__init__(pool_connections=2, pool_maxsize=pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections of ours."""
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
    while chunk := raw.read(_CHUNK, decode_content=True):
        body.write(chunk)
        if body.tell() > ANSWER_MAX:
            raw.close()
            raise AnswerTooLong
    raw.release_conn()
    return body.getvalue()


class _PacedBytes(io.RawIOBase):
    """Bytes off a socket until a deadline; the socket's own time-out bounds each read."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._raw = sock.makefile("rb", buffering=0)
        self._sock = sock
        self._each = sock.gettimeout()
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left if self._each is None else min(left, self._each))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _PacedSocket:
    """The one thing of a socket that `http.client.HTTPResponse` uses."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_PacedBytes(self._sock, self._deadline))


class _PacedReply(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        paced: Any = _PacedSocket(sock, _current.get().deadline)
        super().__init__(paced, *args, **kwargs)


class _WatchedConnection(HTTPConnection):
    """A connection that notes when the request leaves."""

    response_class = _PacedReply
    _held: list[bytes] | None = None

    def request(self, *args: Any, **kwargs: Any) -> None:
        # Without TLS the library would connect while writing: here, nothing has left until it has.
        if self.is_closed:
            self.connect()
        _current.get().leave()
        self._held = []
        try:
            super().request(*args, **kwargs)
            held = b"".join(self._held)
        finally:
            self._held = None
        self.send(held)

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
        self.ssl_context = _trust(_current.get().ca_bundle)
        super().connect()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


_POOLS: dict[str, Any] = {"http": _PlainPool, "https": _SecurePool}


def _trust(ca_bundle: str) -> ssl.SSLContext:
    if not ca_bundle:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_bundle)
    except OSError as error:  # ssl.SSLError is one
        raise ssl.SSLCertVerificationError("the CA bundle cannot be read") from error
    return context
