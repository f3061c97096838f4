"""Files that another program lets nobody open are waited for, and told from forbidden ones.

On Windows a program may open a file so that no other one can: backups, virus scanners, programs
against data loss. The rule is in `gui.storage.held_files`; this tests who opens files by it.
"""

import os
import stat
import time
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from gui.core.errors import (
    FileFault,
    LedgerError,
    ListError,
    ListFault,
    SettingsError,
    SmsDeskError,
)
from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import Sign
from gui.core.presets.file_faults import PresetFileError, PresetFileFault
from gui.storage.appended_file import AppendedFile
from gui.storage.catalogue_cache import CatalogueCache
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.salvage import sync
from gui.storage.exports.export_folders import export_register, remove_left_behind
from gui.storage.held_files import is_held, is_in_use, open_file, open_handle, read_file
from gui.storage.lists.child_process import run_in_child
from gui.storage.lists.open_list import is_workbook
from gui.storage.lists.source import translate_list_errors
from gui.storage.lists.tasks import InspectTask
from gui.storage.logs import read_newest
from gui.storage.presets.files import load_file
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.words.errors.errors import error as sentence
from tests.holder import held, windows
from tests.storage.draft.test_reader import run
from tests.storage.test_held_files import refused
from tests.storage.test_held_files import save_presets as prepare_presets
from tests.storage.test_held_files import save_settings as prepare_settings

HELD_SHORTLY = 0.5
"""Seconds."""
LIST = "手机\r\n13800138000\r\n13900139000\r\n"
CATALOGUES = {"key": AccountCatalogue((Sign("阿里云", "AUDIT_STATE_PASS"),), (), 1)}


def load_settings(path: Path) -> object:
    return SettingsFile(path).load().masked


def save_settings(path: Path) -> object:
    file = SettingsFile(path)
    file.save(Settings(masked=True))
    return file.load().masked


def load_catalogues(path: Path) -> object:
    return bool(CatalogueCache(path).load())


def save_catalogues(path: Path) -> object:
    CatalogueCache(path).save({}, ["key"])
    return bool(CatalogueCache(path).load())


def inspect(path: Path) -> object:
    return len(run(run_in_child(InspectTask(path))).rows) == 3


def load_presets(path: Path) -> object:
    return bool(load_file(path).phones)


def open_ledger(path: Path) -> object:
    with Database(path) as ledger:
        return ledger.db.execute("select count(*) from run").fetchone() == (0,)


def read_ledger(path: Path) -> object:
    with Database(path, read_only=True) as ledger:
        return ledger.db.execute("select count(*) from run").fetchone() == (0,)


def lock(path: Path) -> object:
    with open_file(path, "r+b") as file:
        return not file.write(b"")


def sync_file(path: Path) -> object:
    sync(path)
    return True


def read_log(path: Path) -> object:
    return bool(read_newest(path.parent))


def append(path: Path) -> object:
    file = AppendedFile(path)
    before = file.read()
    file.append(b"more")
    file.close()
    return path.read_bytes() == before + b"more"


def read_appended(path: Path) -> object:
    return bool(AppendedFile(path).read())


def look_for_workbook(path: Path) -> object:
    return not is_workbook(path)


Prepare = Callable[[Path], object]


def prepare_catalogues(path: Path) -> None:
    CatalogueCache(path).save(CATALOGUES, ["key"])


def prepare_list(path: Path) -> None:
    path.write_bytes(LIST.encode())


def prepare_ledger(path: Path) -> None:
    Database(path).close()


OPENED: dict[str, tuple[str, Prepare, Callable[[Path], object]]] = {
    "settings": ("settings.json", prepare_settings, load_settings),
    "saved settings": ("settings.json", prepare_settings, save_settings),
    "catalogues": ("catalogues.json", prepare_catalogues, load_catalogues),
    "saved catalogues": ("catalogues.json", prepare_catalogues, save_catalogues),
    "list": ("list.csv", prepare_list, inspect),
    "kind of list": ("list.csv", prepare_list, look_for_workbook),
    "presets": ("presets.json", prepare_presets, load_presets),
    "ledger": ("ledger.db", prepare_ledger, open_ledger),
    "ledger to read": ("ledger.db", prepare_ledger, read_ledger),
    "written": ("written", prepare_list, lock),
    "synced": ("synced", prepare_list, sync_file),
    "appended": ("sandbox.jsonl", prepare_list, append),
    "read to be appended to": ("sandbox.jsonl", prepare_list, read_appended),
    "log": ("sms-desk.log", prepare_list, read_log),
}


@windows
@pytest.mark.parametrize("name", OPENED)
def test_a_file_held_for_a_moment_is_opened_then(tmp_path: Path, name: str) -> None:
    file, prepare, use = OPENED[name]
    path = tmp_path / file
    prepare(path)
    with held(path, HELD_SHORTLY):
        with pytest.raises(OSError) as caught:
            read_file(path, seconds=0)
        assert is_in_use(caught.value)
        assert use(path)


@windows
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("settings", FileFault.NOT_LOADED),
        ("saved settings", FileFault.IN_USE),
        ("list", ListFault.IN_USE),
        ("presets", PresetFileFault.IN_USE),
        ("ledger", FileFault.IN_USE),
        ("ledger to read", FileFault.IN_USE),
    ],
)
def test_a_file_that_stays_held_is_said_to_be(tmp_path: Path, name: str, fault: object) -> None:
    file, prepare, use = OPENED[name]
    path = tmp_path / file
    prepare(path)
    before = path.read_bytes()
    with held(path), pytest.raises(SmsDeskError) as caught:
        use(path)
    assert isinstance(caught.value, SettingsError | LedgerError | ListError | PresetFileError), (
        caught.value
    )
    assert caught.value.fault is fault
    assert path.read_bytes() == before


@windows
def test_the_lock_is_in_use_at_once_and_can_be_had_later(tmp_path: Path) -> None:
    """Who starts the program waits by itself, and asks a running one meanwhile."""
    lock = LedgerLock(tmp_path / "ledger.db")
    lock.path.write_bytes(b"x")
    with held(lock.path):
        began = time.monotonic()
        with pytest.raises(LedgerError) as caught:
            lock.acquire()
        assert time.monotonic() - began < 2
    assert caught.value.fault is FileFault.IN_USE
    with lock:
        pass


@windows
def test_an_open_file_can_be_replaced_but_not_a_locked_one(tmp_path: Path) -> None:
    path, other = tmp_path / "list.csv", tmp_path / "other.csv"
    prepare_list(path)
    with closing(open_file(path)):
        path.rename(other)
    lock = LedgerLock(tmp_path / "ledger.db")
    with lock:
        with pytest.raises(PermissionError):
            lock.path.rename(other)
        with pytest.raises(PermissionError):
            lock.path.unlink()


@windows
def test_a_register_that_is_held_is_read_once_it_is_free(tmp_path: Path) -> None:
    register = export_register(tmp_path / "ledger.db")
    register.mkdir()
    token = "0123456789abcdef"
    folder = tmp_path / f".sms-desk-{token}"
    folder.mkdir()
    (register / token).write_bytes(os.fsencode(folder))
    with held(register / token, HELD_SHORTLY):
        assert remove_left_behind(register) == 1


@windows
@pytest.mark.parametrize("size", [0, 1, 70_000])
def test_what_is_read_is_what_is_there(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    content = (b"\r\n\x1a\0" * 20_000)[:size]
    with open_file(path, "xb") as file:
        file.write(content)
    assert read_file(path) == path.read_bytes() == content
    with open_file(path) as file:
        assert (file.read(3), file.tell()) == (content[:3], len(content[:3]))
        assert file.readlines() == BytesIO(content[3:]).readlines()
        assert file.seek(0) == 0
        assert list(iter(lambda: file.read(1000), b"")) == [
            content[start : start + 1000] for start in range(0, len(content), 1000)
        ]
    with open_file(path, "ab") as file:
        file.write(b"more")
    assert read_file(path) == content + b"more"
    with pytest.raises(FileExistsError):
        open_file(path, "xb")
    with pytest.raises(FileNotFoundError) as caught:
        open_file(tmp_path / "missing")
    assert caught.value.filename == str(tmp_path / "missing")
    with pytest.raises(PermissionError) as denied:
        open_file(tmp_path)
    assert not is_in_use(denied.value)


# --- The same for every system --------------------------------------------------------------------


def test_a_held_list_is_told_from_a_forbidden_one() -> None:
    for winerror, fault in (
        (32, ListFault.IN_USE),
        (33, ListFault.IN_USE),
        (5, ListFault.NO_PERMISSION),
    ):
        with pytest.raises(ListError) as caught, translate_list_errors(Path("list.csv")):
            raise refused(winerror)
        assert caught.value.fault is fault


def test_settings_that_could_not_be_loaded_are_not_overwritten_later(tmp_path: Path) -> None:
    """What would be saved are the defaults, without the accounts of the file."""
    path = tmp_path / "settings.json"
    path.mkdir()  # nobody can read it: the same as a held one for `load`
    file = SettingsFile(path)
    with pytest.raises(SettingsError):
        file.load()
    path.rmdir()
    prepare_settings(path)
    before = path.read_bytes()
    with pytest.raises(SettingsError) as caught:
        file.save(Settings(language="en"))
    assert caught.value.fault is FileFault.NOT_LOADED
    assert path.read_bytes() == before
    assert file.load().masked  # as by a program that is started again
    file.save(Settings(language="en"))


@pytest.mark.skipif(os.name != "posix", reason="closing a file drops its locks there alone")
def test_nobody_holds_a_file_of_posix_so_it_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not is_held(pipe)  # opening it would wait for ever


def test_a_handle_is_private(tmp_path: Path) -> None:
    os.close(open_handle(tmp_path / "lock", os.O_RDWR | os.O_CREAT))
    assert os.name != "posix" or stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (ListError(ListFault.IN_USE, "list.csv"), ": close that program, or wait"),
        (
            PresetFileError(PresetFileFault.IN_USE, path="presets.json"),
            ": close that program, or wait",
        ),
        (
            SettingsError(FileFault.NOT_LOADED, "settings.json"),
            "Close the program that has it open",
        ),
    ],
)
def test_it_says_what_to_do_about_a_held_file(error: SmsDeskError, remedy: str) -> None:
    assert remedy in sentence(error)
    assert "again" in sentence(error)
