"""The do-not-send list of the current account."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gui.session.accounts import Accounts
from gui.session.recipients.blocked_numbers import BlockedNumbers
from gui.session.recipients.draft_recipients import DraftList
from gui.session.recipients.list_import import ListImport
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from gui.words.notices import Severity
from gui.words.recipients import list_import as words
from gui.words.sentence import sentence
from tests.session.inline.conftest import SHOP, Heard
from tests.session.lanes import InlineWork

A, B = "13800138000", "13900139000"


@pytest.fixture
def blocked(work: InlineWork, accounts: Accounts, paths: Paths) -> BlockedNumbers:
    Database(paths.ledger).close()
    importing = ListImport(work, DraftList(work, paths), paths)
    return BlockedNumbers(work, accounts, paths, importing)


@pytest.fixture
def listed(blocked: BlockedNumbers, heard: type[Heard]) -> Callable[[], list[str]]:
    """The numbers of the last list."""
    lists = heard(blocked.listed)
    return lambda: [number for number, _ in lists[-1]]


def test_numbers_are_added_however_they_are_written(
    work: InlineWork, blocked: BlockedNumbers, listed: Callable[[], list[str]], heard: type[Heard]
) -> None:
    noticed, busy, changed = map(heard, (blocked.noticed, blocked.busy_changed, blocked.changed))
    blocked.add(f"138 0013 8000\n+86 {B}, {A}")
    work.run()
    assert sorted(listed()) == [A, B]
    assert [notice.sentence for notice in noticed] == [sentence(words.blocked, 2)]
    assert busy == [True, False]
    assert len(changed) == 1


def test_what_is_no_number_is_handed_back(
    work: InlineWork, blocked: BlockedNumbers, listed: Callable[[], list[str]], heard: type[Heard]
) -> None:
    noticed, unread = heard(blocked.noticed), heard(blocked.unread)
    blocked.add(f"{A}\nnobody")
    work.run()
    assert listed() == [A]
    assert "nobody" in unread[0]
    assert noticed[0].severity is Severity.WARNING


@pytest.mark.parametrize("text", ["", "nobody", " \n"])
def test_without_a_number_nothing_is_done(
    work: InlineWork, blocked: BlockedNumbers, heard: type[Heard], text: str
) -> None:
    noticed, busy = heard(blocked.noticed), heard(blocked.busy_changed)
    blocked.add(text)
    assert [notice.sentence for notice in noticed] == [sentence(words.nothing_to_block)]
    assert busy == []
    assert not work.lists.busy


def test_numbers_are_removed(
    work: InlineWork, blocked: BlockedNumbers, listed: Callable[[], list[str]], heard: type[Heard]
) -> None:
    blocked.add(f"{A}\n{B}")
    work.run()
    noticed = heard(blocked.noticed)
    blocked.remove([A, A, "13700137000"])
    work.run()
    assert listed() == [B]
    assert [notice.sentence for notice in noticed] == [sentence(words.unblocked, 1)]


def test_a_file_is_added_whole(
    work: InlineWork,
    blocked: BlockedNumbers,
    listed: Callable[[], list[str]],
    heard: type[Heard],
    tmp_path: Path,
) -> None:
    busy = heard(blocked.busy_changed)
    file = tmp_path / "list.csv"
    file.write_text(f"phone\n{A}\n{B}\n", encoding="utf-8")
    blocked.add_list(str(file))
    work.run()
    assert sorted(listed()) == [A, B]
    assert busy == [True, False]


def test_each_account_has_a_list_of_its_own(
    work: InlineWork, accounts: Accounts, blocked: BlockedNumbers, listed: Callable[[], list[str]]
) -> None:
    blocked.add(A)
    work.run()
    accounts.choose(SHOP)
    blocked.reload()
    work.run()
    assert listed() == []
    blocked.add(B)
    work.run()
    accounts.choose(accounts.all[-1])
    blocked.reload()
    work.run()
    assert listed() == [A]


def test_what_is_decided_is_for_the_account_of_that_moment(
    work: InlineWork, accounts: Accounts, blocked: BlockedNumbers, listed: Callable[[], list[str]]
) -> None:
    blocked.add(A)
    accounts.choose(SHOP)
    work.run()
    assert listed() == []
    accounts.choose(accounts.all[-1])
    blocked.reload()
    work.run()
    assert listed() == [A]


def test_a_ledger_that_cannot_be_read_is_an_error_and_no_empty_list(
    work: InlineWork, blocked: BlockedNumbers, paths: Paths, heard: type[Heard]
) -> None:
    noticed, busy, lists = map(heard, (blocked.noticed, blocked.busy_changed, blocked.listed))
    paths.ledger.write_bytes(b"\xff" * 40960)
    blocked.add(A)
    work.run()
    assert {notice.severity for notice in noticed} == {Severity.ERROR}
    assert busy == [True, False]
    assert lists == []
