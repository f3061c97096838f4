"""Read answers from sockets until a deadline, and detect unsolicited data."""

from __future__ import annotations

import io
import socket
import ssl
import time
from contextlib import suppress
from typing import Any, Protocol

from urllib3.util.wait import wait_for_read


class AnswerRecord(Protocol):
    """The part of an `Exchange` that reading an answer needs."""

    deadline: float
    extra: bool


class PacedBytes(io.RawIOBase):
    """Reads a socket until a deadline; the socket's time-out bounds each read."""

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


class AnswerFile(io.BufferedReader):
    """Reads one answer; data left in the buffer at the end are not part of it."""

    def __init__(self, raw: PacedBytes, exchange: AnswerRecord) -> None:
        super().__init__(raw)
        self._source = raw
        self._exchange = exchange

    def close(self) -> None:
        if not self.closed:
            self._source.ended = True
            self._exchange.extra |= bool(self.peek(1))
        super().close()


class PacedSocket:
    """The part of a socket that `http.client.HTTPResponse` uses."""

    def __init__(self, sock: socket.socket, exchange: AnswerRecord) -> None:
        self._sock = sock
        self._exchange = exchange

    def makefile(self, mode: str) -> io.BufferedReader:
        return AnswerFile(PacedBytes(self._sock, self._exchange.deadline), self._exchange)


def acknowledge(sock: Any) -> None:
    """Acknowledge the answer immediately, if the system supports it.

    A server with Nagle's algorithm holds back further data until then, and would send them right
    after the next request, whose answer they would be taken for.
    """
    if _QUICKACK is not None:
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)


_QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux has it


def read_unsolicited(sock: Any) -> bytes | None:
    """Read an unsolicited byte: none if there is none, empty if the peer closed.

    TLS session tickets, which arrive unsolicited but are not data, are consumed.
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
