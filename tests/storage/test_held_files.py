"""A file that another program holds for a moment is waited for."""

import ast
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.core.errors import FileError, FileFault, SettingsError
from gui.core.presets.preset import PresetBook, TestPhone
from gui.storage.held_files import HELD_SECONDS, check_replaceable, move, patiently
from gui.storage.paths import file_fault
from gui.storage.presets.files import save_file
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile

ROOT = Path(__file__).parents[2]
windows = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file is replaced")


def save_settings(path: Path) -> None:
    SettingsFile(path).save(Settings(masked=True))


def save_presets(path: Path) -> None:
    save_file(PresetBook((), (TestPhone(0, "我", "13900000001"),)), path)


def refused(winerror: int) -> PermissionError:
    error = PermissionError(13, "no")
    error.winerror = winerror  # type: ignore[attr-defined] # of Windows' alone
    return error


class Held:
    """A file that is let go of after some tries."""

    def __init__(self, error: OSError, tries: int) -> None:
        self.error = error
        self.left = tries

    def __call__(self) -> str:
        self.left -= 1
        if self.left >= 0:
            raise self.error
        return "done"


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_action_is_retried(winerror: int) -> None:
    assert patiently(Held(refused(winerror), 3)) == "done"


def test_waiting_for_a_held_file_ends() -> None:
    held = Held(refused(32), 1_000)
    with pytest.raises(PermissionError):
        patiently(held, seconds=0.2)
    assert held.left < 999


@pytest.mark.parametrize("error", [PermissionError(13, "no"), refused(3), OSError(28, "full")])
def test_other_errors_are_raised_at_once(error: OSError) -> None:
    held = Held(error, 1_000)
    with pytest.raises(OSError):
        patiently(held)
    assert held.left == 999


def test_file_in_use_is_distinguished_from_unwritable_one() -> None:
    assert file_fault(refused(32), writing=True) is FileFault.IN_USE
    assert file_fault(refused(5), writing=True) is FileFault.UNWRITABLE


def test_file_that_is_missing_or_not_in_use_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    check_replaceable(path)
    path.write_bytes(b"kept")
    check_replaceable(path)
    assert path.read_bytes() == b"kept"


@windows
def test_settings_wait_for_a_scanner(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    file = SettingsFile(path)
    file.save(Settings())
    scanner = path.open("rb")
    letting_go = threading.Timer(0.5, scanner.close)
    letting_go.start()
    file.save(Settings(masked=True))
    letting_go.join()
    assert file.load().masked


@windows
def test_settings_that_stay_in_use_are_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    file = SettingsFile(path)
    file.save(Settings())
    with path.open("rb"), pytest.raises(SettingsError):
        file.save(Settings(masked=True))
    assert not file.load().masked
    assert list(tmp_path.iterdir()) == [path]


@windows
@pytest.mark.parametrize("save", [save_settings, save_presets])
def test_a_read_only_file_is_told_at_once_and_left_alone(
    tmp_path: Path, save: Callable[[Path], None]
) -> None:
    path = tmp_path / "file.json"
    save(path)
    before = path.read_bytes()
    path.chmod(stat.S_IREAD)
    began = time.monotonic()
    with pytest.raises(FileError) as caught:
        save(path)
    assert time.monotonic() - began < HELD_SECONDS
    path.chmod(stat.S_IREAD | stat.S_IWRITE)
    assert caught.value.fault is FileFault.UNWRITABLE
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@windows
def test_a_file_held_for_a_moment_is_moved_then(tmp_path: Path) -> None:
    file, target = tmp_path / "new", tmp_path / "old"
    for path in (file, target):
        path.write_bytes(path.name.encode())
    scanner = target.open("rb")
    letting_go = threading.Timer(0.5, scanner.close)
    letting_go.start()
    move(file, target)
    letting_go.join()
    assert target.read_bytes() == b"new"


def test_no_file_is_moved_without_that_patience() -> None:
    """`Path.replace` takes one argument, `str.replace` two; other kinds take keywords."""
    impatient = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "gui" / "storage").rglob("*.py"))
        if path.name != "held_files.py"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("replace", "rename")
        and len(call.args) == 1
        and not call.keywords
    ]
    assert impatient == []
