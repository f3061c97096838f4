import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.panels.accounts.switch_dialog import SwitchDialog
from gui.panels.theme.theme import Theme
from tests.present import present

SHOP = Account("Shop", "LTAI5tExample0001", production=True)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> SwitchDialog:
    dialog = SwitchDialog(SHOP, theme, message=True, recipients=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def button(dialog: SwitchDialog, name: str) -> QAbstractButton:
    return present(dialog.findChild(QAbstractButton, name))


def test_two_enters_do_not_switch(qtbot: QtBot, dialog: SwitchDialog) -> None:
    with qtbot.assertNotEmitted(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert not dialog.isVisible()


def test_nothing_goes_along_unasked(qtbot: QtBot, dialog: SwitchDialog) -> None:
    with qtbot.waitSignal(dialog.accepted):
        button(dialog, "confirmSwitch").click()

    assert not dialog.carries_message
    assert not dialog.carries_recipients


def test_message_and_recipients_go_along_if_ticked(dialog: SwitchDialog) -> None:
    button(dialog, "carryMessage").click()
    assert (dialog.carries_message, dialog.carries_recipients) == (True, False)
    button(dialog, "carryRecipients").click()
    assert dialog.carries_recipients


def test_an_empty_draft_offers_nothing_to_take_along(qtbot: QtBot, theme: Theme) -> None:
    dialog = SwitchDialog(SHOP, theme, message=False, recipients=False)
    qtbot.addWidget(dialog)
    assert button(dialog, "carryMessage").isHidden()
    assert button(dialog, "carryRecipients").isHidden()


def test_each_control_has_a_name_of_its_own(dialog: SwitchDialog) -> None:
    widgets = (dialog, *dialog.findChildren(QWidget))
    names = [name for one in widgets if (name := one.objectName()) and not name.startswith("qt_")]
    assert len(names) == len(set(names))
