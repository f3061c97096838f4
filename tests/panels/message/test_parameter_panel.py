import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.params.document import Params, parse_params
from gui.core.params.problems import PARAMS_MAX
from gui.core.params.tokens import TokenKind
from gui.panels.message import json_highlighter
from gui.panels.message.json_editor import JsonEditor
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.theme.theme import Theme
from tests.present import present


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ParameterPanel:
    panel = ParameterPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(500, 200)
    panel.show()
    panel.activateWindow()
    editor(panel).setFocus()
    qtbot.waitUntil(lambda: editor(panel).hasFocus())
    return panel


def editor(panel: ParameterPanel) -> JsonEditor:
    return present(panel.findChild(JsonEditor, "templateParam"))


def problem(panel: ParameterPanel) -> str:
    return present(panel.findChild(QLabel, "templateParamProblem")).text()


def format_button(panel: ParameterPanel) -> QPushButton:
    return present(panel.findChild(QPushButton, "formatParam"))


def checked(qtbot: QtBot, panel: ParameterPanel, text: str) -> str:
    with qtbot.waitSignal(panel.changed) as told:
        panel.set_text(text)
    assert told.args == [text]
    return problem(panel)


def colours(panel: ParameterPanel, line: int) -> list[tuple[str, str]]:
    block = editor(panel).document().findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return [
        (
            units[2 * piece.start : 2 * (piece.start + piece.length)].decode("utf-16-le"),
            piece.format.foreground().color().name(),
        )
        for piece in block.layout().formats()
    ]


def underlined(panel: ParameterPanel) -> list[str]:
    return [
        mark.cursor.selectedText()
        for mark in editor(panel).extraSelections()
        if mark.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    ]


def brackets(panel: ParameterPanel) -> list[int]:
    return [
        mark.cursor.selectionStart()
        for mark in editor(panel).extraSelections()
        if mark.format.underlineStyle() is not QTextCharFormat.UnderlineStyle.WaveUnderline
    ]


def put_cursor(panel: ParameterPanel, position: int) -> None:
    cursor = editor(panel).textCursor()
    cursor.setPosition(position)
    editor(panel).setTextCursor(cursor)


def test_what_is_wrong_is_said_with_its_place_and_underlined(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    said = checked(qtbot, panel, '{\n  "a": "1",\n  "b": null\n}')
    assert said.startswith("Line 3, column 8: ")
    assert underlined(panel) == ["null"]
    assert editor(panel).accessibleDescription() == said


def test_valid_values_have_no_note(qtbot: QtBot, panel: ParameterPanel) -> None:
    assert checked(qtbot, panel, '{"a": 1, "a": 2}')
    assert checked(qtbot, panel, '{"a": 012345}') == ""
    assert underlined(panel) == []
    assert checked(qtbot, panel, "[]")
    assert checked(qtbot, panel, "") == ""


def test_a_fault_at_the_end_of_a_line_can_be_seen(qtbot: QtBot, panel: ParameterPanel) -> None:
    assert checked(qtbot, panel, '{"a"').startswith("Line 1")
    assert all(underlined(panel))


def test_positions_are_right_after_characters_of_two_units(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    assert checked(qtbot, panel, '{"😀😀": null}').startswith("Line 1, column 8: ")
    assert underlined(panel) == ["null"]


def test_numbers_stay_as_typed(qtbot: QtBot, panel: ParameterPanel) -> None:
    checked(qtbot, panel, '{"a": 012345, "b": 1.50}')
    format_button(panel).click()
    assert panel.text() == '{\n  "a": 012345,\n  "b": 1.50\n}'


def test_format_can_be_undone_and_has_a_shortcut(qtbot: QtBot, panel: ParameterPanel) -> None:
    checked(qtbot, panel, '{"a":"1"}')
    QTest.keyClick(
        editor(panel),
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert panel.text() == '{\n  "a": "1"\n}'
    editor(panel).undo()
    assert panel.text() == '{"a":"1"}'


def test_format_moves_the_cursor_to_the_first_error(qtbot: QtBot, panel: ParameterPanel) -> None:
    checked(qtbot, panel, '{\n"a": "1"\n"b": "2"}')
    put_cursor(panel, 0)
    format_button(panel).setFocus()
    format_button(panel).click()
    assert panel.text() == '{\n"a": "1"\n"b": "2"}'
    assert editor(panel).hasFocus()
    line = editor(panel).textCursor().blockNumber() + 1
    assert problem(panel).startswith(f"Line {line}, ")


def test_a_change_is_told_at_once_and_checked_after_a_moment(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    told = []
    panel.edited.connect(lambda: told.append("edited"))
    panel.changed.connect(told.append)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClicks(editor(panel), "{}")
    assert told == ["edited", "edited", "{}"]


def test_colours_tell_the_pieces_apart(panel: ParameterPanel) -> None:
    panel.set_text('{\n"张😀": "x😀", "n": -1.5, "t": true, oops')
    paint = json_highlighter.LIGHT
    assert [piece for piece in colours(panel, 1) if piece[0] not in (":", ",")] == [
        ('"张😀"', paint["KEY"]),
        ('"x😀"', paint["STRING"]),
        ('"n"', paint["KEY"]),
        ("-1.5", paint["NUMBER"]),
        ('"t"', paint["KEY"]),
        ("true", paint["LITERAL"]),
        ("oops", paint["BAD"]),
    ]


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        chosen = QColor(colour)
        parts = chosen.redF(), chosen.greenF(), chosen.blueF()
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", TokenKind)
def test_every_colour_can_be_read(kind: TokenKind) -> None:
    assert contrast(json_highlighter.LIGHT[kind.name], "#ffffff") >= 4.5
    assert contrast(json_highlighter.DARK[kind.name], "#14161a") >= 4.5


def test_the_partner_of_a_bracket_is_marked(panel: ParameterPanel) -> None:
    panel.set_text('{"😀": ["}"]}')
    end = len('{"😀": ["}"]}') + 1
    put_cursor(panel, 0)
    assert sorted(brackets(panel)) == [0, end - 1]
    put_cursor(panel, end)
    assert sorted(brackets(panel)) == [0, end - 1]
    put_cursor(panel, end - 1)
    assert sorted(brackets(panel)) == [7, end - 2]
    put_cursor(panel, 9)
    assert brackets(panel) == []


def test_brackets_are_not_marked_while_one_types_elsewhere(panel: ParameterPanel) -> None:
    panel.set_text("{}")
    put_cursor(panel, 0)
    assert brackets(panel)
    format_button(panel).setFocus()
    assert brackets(panel) == []


def test_enter_indents_like_the_line_before_and_deeper_after_a_bracket(
    panel: ParameterPanel,
) -> None:
    QTest.keyClicks(editor(panel), "{")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    QTest.keyClicks(editor(panel), '"a": "1",')
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    assert panel.text() == '{\n  "a": "1",\n  '


def test_enter_between_brackets_opens_them(panel: ParameterPanel) -> None:
    panel.set_text("{}")
    put_cursor(panel, 1)
    QTest.keyClick(editor(panel), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert panel.text() == "{\n  \n}"
    assert editor(panel).textCursor().position() == 4
    editor(panel).undo()
    assert panel.text() == "{}"


def test_every_line_break_makes_a_line(qtbot: QtBot, panel: ParameterPanel) -> None:
    QTest.keyClick(editor(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor(panel).document().blockCount() == 2
    data = QMimeData()
    data.setText("{\u2028\r\n\u2029}")
    editor(panel).selectAll()
    editor(panel).insertFromMimeData(data)
    assert panel.text() == "{\n\n\n}"
    assert editor(panel).document().blockCount() == 4


def test_tab_leaves_the_editor(panel: ParameterPanel) -> None:
    QTest.keyClick(editor(panel), Qt.Key.Key_Tab)
    assert format_button(panel).hasFocus() and panel.text() == ""


def test_a_restored_text_is_not_a_change_if_it_is_the_same(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    checked(qtbot, panel, "{}")
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_text("{}")


@pytest.mark.parametrize("separator", [",", ",\n"])
def test_a_key_in_a_long_text_is_answered_at_once(
    qtbot: QtBot, panel: ParameterPanel, separator: str
) -> None:
    text = "{" + separator.join(f'"k{i}": "{i:09}"' for i in range(950)) + "}"
    assert 18_000 < len(text) <= PARAMS_MAX
    checked(qtbot, panel, text)
    editor(panel).moveCursor(QTextCursor.MoveOperation.Start)
    editor(panel).moveCursor(QTextCursor.MoveOperation.Right)
    started = time.process_time()
    QTest.keyClick(editor(panel), Qt.Key.Key_Space)
    # Some 0.05 s; breaking lines at words it is over a second.
    assert time.process_time() - started < 0.5


MEGABYTES = {
    "one line": '{"a":"' + "x" * 1_000_000 + '"}',
    "lines": '{"a":"b",\n' * 100_000,
    "brackets": "[" * 1_000_000,
    "quotes": '"' * 1_000_000,
}


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES.keys())
def test_a_pasted_megabyte_is_refused_with_a_note(
    qtbot: QtBot, panel: ParameterPanel, text: str
) -> None:
    checked(qtbot, panel, '{"code":"1234"}')
    data = QMimeData()
    data.setText(text)
    started = time.process_time()
    editor(panel).insertFromMimeData(data)
    assert time.process_time() - started < 0.2
    assert panel.text() == '{"code":"1234"}'
    assert "Not inserted" in problem(panel)
    assert f"{len(text) + 15:,}" in problem(panel)
    editor(panel).selectAll()
    data.setText("{}")
    with qtbot.waitSignal(panel.changed):
        editor(panel).insertFromMimeData(data)
    assert problem(panel) == ""


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES.keys())
def test_a_megabyte_set_by_a_script_is_refused_unparsed(
    qtbot: QtBot, panel: ParameterPanel, text: str
) -> None:
    """Automation sets the text past the clipboard; laying it out is all that may take time."""
    started = time.process_time()
    assert "20,000" in checked(qtbot, panel, text)
    format_button(panel).click()
    editor(panel).moveCursor(QTextCursor.MoveOperation.Right)
    assert time.process_time() - started < 4
    assert panel.text() == text
    assert colours(panel, 0) == []


def test_what_is_pasted_over_a_selection_counts_without_it(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    checked(qtbot, panel, " " * PARAMS_MAX)
    editor(panel).selectAll()
    data = QMimeData()
    data.setText("x" * PARAMS_MAX)
    editor(panel).insertFromMimeData(data)
    assert panel.text() == "x" * PARAMS_MAX


@pytest.mark.parametrize("value", ["a\u2028b", "a\u2029b", "a\xa0b", "\ufdd0", 'a"\xa0\\\u2028"'])
def test_characters_that_the_editor_would_change_stay(panel: ParameterPanel, value: str) -> None:
    """Qt gives some back as blanks and line breaks; a value may hold them, pasted from a page."""
    for show in (panel.set_text, editor(panel).replace):
        show(Params((("code", value),)).to_json())
        assert parse_params(panel.text()) == Params((("code", value),))


def test_blanks_between_the_parameters_stay_blanks(panel: ParameterPanel) -> None:
    panel.set_text('{\xa0"a":\xa0"1\xa0"}')
    assert panel.text() == '{ "a": "1\\u00a0"}'
