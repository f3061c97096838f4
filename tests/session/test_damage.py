"""A ledger that is damaged, or of a newer version: a sentence, and nothing overwritten."""

import os
import sqlite3
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.jobs.accounts.connector import Connector
from gui.jobs.sending.sending import NewRun
from gui.storage.database.backups import back_up
from gui.storage.database.schema import MIGRATIONS
from gui.storage.secrets.secret_store import SecretStore
from gui.words.times import local
from tests.desk import Desk, desk
from tests.session.sending.test_send_controller import left_behind


def texts(opened: Desk) -> list[str]:
    return [notice.text for notice in opened.notices]


def test_what_was_rescued_is_said_and_nobody_is_queued(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    left_behind(data, submitting=2)
    with (data / "ledger.db").open("r+b") as file:
        file.write(b"\x00" * 100)
    damaged = (data / "ledger.db").read_bytes()

    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        (said,) = (text for text in texts(opened) if "was damaged" in text)
        assert "1 runs, 5 recipients" in said
        assert "5 of them are unknown" in said
        (kept,) = (f for f in data.iterdir() if f.name.startswith("ledger.db.damaged-"))
        assert str(kept) in said
        assert kept.read_bytes() == damaged
        assert {state for _, state in opened.rows()} == {"unknown"}
        assert opened.session.sending.progress is None


def test_what_only_a_backup_still_had_is_said_and_from_when_it_is(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    left_behind(data, submitting=2)
    ledger = data / "ledger.db"
    os.utime(ledger, (1_700_000_000, 1_700_000_000))
    back_up(ledger)
    ledger.write_bytes(b"\xff" * 40960)

    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        (said,) = (text for text in texts(opened) if "was damaged" in text)
        assert f"5 of them come from the backup of {local(1_700_000_000_000)}" in said
        assert "5 of them are unknown" in said
        assert {state for _, state in opened.rows()} == {"unknown"}
        assert opened.session.sending.progress is None


def test_a_newer_ledger_is_left_alone_and_nothing_is_sent(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    left_behind(data, submitting=0)
    with sqlite3.connect(data / "ledger.db") as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = (data / "ledger.db").read_bytes()

    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: any("newer" in text for text in texts(opened)))
        assert opened.session.sending.forbidden
        opened.notices.clear()
        run = NewRun(opened.session.accounts.current, Draft("s", "t"), Placeholders())
        opened.session.sending.start(run)
        assert "newer" in texts(opened)[0]
        assert "Nothing can be sent" in texts(opened)[0]
        assert not opened.session.sending.busy

    assert (data / "ledger.db").read_bytes() == before
    assert not [f for f in data.iterdir() if "damaged" in f.name]
