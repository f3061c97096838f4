import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.instance import CALLERS_MAX, MESSAGE_MAX, Instance
from gui.words.instance import not_listening
from tests.present import present

ROOT = Path(__file__).parent.parent.parent
unix = pytest.mark.skipif(sys.platform == "win32", reason="a named pipe lies in no directory")

SECOND = (
    "import sys\n"
    "from pathlib import Path\n"
    "from PySide6.QtCore import QCoreApplication\n"
    "from gui.app.instance import Instance\n"
    "app = QCoreApplication([])\n"
    "print('calling', flush=True)\n"
    "print(Instance(Path(sys.argv[1])).call_first(sys.argv[2], int(sys.argv[3])))\n"
)


def second(data_dir: Path, list_file: str = "", patience: int = 20_000) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(data_dir), list_file, str(patience)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Instance:
    first = Instance(tmp_path)
    assert not first.call_first("")
    assert first.listen()
    first.attend()
    return first


def test_a_second_program_hands_its_list_to_the_first(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    with second(tmp_path, "/a/名单.csv") as process:
        with qtbot.waitSignal(first.called) as called:
            pass
        qtbot.waitUntil(lambda: process.poll() is not None)
        assert present(process.stdout).read() == "calling\nTrue\n"
    assert called.args == ["/a/名单.csv"]


def test_list_received_before_attending_is_opened_once(qtbot: QtBot, tmp_path: Path) -> None:
    first, called = Instance(tmp_path), list[Any]()
    assert first.listen()
    first.called.connect(called.append)
    server = present(first.findChild(QLocalServer))
    with second(tmp_path, "/a/名单.csv", patience=30_000) as process:
        qtbot.waitUntil(lambda: present(process.stdout).readline() == "calling\n")
        qtbot.waitUntil(server.hasPendingConnections)
        assert (called, process.poll()) == ([], None)

        first.attend()

        qtbot.waitUntil(lambda: process.poll() is not None)
        assert present(process.stdout).read() == "True\n"
    assert called == ["/a/名单.csv"]


def test_abandoned_call_is_not_opened(qtbot: QtBot, tmp_path: Path) -> None:
    first, called = Instance(tmp_path), list[Any]()
    assert first.listen()
    first.called.connect(called.append)
    with second(tmp_path, "/a/名单.csv", patience=50) as process:
        assert process.communicate(timeout=60)[0] == "calling\nFalse\n"

    first.attend()
    with second(tmp_path, "/a/next.csv", patience=20_000):
        qtbot.waitUntil(lambda: bool(called))

    assert called == ["/a/next.csv"]


def test_another_directory_is_another_program(first: Instance, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with second(other) as process:
        assert process.communicate(timeout=60)[0] == "calling\nFalse\n"


def connected(first: Instance) -> QLocalSocket:
    """A socket that is connected to the first program, of the same process."""
    socket = QLocalSocket()
    socket.connectToServer(first.socket_name)
    assert socket.waitForConnected(1_000)
    return socket


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"[]\n",
        b"{}\n",
        b'{"list_file": 3}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"list_file": ' * 50_000 + b"\n",
        b"x" * (2 * MESSAGE_MAX),
    ],
    ids=["empty", "list", "object", "number", "bytes", "deep list", "deep object", "endless"],
)
def test_nonsense_on_the_socket_is_ignored(qtbot: QtBot, first: Instance, content: bytes) -> None:
    socket = connected(first)
    with qtbot.assertNotEmitted(first.called):
        socket.write(content)
        qtbot.waitUntil(lambda: socket.state() == socket.LocalSocketState.UnconnectedState)


def test_a_message_in_pieces_is_one(qtbot: QtBot, first: Instance) -> None:
    socket = connected(first)
    socket.write(b'{"list_file": "/a/')
    socket.flush()
    qtbot.waitUntil(lambda: any(end.bytesAvailable() for end in first.findChildren(QLocalSocket)))
    with qtbot.waitSignal(first.called) as called:
        socket.write(b'b.csv"}\n')
    assert called.args == ["/a/b.csv"]


def test_silent_caller_does_not_block_others(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.listen()
    silent = [connected(first) for _ in range(8)]
    began = time.monotonic()
    first.attend()
    assert time.monotonic() - began < 0.5

    with second(tmp_path, "/a/b.csv", patience=20_000) as process:
        with qtbot.waitSignal(first.called):
            pass
        qtbot.waitUntil(lambda: process.poll() is not None)
    ended = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: all(each.state() == ended for each in silent))


def test_oldest_silent_callers_are_dropped(qtbot: QtBot, first: Instance) -> None:
    silent = [connected(first) for _ in range(CALLERS_MAX)]
    qtbot.waitUntil(lambda: len(first.findChildren(QLocalSocket)) == CALLERS_MAX)
    silent += [connected(first) for _ in range(4)]
    ended = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: [each.state() for each in silent].count(ended) == 4)
    assert all(each.state() == ended for each in silent[:4])


@unix
def test_the_socket_is_in_the_runtime_directory_for_its_user_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    # The path of a socket has at most 107 characters; pytest's folders may have as many.
    with tempfile.TemporaryDirectory(prefix="sms-desk-") as name:
        runtime = Path(name)
        monkeypatch.setenv("XDG_RUNTIME_DIR", name)
        first = Instance(data)
        assert first.listen()
        (socket,) = runtime.iterdir()
        assert socket == Path(first.socket_name)
        assert stat.S_IMODE(socket.stat().st_mode) & 0o077 == 0
        assert list(data.iterdir()) == []


@unix
@pytest.mark.parametrize("open_to_others", [True, False], ids=["open to others", "gone"])
def test_socket_is_in_the_data_directory_without_a_runtime_directory(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_to_others: bool
) -> None:
    if open_to_others:
        (tmp_path / "runtime").mkdir()
        (tmp_path / "runtime").chmod(0o755)
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    first = Instance(data)
    assert first.listen()
    first.attend()
    assert Path(first.socket_name).parent == data
    # A program that has one looks in both.
    (tmp_path / "own").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "own"))
    with second(data) as process, qtbot.waitSignal(first.called):
        pass
    assert process.stdout is not None


@unix
def test_impossible_socket_path_is_explained(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / ("x" * 100)
    far.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(far))
    monkeypatch.setenv("TMPDIR", str(far))
    first = Instance(far)
    assert not first.listen()
    assert first.failure
    assert first.failure in not_listening(first.failure)


@pytest.fixture
def near() -> Iterator[Path]:
    """A directory with a short name: the name of a socket has about 100 characters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@unix
def test_socket_of_a_long_data_directory_is_a_temporary_file(
    qtbot: QtBot, tmp_path: Path, near: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / ("x" * 100)
    far.mkdir()
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", str(near))
    assert not Instance(far).call_first("")
    assert list(near.iterdir()) == []  # whoever only looks makes nothing
    first = Instance(far)
    assert first.listen()
    first.attend()
    (own,) = near.iterdir()
    assert Path(first.socket_name).parent == own
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    with second(far) as process:
        with qtbot.waitSignal(first.called):
            pass
        qtbot.waitUntil(lambda: process.poll() is not None)
        assert present(process.stdout).read() == "calling\nTrue\n"


def test_qt_network_is_not_imported_without_a_listener(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from gui.app.instance import Instance\n"
        "assert not Instance(Path(sys.argv[1])).call_first('')\n"
        "print('PySide6.QtNetwork' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ("True\n" if sys.platform == "win32" else "False\n")


CALL = r"""
import os, socket, sys
os.setuid(65534)
caller = socket.socket(socket.AF_UNIX)
caller.connect(sys.argv[1])
try:
    caller.sendall(b'{"list_file": "/a/b.csv"}\n')
    print(caller.recv(100))
except OSError:
    print(b"")
"""


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can be another user"
)
def test_calls_of_another_user_are_refused(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with tempfile.TemporaryDirectory() as data:
        Path(data).chmod(0o755)
        first = Instance(Path(data))
        assert first.listen()
        first.attend()
        Path(first.socket_name).chmod(0o666)
        with (
            qtbot.assertNotEmitted(first.called),
            subprocess.Popen(
                [sys.executable, "-c", CALL, first.socket_name],
                stdout=subprocess.PIPE,
                text=True,
            ) as process,
        ):
            qtbot.waitUntil(lambda: process.poll() is not None)
            assert present(process.stdout).read() == "b''\n"


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can be another user"
)
def test_socket_of_another_user_is_not_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    impostor = (
        "import os, socket, sys\n"
        "os.setuid(65534)\n"
        "s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen()\n"
        "os.chmod(sys.argv[1], 0o666); print('listening', flush=True)\n"
        "c, _ = s.accept(); print(c.recv(100), flush=True)\n"
    )
    with tempfile.TemporaryDirectory() as data:
        Path(data).chmod(0o777)
        place = str(Path(data).resolve() / "instance.socket")
        with subprocess.Popen(
            [sys.executable, "-c", impostor, place], stdout=subprocess.PIPE, text=True
        ) as process:
            assert present(process.stdout).readline() == "listening\n"
            assert not Instance(Path(data)).call_first("/a/b.csv")
            assert present(process.stdout).readline() == "b''\n"
