"""Switching and editing accounts in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.accounts.account import Account, AccountInput
from gui.panels.accounts.accounts_dialog import AccountsDialog
from gui.storage.secrets.secret_store import SecretStore
from gui.words.accounts import accounts as words
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.sandbox_process import SandboxProcess

SHOP = Account("Shop", "LTAI5tShop0001", production=True)
TRIAL = Account("Trial", "LTAI5tTrial001")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        preferences = opened.session.preferences
        for account in (SHOP, TRIAL):
            preferences.update(preferences.settings.with_account(account))
        opened.session.accounts.changed.emit()
        yield opened


def choose(opened: Desk, label: str) -> None:
    box = opened.find("account")
    box.setCurrentIndex(box.findText(label))
    box.activated.emit(box.currentIndex())


def question(opened: Desk) -> QDialog:
    (found,) = (
        one for one in opened.window.findChildren(QDialog, "switchAccount") if one.isVisible()
    )
    return found


def press(opened: Desk, name: str) -> None:
    present(question(opened).findChild(QAbstractButton, name)).click()


def test_an_ordinary_account_is_chosen_without_a_question(opened: Desk) -> None:
    choose(opened, "Trial")

    assert opened.session.accounts.current == TRIAL
    assert not opened.window.findChildren(QDialog, "switchAccount")


def test_staying_puts_the_account_back(opened: Desk) -> None:
    choose(opened, "Shop")
    box = opened.find("account")
    # While it is asked, name and meaning are those of the account that sends.
    assert box.currentText() == "Sandbox"
    assert "Sandbox" in box.toolTip()
    QTest.keyClick(question(opened), Qt.Key.Key_Return)

    assert opened.session.accounts.current.sandbox
    assert opened.find("account").currentText() == "Sandbox"


def fill(qtbot: QtBot, opened: Desk) -> None:
    opened.find("signName").setEditText("阿里云")
    opened.find("templateCode").setEditText("SMS_153055065")
    opened.find("phoneNumbers").setPlainText("13900000001")
    draft = opened.session.recipients.draft
    qtbot.waitUntil(lambda: draft.overview.recipients == 1)


def test_the_draft_stays_behind_unless_it_is_ticked(qtbot: QtBot, opened: Desk) -> None:
    fill(qtbot, opened)
    choose(opened, "Shop")
    press(opened, "confirmSwitch")

    assert opened.session.accounts.current == SHOP
    assert opened.find("signName").currentText() == ""
    draft = opened.session.recipients.draft
    qtbot.waitUntil(lambda: draft.overview.recipients == 0 and not draft.busy)
    opened.find("messageAction").click()  # and can be brought back
    qtbot.waitUntil(lambda: draft.overview.recipients == 1)


def test_ticked_parts_of_the_draft_go_along(qtbot: QtBot, opened: Desk) -> None:
    fill(qtbot, opened)
    choose(opened, "Shop")
    press(opened, "carryMessage")
    press(opened, "carryRecipients")
    press(opened, "confirmSwitch")

    assert opened.find("templateCode").currentText() == "SMS_153055065"
    qtbot.waitUntil(lambda: not opened.session.recipients.draft.busy)
    assert opened.session.recipients.draft.overview.recipients == 1


def test_recipients_travel_to_no_account_that_reaches_phones_unasked(
    qtbot: QtBot, opened: Desk
) -> None:
    """Also where switching is not asked about; one button takes them along."""
    fill(qtbot, opened)
    draft = opened.session.recipients.draft
    choose(opened, "Trial")
    assert opened.session.accounts.current == TRIAL
    qtbot.waitUntil(lambda: draft.overview.recipients == 0 and not draft.busy)
    opened.find("messageAction").click()
    qtbot.waitUntil(lambda: draft.overview.recipients == 1)


def test_recipients_go_to_the_sandbox_and_come_back_to_their_account(
    qtbot: QtBot, opened: Desk
) -> None:
    choose(opened, "Trial")
    fill(qtbot, opened)
    draft = opened.session.recipients.draft
    for label in ("Sandbox", "Trial"):
        choose(opened, label)
        qtbot.waitUntil(lambda: not draft.busy)
        assert draft.overview.recipients == 1
    choose(opened, "Sandbox")
    opened.find("phoneNumbers").setPlainText("13900000002\n")
    qtbot.waitUntil(lambda: draft.overview.recipients == 2)
    choose(opened, "Trial")
    qtbot.waitUntil(lambda: draft.overview.recipients == 0 and not draft.busy)


def test_numbers_that_are_still_being_read_stay_too(qtbot: QtBot, opened: Desk) -> None:
    opened.find("phoneNumbers").setPlainText("13900000001")
    choose(opened, "Trial")
    draft = opened.session.recipients.draft
    qtbot.waitUntil(lambda: not draft.busy)
    assert draft.overview.recipients == 0
    assert opened.find("phoneNumbers").toPlainText() == ""


def save(qtbot: QtBot, opened: Desk, entry: AccountInput) -> None:
    with qtbot.waitSignal(opened.session.accounts.saved):
        opened.session.accounts.save(entry)


def test_a_new_production_account_asks_before_it_sends(qtbot: QtBot, opened: Desk) -> None:
    entry = AccountInput("Bank", "LTAI5tBank0001", "s3cret", production=True, keep_in_memory=True)
    save(qtbot, opened, entry)

    assert opened.session.accounts.current.sandbox
    press(opened, "confirmSwitch")
    assert opened.session.accounts.current.label == "Bank"


def test_saving_an_account_that_is_not_current_does_not_make_it_so(
    qtbot: QtBot, opened: Desk
) -> None:
    save(qtbot, opened, AccountInput("Other", TRIAL.access_key_id, "", original="LTAI5tTrial001"))

    assert opened.session.accounts.current.sandbox


def test_one_button_opens_and_closes_the_accounts(opened: Desk) -> None:
    button = opened.find("accountSettings")
    button.click()
    dialog = opened.find("accountsDialog")
    assert dialog.isVisible()
    assert not dialog.isModal()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not button.isChecked()

    button.click()
    button.click()
    assert not dialog.isVisible()


def edit_an_account(qtbot: QtBot, opened: Desk) -> AccountsDialog:
    choose(opened, "Trial")
    opened.find("accountSettings").click()
    opened.find("accountLabel").setFocus()
    qtbot.keyClicks(opened.find("accountLabel"), "!")
    found: AccountsDialog = opened.find("accountsDialog")
    return found


def test_the_button_closes_nothing_that_would_be_lost(qtbot: QtBot, opened: Desk) -> None:
    dialog = edit_an_account(qtbot, opened)
    button = opened.find("accountSettings")
    button.click()
    present(dialog.findChild(QDialog, "unsavedEdits")).reject()

    assert dialog.isVisible()
    assert button.isChecked()


@pytest.mark.parametrize("answer", ["keepEditing", "discardEdits"])
def test_the_window_asks_about_edits_before_it_closes(
    qtbot: QtBot, opened: Desk, answer: str
) -> None:
    dialog = edit_an_account(qtbot, opened)
    closed = []
    opened.window.closed.connect(lambda: closed.append(True))
    opened.window.close()
    assert not closed
    present(dialog.findChild(QPushButton, answer)).click()

    assert bool(closed) is (answer == "discardEdits")


def test_choosing_another_account_leaves_edits_alone(qtbot: QtBot, opened: Desk) -> None:
    edit_an_account(qtbot, opened)
    typed = opened.find("accountLabel").text()
    choose(opened, "Sandbox")

    assert opened.find("accountLabel").text() == typed


def test_what_is_wrong_with_the_account_stands_in_the_window(qtbot: QtBot, opened: Desk) -> None:
    note = opened.find("accountNote")
    assert not note.isVisible()
    choose(opened, "Trial")  # its secret is nowhere
    qtbot.waitUntil(note.isVisible)

    opened.find("mendAccount").click()
    assert opened.find("accountsDialog").isVisible()
    choose(opened, "Sandbox")
    qtbot.waitUntil(lambda: not note.isVisible())
    assert QApplication.activeModalWidget() is None


def test_the_first_account_is_begun_from_the_empty_results(opened: Desk) -> None:
    present(opened.window._accounts).add_account()

    assert opened.find("accountsDialog").isVisible()
    assert opened.find("accountLabel").text() == ""
    assert opened.find("accountSettings").isChecked()


def test_an_account_that_is_sent_with_is_not_removed(qtbot: QtBot, tmp_path: Path) -> None:
    """Its paused run would go on with a secret that was said to be deleted."""
    with (
        SandboxProcess(delay=0.2) as service,
        desk(tmp_path, SecretStore(find=no_keyring)) as opened,
    ):
        entry = AccountInput(
            "Trial", SANDBOX_KEY_ID, SANDBOX_SECRET, service.url, keep_in_memory=True
        )
        session = opened.session
        session.accounts.save(entry)
        qtbot.waitUntil(lambda: session.accounts.current.label == "Trial")
        session.set_limits(1, 5)
        opened.fill(qtbot, [f"139{n:08}" for n in range(20)])
        opened.begin_to_send()
        qtbot.waitUntil(lambda: opened.can("pause"))
        opened.find("pause").click()
        opened.find("accountSettings").click()
        opened.find("removeAccount").click()
        opened.find("confirmRemoval").click()

        assert opened.find("accountStatus").text() == words.run_under_way()
        assert session.accounts.current.label == "Trial"

        session.sending.stop()
        qtbot.waitUntil(lambda: not session.sending.busy)
        opened.find("removeAccount").click()
        opened.find("confirmRemoval").click()
        qtbot.waitUntil(lambda: session.accounts.current.sandbox)
