"""Every page and dialog has room for texts that are longer, as in another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.resource import resource
from tests.scenes import Scene, Stage
from tests.window.tree import walk
from tests.window.tree.walk import each


@pytest.fixture(scope="module", autouse=True)
def padded(qapp: QApplication) -> Iterator[None]:
    """Sentences of 140 % of their length."""
    english = QTranslator()
    assert english.load("en", str(resource("translations")))
    translator = walk.PaddingTranslator(english)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@each
def test_nothing_is_cut_off_where_texts_are_longer(
    stage: Stage, scene: Scene, qtbot: QtBot
) -> None:
    stage.window.resize(1600, 900)
    root = scene(stage)

    def fits() -> None:  # once the layout has followed the last text
        assert not walk.cut_off(root)

    qtbot.waitUntil(fits)
