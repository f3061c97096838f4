"""These tests are for Linux alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REASON = "for Linux alone: an X11 screen, a D-Bus session, fork or mount"


class ForLinux(pytest.Module):
    """A file of tests that is not imported on another system, and is reported as skipped."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        pytest.skip(REASON, allow_module_level=True)


if sys.platform != "linux":

    def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
        """Take the place of pytest's own module, which would import the file."""
        module: pytest.Module = ForLinux.from_parent(parent, path=module_path)
        return module
