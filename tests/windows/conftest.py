"""These tests run Wine, on Linux alone, and only where `make test-windows` has prepared it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
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
    from tests.windows.computer import Computer

    computer = Computer(wine)
    yield computer
    wine.end_programs()
    if (computer.installed / "uninstall.exe").exists():
        computer.remove("/DATA")
    if (computer.everyone / "uninstall.exe").exists():
        computer.remove("/DATA", everyone=True)
    shutil.rmtree(computer.data, ignore_errors=True)
