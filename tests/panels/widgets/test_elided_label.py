"""What has the width that it asks for shows its whole text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from gui.panels.widgets.elided_label import ElidedLabel

TEXTS = ("iPhone", "AVAWAT To", "张三 138 0013 8000", "two\nlines", "…")


def label_of(qtbot: QtBot, text: str, *, kerning: bool = False, points: int = 9) -> ElidedLabel:
    label = ElidedLabel()
    qtbot.addWidget(label)
    font = QFont(label.font())
    font.setKerning(kerning)
    font.setPointSize(points)
    label.setFont(font)
    label.show_text(text)
    return label


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kerning", [True, False])
@pytest.mark.parametrize("points", [9, 11, 14])
@pytest.mark.parametrize("sheet", ["", "QLabel { padding: 2px 7px; border: 1px solid }"])
def test_its_own_size_is_enough(
    qtbot: QtBot, text: str, kerning: bool, points: int, sheet: str
) -> None:
    label = label_of(qtbot, text, kerning=kerning, points=points)
    label.setStyleSheet(sheet)
    label.show()
    label.resize(label.sizeHint())

    line = text.replace("\n", " ")
    assert label.contentsRect().width() >= label.fontMetrics().horizontalAdvance(line)
    assert not label.toolTip()


def test_what_does_not_fit_is_in_the_tool_tip(qtbot: QtBot) -> None:
    label = label_of(qtbot, "iPhone")
    label.show()
    label.resize(label.sizeHint().width() // 2, label.height())
    assert label.toolTip() == "iPhone"
    label.resize(label.sizeHint())
    assert not label.toolTip()


def test_it_gives_way_down_to_the_ellipsis(qtbot: QtBot) -> None:
    label = label_of(qtbot, "a long name of somebody")
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 4
