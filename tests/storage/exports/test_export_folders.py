import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gui.storage.exports.export_folders import export_folder, export_register, remove_left_behind
from tests.present import present

SAVE = """
import sys
from array import array
from pathlib import Path
from gui.storage.exports import tables
from gui.storage.exports.export_folders import export_register

class Rows:
    def rows(self, ids):
        return {id: "13800138000" for id in ids}

ledger, target = map(Path, sys.argv[1:])
steps = tables.save_table(
    Rows(), array("q", range(5000)), [("number", str)], target, register=export_register(ledger)
)
next(steps), next(steps)
print("saving", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return export_register(tmp_path / "ledger.db")


def saving(ledger: Path, target: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SAVE, str(ledger), str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert present(process.stdout).readline().strip() == "saving"
    return process


@pytest.mark.parametrize("name", ["report.csv", "report.xlsx"])
def test_folder_of_a_killed_export_is_removed_at_the_next_start(
    tmp_path: Path, register: Path, name: str
) -> None:
    target = tmp_path / "out 报表" / name
    target.parent.mkdir()
    process = saving(tmp_path / "ledger.db", target)
    (folder,) = target.parent.iterdir()
    assert remove_left_behind(register) == 0  # it is written in just now
    assert folder.exists()
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.communicate(timeout=30)
    assert list(target.parent.iterdir()) == [folder]

    assert remove_left_behind(register) == 1

    assert list(target.parent.iterdir()) == []
    assert not register.exists()
    assert remove_left_behind(register) == 0


def test_finished_export_leaves_no_folder(tmp_path: Path, register: Path) -> None:
    with export_folder(tmp_path, register) as folder:
        (folder / "table").write_text("13800138000")
        assert [note.name for note in register.iterdir()] == [folder.name[-16:]]
        if os.name == "posix":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()
    assert not register.exists()


def test_export_works_without_writable_register(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file in place of the register")
    with export_folder(tmp_path, tmp_path / "exports") as folder:
        assert folder.is_dir()
    assert not folder.exists()
    assert remove_left_behind(tmp_path / "exports") == 0


def note(register: Path, token: str, folder: Path) -> None:
    register.mkdir(exist_ok=True)
    (register / token).write_bytes(os.fsencode(folder))


def test_only_own_folders_are_removed(tmp_path: Path, register: Path) -> None:
    token, other = "0123456789abcdef", "0123456789abcdee"
    precious = tmp_path / "precious"
    precious.mkdir()
    note(register, token, precious)
    (tmp_path / f".sms-desk-{other}").symlink_to(precious)
    note(register, other, tmp_path / f".sms-desk-{other}")
    note(register, "0123456789abcdec", Path("relative"))
    (register / "not ours").write_text(str(precious))

    assert remove_left_behind(register) == 0

    assert precious.is_dir()
    assert [file.name for file in register.iterdir()] == ["not ours"]


def test_a_folder_on_a_drive_that_is_away_is_remembered(tmp_path: Path, register: Path) -> None:
    token = "0123456789abcdef"
    away = tmp_path / "drive"
    note(register, token, away / f".sms-desk-{token}")
    assert remove_left_behind(register) == 0
    (away / f".sms-desk-{token}").mkdir(parents=True)
    assert remove_left_behind(register) == 1
    assert list(away.iterdir()) == []
