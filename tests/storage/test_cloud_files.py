"""Lists and presets in a cloud drive, such as OneDrive: not there until they are read."""

import sys
from pathlib import Path

import pytest

from gui.core.errors import ListError, ListFault
from gui.core.presets.file_faults import PresetFileError, PresetFileFault
from gui.storage.cloud_files import is_not_downloaded, means_download, needs_download
from gui.storage.lists.source import translate_list_errors
from gui.words.errors.errors import error as sentence
from tests.holder import windows
from tests.storage.test_held_files import refused


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (0x20, False),  # archive
        (0x0020_0020, False),  # not content indexed and the like
        (0x40_0020, True),  # recall on data access: OneDrive
        (0x4_0020, True),  # recall on open
        (0x1020, True),  # offline: archives on tape
    ],
)
def test_attributes_tell_what_has_to_be_downloaded(attributes: int, expected: bool) -> None:
    assert means_download(attributes) is expected


@pytest.mark.parametrize("winerror", [362, 377, 386, 388, 389, 393, 395, 398, 404, 426, 475, 4350])
def test_a_failed_download_is_told_from_a_failed_disk(winerror: int) -> None:
    with pytest.raises(ListError) as caught, translate_list_errors(Path("list.csv")):
        raise failed(winerror)
    assert caught.value.fault is ListFault.NOT_DOWNLOADED


@pytest.mark.parametrize("winerror", [21, 59, 367, 369, 384, 399, 405, 425, 1117])
def test_other_failures_are_of_the_disk(winerror: int) -> None:
    """Some of these lie between the codes of cloud drives, and are no such codes."""
    with pytest.raises(ListError) as caught, translate_list_errors(Path("list.csv")):
        raise failed(winerror)
    assert caught.value.fault is ListFault.FAILED
    assert not is_not_downloaded(failed(winerror))


def failed(winerror: int) -> OSError:
    """The error of a code that Python has no `errno` for."""
    error = OSError(22, "failed")
    error.winerror = winerror  # type: ignore[attr-defined, unused-ignore] # of Windows' alone
    return error


def test_a_held_file_is_not_a_failed_download() -> None:
    assert not is_not_downloaded(refused(32))


def test_a_file_of_this_computer_and_a_missing_one_need_no_download(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"x")
    for name in ("list.csv", "missing", "nul\0l"):
        assert not needs_download(tmp_path / name)


@windows
def test_a_file_with_the_attribute_needs_download(tmp_path: Path) -> None:
    """`OFFLINE` is the one that a program may set; Wine does not keep it."""
    if sys.platform == "win32":
        import ctypes

        path = tmp_path / "list.csv"
        path.write_bytes(b"x")
        assert ctypes.windll.kernel32.SetFileAttributesW(str(path), 0x1000)
        if not path.stat().st_file_attributes & 0x1000:
            pytest.skip("this Windows does not keep the attribute")
        assert needs_download(path)


@pytest.mark.parametrize(
    "error",
    [
        ListError(ListFault.NOT_DOWNLOADED, "list.csv"),
        PresetFileError(PresetFileFault.NOT_DOWNLOADED, path="presets.json"),
    ],
)
def test_it_says_what_to_do(error: ListError | PresetFileError) -> None:
    assert "cloud drive is running" in sentence(error)
