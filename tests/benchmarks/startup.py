"""Time to a visible window and memory at rest, beside a bare PySide6 window in the same run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.goals import beside
from tests.e2e.desktop.screen import Screen

RUNS = 7
GOAL_RATIO, GOAL_MEMORY = 1.7, 90.0


def start(kind: str, display: str, data_dir: str, language: str = "en") -> dict[str, Any]:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    # Without compiled modules every start would compile the program anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_window", kind, data_dir, language],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    found["seconds"] = found["seen"] - began
    found["ready"] -= began
    result: dict[str, Any] = found
    return result


@contextmanager
def closing_screen(screen: Screen) -> Iterator[None]:
    try:
        yield
    finally:
        screen.stop()


def main() -> None:
    screen = Screen()
    screen.start(os.environ)
    with closing_screen(screen), tempfile.TemporaryDirectory() as data_dir:
        start("bare", screen.display, data_dir), start("desk", screen.display, data_dir)
        pairs = [
            (start("bare", screen.display, data_dir), start("desk", screen.display, data_dir))
            for _ in range(RUNS)
        ]
        chinese = start("desk", screen.display, data_dir, "zh_CN")
    bare = statistics.median(pair[0]["seconds"] for pair in pairs)
    desk = statistics.median(pair[1]["seconds"] for pair in pairs)
    ratio = statistics.median(pair[1]["seconds"] / pair[0]["seconds"] for pair in pairs)
    ready = statistics.median(pair[1]["ready"] for pair in pairs)
    memory = statistics.median(pair[1]["memory"] for pair in pairs)
    memory_bare = statistics.median(pair[0]["memory"] for pair in pairs)
    late = sorted({name for pair in pairs for name in pair[1]["late"]})
    print(
        f"window visible: {desk:.3f} s, bare PySide6 {bare:.3f} s, {ratio:.2f} times"
        f" {beside(ratio, GOAL_RATIO, 1)}"
    )
    print(f"form filled in, with the keyboard in the template: {ready:.3f} s")
    print(
        f"memory at rest: {memory:.0f} MB, bare PySide6 {memory_bare:.0f} MB"
        f" {beside(memory, GOAL_MEMORY)}"
    )
    print(
        f"memory at rest in Chinese: {chinese['memory']:.0f} MB, of which"
        f" {chinese['fonts']:.0f} MB are pages of the system's font files"
    )
    print(f"imported before the window: {', '.join(late) or 'none of SDK, keyring, requests'}")


if __name__ == "__main__":
    main()
