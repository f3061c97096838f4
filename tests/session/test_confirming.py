"""What is sent is what the operator looked over, and nothing else."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gui.cloud.sandbox.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.core.account import AccountEntry
from gui.core.errors import OutdatedError
from gui.jobs.connecting import Connector
from gui.storage.secrets import Secrets
from gui.words import errors
from tests.desk import desk, no_keyring
from tests.session.test_faults import use

A, B, C = "13800138000", "13900139000", "18600186000"


class Slow(Secrets):
    """A keyring that waits for its operator, from when it is told to."""

    def __init__(self):
        super().__init__(find=no_keyring)
        self.answers = Event()
        self.answers.set()

    def store(self, *arguments, **more):
        assert self.answers.wait(20)
        super().store(*arguments, **more)

    def fetch(self, key_id):
        assert self.answers.wait(20)
        return super().fetch(key_id)


@pytest.fixture
def secrets():
    return Slow()


@pytest.fixture
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def entry(url):
    return AccountEntry("Shop", ACTIVE.key_id, ACTIVE.secret, url, keep_in_memory=True)


def ask(qtbot, opened):
    """Press Send; return the confirmation."""
    qtbot.waitUntil(opened.find("send").isEnabled, timeout=20_000)
    qtbot.mouseClick(opened.find("send"), Qt.MouseButton.LeftButton)
    return confirmation(qtbot, opened)


def confirmation(qtbot, opened):
    def shown():
        return [each for each in opened.window.findChildren(QDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    (dialog,) = shown()
    assert dialog.objectName() == "confirmation"
    return dialog


def outdated(opened):
    return [notice for notice in opened.notices if notice.text == errors.error(OutdatedError())]


def test_a_list_handed_over_meanwhile_is_not_sent_to(qtbot, opened, tmp_path):
    more = tmp_path / "more.txt"
    more.write_text(f"{B}\n{C}\n", encoding="utf-8")
    opened.fill(qtbot, [A])
    dialog = ask(qtbot, opened)
    opened.window.open_list(str(more))
    recipients = opened.session.recipients
    qtbot.waitUntil(lambda: recipients.count == 3 and not recipients.busy, timeout=20_000)
    dialog.accept()

    assert not opened.session.sending.busy
    (notice,) = outdated(opened)
    assert opened.find("messageText").text() == notice.text
    qtbot.mouseClick(opened.find("messageAction"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(opened.session.sending.ended, timeout=20_000):
        confirmation(qtbot, opened).accept()
    assert [state for _, state in opened.rows()] == ["accepted"] * 3


def test_an_account_saved_meanwhile_does_not_send_what_was_confirmed(
    qtbot, tmp_path, secrets, sandbox
):
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        opened.fill(qtbot, [A])
        secrets.answers.clear()
        opened.session.accounts.save(entry(sandbox.url))
        dialog = ask(qtbot, opened)
        with qtbot.waitSignal(opened.session.accounts.saved):
            secrets.answers.set()
        dialog.accept()

        assert not opened.session.sending.busy
        assert outdated(opened)
    assert not sandbox.messages()


def test_numbers_typed_while_the_keyring_waits_are_not_sent_to(qtbot, tmp_path, secrets, sandbox):
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        use(qtbot, opened, sandbox.url)
        opened.fill(qtbot, [A])
        secrets.answers.clear()
        ask(qtbot, opened).accept()
        assert opened.session.sending.busy
        opened.find("phoneNumbers").setPlainText(B)
        listing = opened.session.recipients.listing
        qtbot.waitUntil(lambda: listing.overview.first == (B,) and not listing.busy)
        with qtbot.waitSignal(opened.session.sending.ended, timeout=20_000):
            secrets.answers.set()

        assert outdated(opened)
        assert opened.rows() == []
    assert not sandbox.messages()
