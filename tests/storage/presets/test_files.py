"""Files of presets on the disk."""

import os
import stat
import sys
from pathlib import Path

import pytest

from gui.core.errors import FileError, FileFault
from gui.core.presets.file_faults import PresetFileError, PresetFileFault
from gui.core.presets.preset import PresetBook, TestPhone
from gui.storage.presets.files import load_file, save_file

BOOK = PresetBook((), (TestPhone(0, "我", "13900000001"),))


def test_a_file_is_written_privately_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "预设.json"
    path.write_text("old")
    save_file(BOOK, path, tmp_path / "exports")
    assert load_file(path) == BOOK
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_cannot_be_read_is_told_with_its_name(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.json", tmp_path):
        with pytest.raises(PresetFileError) as caught:
            load_file(path)
        assert (caught.value.fault, caught.value.path) == (PresetFileFault.UNREADABLE, str(path))
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    with pytest.raises(PresetFileError) as caught:
        load_file(bad)
    assert (caught.value.fault, caught.value.path) == (PresetFileFault.NOT_JSON, str(bad))
    assert caught.value.place.line == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions of POSIX")
def test_a_folder_that_may_not_be_written_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(FileError) as caught:
        save_file(BOOK, folder / "x.json")
    assert caught.value.fault is FileFault.UNWRITABLE


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    with pytest.raises(FileError) as caught:
        save_file(BOOK, tmp_path / "x.json")
    assert caught.value.fault is FileFault.UNWRITABLE
    assert [one.name for one in tmp_path.iterdir()] == ["x.json"]
