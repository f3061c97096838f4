"""Data directories as released versions left them, in `tests/storage/released/`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(path.name for path in RELEASED.iterdir() if path.is_dir())
each = pytest.mark.parametrize("version", VERSIONS)


def copied(version: str, folder: Path) -> Path:
    """Copy the data directory of a released version into `folder`; return the copy."""
    target = folder / "data"
    shutil.copytree(RELEASED / version, target)
    return target
