"""These tests run Wine, on Linux alone, and only where `make test-windows` has prepared it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.windows.computer import Computer
    from tests.windows.wine import Wine

if sys.platform != "linux":
    from tests.e2e.conftest import pytest_pycollect_makemodule  # noqa: F401 - a hook of pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the executable for Windows, unless it was just built."""
    if os.environ.get("SMS_DESK_TEST_WINDOWS"):
        return
    for item in items:
        if item.get_closest_marker("wine"):
            item.add_marker(pytest.mark.skip(reason="`make test-windows` runs it"))


@pytest.fixture(scope="module")
def wine() -> Iterator[Wine]:
    """A Windows of English."""
    from tests.windows.home import Home  # of Linux alone
    from tests.windows.wine import Wine

    home = Home.of_checkout()
    with home.locked(), Wine(home) as wine:
        yield wine


@pytest.fixture
def computer(wine: Wine) -> Iterator[Computer]:
    """The same with the installer at hand; at the end nothing of the program is left on it."""
    from tests.e2e.waiting import wait_until
    from tests.windows.computer import Computer

    computer = Computer(wine)
    yield computer
    wine.end_programs()
    if (computer.installed / "uninstall.exe").exists():
        computer.remove("/DATA")
    if (computer.everyone / "uninstall.exe").exists():
        computer.run(computer.everyone / "uninstall.exe", "/S", "/DATA")
        wait_until(lambda: not computer.everyone.exists(), "the end of the uninstaller", 120)
    shutil.rmtree(computer.data, ignore_errors=True)


@pytest.fixture(scope="module")
def small_setup(tmp_path_factory: pytest.TempPathFactory, wine: Wine) -> Path:
    """An installer of hardly anything, for what does not depend on what is installed."""
    return _small_setup(tmp_path_factory.mktemp("small"), wine, b"former")


@pytest.fixture(scope="module")
def newer_setup(tmp_path_factory: pytest.TempPathFactory, wine: Wine) -> Path:
    """The same of a newer version: each file of the program has other bytes."""
    return _small_setup(tmp_path_factory.mktemp("newer"), wine, b"newer")


def _small_setup(folder: Path, wine: Wine, version: bytes) -> Path:
    from tests.packaging.windows import make_installer

    program = folder / "sms-desk"
    (program / "_internal").mkdir(parents=True)
    notepad = wine.home.system / "system32" / "notepad.exe"
    (program / "sms-desk.exe").write_bytes(notepad.read_bytes() + version)
    (program / "_internal" / "library.dll").write_bytes(b"MZ" * 1000 + version)
    for name in ("LICENSE.txt", "THIRD-PARTY-LICENSES.txt"):
        (program / name).write_bytes(version)
    return make_installer(program, folder, 1_700_000_000)


@pytest.fixture
def bare(wine: Wine, small_setup: Path) -> Iterator[Computer]:
    """A Windows with that installer, on which nothing is installed, and nothing is left after."""
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
