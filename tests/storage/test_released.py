"""The ledger of every released version is upgraded with nothing lost; a downgrade is refused.

The settings have tests of their own: `tests/storage/settings/test_released.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui import __version__
from gui.core.errors import FileFault, LedgerError, SettingsError
from gui.core.history import HistoryEntry
from gui.core.message.fields import SendMode
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database
from gui.storage.database.schema import MIGRATIONS, STATE_BY_NUMBER
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.run_head import read_head
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings_file import SettingsFile
from gui.words.errors import errors
from tests.desk import desk, no_keyring
from tests.storage.released_data import RELEASED, VERSIONS, copied, each

Row = dict[str, Any]
DROPPED = {"run": {"dismissed"}}
"""Columns that an upgrade takes out, as nothing reads them any more."""
UNFINISHED = {RecipientState.QUEUED, RecipientState.SUBMITTING}
DOUBT = {"state", "fault", "out_id", "submitted_at", "settled_at"}
"""What is set where a copy of the ledger may have sent since, as it may without a witness."""
RECEIPT = {
    "state",
    "code",
    "message",
    "next_query_at",
    "queries",
    "looked_at",
    "absent_at",
    "receipt_code",
    "received_at",
    "receipt_seconds",
}
"""What the receipt of an accepted recipient changes, or looking for one."""


def contents(ledger: Path) -> dict[str, list[Row]]:
    """All rows of all tables, each by its columns, in the order of their ids."""
    with closing(sqlite3.connect(ledger)) as db:
        db.row_factory = sqlite3.Row
        names = [
            name for (name,) in db.execute("select name from sqlite_master where type='table'")
        ]
        return {
            name: [dict(row) for row in db.execute(f'select * from "{name}" order by 1, 2')]
            for name in names
        }


def kept(table: str, old: Row, new: Row, but: Collection[str] = ()) -> bool:
    """Whether a row has every value that it had, but for some columns."""
    return old.keys() - new.keys() <= DROPPED.get(table, set()) and all(
        old[name] == new[name] for name in old.keys() & new.keys() - set(but)
    )


def settle(ledger: Path) -> None:
    """Give recipients of a ledger what they have after receipts, lookups and declarations.

    The released ledgers have none: their data was made within seconds.
    """
    numbers = {state: number for number, state in enumerate(STATE_BY_NUMBER)}
    delivered, undelivered = (
        numbers[state] for state in (RecipientState.DELIVERED, RecipientState.UNDELIVERED)
    )
    rejected, unknown = numbers[RecipientState.REJECTED], numbers[RecipientState.UNKNOWN]
    with closing(sqlite3.connect(ledger)) as db:
        first, second, third, fourth, fifth = (
            id_ for (id_,) in db.execute("select id from recipient order by id desc limit 5")
        )
        receipt = (
            "update recipient set state = ?, code = 'OK', accepted_at = 1700000000001, queries = 3,"
            " next_query_at = null, receipt_code = ?, received_at = 1700000004000,"
            " receipt_seconds = 4 where id = ?"
        )
        db.execute(receipt, (delivered, "DELIVERED", first))
        db.execute(receipt, (undelivered, "MOBILE_NOT_ON_SERVICE", second))
        db.execute(
            "update recipient set state = ?, code = '', fault = 'timed-out', http_status = 504,"
            " settled_at = 1700000000002, looked_at = 1700000900000, absent_at = 1700000890000"
            " where id = ?",
            (unknown, third),
        )
        db.execute("update recipient set declared_at = 1700000999000 where id = ?", (fourth,))
        db.execute(
            "update recipient set state = ?, source_id = ?, template_param = ? where id = ?",
            (rejected, second, '{"code":"9"}', fifth),
        )
        db.execute(
            "update run set template_content = '您的验证码${code}', out_id = 'order-7',"
            " up_extend_code = '90', account_label = '店铺', source_run = 1 where id ="
            " (select max(id) from run)"
        )
        db.commit()


def entries(before: dict[str, list[Row]]) -> list[HistoryEntry]:
    """What the history must show of the contents of an older ledger; the newest run first."""
    runs = {run["id"]: run for run in before["run"]}
    names = {
        (row["run_id"], row["number"]): row["name"] for row in before.get("recipient_name", ())
    }
    copied = {row.get("source_id") for row in before["recipient"]}
    made = []
    for row in sorted(before["recipient"], key=lambda row: (-row["run_id"], row["id"])):
        run = runs[row["run_id"]]
        both = {**run, **row}
        values = {
            field.name: both[field.name] for field in fields(HistoryEntry) if field.name in both
        }
        param = row["template_param"]
        values |= {
            "state": STATE_BY_NUMBER[row["state"]],
            "time": run["created_at"] if row["submitted_at"] is None else row["submitted_at"],
            "out_id": row["out_id"] or run["out_id"],
            "template_param": run["template_param"] if param is None else param,
            "sandbox": bool(run["sandbox"]),
            "mode": SendMode(run["mode"]),
            "resent": row["id"] in copied,
            "name": names.get((row["run_id"], row["number"]), ""),
        }
        made.append(HistoryEntry(**values))
    return made


@pytest.fixture
def data(version: str, tmp_path: Path) -> Path:
    return copied(version, tmp_path)


def test_every_release_but_this_one_is_there() -> None:
    text = (RELEASED.parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("## [")]
    released = {line[4:].partition("]")[0] for line in lines} - {"Unreleased", __version__}
    assert released <= set(VERSIONS)


@each
def test_the_window_opens_with_all_of_it(version: str, data: Path, qtbot: QtBot) -> None:
    before = contents(data / "ledger.db")
    many = len(before["recipient"])
    assert many > 40
    with desk(data, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        qtbot.waitUntil(lambda: len(opened.rows()) == many)
        accounts = [account.label for account in opened.session.accounts.all]
    assert "Shop" in accounts

    after = contents(data / "ledger.db")
    assert len(after["run"]) == len(before["run"])
    assert all(map(partial(kept, "run"), before["run"], after["run"]))
    assert len(after["recipient"]) == many
    for old, new in zip(before["recipient"], after["recipient"], strict=True):
        state, became = STATE_BY_NUMBER[old["state"]], STATE_BY_NUMBER[new["state"]]
        if state in UNFINISHED:
            # What may have been sent since is never sent again by itself.
            assert became is RecipientState.UNKNOWN or became is state is RecipientState.QUEUED
            assert kept("recipient", old, new, DOUBT if became is not state else ())
        elif state is RecipientState.REJECTED:
            assert kept("recipient", old, new, {"source_id"})  # marked as sent again
        elif state is RecipientState.ACCEPTED:
            # Its receipt may have come meanwhile.
            assert kept("recipient", old, new, RECEIPT)
        else:
            assert kept("recipient", old, new)
    (backup,) = data.glob("ledger.db.v*")
    assert contents(backup) == before


@each
def test_an_upgrade_loses_no_value(version: str, data: Path) -> None:
    settle(data / "ledger.db")
    before = contents(data / "ledger.db")
    with Database(data / "ledger.db"):
        pass
    after = contents(data / "ledger.db")
    assert before.keys() <= after.keys()
    for table, rows in before.items():
        assert len(after[table]) == len(rows), table
        for old, new in zip(rows, after[table], strict=True):
            assert kept(table, old, new), (table, old, new)


@each
def test_the_history_shows_runs_and_receipts_as_they_were(version: str, data: Path) -> None:
    settle(data / "ledger.db")
    expected = entries(contents(data / "ledger.db"))
    with Database(data / "ledger.db") as ledger:
        reader = HistoryReader(ledger)
        ids = reader.ids()
        rows = reader.rows(ids)
        heads = [
            read_head(ledger.db, run_id) for run_id in sorted({one.run_id for one in expected})
        ]
    assert [rows[id_] for id_ in ids] == expected
    assert {one.receipt_code for one in expected} == {"", "DELIVERED", "MOBILE_NOT_ON_SERVICE"}
    for head, run in zip(heads, contents(data / "ledger.db")["run"], strict=True):
        assert (head.token, head.endpoint, head.up_extend_code) == (
            run["token"],
            run["endpoint"],
            run["up_extend_code"],
        )
    assert (heads[-1].account_label, heads[-1].up_extend_code) == ("店铺", "90")


@each
def test_a_downgrade_is_refused_with_a_sentence(version: str, data: Path) -> None:
    ledger = data / "ledger.db"
    with closing(sqlite3.connect(ledger)) as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    (data / "settings.json").write_text('{"format": 1000}', encoding="utf-8")
    before = ledger.read_bytes()
    with pytest.raises(LedgerError) as refused:
        Database(ledger)
    assert refused.value.fault is FileFault.NEWER
    assert "made by a newer SMS Desk" in errors.error(refused.value)
    with pytest.raises(SettingsError) as refused_settings:
        SettingsFile(data / "settings.json").load()
    assert refused_settings.value.fault is FileFault.NEWER
    assert ledger.read_bytes() == before
