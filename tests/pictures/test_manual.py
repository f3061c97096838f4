"""The pictures of the manual: both languages have them, pages use them, and they are small."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QImageReader, QPixmap, QTextDocument
from pytestqt.qtbot import QtBot

from gui.panels.help.help_dialog import HelpDialog
from gui.panels.help.manual_page import ManualPage
from gui.panels.theme.theme import Theme
from gui.resource import resource
from tests.documents import LANGUAGES, MANUAL, PAGES, PICTURES, sections
from tests.pictures.manual import PICTURES as TAKEN
from tests.pictures.manual import SCREEN
from tests.present import present

ALL_MAX = 700_000
"""Bytes of all of them, which every package carries."""
SHORT = 20
"""Letters that an alternative text has at least: it says what is seen."""

each = pytest.mark.parametrize("language", LANGUAGES)


def pictures(page: str, language: str) -> list[tuple[str, str]]:
    """Alternative text and path of the pictures of a page."""
    return [one for part in sections(f"manual/{page}", language) for one in part.pictures]


@each
def test_each_is_there_and_used_once(language: str) -> None:
    used = Counter(path for page in PAGES for _, path in pictures(page, language))
    names = {f"{(PICTURES / one.name).as_posix()}.png" for one in TAKEN}
    files = {
        path.relative_to(MANUAL / language) for path in (MANUAL / language / PICTURES).iterdir()
    }
    assert {path.as_posix() for path in files} == set(used) == names
    assert set(used.values()) == {1}


@pytest.mark.parametrize("page", PAGES)
def test_its_text_says_what_is_seen_in_the_language_of_the_page(page: str) -> None:
    english, chinese = (pictures(page, language) for language in ("en", "zh_CN"))
    for (text, path), (its_text, its_path) in zip(english, chinese, strict=True):
        assert path == its_path
        assert text.isascii() and len(text) >= SHORT
        assert not its_text.isascii() and len(its_text) >= SHORT / 2


def test_all_of_them_are_small() -> None:
    files = list(MANUAL.glob(f"*/{PICTURES}/*.png"))
    assert sum(path.stat().st_size for path in files) < ALL_MAX
    for path in files:
        size = QImageReader(str(path)).size()
        assert 0 < size.width() <= 2 * SCREEN.width() and 0 < size.height() <= 2 * SCREEN.height()


@pytest.mark.parametrize("page", PAGES)
@each
def test_the_dialog_shows_them(qtbot: QtBot, language: str, page: str) -> None:
    dialog = HelpDialog(resource(f"manual/{language}"), Theme(resource("")))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_page(page)
    shown = present(dialog.findChild(ManualPage, "helpPage"))
    kind = QTextDocument.ResourceType.ImageResource.value
    for _, path in pictures(page, language):

        def drawn(path: str = path) -> bool:
            found = shown.document().resource(kind, QUrl(path))
            image = found.toImage() if isinstance(found, QPixmap) else QImage()
            return not image.isNull() and image.pixelColor(image.rect().center()).alpha() == 255

        qtbot.waitUntil(drawn)
    if pictures(page, language):
        assert not shown.horizontalScrollBar().maximum()
