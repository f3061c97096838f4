"""A directory in which nothing can be written, also for root."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be written in `folder` while inside; skips where that cannot be had."""
    if sys.platform == "win32":
        pytest.skip("directories of Windows know no such thing")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    for command in (
        ("mount", "--bind", str(folder), str(folder)),
        ("mount", "-o", "remount,ro,bind", str(folder)),
    ):
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("this machine does not let root mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
