"""These tests run Wine, on Linux alone, and only where `make test-windows` has prepared it."""

from __future__ import annotations

import os
import sys

import pytest

if sys.platform != "linux":
    from tests.e2e.conftest import pytest_pycollect_makemodule  # noqa: F401 - a hook of pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the executable for Windows, unless it was just built."""
    if os.environ.get("SMS_DESK_TEST_WINDOWS"):
        return
    for item in items:
        if item.get_closest_marker("wine"):
            item.add_marker(pytest.mark.skip(reason="`make test-windows` runs it"))
