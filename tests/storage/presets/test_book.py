"""Presets and test phones of an account: kept, changed, ordered, deleted and brought back."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.message.fields import SendMode
from gui.core.presets.preset import NamedNumber, Preset, PresetBook, TestPhone
from gui.storage.database.database import Database
from gui.storage.presets import book as books
from gui.storage.runs.run_head import insert_head
from tests.killed import KILLED

SHOP, SANDBOX = Account("Shop", "LTAI5tShop"), Account("Sandbox", "sandbox", sandbox=True)
A, B, C = "13900000001", "13900000002", "13900000003"
LOGIN = Preset(
    0, "登录验证码", "阿里云", "SMS_1", '{"code":"1","其他":2}', (NamedNumber(A, "我"),), "01",
    SendMode.BATCHED,
)  # fmt: skip
DUES = Preset(0, "缴费提醒", "阿里云", "SMS_2")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def fill(ledger: Database, account: Account = SHOP) -> PresetBook:
    for name, number in (("我", A), ("小王", B), ("小李", C)):
        books.save_phone(ledger, account, TestPhone(0, name, number))
    for preset in (LOGIN, DUES):
        books.save_preset(ledger, account, preset)
    return books.read_book(ledger, account)


def names(book: PresetBook) -> tuple[list[str], list[str]]:
    return [one.name for one in book.presets], [one.name for one in book.phones]


def test_everything_is_kept_per_account(ledger: Database, tmp_path: Path) -> None:
    book = fill(ledger)
    other = Account("Sandbox", SHOP.access_key_id, sandbox=True)
    assert books.read_book(ledger, other) == PresetBook()
    fill(ledger, other)
    ledger.close()

    with Database(tmp_path / "ledger.db") as again:
        assert books.read_book(again, SHOP) == book
        books.delete_presets(again, other, [preset.id for preset in book.presets])
        assert books.read_book(again, SHOP) == book
    assert book.presets[0].recipients == LOGIN.recipients
    assert book.presets[0].fields == LOGIN.fields
    assert names(book) == (["登录验证码", "缴费提醒"], ["我", "小王", "小李"])


def test_a_preset_of_the_same_name_takes_the_place_of_the_old_one(ledger: Database) -> None:
    first, _ = fill(ledger).presets
    new = Preset(0, "登录验证码", "新签名", "SMS_9", recipients=(NamedNumber(B),))
    assert books.save_preset(ledger, SHOP, new) == first.id
    book = books.read_book(ledger, SHOP)
    assert names(book)[0] == ["登录验证码", "缴费提醒"]
    assert book.presets[0].recipients == (NamedNumber(B),)


def test_renaming_never_replaces_another_preset(ledger: Database) -> None:
    _, dues = fill(ledger).presets
    books.save_preset(ledger, SHOP, Preset(dues.id, "登录验证码", "阿里云", "SMS_2"))
    assert names(books.read_book(ledger, SHOP))[0] == ["登录验证码", "登录验证码 (2)"]


def test_presets_follow_the_new_number_of_a_test_phone(ledger: Database) -> None:
    me = fill(ledger).phones[0]
    books.save_phone(ledger, SHOP, TestPhone(me.id, "我", "13900000009", "客服"))
    book = books.read_book(ledger, SHOP)
    assert book.phones[0] == TestPhone(me.id, "我", "13900000009", "客服")
    assert [one.number for one in book.presets[0].recipients] == ["13900000009"]


def test_a_number_is_saved_once(ledger: Database) -> None:
    fill(ledger)
    books.save_phone(ledger, SHOP, TestPhone(0, "改名", A, "组"))
    added = [
        TestPhone(0, "x", B),
        TestPhone(0, "新", "13900000004"),
        TestPhone(0, "", "13900000004"),
    ]
    assert books.add_phones(ledger, SHOP, added) == 1
    assert names(books.read_book(ledger, SHOP))[1] == ["改名", "小王", "小李", "新"]


def test_order_is_the_operators(ledger: Database) -> None:
    book = fill(ledger)
    books.order_presets(ledger, SHOP, [preset.id for preset in book.presets[::-1]])
    books.order_phones(ledger, SHOP, [book.phones[2].id])
    assert names(books.read_book(ledger, SHOP)) == (
        ["缴费提醒", "登录验证码"],
        ["小李", "我", "小王"],
    )


def test_what_is_deleted_comes_back_as_it_was(ledger: Database) -> None:
    book = fill(ledger)
    books.delete_phones(ledger, SHOP, [book.phones[0].id, book.phones[1].id])
    without = books.read_book(ledger, SHOP)
    assert names(without)[1] == ["小李"] and without.presets[0].recipients == ()
    books.restore(ledger, SHOP, book)
    assert books.read_book(ledger, SHOP) == book

    books.delete_presets(ledger, SHOP, [book.presets[0].id])
    books.save_preset(ledger, SHOP, Preset(0, "新的", "a", "b"))
    books.restore(ledger, SHOP, book)
    again = books.read_book(ledger, SHOP)
    assert again.presets[:2] == book.presets
    assert names(again)[0] == ["登录验证码", "缴费提醒", "新的"]


def test_an_id_of_a_deleted_preset_is_not_given_again_once_a_run_has_it(ledger: Database) -> None:
    login = fill(ledger).presets[0]
    last = books.read_book(ledger, SHOP).presets[-1]
    with ledger.transaction() as db:
        insert_head(db, SHOP, Draft(), "", 1, last.id)
    books.delete_presets(ledger, SHOP, [last.id])
    assert books.save_preset(ledger, SHOP, Preset(0, "新的", "a", "b")) > last.id > login.id


def test_a_file_is_merged(ledger: Database) -> None:
    fill(ledger)
    found = PresetBook(
        (Preset(0, "登录验证码", "另一个", "SMS_1"), DUES),
        (TestPhone(0, "x", A), TestPhone(0, "新", "13900000004")),
    )
    plan = books.import_book(ledger, SHOP, found)
    assert (len(plan.presets), len(plan.phones), plan.renamed, plan.known) == (1, 1, 1, 2)
    assert names(books.read_book(ledger, SHOP)) == (
        ["登录验证码", "缴费提醒", "登录验证码 (2)"],
        ["我", "小王", "小李", "新"],
    )


def test_presets_move_along_to_a_new_access_key_id(ledger: Database) -> None:
    book = fill(ledger)
    sandbox = fill(ledger, Account("s", SHOP.access_key_id, sandbox=True))
    moved = Account("Shop", "LTAI5tNew")
    books.move_presets(ledger, SHOP.access_key_id, moved.access_key_id)
    assert books.read_book(ledger, moved) == book
    assert books.read_book(ledger, SHOP) == PresetBook()
    assert books.read_book(ledger, Account("s", SHOP.access_key_id, sandbox=True)) == sandbox


CHANGE_AND_DIE = """
import sqlite3, sys
from pathlib import Path
from gui.core.presets.preset import Preset, TestPhone, NamedNumber
from gui.storage.database.database import Database
from gui.storage.presets import book as books
from tests.killed import die
from tests.storage.presets.test_book import SHOP, A, B

class Watched(sqlite3.Connection):
    left = -1
    def execute(self, statement, *values):
        self.note()
        return super().execute(statement, *values)
    def executemany(self, statement, *values):
        self.note()
        return super().executemany(statement, *values)
    def note(self):
        Watched.left -= 1
        if Watched.left == 0:
            die()

connect = sqlite3.connect
sqlite3.connect = lambda *a, **k: connect(*a, **{"factory": Watched, **k})
ledger = Database(Path(sys.argv[1]))
Watched.left = int(sys.argv[2])
match sys.argv[3]:
    case "save":
        books.save_preset(ledger, SHOP, Preset(0, "登录验证码", "x", "y", "", (NamedNumber(B),)))
    case "delete":
        books.delete_phones(ledger, SHOP, [books.read_book(ledger, SHOP).phones[0].id])
Watched.left = -1
ledger.close()
"""


@pytest.mark.parametrize("change", ["save", "delete"])
def test_killed_in_the_middle_it_is_what_it_was_or_what_it_becomes(
    tmp_path: Path, change: str
) -> None:
    def content(path: Path) -> PresetBook:
        with Database(path) as ledger:
            return books.read_book(ledger, SHOP)

    seen = set()
    for statements in range(1, 40):
        path = tmp_path / f"{statements}.db"
        with Database(path) as ledger:
            before = fill(ledger)
        killed = subprocess.run(
            [sys.executable, "-c", CHANGE_AND_DIE, str(path), str(statements), change], timeout=60
        )
        after = content(path)
        seen.add(after == before)
        if killed.returncode == 0:
            break
        assert killed.returncode == KILLED
    assert seen == {True, False} and killed.returncode == 0
    final = content(path)
    if change == "save":
        assert final.presets[0].recipients == (NamedNumber(B),)
    else:
        assert (len(final.phones), final.presets[0].recipients) == (2, ())
