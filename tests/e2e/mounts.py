"""File systems that a test mounts, which needs root: `tests.lacking` says what is without it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lacking import lacking


@contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[None]:
    """Mount at a folder or file what the arguments of `mount` say.

    Where nothing can be mounted the test is skipped, or fails if it was asked for.
    """
    done = subprocess.run(["mount", *arguments, str(place)], capture_output=True, text=True)
    if done.returncode:
        why, _, _ = done.stderr.strip().partition("\n")
        lacking(f"nothing can be mounted here: {why.rstrip('.')}")
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
