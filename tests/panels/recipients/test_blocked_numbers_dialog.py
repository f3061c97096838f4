from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from gui.panels.recipients.blocked_numbers_dialog import BlockedNumbersDialog
from gui.panels.theme.theme import Theme
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence
from tests.present import present

NUMBERS = [(str(13800138000 + n), 1_790_000_000_000 - n) for n in range(1204)]


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> BlockedNumbersDialog:
    dialog = BlockedNumbersDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show_numbers(NUMBERS)
    dialog.open()
    return dialog


def button(dialog: BlockedNumbersDialog, name: str) -> QPushButton:
    return present(dialog.findChild(QPushButton, name))


def edit(dialog: BlockedNumbersDialog, name: str = "blockedNew") -> QLineEdit:
    return present(dialog.findChild(QLineEdit, name))


def table(dialog: BlockedNumbersDialog) -> QTableView:
    return present(dialog.findChild(QTableView, "blockedTable"))


def test_numbers_are_added_as_typed(qtbot: QtBot, dialog: BlockedNumbersDialog) -> None:
    add = button(dialog, "blockNumbers")
    assert not add.isEnabled()
    QTest.keyClicks(edit(dialog), "138 0013 8000, 1")
    with qtbot.waitSignal(dialog.added) as told:
        add.click()
    assert told.args == ["138 0013 8000, 1"]
    with qtbot.waitSignal(dialog.added):
        QTest.keyClick(edit(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_was_typed_stays_until_it_is_taken(dialog: BlockedNumbersDialog) -> None:
    edit(dialog).setText("oops")
    dialog.show_notice(Notice(Severity.WARNING, sentence(str, "No number there.")))
    assert edit(dialog).text() == "oops"
    assert present(dialog.findChild(QLabel, "blockedNote")).text() == "No number there."
    dialog.show_notice(Notice(Severity.SUCCESS, sentence(str, "1 number is new.")))
    assert edit(dialog).text() == ""


def test_selected_numbers_are_taken_off_whole_even_if_masked(
    qtbot: QtBot, dialog: BlockedNumbersDialog
) -> None:
    remove = button(dialog, "unblockNumbers")
    assert not remove.isEnabled()
    dialog.set_masked(True)
    assert table(dialog).model().index(3, 0).data() == "138****8003"
    table(dialog).selectRow(3)
    with qtbot.waitSignal(dialog.removed) as told:
        remove.click()
    assert told.args == [["13800138003"]]


def test_a_search_narrows_what_is_shown_and_what_is_removed(
    qtbot: QtBot, dialog: BlockedNumbersDialog
) -> None:
    QTest.keyClicks(edit(dialog, "blockedSearch"), "8777")
    qtbot.waitUntil(lambda: table(dialog).model().rowCount() == 1)
    assert present(dialog.findChild(QLabel, "blockedCount")).text() == "1,204 number(s)"
    table(dialog).selectAll()
    with qtbot.waitSignal(dialog.removed) as told:
        button(dialog, "unblockNumbers").click()
    assert told.args == [["13800138777"]]


def test_while_the_list_changes_nobody_changes_it(dialog: BlockedNumbersDialog) -> None:
    edit(dialog).setText("13800138000")
    table(dialog).selectRow(0)
    names = ("blockNumbers", "importBlocked", "unblockNumbers")
    dialog.set_busy(True)
    assert not any(button(dialog, name).isEnabled() for name in names)
    dialog.set_busy(False)
    assert all(button(dialog, name).isEnabled() for name in names)


def test_a_list_file_is_chosen(qtbot: QtBot, dialog: BlockedNumbersDialog, tmp_path: Path) -> None:
    button(dialog, "importBlocked").click()
    chooser = present(dialog.findChild(QFileDialog))
    with qtbot.waitSignal(dialog.import_requested) as told:
        chooser.fileSelected.emit(str(tmp_path / "名单.csv"))
    assert told.args == [str(tmp_path / "名单.csv")]
    chooser.close()
