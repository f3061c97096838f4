"""`python -m tests.pictures.manual`: take the pictures of the manual, in both languages.

They are parts of the window as the scenes bring it up, in the light scheme, with two pixels a
unit, drawn without a screen: a process for each language, as Qt reads its variables once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from gui.panels.help.manual_page import PICTURE_SCALE as SCALE
from gui.panels.history.details_panel import DetailsPanel
from gui.panels.presets.rail import Rail
from gui.panels.presets.rail_list import RailList
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.recipients.source_list import SourceList
from gui.panels.results.run_card import RunCardView
from gui.window.send.compose_column import ComposeColumn
from tests.documents import LANGUAGES, MANUAL, ROOT
from tests.documents import PICTURES as FOLDER
from tests.gallery import settle, staged
from tests.pictures.offscreen import offscreen
from tests.pictures.palette_png import save_small
from tests.scenes import Scene, cards, compose, dialogs, history, lists

SCREEN = QSize(1280, 1000)
EDGE = 4
"""Units around what is cut out."""

Widget = TypeVar("Widget", bound=QWidget)
Cut = Callable[[QWidget], tuple[QWidget, QRect]]
"""Chooses a widget, and a rectangle of it, from what a scene returned."""


def whole(widget: QWidget) -> tuple[QWidget, QRect]:
    """All of it."""
    return widget, widget.rect()


def first(kind: type[QWidget]) -> Cut:
    """The first widget of that kind that is shown."""

    def cut(window: QWidget) -> tuple[QWidget, QRect]:
        return whole(_shown(window, kind)[0])

    return cut


def down_to(kind: type[QWidget], last: type[QWidget]) -> Cut:
    """The first widget of that kind, down to the last of another kind in it."""

    def cut(window: QWidget) -> tuple[QWidget, QRect]:
        widget, area = first(kind)(window)
        lowest = max(_place(widget, one).bottom() for one in _shown(widget, last))
        return widget, area & QRect(0, 0, area.width(), lowest + EDGE)

    return cut


def recipients(window: QWidget) -> tuple[QWidget, QRect]:
    """The part of the form in which recipients are entered."""
    (column,), (panel,) = _shown(window, ComposeColumn), _shown(window, RecipientsPanel)
    place = _place(column, panel)
    return column, QRect(0, place.top() - EDGE, column.width(), place.height() + 2 * EDGE)


def details(window: QWidget) -> tuple[QWidget, QRect]:
    """The details of a row of the history, as far as they go."""
    (panel,) = _shown(window, DetailsPanel)
    height = round(panel.document().size().height()) + EDGE
    return panel, panel.rect() & QRect(0, 0, panel.width(), height)


def _place(within: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint()), widget.size())


def _shown(window: QWidget, kind: type[Widget]) -> list[Widget]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


class Picture(NamedTuple):
    """A picture of the manual.

    Attributes:
        name: of its file, without the ending.
        size: of the window, or of the dialog that the scene returns; none as it comes.
    """

    name: str
    scene: Scene
    cut: Cut = whole
    size: tuple[int, int] | None = None


PICTURES = (
    Picture("compose", compose.filled, first(ComposeColumn), (1280, 620)),
    Picture("columns", lists.imported, down_to(ComposeColumn, SourceList)),
    Picture("chips", lists.chips, recipients),
    Picture("import", lists.import_dialog, size=(900, 540)),
    Picture("card", cards.mixed, first(RunCardView)),
    Picture("details", history.history, details),
    Picture("unknown", cards.unknown, first(RunCardView)),
    Picture("presets", compose.presets, down_to(Rail, RailList)),
    Picture("account", dialogs.new_account, size=(680, 540)),
    Picture("confirmation", cards.confirmation),
)
"""In an order in which one window can play their scenes."""


def take(language: str, folder: Path) -> None:
    """Take all of them in one language.

    Raises:
        TimeoutError: a scene did not come up.
        OSError: a file cannot be written.
    """
    with staged(language, Qt.ColorScheme.Light, SCREEN) as stage:
        for picture in PICTURES:
            usual = stage.window.size()
            shown = picture.scene(stage)
            shown.resize(QSize(*picture.size) if picture.size else shown.size())
            settle()
            widget, area = picture.cut(shown)
            path = folder / f"{picture.name}.png"
            save_small(widget.grab(area).toImage(), path)
            print(path)
            stage.clear()
            stage.window.resize(usual)


def main() -> int:
    """Take the pictures of one language, or start a process for each; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.manual", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--folder", type=Path, default=MANUAL)
    options = parser.parse_args()
    if options.lang:
        take(options.lang, options.folder / options.lang / FOLDER)
        return 0
    command = (sys.executable, "-m", "tests.pictures.manual", "--folder", str(options.folder))
    with offscreen(SCREEN.width() * SCALE, SCREEN.height() * SCALE, SCALE) as environment:
        return sum(
            subprocess.run(
                [*command, "--lang", language], cwd=ROOT, env=os.environ | environment
            ).returncode
            for language in LANGUAGES
        )


if __name__ == "__main__":
    sys.exit(main())
