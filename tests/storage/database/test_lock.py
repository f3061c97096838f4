import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.storage.database.lock import LedgerLock
from gui.storage.paths import Paths
from tests.present import present

HOLD = """
import sys
from pathlib import Path
from gui.storage.database.lock import LedgerLock
with LedgerLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert present(process.stdout).readline() == "held\n"
        yield process
        process.kill()


def test_second_program_cannot_acquire_the_lock(path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(LedgerError) as caught:
        LedgerLock(path).acquire()
    assert caught.value.fault is FileFault.IN_USE


def test_lock_file_left_by_a_crash_can_be_acquired(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait(60)
    assert LedgerLock(path).path.exists()
    with LedgerLock(path):
        pass


def test_same_program_can_acquire_the_lock_only_once_at_a_time(path: Path) -> None:
    with LedgerLock(path), pytest.raises(LedgerError):
        LedgerLock(path).acquire()
    with LedgerLock(path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links take a privilege there")
def test_a_ledger_of_another_directory_has_the_same_lock(path: Path, tmp_path: Path) -> None:
    path.touch()
    other = tmp_path / "other"
    other.mkdir()
    (other / "ledger.db").symlink_to(path)
    assert Paths(other).ledger == path

    with LedgerLock(path), pytest.raises(LedgerError) as caught:
        LedgerLock(other / "ledger.db").acquire()
    assert caught.value.fault is FileFault.IN_USE


def test_a_ledger_of_two_names_is_refused_as_no_lock_is_beside_both(
    path: Path, tmp_path: Path
) -> None:
    path.touch()
    other = tmp_path / "other.db"
    other.hardlink_to(path)
    for name in (path, other):
        with pytest.raises(LedgerError) as caught:
            LedgerLock(name).acquire()
        assert caught.value.fault is FileFault.LINKED

    other.unlink()
    with LedgerLock(path):
        pass


def test_vanished_drive_is_reported(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        LedgerLock(tmp_path / "gone" / "ledger.db").acquire()
    assert caught.value.fault is FileFault.UNREADABLE
