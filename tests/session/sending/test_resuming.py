"""Runs of an earlier time, and which account they are sent from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.core.accounts.account import Account
from gui.core.sending.progress import RunAction, RunPhase
from gui.jobs.accounts.connector import Connector
from gui.storage.database.database import Database
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.runs import ListedDraft, insert_run

A, B, C = "13800138000", "13900139000", "18600186000"


class Slow(SecretStore):
    """A keyring that waits for its operator, if it is told to."""

    def __init__(self) -> None:
        super().__init__(find=no_keyring)
        self.answers = Event()
        self.answers.set()

    def fetch(self, key_id: str) -> str:
        assert self.answers.wait(20)
        return super().fetch(key_id)


@pytest.fixture
def secrets() -> Slow:
    secrets = Slow()
    secrets.store(ACTIVE.key_id, ACTIVE.secret, keep_in_memory=True)
    return secrets


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def shop(sandbox: Sandbox) -> Account:
    return Account("Shop", ACTIVE.key_id, sandbox.url, production=True)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, secrets: Slow, shop: Account) -> Iterator[Desk]:
    """The shop has an unfinished run; the sandbox is current."""
    data = tmp_path / "data"
    data.mkdir()
    SettingsFile(data / "settings.json").save(Settings().with_account(shop))
    with Database(data / "ledger.db") as ledger:
        insert_run(
            ledger, shop, ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=(A, B))
        )
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.can("resume"))
        yield opened


def press(qtbot: QtBot, opened: Desk, name: str) -> None:
    qtbot.waitUntil(lambda: opened.can(name))
    qtbot.mouseClick(opened.find(name), Qt.MouseButton.LeftButton)


def judgement(qtbot: QtBot, opened: Desk, button: str) -> QPushButton:
    def shown() -> list[QPushButton]:
        return [
            each for each in opened.window.findChildren(QPushButton, button) if each.isVisible()
        ]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


@pytest.mark.parametrize("name", ["resume", "messageAction"])
def test_a_run_of_another_account_is_asked_about_first(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, name: str
) -> None:
    text = opened.find("messageText").text()
    for fact in ("“Shop” (production)", "“阿里云”", "SMS_153055065", "2 of 2"):
        assert fact in text
    press(qtbot, opened, name)
    confirm = judgement(qtbot, opened, "judgementConfirm")
    assert judgement(qtbot, opened, "judgementCancel").isDefault()
    said = opened.find("judgementText").text()
    for fact in ("Sandbox", "“Shop” (production)", "阿里云", "SMS_153055065", "2 of 2", "money"):
        assert fact in said
    assert not opened.session.sending.busy
    with qtbot.waitSignal(opened.session.sending.ended):
        qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    assert sorted(message.number for message in sandbox.messages()) == [A, B]
    (card,) = opened.session.run_cards.cards
    assert (card.account_label, card.foreign) == ("Shop", True)


def test_who_says_no_sends_nothing_and_may_still_go_on(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox
) -> None:
    press(qtbot, opened, "resume")
    no = judgement(qtbot, opened, "judgementCancel")
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert not opened.session.sending.busy
    assert opened.can("resume")
    assert not sandbox.messages()


def test_a_run_of_the_current_account_goes_on_at_once(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, shop: Account
) -> None:
    opened.session.accounts.choose(shop)
    with qtbot.waitSignal(opened.session.sending.ended):
        press(qtbot, opened, "resume")
    assert len(sandbox.messages()) == 2


def test_an_account_that_has_changed_since_it_was_agreed_to_is_asked_about_again(
    qtbot: QtBot, opened: Desk, shop: Account
) -> None:
    sending = opened.session.sending
    with qtbot.waitSignal(sending.agreement_requested) as asked:
        sending.resume_run(1, Account("Shop", shop.access_key_id, shop.endpoint))
    assert asked.args[0].label.account == shop


def test_another_unfinished_run_can_be_gone_on_with_when_one_is_finished(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.fill(qtbot, [C])
    opened.send(qtbot)
    assert present(opened.session.sending.progress).phase is RunPhase.FINISHED
    qtbot.waitUntil(lambda: opened.can("resume"))
    qtbot.waitUntil(lambda: len(opened.session.run_cards.cards) == 2)
    newest, older = opened.session.run_cards.cards
    assert (newest.counts.accepted, older.counts.queued) == (1, 2)
    assert opened.find("progressText").text() == "Stopped · 0 / 2 submitted · 2 queued"
    with qtbot.waitSignal(opened.session.sending.ended):
        press(qtbot, opened, "giveUp")
    assert sorted(opened.rows()) == [(A, "cancelled"), (B, "cancelled"), (C, "accepted")]
    assert not opened.can("resume")


def test_stop_works_and_is_offered_while_the_keyring_waits(
    qtbot: QtBot, opened: Desk, secrets: Slow, shop: Account, sandbox: Sandbox
) -> None:
    opened.session.accounts.choose(shop)
    secrets.answers.clear()
    press(qtbot, opened, "resume")
    qtbot.waitUntil(lambda: opened.can("stop"))
    assert opened.session.sending.state.preparing
    assert opened.can("pause")
    assert not opened.can("resume")
    assert not opened.can("giveUp")

    press(qtbot, opened, "pause")
    assert opened.session.sending.state.actions == {RunAction.RESUME, RunAction.STOP}
    with qtbot.waitSignal(opened.session.sending.ended):
        press(qtbot, opened, "stop")
    assert opened.can("resume")
    secrets.answers.set()
    assert not sandbox.messages()


@pytest.fixture
def repeated(qtbot: QtBot, opened: Desk, shop: Account) -> Desk:
    """Of the unfinished run of two, one was sent exactly the same by a later run."""
    opened.session.accounts.choose(shop)
    opened.fill(qtbot, [A])
    opened.send(qtbot)
    return opened


def test_before_a_run_goes_on_it_is_asked_whether_who_got_the_same_since_gets_it_again(
    qtbot: QtBot, repeated: Desk, sandbox: Sandbox
) -> None:
    press(qtbot, repeated, "resume")
    no = judgement(qtbot, repeated, "judgementCancel")
    assert no.isDefault()
    said = repeated.find("judgementText").text()
    assert "2 recipients still queued. 1 of them may have got exactly this message since" in said
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert not repeated.session.sending.busy
    assert [message.number for message in sandbox.messages()] == [A]

    qtbot.waitUntil(lambda: not repeated.window.findChildren(QPushButton, "judgementCancel"))
    press(qtbot, repeated, "resume")
    with qtbot.waitSignal(repeated.session.sending.ended):
        yes = judgement(qtbot, repeated, "judgementConfirm")
        assert yes.text() == "Send 2"
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    called = sorted(number for call in sandbox.calls() for number in call.numbers)
    assert called == [A, A, B]


def test_what_was_sent_after_the_answer_is_asked_about_again(
    qtbot: QtBot, repeated: Desk, sandbox: Sandbox, shop: Account
) -> None:
    sending = repeated.session.sending
    with qtbot.waitSignal(sending.repeat_found) as asked:
        sending.resume_run(1)
    unfinished_run, found = asked.args
    assert (found.sent, unfinished_run.progress.run_id) == (1, 1)
    repeated.fill(qtbot, [B])
    repeated.send(qtbot)
    with qtbot.waitSignal(sending.repeat_found) as again:
        sending.resume_run(1, told=found.mark)
    assert again.args[1].sent == 2
    assert len(sandbox.messages()) == 2


def test_before_refused_ones_are_sent_again_it_is_said_who_got_the_same_since(
    qtbot: QtBot, repeated: Desk, tmp_path: Path
) -> None:
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        ledger.db.execute("update recipient set state = 3 where run_id = 1")
    repeated.session.receipts.ask_to_resend(1)
    judgement(qtbot, repeated, "judgementCancel")
    said = repeated.find("judgementText").text()
    assert "Messages that the service refused: 2." in said
    assert "1 of these may have got exactly this message since, from another run" in said
