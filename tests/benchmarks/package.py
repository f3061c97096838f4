"""Launch to a visible window of the packaged program, beside the checkout's own, seen from outside.

The window is visible when the middle of the screen is no longer what it was. A figure of a busy
machine says little; the processor time until then says more.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import mss

from tests.benchmarks.goals import beside
from tests.benchmarks.startup import closing_screen
from tests.e2e.desktop.screen import Screen
from tests.packaging import program

RUNS = 7
GOAL = 0.6
PATIENCE = 60.0
SIDE = 48
"""Pixels of the square in the middle of the screen."""


def start(command: Sequence[str], screen: Screen, home: str) -> tuple[float, float]:
    """Start the program and end it; seconds until it is seen, and of processor time until then."""
    environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    x, y = (screen.width - SIDE) // 2, (screen.height - SIDE) // 2
    middle = {"left": x, "top": y, "width": SIDE, "height": SIDE}
    with mss.MSS(display=screen.display) as eye:
        before = eye.grab(middle).rgb
        began = time.monotonic()
        with subprocess.Popen(
            [*command, "--lang", "en"], env=environment, stderr=subprocess.DEVNULL
        ) as process:
            while eye.grab(middle).rgb == before:
                if process.poll() is not None or time.monotonic() - began > PATIENCE:
                    process.kill()
                    raise RuntimeError(f"no window of {command[0]}")
                time.sleep(0.002)
            seconds, used = time.monotonic() - began, processor_time(process.pid)
            process.terminate()
        while eye.grab(middle).rgb != before:
            time.sleep(0.01)
    return seconds, used


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Start both in turn, after one start of each for the caches."""
    commands = {
        "packaged": [str(program.built() / "sms-desk")],
        "checkout": [sys.executable, "-m", "gui"],
    }
    screen = Screen()
    screen.start(os.environ)
    with closing_screen(screen), tempfile.TemporaryDirectory() as home:
        for command in commands.values():
            start(command, screen, home)
        found = [
            {name: start(command, screen, home) for name, command in commands.items()}
            for _ in range(RUNS)
        ]
    for name in commands:
        seconds, used = zip(*(each[name] for each in found), strict=True)
        median = statistics.median(seconds)
        print(
            f"window visible, {name}: {median:.3f} s {beside(median, GOAL, 1)},"
            f" best {min(seconds):.3f} s; processor time {statistics.median(used):.2f} s"
        )


if __name__ == "__main__":
    main()
