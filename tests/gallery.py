"""`python -m tests.gallery`: pictures of every page, dialog and state in one language and look.

The window is drawn without a screen; how many pixels a unit has is up to QT_SCALE_FACTOR. It is
one process for each look, as Qt reads that variable once: `python -m tests.demo --all` starts them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.app.languages import install_translations
from gui.app.plain_imports import restore_import
from gui.panels.theme.theme import Theme
from gui.resource import resource
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
    end = time.monotonic() + 0.8
    until(lambda: time.monotonic() > end)


TITLE, TASKS = 28, 44
"""Heights of what a system draws around windows; grey strips stand for it, as in the mock."""


def screen_picture(window: QWidget, size: QSize, strip: QColor) -> QPixmap:
    """Take all of a screen of this size: the window, and above it its dialogs and popups."""
    ratio = window.devicePixelRatioF()
    taken = QPixmap(size * ratio)
    taken.setDevicePixelRatio(ratio)
    taken.fill(strip)
    painter = QPainter(taken)
    painter.setPen(strip.darker(160) if strip.lightness() > 128 else strip.lighter(250))
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    for one in (window, *sorted(shown, key=_depth)):
        place = one.mapToGlobal(QPoint())
        framed = one.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
        if framed:
            title = QRect(place.x(), place.y() - TITLE, one.width(), TITLE)
            painter.fillRect(title, strip)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(title.adjusted(12, 0, 0, 0), flags, one.windowTitle())
        painter.drawPixmap(place, one.grab())
        if one is not window:
            painter.drawRect(QRect(place, one.size()).adjusted(0, -TITLE if framed else 0, 0, 0))
    painter.end()
    return taken


def _depth(widget: QWidget) -> tuple[bool, int]:
    """Popups lie above dialogs, and a dialog above the one it belongs to."""
    above, parent = 0, widget.parentWidget()
    while parent is not None:
        above, parent = above + 1, parent.parentWidget()
    return widget.windowType() is Qt.WindowType.Popup, above


@contextmanager
def staged(language: str, scheme: Qt.ColorScheme, size: QSize) -> Iterator[Stage]:
    """Open the window on a screen of this size, in a process that has no application yet."""
    restore_import()
    app = QApplication([sys.argv[0]])
    chinese = install_translations(app, language)
    Theme(resource(""), scheme).apply()  # before the window is made, as the program does
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        name = "沙箱" if chinese else "Sandbox"
        keyring = SecretStore(find=no_keyring)
        with desk(data, keyring, chinese=chinese, sandbox=name) as opened:
            opened.theme.set_scheme(scheme)
            opened.window.setGeometry(QRect(0, TITLE, size.width(), size.height() - TITLE - TASKS))
            yield Stage(opened, until, Path(folder))


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
    scheme = Qt.ColorScheme.Dark if options.dark else Qt.ColorScheme.Light
    size = QSize(*options.size)
    failed = 0
    with staged(options.lang, scheme, size) as stage:
        for number, scene in enumerate(SCENES, 1):
            if options.scene and not any(part in scene.__name__ for part in options.scene):
                continue
            path = options.folder / f"{options.name}{number:02}-{scene.__name__}.png"
            try:
                scene(stage)
                settle()
                strip = stage.desk.theme.colour("pressed")
                screen_picture(stage.window, size, strip).save(str(path))
                print(path)
            except TimeoutError as error:
                failed += 1
                print(f"{path}: {error}", file=sys.stderr)
            stage.clear()
    return failed


if __name__ == "__main__":
    sys.exit(main())
