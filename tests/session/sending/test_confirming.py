"""What is sent is what the operator looked over, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.core.accounts.account import AccountInput
from gui.core.errors import OutdatedError
from gui.core.sending.sent_before import SentBefore
from gui.jobs.accounts.connector import Connector
from gui.panels.sending.send_confirmation import SendConfirmation
from gui.storage.database.database import Database
from gui.storage.secrets.secret_store import SecretStore
from gui.words.errors import errors
from gui.words.notices import Notice
from gui.words.sending import sent_before as words
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.session.test_faults import use

A, B, C = "13800138000", "13900139000", "18600186000"


class Slow(SecretStore):
    """A keyring that waits for its operator, from when it is told to."""

    def __init__(self) -> None:
        super().__init__(find=no_keyring)
        self.answers = Event()
        self.answers.set()

    def store(self, *arguments: Any, **more: Any) -> None:
        assert self.answers.wait(20)
        super().store(*arguments, **more)

    def fetch(self, key_id: str) -> str:
        assert self.answers.wait(20)
        return super().fetch(key_id)


@pytest.fixture
def secrets() -> Slow:
    return Slow()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def entry(url: str) -> AccountInput:
    return AccountInput("Shop", ACTIVE.key_id, ACTIVE.secret, url, keep_in_memory=True)


def ask(qtbot: QtBot, opened: Desk) -> SendConfirmation:
    """Ask for the confirmation, which one message to the sandbox does without; return it."""
    opened.wait_ready(qtbot)
    opened.session.confirmation_requested.emit()
    return confirmation(qtbot, opened)


def confirmation(qtbot: QtBot, opened: Desk) -> SendConfirmation:
    def shown() -> list[SendConfirmation]:
        dialogs = opened.window.findChildren(SendConfirmation)
        return [each for each in dialogs if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    (dialog,) = shown()
    assert dialog.objectName() == "confirmation"
    qtbot.waitUntil(send_button(dialog).isEnabled)
    return dialog


def send_button(dialog: SendConfirmation) -> QPushButton:
    return present(dialog.findChild(QPushButton, "confirmSend"))


def confirm(dialog: SendConfirmation) -> None:
    send_button(dialog).click()


def outdated(opened: Desk) -> list[Notice]:
    return [notice for notice in opened.notices if notice.text == errors.error(OutdatedError())]


def test_a_list_handed_over_meanwhile_is_not_sent_to(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    more = tmp_path / "more.txt"
    more.write_text(f"{B}\n{C}\n", encoding="utf-8")
    opened.fill(qtbot, [A])
    dialog = ask(qtbot, opened)
    opened.window.open_list(str(more))
    recipients = opened.session.recipients
    qtbot.waitUntil(lambda: recipients.count == 3 and not recipients.busy)
    confirm(dialog)

    assert not opened.session.sending.busy
    (notice,) = outdated(opened)
    assert opened.find("messageText").text() == notice.text
    qtbot.mouseClick(opened.find("messageAction"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(opened.session.sending.ended):
        confirm(confirmation(qtbot, opened))
    qtbot.waitUntil(lambda: [state for _, state in opened.rows()] == ["accepted"] * 3)


def test_an_account_saved_meanwhile_does_not_send_what_was_confirmed(
    qtbot: QtBot, tmp_path: Path, secrets: Slow, sandbox: Sandbox
) -> None:
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        opened.fill(qtbot, [A])
        secrets.answers.clear()
        opened.session.accounts.save(entry(sandbox.url))
        dialog = ask(qtbot, opened)
        with qtbot.waitSignal(opened.session.accounts.saved):
            secrets.answers.set()
        confirm(dialog)

        assert not opened.session.sending.busy
        assert outdated(opened)
    assert not sandbox.messages()


def test_numbers_typed_while_the_keyring_waits_are_not_sent_to(
    qtbot: QtBot, tmp_path: Path, secrets: Slow, sandbox: Sandbox
) -> None:
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        use(qtbot, opened, sandbox.url)
        opened.fill(qtbot, [A])
        secrets.answers.clear()
        confirm(ask(qtbot, opened))
        assert opened.session.sending.busy
        opened.find("clearRecipients").click()
        opened.find("phoneNumbers").setPlainText(B)
        listing = opened.session.recipients.draft
        qtbot.waitUntil(lambda: listing.overview.first == (B,) and not listing.busy)
        with qtbot.waitSignal(opened.session.sending.ended):
            secrets.answers.set()

        assert outdated(opened)
        assert opened.rows() == []
    assert not sandbox.messages()


def said(dialog: SendConfirmation) -> str:
    return present(dialog.findChild(QLabel, "confirmSentBefore")).text()


def test_who_was_sent_exactly_this_is_said_after_a_restart_too(
    qtbot: QtBot, tmp_path: Path, secrets: Slow
) -> None:
    with desk(tmp_path / "data", secrets) as opened:
        opened.fill(qtbot, [A, B])
        dialog = ask(qtbot, opened)
        assert said(dialog) == words.found(SentBefore())[0]
        with qtbot.waitSignal(opened.session.sending.ended):
            confirm(dialog)

    with desk(tmp_path / "data", secrets) as opened:
        opened.fill(qtbot, [B, C])
        dialog = ask(qtbot, opened)
        assert said(dialog).startswith("1 of these recipients may have got exactly this message")
        dialog.reject()
        opened.fill(qtbot, [B, C], param='{"code":"9999"}')
        assert said(ask(qtbot, opened)) == words.found(SentBefore())[0]


def test_what_was_sent_while_the_dialog_was_open_is_looked_over_again(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    opened.fill(qtbot, [A])
    dialog = ask(qtbot, opened)
    summary = present(opened.session.composer.summary())
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        draft = ListedDraft(**asdict(summary.draft), numbers=(A,))
        insert_run(ledger, summary.account, draft)
    with qtbot.waitSignal(opened.session.sending.ended):
        confirm(dialog)

    assert outdated(opened)
    dialog = ask(qtbot, opened)
    assert "in an unfinished run: 1 of these recipients" in said(dialog)


def test_going_back_stops_the_search(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, [A])
    lookup = opened.session.sent_before
    with qtbot.assertNotEmitted(lookup.found, wait=200):
        opened.session.confirmation_requested.emit()
        (dialog,) = opened.window.findChildren(QDialog)
        dialog.reject()
    qtbot.waitUntil(lambda: not opened.session.work.lists.busy)
