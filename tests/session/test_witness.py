"""A history that may be an older or a second copy, as the operator meets it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.jobs.accounts.connector import Connector
from gui.jobs.database import machine_name
from gui.storage.database.database import Database
from gui.storage.database.schema import MIGRATIONS
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.runs import run_store
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Notice
from tests.desk import Desk, desk, witnessed
from tests.present import present
from tests.runs import ListedDraft, insert_run

NUMBERS = tuple(f"139{n:08}" for n in range(5))


def begun(data: Path, *, known: bool = True) -> None:
    """A ledger with a run of five, of whom two were called."""
    data.mkdir()
    account = Account("Sandbox", "SandboxKey", "http://127.0.0.1", sandbox=True)
    draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=NUMBERS)
    with Database(data / "ledger.db") as ledger:
        witness = witnessed(ledger) if known else None
        run = run_store.StoredRun(ledger, insert_run(ledger, account, draft), witness)
        run.begin()
        run.advance([], 2)
        if witness:
            witness.close()


def told(opened: Desk) -> list[Notice]:
    return [notice for notice in opened.notices if str(notice.action) == "Look up unknown results"]


def nobody_goes_on(qtbot: QtBot, opened: Desk) -> None:
    qtbot.waitUntil(lambda: len(opened.rows()) == 5)
    assert {state for _, state in opened.rows()} == {"unknown"}
    assert not opened.can("resume")


def test_without_a_witness_it_is_said_why_and_how_many_once(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    begun(data, known=False)
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        nobody_goes_on(qtbot, opened)
        (said,) = told(opened)
        assert "Nothing on this computer proves" in said.text
        assert "5 messages" in said.text
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        nobody_goes_on(qtbot, opened)
        (said,) = told(opened)
        assert "Messages of earlier sessions" in said.text


def test_a_ledger_of_a_version_without_witness_says_so_once(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    version = next(n for n, script in enumerate(MIGRATIONS) if "create table identity" in script)
    with closing(sqlite3.connect(data / "ledger.db", isolation_level=None)) as db:
        for script in MIGRATIONS[:version]:
            db.executescript(script)
        db.execute(f"pragma user_version = {version}")
        db.execute(
            "insert into run (id, token, created_at, access_key_id, account_label, production,"
            " sandbox, endpoint, sign_name, template_code, template_param, out_id,"
            " up_extend_code, mode)"
            " values (1, 't', 1, 'k', 'a', 0, 1, 'e', 's', 't', '', '', '', 'one-by-one')",
        )
        db.executemany(
            "insert into recipient (run_id, number, state) values (1, ?, ?)",
            zip(NUMBERS, (1, 0, 0, 0, 0), strict=True),
        )
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        nobody_goes_on(qtbot, opened)
        (said,) = told(opened)
        assert "an older version of SMS Desk used it last" in said.text
        assert "5 messages" in said.text
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        nobody_goes_on(qtbot, opened)
        assert "Nothing on this computer proves" not in told(opened)[0].text


def test_a_copy_elsewhere_says_so_and_the_first_goes_on(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    begun(data)
    shutil.copytree(data, copy)
    with desk(copy, secrets, Connector(1.0, 5.0)) as opened:
        nobody_goes_on(qtbot, opened)
        assert "copied or moved here" in told(opened)[0].text
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.can("resume"))
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        assert sorted(state for _, state in opened.rows()) == ["queued"] * 3 + ["unknown"] * 2


def test_what_had_been_sent_is_found_before_a_run_goes_on(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    """The ledger and its witness were put back together, as a snapshot of a computer does."""
    data = tmp_path / "data"
    begun(data)
    connector = Connector(1.0, 5.0)
    with desk(data, secrets, connector) as opened:
        qtbot.waitUntil(lambda: opened.can("resume"))
        with qtbot.waitSignal(opened.session.sending.ended):
            qtbot.mouseClick(opened.find("resume"), Qt.MouseButton.LeftButton)
        assert present(opened.session.sending.progress).counts.accepted == 3
        ledger = Database(data / "ledger.db")
        # What a rollback leaves: queued, under an owner that has ended.
        with ledger, ledger.transaction() as db:
            db.execute("update recipient set state = 0, out_id = '' where state in (2, 5, 6)")
        opened.session.sending._witness.begun.clear()
        opened.notices.clear()
        with qtbot.waitSignal(opened.session.sending.ended):
            opened.session.sending.resume_run(1)
        assert any(
            "3 of those still queued had been sent already" in n.text for n in opened.notices
        )
        assert present(opened.session.sending.progress).counts.queued == 0
        assert connector.sandbox_running


def test_the_witness_is_not_in_the_data_directory(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    data = tmp_path / "data"
    begun(data)
    paths = Paths(data)
    assert not paths.witnesses.is_relative_to(data)
    with Database(paths.ledger) as ledger:
        witness = Witness(paths.ledger, paths.witnesses, machine_name())
        assert witness.meet(ledger) is None
        witness.close()
