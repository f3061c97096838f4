"""What is not imported before the window is up: each module takes its time, and most can wait."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CODE = """
import json, os, sys
from gui.app.plain_imports import restore_import
restore_import()
import gui.app.main
from gui.window.window import Window
def paint(window, event):
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)
Window.paintEvent = paint
gui.app.main.run(None, sys.argv[1], "en")
"""
LATE = (
    # libraries
    *("aliyunsdkcore", "cryptography", "jeepney", "keyring", "phonenumbers", "python_calamine"),
    *("requests", "truststore", "urllib3", "xlrd", "xlsxwriter"),
    # the standard library's heavy ones
    *(
        "asyncio",
        "concurrent",
        "hashlib",
        "http",
        "multiprocessing",
        "sqlite3",
        "ssl",
        "urllib.request",
        "xml",
    ),
    # ours
    *("gui.cloud", "gui.jobs", "gui.session", "gui.storage.lists", "gui.storage.runs"),
    *("gui.panels.history", "gui.panels.message", "gui.panels.recipients", "gui.panels.sending"),
    *("gui.storage.secrets", "gui.core.phones.foreign", "gui.core.sending.delivery"),
    *("gui.core.params.document", "gui.core.params.reader", "gui.panels.help"),
)
OURS_MAX = 75
"""Modules of ours that may be imported before the window: half a millisecond each."""


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of all modules that are there when the window is painted for the first time."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path_factory.mktemp("data"))],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", LATE)
def test_late_module_is_not_imported_before_the_window(early: list[str], name: str) -> None:
    assert "gui.window.window" in early
    assert not [each for each in early if each == name or each.startswith(f"{name}.")]


def test_number_of_own_modules_imported_before_the_window_is_bounded(early: list[str]) -> None:
    ours = sorted(name for name in early if name.startswith("gui."))
    assert len(ours) <= OURS_MAX, ours
