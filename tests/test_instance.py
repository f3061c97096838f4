import subprocess
import sys
from pathlib import Path

import pytest

from gui.instance import Instance

ROOT = Path(__file__).parent.parent

SECOND = (
    "import sys\n"
    "from pathlib import Path\n"
    "from PySide6.QtCore import QCoreApplication\n"
    "from gui.instance import Instance\n"
    "app = QCoreApplication([])\n"
    "print('calling', flush=True)\n"
    "print(Instance(Path(sys.argv[1])).call_first(sys.argv[2], int(sys.argv[3])))\n"
)


def second(data_dir, list_file="", patience=1000):
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(data_dir), list_file, str(patience)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def first(qapp, tmp_path):
    first = Instance(tmp_path)
    assert not first.call_first("")
    assert first.listen()
    first.attend()
    return first


def test_a_second_program_hands_its_list_to_the_first(qtbot, first, tmp_path):
    with second(tmp_path, "/a/名单.csv") as process:
        with qtbot.waitSignal(first.called, timeout=20_000) as called:
            pass
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.stdout.read() == "calling\nTrue\n"
    assert called.args == ["/a/名单.csv"]


def test_a_list_that_comes_before_anybody_attends_is_opened_then_and_once(qtbot, tmp_path):
    first, called = Instance(tmp_path), []
    assert first.listen()
    first.called.connect(called.append)
    with second(tmp_path, "/a/名单.csv", patience=30_000) as process:
        qtbot.waitUntil(lambda: process.stdout.readline() == "calling\n", timeout=20_000)
        qtbot.wait(200)  # long enough for it to be lost
        assert (called, process.poll()) == ([], None)

        first.attend()

        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.stdout.read() == "True\n"
    assert called == ["/a/名单.csv"]


def test_what_was_given_up_meanwhile_is_not_opened(qtbot, tmp_path):
    first, called = Instance(tmp_path), []
    assert first.listen()
    first.called.connect(called.append)
    with second(tmp_path, "/a/名单.csv", patience=50) as process:
        assert process.communicate(timeout=20)[0] == "calling\nFalse\n"

    first.attend()
    qtbot.wait(100)

    assert called == []


def test_another_directory_is_another_program(first, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with second(other) as process:
        assert process.communicate(timeout=20)[0] == "calling\nFalse\n"


def test_nonsense_on_the_socket_is_ignored(qtbot, first):
    from PySide6.QtNetwork import QLocalSocket

    called = []
    first.called.connect(called.append)
    for content in (b"\n", b"[]\n", b"{}\n", b'{"list_file": 3}\n', b"\xff\xfe\n"):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        socket.write(content)
        qtbot.waitUntil(
            lambda socket=socket: socket.state() == socket.LocalSocketState.UnconnectedState
        )
    assert called == []
