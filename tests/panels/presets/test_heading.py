"""The heading names the preset in hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.presets.heading import PresetHeading
from gui.panels.theme.theme import Theme
from gui.panels.widgets.icon_label import IconLabel
from gui.resource import resource
from tests.present import present


class Head(QWidget):
    """A row with a title, as above the form."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel("Compose")
        row = QHBoxLayout(self)
        row.addWidget(self.title, 1)
        self.heading = PresetHeading(Theme(resource("")), row, self.title)


@pytest.fixture
def head(qtbot: QtBot) -> Head:
    head = Head()
    qtbot.addWidget(head)
    head.show()
    return head


def test_it_names_the_preset_and_says_when_the_form_is_another(head: Head) -> None:
    star = present(head.findChild(IconLabel))
    assert not star.isVisible() and head.title.text() == "Compose"
    head.heading.show_preset("登录验证码", changed=False)
    assert star.isVisible() and head.title.text() == "登录验证码"
    head.heading.show_preset("登录验证码", changed=True)
    assert head.title.text() == "登录验证码 · changed"
    head.heading.show_preset("", changed=False)
    assert not star.isVisible() and head.title.text() == "Compose"


def test_its_button_saves_the_form(head: Head, qtbot: QtBot) -> None:
    button = present(head.findChild(QToolButton, "saveAsPreset"))
    with qtbot.waitSignal(head.heading.save_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.accessibleName()
