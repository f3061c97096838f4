"""What the tests of the installer with hardly a program share."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DONE, IMPOSSIBLE, IN_USE = 0, 2, 3
"""Exit statuses of the installer."""
PLACE = r"C:\place"
EXE, LIBRARY = rf"{PLACE}\sms-desk.exe", rf"{PLACE}\_internal\library.dll"
OTHER = r"C:\other"
VERSIONS = (b"former", b"newer")
"""What the files of each version end with."""
FILES = {
    "LICENSE.txt",
    "THIRD-PARTY-LICENSES.txt",
    "_internal",
    "_internal/library.dll",
    "sms-desk.exe",
    "uninstall.exe",
}


def files(folder: Path) -> dict[str, int]:
    """What is in a folder, and when it was changed."""
    found = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in found}


def version(folder: Path) -> str:
    """The version whose bytes all files of the program in a folder have.

    Raises:
        AssertionError: they are of two versions, or of none.
    """
    names = sorted(FILES - {"_internal", "uninstall.exe"})
    contents = [(folder / name).read_bytes() for name in names]
    (found,) = {next(one for one in VERSIONS if part.endswith(one)) for part in contents}
    return found.decode()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    """A file system of a size at a place; skips the test where none can be mounted."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
