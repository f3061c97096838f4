"""A stand-in for the program, installers of two versions of it, and a Windows with none of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # these are of Linux alone
    from tests.windows.computer import Computer
    from tests.windows.wine import Wine


@pytest.fixture(scope="module")
def small_setup(tmp_path_factory: pytest.TempPathFactory, wine: Wine) -> Path:
    """The installer of the stand-in: quick, for what does not depend on what is installed."""
    return _small_setup(tmp_path_factory.mktemp("small"), wine, b"former")


@pytest.fixture(scope="module")
def newer_setup(tmp_path_factory: pytest.TempPathFactory, wine: Wine) -> Path:
    """The installer of a newer version of it: each file of the program has other bytes."""
    return _small_setup(tmp_path_factory.mktemp("newer"), wine, b"newer")


def _small_setup(folder: Path, wine: Wine, version: bytes) -> Path:
    from tests.packaging.tests.epoch import EPOCH
    from tests.packaging.windows import make_installer

    program = folder / "sms-desk"
    (program / "_internal").mkdir(parents=True)
    notepad = wine.home.system / "system32" / "notepad.exe"
    (program / "sms-desk.exe").write_bytes(notepad.read_bytes() + version)
    (program / "_internal" / "library.dll").write_bytes(b"MZ" * 1000 + version)
    for name in ("LICENSE.txt", "THIRD-PARTY-LICENSES.txt"):
        (program / name).write_bytes(version)
    return make_installer(program, folder, EPOCH)


@pytest.fixture
def bare(wine: Wine, small_setup: Path) -> Iterator[Computer]:
    """A Windows with `small_setup`, on which nothing is installed before and after the test."""
    from tests.windows.computer import UNINSTALL, Computer

    computer = Computer(wine, small_setup)

    def clean() -> None:
        wine.end_programs()
        places = (computer.disk / "place", computer.disk / "other")
        for folder in (computer.installed, computer.everyone, *places):
            shutil.rmtree(folder, ignore_errors=True)
        for root in ("HKCU", "HKLM"):
            for name in (UNINSTALL, r"Software\Classes\.csv"):
                wine.run("reg", "delete", f"{root}\\{name}", "/f")
        for link in computer.disk.glob("**/Start Menu/Programs/*.lnk"):
            link.unlink()
        shutil.rmtree(computer.data, ignore_errors=True)

    clean()
    yield computer
    clean()
