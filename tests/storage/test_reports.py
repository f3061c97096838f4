import csv
from array import array

import pytest

from gui.core.account import Account
from gui.core.draft import Draft
from gui.core.errors import FileFault, LedgerError
from gui.core.phones import mask
from gui.storage import reports, runs
from gui.storage.history import History
from gui.storage.ledger import Ledger

NUMBERS = tuple(f"1380000{n:04}" for n in range(300))
COLUMNS = [
    ("Number", lambda entry: entry.number),
    ("Shown", lambda entry: mask(entry.number)),
    ("Parameters", lambda entry: entry.template_param),
    ("Account", lambda entry: entry.account_label),
    ("State", lambda entry: entry.state.value),
]


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        draft = Draft("阿里云", "SMS_153055065", '{"code":"1234"}', NUMBERS)
        runs.start(ledger, Account("测试", "testid"), draft)
    return path


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_what_is_shown_of_the_history_is_saved(ledger, tmp_path):
    with Ledger(ledger) as open_ledger:
        shown = History(open_ledger).ids("1380000029")
    assert len(shown) == 10

    steps = list(reports.export(ledger, shown, COLUMNS, tmp_path / "report.csv"))

    header, *rows = read(tmp_path / "report.csv")
    assert header == ["Number", "Shown", "Parameters", "Account", "State"]
    expected = [[n, mask(n), '{"code":"1234"}', "测试", "queued"] for n in NUMBERS[290:]]
    assert rows == expected
    assert (steps[-1].done, steps[-1].total) == (10, 10)


def test_rows_are_read_as_they_stand_while_a_run_goes_on(ledger, tmp_path):
    with Ledger(ledger) as other:
        shown = History(other).ids()
        saving = reports.export(ledger, shown, COLUMNS, tmp_path / "report.csv")
        next(saving)
        next(saving)  # the first page
        runs.cancel(other, 1)
        list(saving)

    states = [row[-1] for row in read(tmp_path / "report.csv")[1:]]
    assert states == ["queued"] * 256 + ["cancelled"] * 44


def test_a_history_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"no database" * 1000)
    export = reports.export(tmp_path / "ledger.db", array("q", [1]), COLUMNS, tmp_path / "a.csv")
    with pytest.raises(LedgerError) as caught:
        list(export)
    assert caught.value.fault is FileFault.DAMAGED
    assert not (tmp_path / "a.csv").exists()
