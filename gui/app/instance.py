"""One program a data directory: a second one brings the first to the front and ends."""

from __future__ import annotations

import json
import os
import stat
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QObject, QTimer, Signal

if TYPE_CHECKING:
    # Qt's network is loaded once it is wanted: the window is to open without it.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from gui.app.processes import Processes

PATIENCE = 1000
"""Milliseconds for a program that is there to be connected to, and to answer."""
SILENCE = 2000
"""Milliseconds after which a silent connection is closed."""
MESSAGE_MAX = 256 * 1024
"""Bytes of a message; a path of Windows has 32,767 characters, each written in 6 at most."""
CALLERS_MAX = 16
"""Connections that are listened to at once; the oldest gives way to another one."""
_RECEIVED = b"taken\n"
"""The answer of the first program, whatever its version: it goes on with what was asked."""


class OtherSession(Exception):
    """The program that is there is in another session of this user."""


class Instance(QObject):
    """The first program listens on a local socket of this user, named after the data directory.

    On Linux and macOS the socket lies in the user's runtime directory, else in the data directory,
    else in a directory of the user's own among the temporary files: the first of these that only
    the user can change and that takes it. Whoever calls looks in all of them. On Windows it is a
    named pipe that the system keeps others off.
    """

    called = Signal(str)
    """A second program was started; the phone list it was given, or an empty string."""

    def __init__(
        self, data_dir: Path, parent: QObject | None = None, processes: Processes | None = None
    ) -> None:
        """Be the program of `data_dir`; `processes` takes the place of those of Windows."""
        super().__init__(parent)
        self._data_dir = data_dir
        if processes is None and sys.platform == "win32":
            from gui.app.processes import Processes

            processes = Processes()
        self._processes = processes
        self._server: QLocalServer | None = None
        self._callers: list[_Caller] = []
        self.failure = ""
        """Why `listen` failed, as Qt says it."""

    def may_be_there(self) -> bool:
        """Tell whether there is a socket that a program listens on, or that a crash left behind.

        False on Windows, where the lock alone tells: an open lock file cannot be deleted there.
        """
        return os.name == "posix" and any(os.path.exists(name) for name in _names(self._data_dir))  # noqa: PTH110 - never raises

    def call_first(self, list_file: str, patience: int = PATIENCE) -> bool:
        """Ask a program that is already there to come to the front, and to open a list.

        Args:
            list_file: a path, or an empty string.
            patience: milliseconds for it to answer.

        Returns:
            Whether it has taken the call; if not, it never will.

        Raises:
            OtherSession: it is in another session of this user: its window would rise unseen.
        """
        message = json.dumps({"list_file": list_file}).encode() + b"\n"
        for name in _names(self._data_dir):
            if sys.platform != "win32" and not os.path.lexists(name):
                continue  # usually there is none, and Qt's network is not needed
            from PySide6.QtNetwork import QLocalSocket

            socket = QLocalSocket()
            socket.connectToServer(name)
            if not socket.waitForConnected(PATIENCE) or not _is_own_user(socket):
                continue
            self._prepare(socket)
            socket.write(message)
            return socket.waitForReadyRead(patience) and socket.readLine().data() == _RECEIVED
        return False

    def listen(self) -> bool:
        """Start listening as the first program; replace a socket that a crash left behind.

        Those who call wait until `attend`. False, with the reason in `failure`, if no second
        program will find this one.
        """
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        for name in _names(self._data_dir, make=True):
            if self._server.listen(name):
                return True
            QLocalServer.removeServer(name)
            if self._server.listen(name):
                return True
        self.failure = self._server.errorString()
        return False

    @property
    def socket_name(self) -> str:
        """Where this program listens; empty if it does not."""
        return self._server.fullServerName() if self._server is not None else ""

    def attend(self) -> None:
        """Emit `called` from now on, also for those who called since `listen`."""
        if self._server is not None:
            self._server.newConnection.connect(self._accept)
            self._accept()

    def _prepare(self, socket: QLocalSocket) -> None:
        """Let the program at the other end of `socket` come to the front, if that can be seen."""
        if self._processes is None:
            return
        first = self._processes.server(socket)
        sessions = {self._processes.session(process) for process in (first, os.getpid()) if first}
        if len(sessions - {None}) > 1:
            raise OtherSession
        if first:
            self._processes.let_come_to_front(first)

    def _accept(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            if not _is_own_user(socket):
                socket.abort()
                socket.deleteLater()
                continue
            caller = _Caller(socket, self)
            caller.called.connect(self.called)
            caller.ended.connect(self._forget)
            self._callers.append(caller)
            if len(self._callers) > CALLERS_MAX:
                self._callers[0].end()
            caller.read()

    def _forget(self) -> None:
        self._callers = [caller for caller in self._callers if not caller.over]


class _Caller(QObject):
    """A connection to this program; nothing about it makes the window wait."""

    called = Signal(str)
    ended = Signal()

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._list_file: str | None = None
        self.over = False
        socket.setParent(self)
        socket.setReadBufferSize(MESSAGE_MAX + 1)
        socket.readyRead.connect(self.read)
        socket.bytesWritten.connect(self._answered)
        socket.disconnected.connect(self.end)
        self._silence = QTimer(self, interval=SILENCE, singleShot=True)
        self._silence.timeout.connect(self.end)
        self._silence.start()

    def read(self) -> None:
        """Take the message once it is whole."""
        if self.over or self._list_file is not None:
            return
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() > MESSAGE_MAX:
                self.end()
            return
        wish = _list_file_of(bytes(self._socket.readLine().data()))
        if wish is None:
            self.end()
            return
        self._list_file = wish
        self._socket.write(_RECEIVED)
        self._socket.flush()

    def end(self) -> None:
        """Cut the connection off."""
        if not self.over:
            self.over = True
            self._silence.stop()
            self._socket.abort()
            self.deleteLater()
            self.ended.emit()

    def _answered(self) -> None:
        # A caller that timed out meanwhile has reported that nothing was opened.
        if not self.over and self._list_file is not None:
            self.called.emit(self._list_file)
            self._socket.disconnectFromServer()


def _list_file_of(message: bytes) -> str | None:
    """The list to open, or an empty string; none if the message is malformed."""
    if len(message) > MESSAGE_MAX:
        return None
    try:
        list_file = json.loads(message)["list_file"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return list_file if isinstance(list_file, str) else None


def _names(data_dir: Path, *, make: bool = False) -> Iterator[str]:
    """Where a program of this data directory may listen, the best place first.

    `make` makes the directory among the temporary files, once it comes to that.
    """
    # Qt's, for Python's hashlib would bring OpenSSL into memory.
    digest = QCryptographicHash.hash(
        os.fsencode(data_dir.resolve()), QCryptographicHash.Algorithm.Sha256
    )
    name = f"sms-desk-{bytes(digest.toHex().data()).decode()[:24]}"
    if sys.platform == "win32":
        yield name
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_private(Path(runtime)):
        yield str(Path(runtime, name))
    yield str(data_dir.resolve() / "instance.socket")
    temporary = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - only a directory of our own in it
    own = Path(temporary, f"sms-desk-{os.geteuid()}")
    if make:
        with suppress(OSError):
            own.mkdir(mode=0o700)
    if _is_private(own):
        yield str(own / name)


def _is_private(folder: Path) -> bool:
    """Whether a directory is this user's, and nobody else may enter it."""
    if sys.platform == "win32":
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not stat.S_IMODE(found.st_mode) & 0o077
    )


def _is_own_user(socket: QLocalSocket) -> bool:
    """Whether the program at the other end runs as this user.

    Windows is not asked: the pipe's access list lets nobody else in.
    """
    if sys.platform == "win32":
        return True
    from socket import socket as Socket

    with Socket(fileno=os.dup(int(socket.socketDescriptor()))) as peer:
        try:
            if sys.platform == "linux":
                from socket import SO_PEERCRED, SOL_SOCKET

                credentials = struct.Struct("3i")  # pid, uid, gid [unix(7)]
                found = peer.getsockopt(SOL_SOCKET, SO_PEERCRED, credentials.size)
                user = credentials.unpack(found)[1]
            else:
                credentials = struct.Struct("2I")  # version, uid: struct xucred [unix(4)]
                found = peer.getsockopt(0, 1, 256)  # SOL_LOCAL, LOCAL_PEERCRED
                user = credentials.unpack_from(found)[1]
        except (OSError, struct.error):
            return False
    return bool(user == os.geteuid())
