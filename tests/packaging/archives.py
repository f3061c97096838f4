"""Archives that are the same bytes whenever and wherever they are made of the same files."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path


def write_tar_gz(folder: Path, target: Path, epoch: int) -> None:
    """Pack a folder, itself included, as root's; every time is `epoch`, seconds since 1970."""
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in _sorted(folder):
            entry = archive.gettarinfo(path, path.relative_to(folder.parent).as_posix())
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch
            entry.mode = _mode(path)
            if entry.islnk():  # the same file twice: written twice, whichever comes first
                entry.type, entry.size = tarfile.REGTYPE, path.stat().st_size
            content = path.read_bytes() if entry.isreg() else b""
            archive.addfile(entry, io.BytesIO(content) if content else None)


def write_zip(folder: Path, target: Path, epoch: int) -> None:
    """Pack a folder, itself included, for Windows; links are followed."""
    when = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in _sorted(folder):
            if path.is_dir():
                continue
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # no rights of Unix
            archive.writestr(entry, path.read_bytes())


def set_plain(folder: Path, epoch: int) -> None:
    """Give everything in a folder plain permissions and one time."""
    for path in reversed(list(_sorted(folder))):
        if not path.is_symlink():
            path.chmod(_mode(path))
            os.utime(path, (epoch, epoch))
        elif os.utime in os.supports_follow_symlinks:
            os.utime(path, (epoch, epoch), follow_symlinks=False)


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(each.lstat().st_size for each in _sorted(path) if not each.is_dir())


def _sorted(folder: Path) -> Iterator[Path]:
    return iter([folder, *sorted(folder.rglob("*"))])


def _mode(path: Path) -> int:
    if path.is_dir() and not path.is_symlink():
        return 0o755
    return 0o755 if stat.S_IMODE(path.lstat().st_mode) & 0o100 else 0o644


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
