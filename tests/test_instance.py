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
    "print(Instance(Path(sys.argv[1])).call_first(sys.argv[2]))\n"
)


def second(data_dir, list_file=""):
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(data_dir), list_file],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def first(qapp, tmp_path):
    first = Instance(tmp_path)
    assert not first.call_first("")
    assert first.listen()
    return first


def test_a_second_program_hands_its_list_to_the_first(qtbot, first, tmp_path):
    with second(tmp_path, "/a/名单.csv") as process:
        with qtbot.waitSignal(first.called, timeout=20_000) as called:
            pass
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.stdout.read() == "True\n"
    assert called.args == ["/a/名单.csv"]


def test_another_directory_is_another_program(first, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with second(other) as process:
        assert process.communicate(timeout=20)[0] == "False\n"


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
