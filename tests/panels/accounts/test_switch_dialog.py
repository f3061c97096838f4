import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from gui.core.accounts.account import Account
from gui.panels.accounts.switch_dialog import SwitchDialog

SHOP = Account("Shop", "LTAI5tExample0001", production=True)


@pytest.fixture
def dialog(qtbot, theme):
    dialog = SwitchDialog(SHOP, theme, message=True, recipients=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def button(dialog, name) -> QAbstractButton:
    return dialog.findChild(QAbstractButton, name)


def test_two_enters_do_not_switch(qtbot, dialog):
    with qtbot.assertNotEmitted(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert not dialog.isVisible()


def test_nothing_goes_along_unasked(qtbot, dialog):
    with qtbot.waitSignal(dialog.accepted):
        button(dialog, "confirmSwitch").click()

    assert not dialog.carries_message
    assert not dialog.carries_recipients


def test_message_and_recipients_go_along_if_ticked(dialog):
    button(dialog, "carryMessage").click()
    assert (dialog.carries_message, dialog.carries_recipients) == (True, False)
    button(dialog, "carryRecipients").click()
    assert dialog.carries_recipients


def test_an_empty_draft_offers_nothing_to_take_along(qtbot, theme):
    dialog = SwitchDialog(SHOP, theme, message=False, recipients=False)
    qtbot.addWidget(dialog)
    assert button(dialog, "carryMessage").isHidden()
    assert button(dialog, "carryRecipients").isHidden()
