import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gui.core.sending.state import RecipientState
from gui.panels.theme.theme import Theme
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.icon_label import SIDE, IconLabel
from gui.panels.widgets.notices.note import Note
from gui.words.notices import Severity


@pytest.mark.parametrize("state", RecipientState)
def test_a_state_has_its_icon_and_colour(qtbot: QtBot, theme: Theme, state: RecipientState) -> None:
    label = IconLabel(theme)
    qtbot.addWidget(label)
    label.show_state(state, "3 numbers")
    label.show()

    assert label.text() == "3 numbers"
    icon, role = theme.tokens.states[state.value]
    image = label.grab().toImage()
    ink = QColor(theme.scheme[role]).rgb()
    drawn = {image.pixel(x, y) for x in range(SIDE) for y in range(image.height())}
    assert ink in drawn, icon


def test_an_icon_alone_takes_no_more_room_than_it_needs(qtbot: QtBot, theme: Theme) -> None:
    label = IconLabel(theme, "clock", "text-secondary")
    qtbot.addWidget(label)
    assert label.sizeHint().width() == SIDE
    label.setText("now")
    assert label.sizeHint().width() > 2 * SIDE


def test_an_elided_text_is_in_the_tool_tip(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel("a rather long sentence for so little room")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 30


def test_a_note_is_visible_while_it_has_text(qtbot: QtBot, theme: Theme) -> None:
    note = Note(theme)
    qtbot.addWidget(note)
    note.show_text("Stopped", Severity.WARNING)
    assert not note.isHidden()
    assert (note.text(), note.property("tone")) == ("Stopped", "warning")
    note.show_text("")
    assert note.isHidden()
