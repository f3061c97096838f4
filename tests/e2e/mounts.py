"""File systems that a test mounts, which needs root; without it the test is skipped."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[None]:
    """Mount at a folder or file what the arguments of `mount` say.

    The test is skipped where nothing can be mounted.
    """
    done = subprocess.run(["mount", *arguments, str(place)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        # Lazily: a program that was killed may still have a file of it open.
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    """Make a folder that is a file system of its own, of a size such as `900k`."""
    place.mkdir()
    with mounted(place, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        yield
