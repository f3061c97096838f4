"""On Windows, a program without a console says in a message box why it cannot start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.app.console_screen import WINDOWED

ROOT = Path(__file__).parents[2]
TITLE = "SMS Desk"
BOX = "#32770"
"""The class of the system's dialogs."""
TEXT_CONTROL, OK, COMMAND = 0xFFFF, 2, 0x111
"""The text's number; IDCANCEL, by which a box with one button says OK; WM_COMMAND."""

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows has such boxes")


class Box:
    """The box of a process, once it is there."""

    def __init__(self) -> None:
        self.handle = 0

    def find(self) -> bool:
        if sys.platform != "win32":
            raise AssertionError("it is for Windows")
        import ctypes
        from ctypes import wintypes

        ctypes.windll.user32.FindWindowW.restype = wintypes.HWND
        self.handle = int(ctypes.windll.user32.FindWindowW(BOX, TITLE) or 0)
        return bool(self.handle)

    @property
    def text(self) -> str:
        if sys.platform != "win32":
            raise AssertionError("it is for Windows")
        import ctypes
        from ctypes import wintypes

        text = ctypes.create_unicode_buffer(2000)
        ctypes.windll.user32.GetDlgItemTextW(wintypes.HWND(self.handle), TEXT_CONTROL, text, 2000)
        return text.value

    def close(self) -> None:
        if sys.platform != "win32":
            raise AssertionError("it is for Windows")
        import ctypes
        from ctypes import wintypes

        ctypes.windll.user32.PostMessageW(wintypes.HWND(self.handle), COMMAND, OK, 0)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", "data"),
        ("sys.frozen = True; sys.modules['PySide6.QtCore'] = None;", "请重新安装"),
    ],
    ids=["a data directory that is a file", "a library is missing"],
)
def test_a_program_without_streams_says_in_a_box_why_it_ends(
    qtbot: QtBot, tmp_path: Path, before: str, said: str
) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    code = WINDOWED.replace("import sys;", f"import sys; {before}", 1)
    box = Box()
    with subprocess.Popen(
        [sys.executable, "-c", code, "--data-dir", str(tmp_path / "data"), "--lang", "en"],
        cwd=ROOT,
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
    ) as process:
        try:
            qtbot.waitUntil(box.find)
            assert said in box.text
            assert "Traceback" not in box.text
            assert process.poll() is None  # it stays until it was read
            box.close()
            qtbot.waitUntil(lambda: process.poll() is not None)
            assert process.returncode == 1
        finally:
            process.kill()
