"""One program a data directory: a second one brings the first to the front and ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QObject, Signal

if TYPE_CHECKING:
    # Qt's network is loaded once it is wanted: the window is to open without it.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 1000
"""Milliseconds."""
_TAKEN = b"taken\n"


class Instance(QObject):
    """The first program listens on a local socket named after the data directory."""

    called = Signal(str)
    """A second program was started; the phone list it was given, or an empty string."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Qt's, for Python's hashlib would bring OpenSSL into memory.
        digest = QCryptographicHash.hash(
            str(data_dir.resolve()).encode(), QCryptographicHash.Algorithm.Sha256
        )
        self._name = f"sms-desk-{bytes(digest.toHex().data()).decode()[:24]}"
        self._server: QLocalServer | None = None

    def call_first(self, list_file: str, patience: int = PATIENCE) -> bool:
        """Ask a program that is already there to come to the front, and to open a list.

        Args:
            list_file: a path, or an empty string.
            patience: milliseconds for it to answer.

        Returns:
            Whether it has taken the call; if not, it never will.
        """
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(json.dumps({"list_file": list_file}).encode() + b"\n")
        return socket.waitForReadyRead(patience) and socket.readLine().data() == _TAKEN

    def listen(self) -> bool:
        """Be the first; a socket that a crash left behind is no obstacle.

        Those who call wait until `attend`.
        """
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def attend(self) -> None:
        """Emit `called` from now on, also for those who called since `listen`."""
        if self._server is not None:
            self._server.newConnection.connect(self._answer)
            self._answer()

    def _answer(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            if socket.bytesAvailable() or socket.waitForReadyRead(PATIENCE):
                self._read(socket)
            socket.disconnectFromServer()
            socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        try:
            wish = json.loads(bytes(socket.readLine(64 * 1024).data()))
            list_file = wish["list_file"]
        except (ValueError, TypeError, KeyError):
            return
        # Whoever has lost patience meanwhile has told his operator that nothing was opened.
        if not isinstance(list_file, str) or not socket.isWritable():
            return
        socket.write(_TAKEN)
        if socket.waitForBytesWritten(PATIENCE):
            self.called.emit(list_file)
