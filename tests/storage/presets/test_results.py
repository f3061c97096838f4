"""The last result of a preset, and the last runs of an account."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.presets.preset import LastResult, Preset, RecentRun
from gui.core.sending.progress import StateCounts
from gui.storage.database.database import Database
from gui.storage.database.schema import DELIVERED, UNDELIVERED
from gui.storage.presets.book import save_preset
from gui.storage.presets.results import RECENT_MAX, read_results
from gui.storage.runs.resend import create_resend_run
from gui.storage.runs.run_head import insert_head

SHOP = Account("Shop", "LTAI5tShop")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def run(
    ledger: Database, created_at: int, *states: int, preset_id: int = 0, account: Account = SHOP
) -> int:
    with ledger.transaction() as db:
        run_id = insert_head(db, account, Draft(template_code="SMS_1"), "", created_at, preset_id)
        db.executemany(
            "insert into recipient (run_id, number, state) values (?, '13900000001', ?)",
            [(run_id, state) for state in states],
        )
    return run_id


def test_the_newest_run_of_a_preset_is_its_result(ledger: Database) -> None:
    login = save_preset(ledger, SHOP, Preset(0, "a", "s", "SMS_1"))
    never = save_preset(ledger, SHOP, Preset(0, "b", "s", "SMS_1"))
    run(ledger, 1, DELIVERED, preset_id=login)
    last = run(ledger, 2, DELIVERED, UNDELIVERED, preset_id=login)
    other = run(ledger, 3, DELIVERED)
    run(ledger, 4, DELIVERED, account=Account("x", SHOP.access_key_id, sandbox=True))

    found = read_results(ledger, SHOP)
    assert found.last == {login: LastResult(last, 2, StateCounts(delivered=1, undelivered=1))}
    assert never not in found.last
    assert found.recent[:2] == (
        RecentRun(other, 3, "SMS_1", 1),
        RecentRun(last, 2, "SMS_1", 2, login),
    )


def test_only_the_last_runs_are_recent(ledger: Database) -> None:
    runs = [run(ledger, at) for at in range(RECENT_MAX + 3)]
    found = [one.run_id for one in read_results(ledger, SHOP).recent]
    assert found == runs[: -RECENT_MAX - 1 : -1]


def test_a_run_that_sends_again_is_of_the_same_preset(ledger: Database) -> None:
    from gui.storage.database.schema import REJECTED

    login = save_preset(ledger, SHOP, Preset(0, "a", "s", "SMS_1"))
    first = run(ledger, 1, REJECTED, preset_id=login)
    again = create_resend_run(ledger, first)
    assert read_results(ledger, SHOP).last[login].run_id == again
