"""Sentences reach the console that the program was started from, whatever its code page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gui import __version__
from tests.packaging.sample_lists import write_lists

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows has such consoles")


def screen(folder: Path, code_page: int, *arguments: str) -> tuple[int, str]:
    """The exit status, and what the console shows."""
    shown = folder / "screen.txt"
    subprocess.run(
        [sys.executable, "-m", "tests.app.console_screen", str(shown), str(code_page), *arguments],
        cwd=ROOT,
        creationflags=getattr(subprocess, "CREATE_NEW_CONSOLE", 0),
        timeout=180,
        check=True,
    )
    status, _, text = shown.read_text(encoding="utf-8").partition("\n")
    return int(status), text


@pytest.mark.parametrize("code_page", [936, 437, 65001])
def test_help_is_whole_with_its_chinese(tmp_path: Path, code_page: int) -> None:
    status, text = screen(tmp_path, code_page, "--help")
    assert status == 0
    assert text.startswith("usage: sms-desk")
    assert "LIST_FILE" in text
    assert re.search("短+信+台+", text)  # where such a character takes two places, it is read twice


def test_the_sandbox_says_what_it_takes(tmp_path: Path) -> None:
    status, text = screen(tmp_path, 936, "sandbox", "--help")
    assert (status, "--port" in text) == (0, True)
    status, text = screen(tmp_path, 936, "sandbox", "--port", "x")
    assert (status, "--port" in text, "Traceback" in text) == (2, True, False)


def test_the_check_of_the_program_says_what_it_found(tmp_path: Path) -> None:
    lists = [str(path) for path in write_lists(tmp_path)]
    status, text = screen(tmp_path, 936, "self-check", *lists)
    lines = [line for line in text.splitlines() if line.strip()]
    assert status == 0, text
    assert lines[0].startswith(f"sms-desk {__version__}")
    assert all(line.startswith("ok ") for line in lines[1:]), text
    assert re.search("名+单+", text)


def test_a_wrong_argument_is_a_line(tmp_path: Path) -> None:
    status, text = screen(tmp_path, 936, "--nothing")
    assert (status, len(text.split("\n"))) == (2, 2)
    assert "--nothing" in text
