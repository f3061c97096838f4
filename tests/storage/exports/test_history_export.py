import csv
from array import array
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.history import HistoryFilter
from gui.core.phones.masking import mask_number
from gui.storage.database.database import Database
from gui.storage.exports import history_export
from gui.storage.runs import unfinished
from gui.storage.runs.history import HistoryReader
from tests.runs import ListedDraft, insert_run

NUMBERS = tuple(f"1380000{n:04}" for n in range(300))
COLUMNS = [
    ("Number", lambda entry: entry.number),
    ("Shown", lambda entry: mask_number(entry.number)),
    ("Parameters", lambda entry: entry.template_param),
    ("Account", lambda entry: entry.account_label),
    ("State", lambda entry: entry.state.value),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=NUMBERS)
        insert_run(ledger, Account("测试", "testid"), draft)
    return path


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_export_contains_the_history_as_shown(ledger: Path, tmp_path: Path) -> None:
    with Database(ledger) as open_ledger:
        shown = HistoryReader(open_ledger).ids(HistoryFilter("1380000029"))
    assert len(shown) == 10

    steps = list(history_export.export_history(ledger, shown, COLUMNS, tmp_path / "report.csv"))

    header, *rows = read(tmp_path / "report.csv")
    assert header == ["Number", "Shown", "Parameters", "Account", "State"]
    expected = [[n, mask_number(n), '{"code":"1234"}', "测试", "queued"] for n in NUMBERS[290:]]
    assert rows == expected
    assert (steps[-1].done, steps[-1].total) == (10, 10)


def test_rows_are_read_as_they_stand_while_a_run_goes_on(ledger: Path, tmp_path: Path) -> None:
    with Database(ledger) as other:
        shown = HistoryReader(other).ids()
        saving = history_export.export_history(ledger, shown, COLUMNS, tmp_path / "report.csv")
        next(saving)
        next(saving)  # the first page
        unfinished.cancel_queued(other, 1)
        list(saving)

    states = [row[-1] for row in read(tmp_path / "report.csv")[1:]]
    assert states == ["queued"] * 256 + ["cancelled"] * 44


def test_unreadable_history_is_reported(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"no database" * 1000)
    export = history_export.export_history(
        tmp_path / "ledger.db", array("q", [1]), COLUMNS, tmp_path / "a.csv"
    )
    with pytest.raises(LedgerError) as caught:
        list(export)
    assert caught.value.fault is FileFault.DAMAGED
    assert not (tmp_path / "a.csv").exists()
