"""The pictures of the manual: as wide as the page at most, and drawn with the screen's pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap, QTextDocument
from pytestqt.qtbot import QtBot

from gui.panels.help.manual_page import ManualPage
from gui.panels.theme.theme import Theme
from gui.resource import resource

IMAGE = QTextDocument.ResourceType.ImageResource.value
Opener = Callable[[str], None]
LARGE, SMALL, MISSING = "pictures/large.png", "pictures/small.png", "pictures/missing.png"


@pytest.fixture
def theme() -> Theme:
    return Theme(resource(""))


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, theme: Theme) -> ManualPage:
    (tmp_path / "pictures").mkdir()
    for name, width, height in ((LARGE, 2000, 1000), (SMALL, 100, 40)):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        assert image.save(str(tmp_path / name))
    text = f"# One\n\n![large]({LARGE})\n\n![small]({SMALL})\n\n![missing]({MISSING})\n"
    (tmp_path / "one.md").write_text(text, encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n", encoding="utf-8")
    page = ManualPage(theme)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    return page


@pytest.fixture
def open_page(page: ManualPage, tmp_path: Path) -> Opener:
    return lambda name: page.setSource(QUrl.fromLocalFile(str(tmp_path / name)))


def shown(page: ManualPage, name: str) -> QPixmap:
    found = page.document().resource(IMAGE, QUrl(name))
    assert isinstance(found, QPixmap)
    return found


def is_drawn(page: ManualPage, name: str) -> bool:
    image = shown(page, name).toImage()
    return image.pixelColor(image.rect().center()) == QColor("red")


def test_a_picture_has_its_place_before_it_is_drawn(
    qtbot: QtBot, page: ManualPage, open_page: Opener
) -> None:
    open_page("one.md")
    before = shown(page, LARGE).deviceIndependentSize()
    assert not is_drawn(page, LARGE)
    qtbot.waitUntil(lambda: is_drawn(page, LARGE) and is_drawn(page, SMALL))
    assert shown(page, LARGE).deviceIndependentSize() == before
    assert before.width() == 2 * before.height() <= page.viewport().width()
    assert shown(page, SMALL).deviceIndependentSize().toSize() == QSize(50, 20)
    assert not page.horizontalScrollBar().maximum()


def test_what_is_not_there_takes_no_room(qtbot: QtBot, page: ManualPage, open_page: Opener) -> None:
    open_page("one.md")
    qtbot.waitUntil(lambda: is_drawn(page, SMALL))
    assert shown(page, MISSING).isNull()


def test_it_follows_the_width_of_the_page(
    qtbot: QtBot, page: ManualPage, open_page: Opener
) -> None:
    open_page("one.md")
    qtbot.waitUntil(lambda: is_drawn(page, LARGE))
    narrow = shown(page, LARGE).width()
    page.resize(900, 400)
    qtbot.waitUntil(lambda: shown(page, LARGE).width() == narrow + 300)
    page.resize(2000, 400)
    qtbot.waitUntil(lambda: shown(page, LARGE).deviceIndependentSize().toSize() == QSize(1000, 500))

    open_page("two.md")
    page.resize(600, 400)
    open_page("one.md")
    qtbot.waitUntil(lambda: shown(page, LARGE).width() == narrow and is_drawn(page, LARGE))


def test_its_frame_is_the_theme_s(
    qtbot: QtBot, page: ManualPage, open_page: Opener, theme: Theme
) -> None:
    open_page("one.md")
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        theme.set_scheme(scheme)

        def framed() -> bool:
            return shown(page, SMALL).toImage().pixelColor(0, 0) == theme.colour("border")

        qtbot.waitUntil(framed)
