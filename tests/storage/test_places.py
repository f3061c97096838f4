r"""Places that paths of Windows may name: past 260 characters, devices, drive roots, shares.

Those that other systems have, too, are tested there as well. `python -m tests.windows` makes the
drive R: and the share `\\localhost\c$`, which a Windows has for its administrators.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from gui.core.errors import FileError, FileFault, ListError, ListFault
from gui.core.file_names import shown
from gui.core.presets.file_faults import PresetFileError
from gui.core.presets.preset import PresetBook, TestPhone
from gui.storage.database.backups import back_up, backup
from gui.storage.database.connection import connect_by_uri
from gui.storage.database.database import Database
from gui.storage.draft import reader
from gui.storage.exports.export_folders import export_register
from gui.storage.exports.tables import save_table
from gui.storage.lists.child_process import run_in_child
from gui.storage.lists.tasks import LoadTask
from gui.storage.paths import Paths, data_dir, reachable
from gui.storage.presets.files import load_file, save_file
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.storage.draft.test_reader import run

windows = pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has such names")

BOOK = PresetBook((), (TestPhone(0, "我", "13900000001"),))
NUMBERS = "手机\r\n13800138000\r\n13900139000\r\n"
SHARE = r"\\localhost\c$"
DRIVE = "R:\\"


class Rows:
    """Some rows of one cell."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, str]:
        return {id: f"1380013{id:04}" for id in ids}


def export(target: Path, register: Path | None = None) -> None:
    for _ in save_table(Rows(), array("q", range(3)), [("手机", str)], target, register=register):
        pass


def long_folder(top: Path) -> Path:
    """A folder whose path alone is longer than Windows takes without being told."""
    # All of it has room in the 512 bytes that SQLite takes elsewhere.
    folder = top / ("客户名单" * 5) / ("list " * 20 + "x") / ("table " * 22 + "表格")
    assert len(str(folder)) > 260
    reachable(folder).mkdir(parents=True)
    return folder


def subst(folder: Path) -> Path | None:
    """Make a drive whose root is the folder, as `subst R: FOLDER` does; none if that fails."""
    if sys.platform != "win32":
        return None
    import ctypes

    ctypes.windll.kernel32.DefineDosDeviceW(0, DRIVE[:2], str(folder))
    return Path(DRIVE) if os.path.exists(DRIVE) else None  # noqa: PTH110 - never raises


@pytest.fixture(params=["long", "root", "share"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of each kind."""
    if request.param == "long":
        return long_folder(tmp_path)
    if sys.platform != "win32":
        pytest.skip("Windows alone has drives and shares")
    if request.param == "root":
        root = subst(tmp_path)
        if root is None:
            pytest.skip("no drive could be made here")
        request.addfinalizer(lambda: clear(root))
        return root
    drive, rest = os.path.splitdrive(tmp_path)
    share = Path(SHARE + rest)
    if drive.lower() != "c:" or not share.is_dir():
        pytest.skip(f"{SHARE} cannot be reached")
    return share


def clear(root: Path) -> None:
    import shutil

    for one in root.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


@pytest.mark.parametrize("name", ["表.csv", "表.xlsx"])
def test_a_table_is_saved_and_replaced(place: Path, name: str, tmp_path: Path) -> None:
    ledger = tmp_path / "data" / "ledger.db"
    ledger.parent.mkdir()
    for _ in range(2):
        export(place / name, export_register(ledger))
    assert [one.name for one in reachable(place).iterdir() if one.is_file()] == [name]
    assert not export_register(ledger).exists()


def test_presets_are_saved_and_read(place: Path) -> None:
    save_file(BOOK, place / "预设.json")
    assert load_file(place / "预设.json") == BOOK


def test_a_list_is_read(place: Path, tmp_path: Path) -> None:
    path, ledger = place / "名单.csv", tmp_path / "own.db"
    reachable(path).write_bytes(NUMBERS.encode("gbk"))
    Database(ledger).close()
    run(run_in_child(LoadTask(ledger, path)))
    with Database(ledger) as database:
        found = reader.read_overview(database)
    assert found.first == ("13800138000", "13900139000")
    assert found.sources[0].path == str(path)


def test_a_data_directory_works_at_any_place(place: Path) -> None:
    for _ in range(2):  # made, and found again
        paths = Paths(data_dir(str(place)), place)
        with Database(paths.ledger) as database, database.transaction() as db:
            db.execute("pragma user_version")
        with Database(paths.ledger, read_only=True) as database:
            assert database.path == paths.ledger
        assert back_up(paths.ledger).size > 0
        with closing(connect_by_uri(backup(paths.ledger, 1), "immutable=1")) as db:
            assert db.execute("pragma quick_check").fetchone() == ("ok",)
        settings = SettingsFile(paths.settings)
        settings.save(Settings(masked=True))
        assert settings.load().masked
    assert shown(str(paths.data_dir)) == str(place)


@windows
@pytest.mark.parametrize("name", ["nul.csv", "CON.xlsx", "com1.csv", "a:b.csv", "list.csv."])
def test_nothing_is_saved_under_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    for save in (export, lambda path: save_file(BOOK, path)):
        with pytest.raises(FileError) as caught:
            save(Path(f"{tmp_path}\\{name}"))
        assert caught.value.fault is FileFault.NAME
        assert caught.value.path.endswith(name)
    assert list(tmp_path.iterdir()) == []


@windows
@pytest.mark.parametrize("name", ["nul", "con", "nul.csv", "com1"])
def test_no_device_is_read_as_a_list(tmp_path: Path, name: str) -> None:
    ledger = tmp_path / "own.db"
    Database(ledger).close()
    with pytest.raises(ListError) as caught:
        run(run_in_child(LoadTask(ledger, tmp_path / name)))
    assert caught.value.fault in {ListFault.NOT_A_FILE, ListFault.MISSING, ListFault.FAILED}
    with pytest.raises(PresetFileError):
        load_file(tmp_path / name)


@windows
def test_no_device_is_a_data_directory(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        data_dir(str(tmp_path / "nul"))
