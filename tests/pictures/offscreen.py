"""A screen of any size for a process that draws windows without one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def offscreen(width: int, height: int, scale: float) -> Iterator[Mapping[str, str]]:
    """Yield the environment of a process with a screen of that many pixels, `scale` to a unit."""
    geometry = {"x": 0, "y": 0, "width": width, "height": height}
    screen = {"name": "offscreen", "dpr": 1, "logicalDpi": 96, "logicalBaseDpi": 96}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as screens:
        json.dump({"screens": [screen | geometry]}, screens)
        screens.flush()
        yield {
            "QT_SCALE_FACTOR": str(scale),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens.name}",
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        }
