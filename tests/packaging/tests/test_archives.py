"""The same files give the same archive."""

import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging import archives
from tests.packaging.tests.epoch import EPOCH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "程序"
    (made / "sub").mkdir(parents=True)
    (made / "run").write_bytes(b"program")
    (made / "run").chmod(0o700)
    (made / "sub" / "data.txt").write_bytes(b"data")
    (made / "sub" / "data.txt").chmod(0o600)
    return made


@pytest.mark.parametrize("write", [archives.write_tar_gz, archives.write_zip])
def test_time_and_place_change_nothing(
    folder: Path, tmp_path: Path, write: Callable[[Path, Path, int], None]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write(folder, one, EPOCH)
    (folder / "run").touch()
    (tmp_path / "elsewhere").mkdir()
    write(folder.rename(tmp_path / "elsewhere" / "程序"), other, EPOCH)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="files of Windows have no such permissions")
def test_a_tar_has_links_plain_permissions_and_one_owner(folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to("sub/data.txt")
    archives.write_tar_gz(folder, tmp_path / "a.tar.gz", EPOCH)
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        entries = {entry.name: entry for entry in archive}
        assert {name: oct(entry.mode) for name, entry in entries.items() if not entry.issym()} == {
            "程序": "0o755",
            "程序/run": "0o755",
            "程序/sub": "0o755",
            "程序/sub/data.txt": "0o644",
        }
        assert entries["程序/link"].linkname == "sub/data.txt"
        assert {(entry.uid, entry.gname, entry.mtime) for entry in archive} == {(0, "root", EPOCH)}
        content = archive.extractfile("程序/run")
        assert content is not None and content.read() == b"program"


def test_a_zip_has_the_files(folder: Path, tmp_path: Path) -> None:
    archives.write_zip(folder, tmp_path / "a.zip", EPOCH)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["程序/run", "程序/sub/data.txt"]
        assert archive.read("程序/sub/data.txt") == b"data"
        when = time.gmtime(EPOCH)[:6]
        assert all(
            entry.date_time[:5] == when[:5] and entry.create_system == 0
            for entry in archive.infolist()
        )


def test_the_size_is_that_of_the_files(folder: Path) -> None:
    assert archives.size(folder) == len(b"program" + b"data")
    archives.set_plain(folder, EPOCH)
    assert {path.stat().st_mtime for path in [folder, *folder.rglob("*")]} == {EPOCH}
