"""Where no second program can be kept off the ledger: to be looked at, not to be sent from."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.errors import FileFault, LedgerError
from gui.core.message.draft import Draft
from gui.jobs.accounts.connector import Connector
from gui.jobs.sending.sending import NewRun
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.widgets.notices.note import Note
from gui.storage.database.lock import LedgerLock
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk
from tests.params import placeholders_of
from tests.present import present
from tests.read_only import read_only
from tests.session.sending.test_send_controller import left_behind


def test_a_ledger_that_cannot_be_locked_is_not_written_to_by_anything(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    left_behind(data, submitting=2)
    ledger = data / "ledger.db"
    (tmp_path / "other.db").hardlink_to(ledger)
    with pytest.raises(LedgerError) as caught:
        LedgerLock(ledger).acquire()
    before = ledger.read_bytes()

    with desk(data, secrets, Connector(1.0, 5.0), unlocked=caught.value) as opened:
        session = opened.session
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        assert ["second name" in notice.text for notice in opened.notices] == [True]
        refused = list[Any]()
        session.work.notices.noticed.connect(refused.append)
        opened.find("phoneNumbers").setPlainText("13800138000")
        qtbot.waitUntil(lambda: bool(refused))
        opened.notices.clear()
        acts: list[Callable[[], object]] = [
            lambda: session.receipts.reconcile(),
            lambda: session.receipts.declare_unsent([1]),
            lambda: session.receipts.resend_one_by_one(1, [1]),
        ]
        for act in acts:
            act()
            qtbot.waitUntil(lambda: any("only read" in n.text for n in opened.notices))
            opened.notices.clear()
    with closing(sqlite3.connect(ledger)) as db:
        states = db.execute("select state from recipient order by id").fetchall()
        assert states == [(1,)] * 2 + [(0,)] * 3
    assert ledger.read_bytes() == before


def test_the_history_is_shown_and_nothing_is_sent(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    left_behind(data, submitting=2)
    before = (data / "ledger.db").read_bytes()
    with read_only(data):
        with pytest.raises(LedgerError) as caught:
            LedgerLock(Paths(data).ledger).acquire()
        assert caught.value.fault is FileFault.READ_ONLY

        with desk(data, secrets, Connector(1.0, 5.0), unlocked=caught.value) as opened:
            sending = opened.session.sending
            qtbot.waitUntil(lambda: len(opened.rows()) == 5)
            assert [state for _, state in opened.rows()] == ["submitting"] * 2 + ["queued"] * 3
            sentences = [n.text for n in opened.notices if "Nothing can be sent" in n.text]
            assert len(sentences) == 1
            assert sentences[0].startswith("Read-only: ") and str(data) in sentences[0]
            note = present(opened.window.findChild(Note, "readOnlyNote"))
            assert note.isVisible() and note.text() == sentences[0]
            assert opened.find("sendProblem").text().startswith("Read-only: ")
            assert not opened.find("send").isEnabled()

            # What is typed stays, and it is said why it is not taken.
            opened.notices.clear()
            opened.find("phoneNumbers").setPlainText("13800138000")
            present(opened.window.findChild(RecipientsPanel)).flush()
            qtbot.waitUntil(lambda: bool(opened.notices))
            assert all("no permission to write" in notice.text for notice in opened.notices)
            qtbot.waitUntil(lambda: opened.find("phoneNumbers").toPlainText() == "13800138000")

            opened.notices.clear()
            account = opened.session.accounts.current
            sending.start(NewRun(account, Draft("s", "t", "{}"), placeholders_of("{}")))
            assert [notice.text for notice in opened.notices] == sentences
            assert not sending.busy
        assert (data / "ledger.db").read_bytes() == before
