"""Location of the files that come with the program."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a resource file, such as `icons/send.svg`.

    It is in `resources` beside the package in a checkout, inside the package in a wheel, or in the
    unpacked bundle of a PyInstaller executable.
    """
    package = Path(__file__).parent
    if getattr(sys, "frozen", False):
        root = Path(getattr(sys, "_MEIPASS", package.parent))
    elif (package / "resources").is_dir():
        root = package
    else:
        root = package.parent
    return root / "resources" / name
