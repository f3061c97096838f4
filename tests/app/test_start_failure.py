"""An installed program that cannot start says so in a sentence, in both languages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.app.start_failure import explain
from gui.resource import resource

ROOT = Path(__file__).parents[2]
SECRET = "13800138000"

INSTALLED = """
import sys
sys.frozen, sys._MEIPASS = True, {place!r}
{before}
from gui.__main__ import main
sys.exit(main(["--data-dir", {data!r}]))
"""
WITHOUT_QT = "sys.modules['PySide6.QtCore'] = None"


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def start(tmp_path: Path, place: Path, before: str = "") -> tuple[int, str]:
    """Start the program as an installed one whose resources are at `place`."""
    code = INSTALLED.format(place=str(place), before=before, data=str(tmp_path / "data"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_without_a_library_it_says_to_install_it_again(tmp_path: Path) -> None:
    status, said = start(tmp_path, ROOT, WITHOUT_QT)
    assert status == 1
    assert "请重新安装" in said
    assert "Install it again" in said
    assert "ModuleNotFoundError PySide6.QtCore" in said


def test_without_its_resources_it_says_to_install_it_again(tmp_path: Path) -> None:
    status, said = start(tmp_path, tmp_path)
    assert status == 1
    assert "Install it again" in said
    assert "FileNotFoundError theme/tokens.json" in said


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"cannot use {SECRET}"),
        FileNotFoundError(2, "No such file", f"/home/{SECRET}/list.csv"),
        FileNotFoundError(SECRET),
        OSError(5, "Input/output error", str(resource("icons/sms-desk.svg"))),
    ],
    ids=["value", "file of somebody", "file without a name", "disk"],
)
def test_another_mistake_is_told_by_its_place_alone(error: Exception) -> None:
    said = explain(raised(error))
    assert "反馈给开发者" in said
    assert "Please report" in said
    assert f"{type(error).__name__} test_start_failure.py:" in said
    assert SECRET not in said


def test_from_a_checkout_the_traceback_stays(tmp_path: Path) -> None:
    code = f"import sys; {WITHOUT_QT}; from gui.__main__ import main; main(['--data-dir', 'x'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
