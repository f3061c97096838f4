"""What the second program does with what Windows tells of the first."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.instance import Instance, OtherSession
from gui.app.main import _hand_to_running_instance
from gui.app.processes import Processes
from gui.storage.database.lock import LedgerLock


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Instance:
    first = Instance(tmp_path)
    assert first.listen()
    first.attend()
    return first


class Desktops(Processes):
    """Two programs of one user, each in a session that is told; notes who may come to the front."""

    FIRST = 12

    def __init__(self, first: int | None, second: int | None) -> None:
        self.sessions = {self.FIRST: first, os.getpid(): second}
        self.in_front: list[int] = []

    def server(self, socket: QLocalSocket) -> int:
        assert socket.state() == socket.LocalSocketState.ConnectedState
        return self.FIRST

    def session(self, process: int) -> int | None:
        return self.sessions[process]

    def let_come_to_front(self, process: int) -> None:
        self.in_front.append(process)


@pytest.mark.parametrize("first_in", [1, None], ids=["the same session", "unknown"])
def test_the_first_program_may_come_to_the_front(
    first: Instance, tmp_path: Path, first_in: int | None
) -> None:
    desktops = Desktops(first_in, 1)
    Instance(tmp_path, processes=desktops).call_first("/a/b.csv", 1)
    assert desktops.in_front == [desktops.FIRST]


def test_a_program_in_another_session_of_the_user_is_not_called(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    desktops = Desktops(1, 2)
    with qtbot.assertNotEmitted(first.called), LedgerLock(tmp_path / "ledger.db"):
        second, lock = Instance(tmp_path, processes=desktops), LedgerLock(tmp_path / "ledger.db")
        with pytest.raises(OtherSession):
            _hand_to_running_instance(second, lock, "/a/b.csv")
    assert desktops.in_front == []


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone tells")
def test_windows_tells_of_processes(first: Instance) -> None:
    socket, processes = QLocalSocket(), Processes()
    socket.connectToServer(first.socket_name)
    assert socket.waitForConnected(20_000)
    assert processes.server(socket) == os.getpid()
    socket.abort()
    assert processes.session(os.getpid()) is not None
    assert processes.session(0xFFFFFFFC) is None
    processes.let_come_to_front(os.getpid())
    processes.let_come_to_front(0xFFFFFFFC)  # of which there is none
