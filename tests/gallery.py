"""`python -m tests.gallery`: pictures of every page, dialog and state in one language and look.

The window is drawn without a screen; how many pixels a unit has is up to QT_SCALE_FACTOR. It is
one process for each look, as Qt reads that variable once: `python -m tests.demo --all` starts them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.app.languages import install_translations
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring
from tests.scenes import SCENES, Stage

SECONDS = 60.0


def until(condition: Callable[[], bool]) -> None:
    """Process events until the condition holds.

    Raises:
        TimeoutError: it does not, for a minute.
    """
    end = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("nothing to take a picture of")
        QApplication.processEvents()
        time.sleep(0.005)


def settle() -> None:
    """Let layouts and what is drawn late come to rest."""
    end = time.monotonic() + 0.4
    until(lambda: time.monotonic() > end)


def picture(window: QWidget, shown: QWidget) -> QPixmap:
    """Take the window; a dialog stands before it, where it is on the screen."""
    taken = window.grab()
    if isinstance(shown, QDialog):
        painter = QPainter(taken)
        place = shown.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
        painter.drawPixmap(place, shown.grab())
        painter.end()
    return taken


def main() -> int:
    """Take the pictures; return the exit status: how many could not be taken."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="", help="the beginning of the files' names")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", type=int, nargs=2, default=(1280, 800), metavar=("W", "H"))
    parser.add_argument("--scene", action="append", help="only scenes whose name has this in it")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    chinese = install_translations(app, options.lang)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with desk(data, SecretStore(find=no_keyring), chinese=chinese) as opened:
            theme = opened.window._theme
            theme.set_scheme(Qt.ColorScheme.Dark if options.dark else Qt.ColorScheme.Light)
            theme.apply()
            opened.window.resize(*options.size)
            stage = Stage(opened, until, Path(folder))
            for number, scene in enumerate(SCENES, 1):
                if options.scene and not any(part in scene.__name__ for part in options.scene):
                    continue
                path = options.folder / f"{options.name}{number:02}-{scene.__name__}.png"
                try:
                    shown = scene(stage)
                    settle()
                    picture(opened.window, shown).save(str(path))
                    print(path)
                except TimeoutError as error:
                    failed += 1
                    print(f"{path}: {error}", file=sys.stderr)
                stage.clear()
    return failed


if __name__ == "__main__":
    sys.exit(main())
