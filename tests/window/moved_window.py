"""Move the window to another screen: `python -m tests.window.moved_window DATA_DIR`.

It writes two lines of JSON, before and after: how dense the pixels of each label's picture are.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from gui.storage.secrets.secret_store import SecretStore
from gui.window.window import Window
from tests.desk import desk, no_keyring
from tests.fonts import use_fonts_without_a_screen
from tests.gallery import until

PICTURES = 6
"""Labels of the window that have one, once it is complete."""


def densities(window: Window) -> dict[str, float]:
    """Device pixels to one of ours in each label's picture, by where the label is."""
    found = {}
    for number, label in enumerate(window.findChildren(QLabel)):
        if not label.pixmap().isNull():
            found[f"{number} {label.objectName()}"] = label.pixmap().devicePixelRatio()
    return found


def is_there(window: Window, ratio: float) -> bool:
    """Whether the window is complete, on the screen of this density."""
    return window.devicePixelRatioF() == ratio and len(densities(window)) >= PICTURES


def main(data_dir: str) -> None:
    use_fonts_without_a_screen()
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    with desk(Path(data_dir), SecretStore(find=no_keyring)) as opened:
        window = opened.window
        for left, ratio in ((100, 1.0), (1700, 2.0)):
            window.move(left, 100)
            until(partial(is_there, window, ratio))
            print(json.dumps(densities(window)))


if __name__ == "__main__":
    main(*sys.argv[1:])
