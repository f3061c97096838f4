"""The stand-in for the program: a few small files, in two versions, and where they are installed.

`conftest.py` makes them and their installers, for tests of the installer that would be slow with
the program of 100 MB.
"""

from __future__ import annotations

from pathlib import Path

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
