import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.panels.accounts.account_footer import AccountFooter
from gui.panels.theme.theme import Theme
from tests.present import present

SHOP = Account("Shop", "LTAI-shop")


@pytest.fixture
def footer(qtbot: QtBot, theme: Theme) -> AccountFooter:
    footer = AccountFooter(theme)
    qtbot.addWidget(footer)
    footer.show()
    footer.activateWindow()
    return footer


def button(footer: AccountFooter, name: str) -> QAbstractButton:
    return present(footer.findChild(QAbstractButton, name))


def press(footer: AccountFooter, name: str) -> None:
    assert button(footer, name).isVisible()
    QTest.keyClick(button(footer, name), Qt.Key.Key_Space)


def test_removal_is_asked_for_in_place(qtbot: QtBot, footer: AccountFooter) -> None:
    footer.show_account(SHOP)

    with qtbot.assertNotEmitted(footer.removed):
        press(footer, "removeAccount")
    assert "Shop" in present(footer.findChild(QLabel, "removalQuestion")).text()
    assert button(footer, "keepAccount").hasFocus()

    with qtbot.waitSignal(footer.removed) as removed:
        press(footer, "confirmRemoval")
    assert removed.args == [SHOP]
    assert not button(footer, "confirmRemoval").isVisible()


@pytest.mark.parametrize("way", ["button", "escape"])
def test_an_account_can_be_kept(qtbot: QtBot, footer: AccountFooter, way: str) -> None:
    footer.show_account(SHOP)
    press(footer, "removeAccount")

    with qtbot.assertNotEmitted(footer.removed):
        if way == "button":
            press(footer, "keepAccount")
        else:
            assert footer.keep_removal_open()
            assert not footer.keep_removal_open()

    assert not button(footer, "confirmRemoval").isVisible()
    assert button(footer, "removeAccount").hasFocus()


def test_a_question_does_not_outlive_its_account(footer: AccountFooter) -> None:
    footer.show_account(SHOP)
    press(footer, "removeAccount")

    footer.show_account(Account("Trial", "LTAI-trial"))

    assert not button(footer, "confirmRemoval").isVisible()


def test_the_sandbox_can_only_be_closed(qtbot: QtBot, footer: AccountFooter) -> None:
    footer.show_account(Account("Sandbox", "", sandbox=True))
    shown = {one.objectName() for one in footer.findChildren(QAbstractButton) if one.isVisible()}
    assert shown == {"closeAccounts"}
    with qtbot.waitSignal(footer.close_requested):
        press(footer, "closeAccounts")
    footer.show_account(SHOP)
    assert not button(footer, "closeAccounts").isVisible()
