"""Variables that take their values from the columns of a list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from gui.core.message.variables import Variable, VariableHint, VariableKind
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.message.value_edit import ValueEdit
from gui.panels.theme.theme import Theme
from tests.present import present

COLUMNS = {"Order": "A-1", "Name & co": "Ann", "Much": "x" * 99}


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ParameterPanel:
    panel = ParameterPanel(theme)
    qtbot.addWidget(panel)
    names = ("order", "waybill")
    panel.show_variables([Variable(name, VariableKind.FREE, VariableHint.NONE) for name in names])
    panel.show()
    panel.activateWindow()
    return panel


def button(panel: ParameterPanel, name: str = "order") -> QToolButton | None:
    return panel.findChild(QToolButton, f"column_{name}")


def edit(panel: ParameterPanel, name: str = "order") -> ValueEdit:
    return present(panel.findChild(ValueEdit, f"param_{name}"))


def actions(panel: ParameterPanel) -> tuple[QMenu, dict[str, QAction]]:
    present(button(panel)).click()
    (menu,) = panel.findChildren(QMenu, "columnMenu")
    return menu, {action.text().partition("\t")[0]: action for action in menu.actions()}


def test_there_is_nothing_to_choose_without_a_list(panel: ParameterPanel) -> None:
    assert button(panel) is None
    panel.show_columns(COLUMNS)
    assert present(button(panel)).isVisible()
    assert present(button(panel, "waybill")).isVisible()
    assert present(button(panel)).accessibleName() == "Take order from a column of the list"
    panel.show_columns({})
    assert not present(button(panel)).isVisible()


def test_a_variable_is_bound_to_a_column_and_freed_again(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    panel.show_columns(COLUMNS)
    menu, found = actions(panel)
    assert list(found) == ["Order", "Name && co", "Much"]
    assert found["Order"].text() == "Order\tA-1"
    assert len(found["Much"].text()) < 50
    found["Name && co"].trigger()
    menu.close()
    assert edit(panel).text() == "{{Name & co}}"
    assert panel.text() == '{"order":"{{Name & co}}"}'
    assert "Name & co" in edit(panel).accessibleDescription()
    assert "Ann" in edit(panel).accessibleDescription()
    mark = present(edit(panel).findChild(QToolButton))
    qtbot.waitUntil(mark.isVisible)
    assert mark.text() == "Name && co"

    qtbot.waitUntil(lambda: not panel.findChildren(QMenu, "columnMenu"))
    menu, found = actions(panel)
    assert found["Name && co"].isChecked()
    found["The same value for all"].trigger()
    menu.close()
    assert edit(panel).text() == ""
    assert not mark.isVisible()


def test_who_types_sees_the_text(qtbot: QtBot, panel: ParameterPanel) -> None:
    panel.show_columns(COLUMNS)
    panel.set_text('{"order":"{{Order}}","waybill":"{{Order}} 2"}')
    mark = present(edit(panel).findChild(QToolButton))
    qtbot.waitUntil(mark.isVisible)
    assert edit(panel, "waybill").findChild(QToolButton) is None
    edit(panel).setFocus()
    qtbot.waitUntil(lambda: not mark.isVisible())
    QTest.keyClick(edit(panel), Qt.Key.Key_Tab)
    assert present(button(panel)).hasFocus()
    qtbot.waitUntil(mark.isVisible)


def test_the_focus_stays_in_the_fields_while_they_are_made_anew(
    qtbot: QtBot, panel: ParameterPanel
) -> None:
    def variables(*names: str) -> list[Variable]:
        return [Variable(name, VariableKind.FREE, VariableHint.NONE) for name in names]

    edit(panel, "waybill").setFocus()
    qtbot.waitUntil(lambda: edit(panel, "waybill").hasFocus())
    panel.show_variables(variables("code", "waybill"))
    qtbot.waitUntil(lambda: edit(panel, "waybill").hasFocus())
    panel.show_variables(variables("code"))
    qtbot.waitUntil(lambda: edit(panel, "code").hasFocus())
    panel.show_variables([])
    assert panel.window().focusWidget() is None
