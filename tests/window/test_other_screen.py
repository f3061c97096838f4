"""The window comes to a screen of twice as many pixels: what it draws is sharp there, too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_picture_is_drawn_for_the_screen_that_the_window_is_on(tmp_path: Path) -> None:
    size = {"y": 0, "width": 1600, "height": 900, "dpr": 1}
    screens = [{"name": "one", "x": 0, **size}, {"name": "two", "x": 1600, **size}]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.window.moved_window", str(tmp_path / "data")],
        cwd=tmp_path,  # the colon of a drive would end the name of the file
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen:configfile=screens.json",
            "QT_SCREEN_SCALE_FACTORS": "one=1;two=2",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    before, after = map(json.loads, done.stdout.splitlines())
    assert set(before.values()) == {1.0}
    assert {name: ratio for name, ratio in after.items() if ratio != 2.0} == {}
