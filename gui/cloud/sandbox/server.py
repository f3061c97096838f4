"""The server of the sandbox: connections, threads, start and stop."""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import struct
import sys
import time
from threading import Event, Lock, Thread
from typing import Self

from gui.cloud.sandbox.control import PREFIX, ControlApi, is_from_here
from gui.cloud.sandbox.faults import FaultKind, FaultPlan, SandboxFault
from gui.cloud.sandbox.protocol.http import BadRequest, HttpRequest, RequestReader, encode_response
from gui.cloud.sandbox.protocol.replies import Reply
from gui.cloud.sandbox.sending.message import SandboxMessage
from gui.cloud.sandbox.sending.message_file import MessageFile
from gui.cloud.sandbox.sending.outbox import Outbox, ReceivedCall
from gui.cloud.sandbox.service import PlannedReply, Service
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import is_loopback
from gui.core.errors import SandboxError

_BACKLOG = 256
_STOP_SECONDS = 5.0
_WAKE_SECONDS = 0.5
_PORTAL = (
    b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Network sign-in</body></html>"
)
_STRANGER = Reply(
    403,
    "application/json;charset=utf-8",
    b'{"error": "only this machine\'s own programs are answered"}',
    "",
)
_ELSEWHERE = "http://portal.invalid/login"


class Sandbox:
    """A simulated Dysmsapi on this machine; a context manager that runs while entered.

    Attributes:
        faults: the injected faults; may be changed at any time.
    """

    def __init__(self, settings: SandboxSettings | None = None) -> None:
        settings = settings or SandboxSettings()
        self._settings = settings
        file = MessageFile(settings.messages) if settings.messages else None
        self._outbox = Outbox(file, settings.clock())
        self.faults = FaultPlan(settings.chances, settings.delay)
        self._service = Service(settings, self._outbox, self.faults)
        self._control = ControlApi(self._outbox, self.faults)
        self._listener: socket.socket | None = None
        self._waker: socket.socket | None = None
        self._acceptor: Thread | None = None
        self._stopping = Event()
        self._lock = Lock()
        self._open: dict[socket.socket, Thread] = {}

    @property
    def port(self) -> int:
        """The port it listens on; 0 while stopped."""
        return int(self._listener.getsockname()[1]) if self._listener else 0

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`, without a trailing slash; empty while stopped."""
        host = self._settings.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}" if self.port else ""

    def messages(self, after: int = 0) -> tuple[SandboxMessage, ...]:
        """Return the accepted messages in order, without the first `after`."""
        return self._outbox.messages(after)

    def calls(self, after: int = 0) -> tuple[ReceivedCall, ...]:
        """Return all sending calls in order, without the first `after`."""
        return self._outbox.calls(after)

    def start(self) -> str:
        """Start the server, unless it is running; return the URL.

        Raises:
            SandboxError: the host is not this machine itself, or no port is available.
        """
        if self._listener:
            return self.url
        self._listener = _listen(self._settings.host, self._settings.port)
        self._stopping.clear()
        wakeup, self._waker = socket.socketpair()
        self._acceptor = Thread(
            target=self._accept, args=(self._listener, wakeup), name="sandbox", daemon=True
        )
        try:
            self._acceptor.start()
        except RuntimeError as error:
            for end in (self._listener, wakeup, self._waker):
                end.close()
            self._listener = self._waker = self._acceptor = None
            raise SandboxError("the system has no more threads just now") from error
        return self.url

    def stop(self) -> None:
        """Close all connections and the port; accepted messages remain available."""
        if not self._listener or not self._waker or not self._acceptor:
            return
        self._stopping.set()
        self._waker.close()
        self._acceptor.join(_STOP_SECONDS)
        with self._lock:
            threads = dict(self._open)
            for connection in threads:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        end = time.monotonic() + _WAKE_SECONDS
        for thread in threads.values():
            thread.join(max(0.0, end - time.monotonic()))
        for connection, thread in threads.items():
            if thread.is_alive():  # some systems wake a reader only by closing what it reads
                connection.close()
        end = time.monotonic() + _STOP_SECONDS
        for thread in threads.values():
            thread.join(max(0.0, end - time.monotonic()))
        self._outbox.close()
        self._listener = self._waker = self._acceptor = None

    def __enter__(self) -> Self:
        """Start serving."""
        self.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop."""
        self.stop()

    def _accept(self, listener: socket.socket, wakeup: socket.socket) -> None:
        with listener, wakeup, selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            selector.register(wakeup, selectors.EVENT_READ)
            while not self._stopping.is_set():
                for key, _ in selector.select():
                    if key.fileobj is listener and not self._stopping.is_set():
                        self._greet(listener)

    def _greet(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            # The client has disconnected, or there are no more file descriptors.
            self._stopping.wait(0.01)
            return
        thread = Thread(target=self._serve, args=(connection,), name="sandbox-call", daemon=True)
        with self._lock:
            self._open[connection] = thread
        try:
            thread.start()
        except RuntimeError:  # the system has no more threads: drop this client
            with self._lock:
                del self._open[connection]
            connection.close()
            self._stopping.wait(0.01)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._serve_connection(connection)
        finally:
            with self._lock:
                del self._open[connection]
            connection.close()

    def _serve_connection(self, connection: socket.socket) -> None:
        requests = RequestReader(connection, self._settings.idle, self._settings.patience)
        while not self._stopping.is_set() and requests.wait():
            if self.faults.for_connection():
                _reset(connection)
                return
            try:
                request = requests.read()
            except BadRequest as why:
                connection.sendall(encode_response(why.status, "text/plain", b"", keep_alive=False))
                _drain(connection)
                return
            if not self._answer(connection, request):
                return

    def _answer(self, connection: socket.socket, request: HttpRequest) -> bool:
        """Answer one request; return false if the connection must be closed."""
        if not is_from_here(request):
            return _say(connection, request, _STRANGER)
        if self._settings.controlled and request.path.startswith(PREFIX):
            status, body = self._control.answer(request)
            reply = Reply(status, "application/json;charset=utf-8", body, "")
            return _say(connection, request, reply)
        due = time.monotonic() + self.faults.delay
        answer = self._service.respond(request.method, request.path, request.query, request.body)
        if self.faults.delay and self._stopping.wait(max(0.0, due - time.monotonic())):
            return False
        if answer.fault:
            return self._inject_fault(connection, request, answer, answer.fault)
        return _say(connection, request, answer.reply)

    def _inject_fault(
        self,
        connection: socket.socket,
        request: HttpRequest,
        answer: PlannedReply,
        fault: SandboxFault,
    ) -> bool:
        reply = answer.reply
        html = "text/html; charset=utf-8"
        match fault.kind:
            case FaultKind.RESET:
                _reset(connection)
            case FaultKind.TIMEOUT:
                _hold(connection, self._settings.hang)
            case FaultKind.TRUNCATED:
                half = reply.body[: len(reply.body) // 2]
                whole = len(reply.body)
                connection.sendall(
                    encode_response(200, reply.content_type, half, keep_alive=False, length=whole)
                )
            case FaultKind.BROKEN_JSON:
                half = reply.body[: len(reply.body) // 2]
                return _say(connection, request, Reply(200, reply.content_type, half, ""))
            case FaultKind.EMPTY:
                return _say(connection, request, Reply(200, reply.content_type, b"", ""))
            case FaultKind.HTML:
                return _say(connection, request, Reply(200, html, _PORTAL, ""))
            case FaultKind.REDIRECT:
                connection.sendall(
                    encode_response(302, html, b"", keep_alive=False, location=_ELSEWHERE)
                )
            case FaultKind.CLOSE:
                pass
            case _:
                # The other kinds are answers of the service, which `reply` already is.
                return _say(connection, request, reply)
        return False


def _listen(host: str, port: int) -> socket.socket:
    if not is_loopback(host):
        raise SandboxError(f"not a loopback host: {host}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise SandboxError(f"no socket on {host}") from error
    try:
        if sys.platform == "win32":
            # On Windows, SO_REUSEADDR would let another program take over the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except (OSError, OverflowError) as error:
        listener.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = f"port {port} is in use" if taken else f"no port {port or 'free'}"
        raise SandboxError(f"{why} on {host}") from error
    return listener


def _say(connection: socket.socket, request: HttpRequest, reply: Reply) -> bool:
    """Send an answer; return whether the connection is kept."""
    connection.sendall(
        encode_response(
            reply.status,
            reply.content_type,
            b"" if request.method == "HEAD" else reply.body,
            request_id=reply.request_id,
            keep_alive=request.keep_alive,
            length=len(reply.body),
        )
    )
    return request.keep_alive


def _reset(connection: socket.socket) -> None:
    """Make closing the connection send an RST instead of a FIN."""
    linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _hold(connection: socket.socket, seconds: float) -> None:
    """Keep the connection open without an answer, until a time-out or the client closes."""
    connection.settimeout(seconds)
    with contextlib.suppress(OSError):
        while connection.recv(4096):
            pass


def _drain(connection: socket.socket) -> None:
    """Read the remaining data: closing with unread bytes would reset the connection."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(0.2)
    while connection.recv(65536):
        pass
