from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity

LONG = "A sentence that is much longer than the field it stands under. " * 4


def test_it_takes_no_space_while_it_says_nothing(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    note = FieldNote(theme, Severity.ERROR, "note", parent)
    parent.show()
    assert note.isHidden()
    note.show_text("Wrong.")
    assert note.isVisible()
    note.show_text("")
    assert note.isHidden()


def test_it_can_keep_its_line_so_that_nothing_jumps(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    column = QVBoxLayout(parent)
    note = FieldNote(theme, Severity.ERROR, "note", parent)
    note.keep_room()
    column.addWidget(note)
    parent.show()
    empty = note.height()
    note.show_text("Wrong.")
    assert note.isVisible() and empty == note.height() >= note.fontMetrics().height()


def test_its_whole_text_is_shown_even_where_space_is_short(qtbot: QtBot, theme: Theme) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    inner = QWidget()
    column = QVBoxLayout(inner)
    note = FieldNote(theme, Severity.ERROR, "note", inner)
    column.addWidget(note)
    area.setWidget(inner)
    qtbot.addWidget(area)
    area.resize(200, 40)
    area.show()
    note.show_text(LONG)
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()) > 60)
    tall = note.height()
    area.resize(600, 40)
    qtbot.waitUntil(lambda: note.height() < tall)
    assert note.height() >= note.heightForWidth(note.width())


def test_what_was_pasted_is_not_read_as_html(theme: Theme) -> None:
    note = FieldNote(theme, Severity.ERROR, "note")
    assert note.textFormat() is Qt.TextFormat.PlainText


def test_its_colour_says_how_much_it_matters(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    note = FieldNote(theme, Severity.INFORMATION, "note", parent)
    for severity in (Severity.INFORMATION, Severity.ERROR, Severity.WARNING):
        note.show_text("x", severity)
        note.ensurePolished()
        ink = note.palette().windowText().color()
        assert ink == QColor(theme.colours.inks[severity])
