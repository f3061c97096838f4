"""PySide's hook on `import` is off before the window's modules come in."""

import subprocess
import sys

CODE = """
import builtins, linecache, pathlib
from gui.app.plain_imports import restore_import

def sources():
    ours = {"/gui/window/", "/gui/session/"}
    names = [pathlib.PurePath(name).as_posix() for name in linecache.cache]
    return [name for name in names if any(part in name for part in ours)]

restore_import()
import gui.window.window
assert not sources(), sources()
builtins.__import__ = builtins.__feature_import__
import gui.session.session
assert sources(), "PySide reads sources no more: plain_imports.py can go"
"""


def test_the_window_is_imported_without_the_hook() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
