"""A file that grows at its end."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.storage.appended_file import AppendedFile
from tests.storage.exports.test_tables import files_no_larger_than


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.fixture
def file(path: Path) -> Iterator[AppendedFile]:
    file = AppendedFile(path)
    yield file
    file.close()


def test_it_grows_and_is_private(file: AppendedFile, path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        file.read()
    file.append(b"one")
    file.append(b"two")
    assert file.read() == b"onetwo"
    file.close()
    file.append(b"three")
    assert path.read_bytes() == b"onetwothree"
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_replaced_while_it_is_open(file: AppendedFile, path: Path) -> None:
    file.append(b"old")
    file.replace(b"new")
    file.append(b"er")
    assert path.read_bytes() == b"newer"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no size of a file")
def test_a_disk_that_takes_a_part_leaves_what_was_there(file: AppendedFile, path: Path) -> None:
    file.append(b"before")
    with files_no_larger_than(10), pytest.raises(OSError, match="too large"):
        file.append(b"more than fits")
    assert path.read_bytes() == b"before"
    file.append(b" and after")
    assert path.read_bytes() == b"before and after"
