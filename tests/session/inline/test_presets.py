"""Presets and test phones: saved, chosen, ticked, undone, without threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.lists.draft_rows import StepKind
from gui.core.message.fields import DraftFields
from gui.core.presets.preset import NamedNumber, Preset, PresetBook, TestPhone
from gui.session.accounts import Accounts
from gui.session.catalogues import Catalogues
from gui.session.composer import Composer
from gui.session.preferences import Preferences
from gui.session.presets.presets import Presets
from gui.session.presets.stored_book import StoredBook
from gui.session.presets.test_phones import TestPhones
from gui.session.recipients.recipients import Recipients
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from gui.words.notices import Notice, Severity
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.session.inline.conftest import SHOP, Heard
from tests.session.lanes import InlineWork

A, B, C = "13900000001", "13900000002", "13900000003"
FORM = DraftFields("阿里云", "SMS_1", '{"code":"1","未知":2}', "out", "01")


class Rail:
    """The controllers behind the rail, over a ledger of their own."""

    def __init__(
        self, work: InlineWork, accounts: Accounts, preferences: Preferences, paths: Paths
    ) -> None:
        Database(paths.ledger).close()
        self.paths, self.work, self.accounts = paths, work, accounts
        catalogues = Catalogues(work, accounts, paths)
        self.recipients = Recipients(work, accounts, paths, masked=False)
        self.draft = self.recipients.draft
        self.composer = Composer(accounts, catalogues, self.recipients, preferences)
        self.stored = StoredBook(work, accounts, paths)
        self.presets = Presets(self.stored, self.composer, catalogues, self.draft, paths)
        self.phones = TestPhones(work, self.stored, self.draft, paths)
        self.notices: list[Notice] = []
        for part in (self.stored, self.presets):
            part.noticed.connect(self.notices.append)
        self.presets.fields_requested.connect(self.composer.change)
        self.draft.reload()
        self.stored.begin()
        work.run()

    @property
    def book(self) -> PresetBook:
        return self.stored.book

    def type(self, text: str) -> None:
        self.draft.replace_typed(text, lambda: None)

    def add_phones(self) -> list[int]:
        self.phones.add([TestPhone(0, "我", A), TestPhone(0, "小王", B)])
        self.work.run()
        return [phone.id for phone in self.book.phones]

    def save(self, preset: Preset) -> int:
        from gui.jobs import presets as jobs

        self.stored.change(lambda ledger, account: jobs.save_preset(ledger, account, preset))
        self.work.run()
        return present(self.book.preset_named(preset.name)).id

    def numbers(self) -> list[str]:
        overview = self.draft.overview
        return list(overview.first) + list(overview.last)

    def press(self) -> None:
        present(self.notices[-1].verb)()
        self.work.run()


@pytest.fixture
def rail(
    work: InlineWork, accounts: Accounts, preferences: Preferences, paths: Paths
) -> Iterator[Rail]:
    rail = Rail(work, accounts, preferences, paths)
    yield rail
    rail.recipients.close()


def test_a_tick_puts_a_phone_among_the_recipients_and_takes_it_out(
    rail: Rail, heard: type[Heard]
) -> None:
    me, other = rail.add_phones()
    ticked = heard(rail.phones.ticked_changed)
    rail.phones.tick([me])
    rail.phones.tick([other])
    rail.work.run()
    assert rail.numbers() == [A, B] and ticked[-1] == {A, B}
    rail.phones.untick([me])
    rail.work.run()
    assert rail.numbers() == [B] and rail.phones.ticked == {B}


def test_ticks_that_follow_fast_have_their_effect_in_order(rail: Rail) -> None:
    me, other = rail.add_phones()
    rail.phones.tick([me])
    rail.phones.tick([other])
    rail.phones.untick([me])
    rail.work.run()
    assert rail.numbers() == [B] and rail.phones.ticked == {B}
    rail.phones.untick([other])
    rail.phones.tick([other])
    rail.work.run()
    assert rail.numbers() == [B] and rail.phones.ticked == {B}


def test_a_phone_is_ticked_wherever_its_number_comes_from(rail: Rail) -> None:
    rail.add_phones()
    rail.type(f"{A}\n{C}")
    rail.work.run()
    assert rail.phones.ticked == {A}


def test_choosing_loads_the_form_and_the_recipients(rail: Rail, heard: type[Heard]) -> None:
    rail.add_phones()
    rail.composer.change(FORM)
    recipients = (NamedNumber(A, "旧名"), NamedNumber(C, "客户"))
    id = rail.save(Preset(0, "登录", "阿里云", "SMS_2", '{"code":"9"}', recipients))
    active = heard(rail.presets.active_changed)
    rail.notices.clear()

    rail.presets.choose(id)
    rail.work.run()
    assert rail.composer.fields == DraftFields("阿里云", "SMS_2", '{"code":"9"}')
    assert rail.numbers() == [A, C] and rail.phones.ticked == {A}
    assert rail.presets.active_id == id and not active[-1].changed
    assert rail.notices == []  # nothing was lost

    rail.composer.change(DraftFields("阿里云", "SMS_2", '{"code":"10"}'))
    assert active[-1].changed and rail.presets.active_id == id
    rail.composer.change(DraftFields("阿里云", "SMS_3"))
    assert rail.presets.active_id == 0


def test_typed_recipients_and_the_form_come_back(rail: Rail, heard: type[Heard]) -> None:
    rail.composer.change(FORM)
    rail.type(f"{B}\n{C}")
    rail.work.run()
    id = rail.save(Preset(0, "登录", "阿里云", "SMS_2", recipients=(NamedNumber(A),)))
    rail.presets.choose(id)
    rail.work.run()
    assert rail.numbers() == [A]
    assert "2" in rail.notices[-1].text

    rail.press()
    assert rail.numbers() == [B, C] and rail.composer.fields == FORM
    assert rail.draft.overview.undo is None


def test_a_second_preset_leaves_what_the_first_has_replaced(rail: Rail) -> None:
    rail.composer.change(FORM)
    rail.type(C)
    rail.work.run()
    first = rail.save(Preset(0, "登录", "阿里云", "SMS_2", recipients=(NamedNumber(A),)))
    second = rail.save(Preset(0, "取餐", "阿里云", "SMS_3", recipients=(NamedNumber(B),)))
    rail.presets.choose(first)
    rail.work.run()
    said = len(rail.notices)
    rail.presets.choose(second)
    rail.work.run()
    assert rail.numbers() == [B] and len(rail.notices) == said
    rail.press()
    assert rail.numbers() == [C] and rail.composer.fields == FORM


def test_a_notice_that_no_longer_holds_goes_away(rail: Rail, heard: type[Heard]) -> None:
    rail.type(B)
    rail.work.run()
    id = rail.save(Preset(0, "登录", "阿里云", "SMS_2", recipients=(NamedNumber(A),)))
    gone = heard(rail.presets.withdrawn)
    rail.presets.choose(id)
    rail.work.run()
    assert gone == [] and present(rail.draft.overview.undo).kind is StepKind.PRESET_CHOSEN
    rail.draft.undo()
    rail.work.run()
    assert gone == [rail.notices[-1].key]


def test_the_saved_form_is_the_preset_in_use(rail: Rail) -> None:
    me, _ = rail.add_phones()
    rail.composer.change(FORM)
    rail.phones.tick([me])
    rail.work.run()
    offer = rail.presets.offer()
    assert (offer.name, offer.recipients, offer.keepable, offer.typed) == ("SMS_1", 1, True, True)

    rail.presets.save_form("登录", with_recipients=True)
    rail.work.run()
    (saved,) = rail.book.presets
    assert saved.fields == DraftFields("阿里云", "SMS_1", FORM.template_param, "", "01")
    assert saved.recipients == (NamedNumber(A, "我"),)
    assert rail.presets.active_id == saved.id and not present(rail.presets.active).changed
    assert rail.presets.offer().name == "登录"

    rail.presets.save_form("登录", with_recipients=False)
    rail.work.run()
    assert [preset.recipients for preset in rail.book.presets] == [()]


def test_a_run_is_saved_as_a_preset(rail: Rail) -> None:
    draft = ListedDraft("阿里云", "SMS_1", '{"code":"1"}', numbers=(A, C))
    with Database(rail.paths.ledger) as ledger:
        run_id = insert_run(ledger, rail.accounts.current, draft)
    rail.add_phones()
    asked = list[Preset]()
    rail.presets.offer_run(run_id, "登录", asked.append)
    rail.work.run()
    assert not rail.book.presets
    assert asked[0].name == "登录" and len(asked[0].recipients) == 2
    rail.presets.save_from_run(asked[0])
    rail.work.run()
    (saved,) = rail.book.presets
    assert rail.book.named(saved.recipients) == (NamedNumber(A, "我"), NamedNumber(C))
    assert saved.template_param == '{"code":"1"}'


def test_what_is_deleted_comes_back_at_a_press(rail: Rail) -> None:
    me, other = rail.add_phones()
    id = rail.save(Preset(0, "登录", "阿里云", "SMS_2", recipients=(NamedNumber(A),)))
    before = rail.book
    rail.phones.tick([me])
    rail.work.run()

    rail.phones.delete([me])
    rail.work.run()
    assert [phone.id for phone in rail.book.phones] == [other]
    assert rail.numbers() == [] and rail.book.presets[0].recipients == ()
    rail.press()
    assert rail.book == before

    rail.presets.delete([id])
    rail.work.run()
    assert not rail.book.presets
    rail.press()
    assert rail.book == before


def test_a_ticked_phone_stays_so_under_its_new_number(rail: Rail) -> None:
    me, _ = rail.add_phones()
    rail.phones.tick([me])
    rail.work.run()
    rail.phones.save(TestPhone(me, "我", C))
    rail.work.run()
    assert rail.numbers() == [C] and rail.phones.ticked == {C}


def test_every_account_has_its_own(rail: Rail, preferences: Preferences) -> None:
    rail.add_phones()
    rail.save(Preset(0, "登录", "阿里云", "SMS_2"))
    before = rail.book
    rail.accounts.choose(SHOP)
    rail.work.run()
    assert rail.book.presets == () and rail.book.phones == ()
    rail.accounts.choose(rail.accounts.all[-1])
    rail.work.run()
    assert rail.book == before


def test_results_and_recent_runs_are_read(rail: Rail, heard: type[Heard]) -> None:
    id = rail.save(Preset(0, "登录", "阿里云", "SMS_2"))
    results = heard(rail.stored.results_changed)
    with Database(rail.paths.ledger) as ledger:
        run_id = insert_run(ledger, rail.accounts.current, ListedDraft(numbers=(A,)))
        with ledger.transaction() as db:
            db.execute("update run set preset_id = ?", (id,))
    rail.stored.refresh()
    rail.stored.refresh()
    rail.work.run()
    assert results[-1].last[id].run_id == run_id
    assert [run.run_id for run in results[-1].recent] == [run_id]


def test_a_file_goes_out_and_comes_in(rail: Rail, tmp_path: Path) -> None:
    rail.add_phones()
    rail.save(Preset(0, "登录", "阿里云", "SMS_2", recipients=(NamedNumber(A, "我"),)))
    path = tmp_path / "常用.json"
    rail.stored.export_file(str(path))
    rail.work.run()
    assert "3" in rail.notices[-1].text and path.name in rail.notices[-1].text

    rail.accounts.choose(SHOP)
    rail.stored.import_file(str(path))
    rail.work.run()
    assert [phone.number for phone in rail.book.phones] == [A, B]
    assert rail.book.presets[0].recipients == (NamedNumber(A, "我"),)

    path.write_text("{")
    rail.stored.import_file(str(path))
    rail.work.run()
    assert rail.notices[-1].severity is Severity.ERROR
    assert "line 1" in rail.notices[-1].text


def test_the_examples_of_the_sandbox_are_added_when_asked_for(rail: Rail) -> None:
    assert rail.book.phones == ()
    rail.phones.add_examples()
    rail.work.run()
    assert len(rail.book.phones) == 4
    rail.phones.add_examples()
    rail.work.run()
    assert len(rail.book.phones) == 4
