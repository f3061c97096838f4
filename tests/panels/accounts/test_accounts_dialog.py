from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.errors import AccountError, AccountFault
from gui.panels.accounts.accounts_dialog import AccountsDialog
from gui.panels.accounts.unsaved_dialog import UnsavedDialog
from gui.panels.theme.theme import Theme
from gui.words.notices import Severity
from tests.present import present

SHOP = Account("Shop", "LTAI-shop", production=True)
TRIAL = Account("Trial", "LTAI5tExample0001")
SANDBOX = Account("Sandbox", "sandbox", sandbox=True)
ALL = (SHOP, TRIAL, SANDBOX)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> AccountsDialog:
    dialog = AccountsDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show_accounts(ALL, TRIAL)
    dialog.open_at(TRIAL)
    return dialog


def edit(dialog: AccountsDialog, name: str = "accountLabel") -> QLineEdit:
    return present(dialog.findChild(QLineEdit, name))


def button(dialog: AccountsDialog | UnsavedDialog, name: str) -> QAbstractButton:
    return present(dialog.findChild(QAbstractButton, name))


def rows(dialog: AccountsDialog) -> QListWidget:
    return present(dialog.findChild(QListWidget, "accountList"))


def question(dialog: AccountsDialog) -> UnsavedDialog:
    (found,) = (one for one in dialog.findChildren(UnsavedDialog) if one.isVisible())
    return found


def chosen(dialog: AccountsDialog) -> str:
    item = rows(dialog).currentItem()
    return item.text() if item else ""


def type_something(qtbot: QtBot, dialog: AccountsDialog) -> None:
    edit(dialog).end(False)
    qtbot.keyClicks(edit(dialog), "!")


def test_the_sandbox_is_first_and_keys_are_not_read_off_the_screen(dialog: AccountsDialog) -> None:
    assert [rows(dialog).item(row).text() for row in range(3)] == ["Sandbox", "Shop", "Trial"]
    spoken = rows(dialog).item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Trial · LTAI****0001"


def test_choosing_shows_another_account(qtbot: QtBot, dialog: AccountsDialog) -> None:
    with qtbot.waitSignal(dialog.shown_changed) as shown:
        rows(dialog).setCurrentRow(1)

    assert shown.args == [SHOP]
    assert edit(dialog).text() == "Shop"


def leave_by(way: str, dialog: AccountsDialog) -> None:
    if way == "another":
        rows(dialog).setCurrentRow(1)
    elif way == "new":
        button(dialog, "newAccount").click()
    elif way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()


WAYS = ("another", "new", "escape", "close")


@pytest.mark.parametrize("way", WAYS)
def test_edits_are_asked_about_and_kept_by_default(
    qtbot: QtBot, dialog: AccountsDialog, way: str
) -> None:
    type_something(qtbot, dialog)
    leave_by(way, dialog)

    QTest.keyClick(question(dialog), Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert edit(dialog).text() == "Trial!"
    assert chosen(dialog) == "Trial"


@pytest.mark.parametrize("way", WAYS)
def test_edits_can_be_discarded(qtbot: QtBot, dialog: AccountsDialog, way: str) -> None:
    type_something(qtbot, dialog)
    leave_by(way, dialog)

    button(question(dialog), "discardEdits").click()

    assert not dialog.form.dirty
    assert dialog.isVisible() is (way in ("another", "new"))
    if dialog.isVisible():
        assert edit(dialog).text() == ("Shop" if way == "another" else "")


@pytest.mark.parametrize("way", WAYS)
def test_edits_can_be_saved_first(qtbot: QtBot, dialog: AccountsDialog, way: str) -> None:
    type_something(qtbot, dialog)
    leave_by(way, dialog)

    with qtbot.waitSignal(dialog.form.saved) as saved:
        button(question(dialog), "saveEdits").click()
    assert saved.args[0].label == "Trial!"
    assert dialog.isVisible()  # not before it is saved
    changed = Account("Trial!", TRIAL.access_key_id)
    dialog.show_accounts((SHOP, changed, SANDBOX), changed)
    dialog.show_saved(changed)

    assert dialog.isVisible() is (way in ("another", "new"))
    if way == "another":
        assert edit(dialog).text() == "Shop"


@pytest.mark.parametrize("why", ["wrong", "keyring"])
def test_what_cannot_be_saved_is_not_left(qtbot: QtBot, dialog: AccountsDialog, why: str) -> None:
    type_something(qtbot, dialog)
    dialog.close()
    button(question(dialog), "saveEdits").click()
    if why == "wrong":
        dialog.show_error(AccountError(AccountFault.LABEL_TAKEN))
    else:
        dialog.show_status("No keyring.", Severity.ERROR, secret_kept=False, tested=False)
    dialog.show_saved(TRIAL)  # later, by the button

    assert dialog.isVisible()


def test_without_edits_nothing_is_asked(qtbot: QtBot, dialog: AccountsDialog) -> None:
    with qtbot.waitSignal(dialog.closed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_another_current_account_takes_no_edits_away(qtbot: QtBot, dialog: AccountsDialog) -> None:
    type_something(qtbot, dialog)
    dialog.show_accounts(ALL, SHOP)
    assert edit(dialog).text() == "Trial!"

    button(dialog, "discardAccount").click()
    dialog.show_accounts(ALL, SHOP)
    assert edit(dialog).text() == "Shop"


def test_escape_answers_the_question_of_removal_first(dialog: AccountsDialog) -> None:
    button(dialog, "removeAccount").click()
    assert present(dialog.findChild(QLabel, "removalQuestion")).isVisible()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert not present(dialog.findChild(QLabel, "removalQuestion")).isVisible()


def test_a_job_holds_everything_that_would_leave_the_account(dialog: AccountsDialog) -> None:
    dialog.set_busy(True)
    held: list[Any] = [rows(dialog), button(dialog, "newAccount"), button(dialog, "saveAccount")]
    assert not any(widget.isEnabled() for widget in held)

    dialog.set_busy(False)
    assert all(widget.isEnabled() for widget in held)
