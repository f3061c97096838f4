"""Accounts without a window or a service: saving, removing, testing and the status."""

from dataclasses import replace
from typing import Any

import pytest

from gui.core.accounts.account import AccountInput
from gui.core.accounts.diagnosis import Diagnosis
from gui.core.errors import AccountFault, LedgerError, SandboxError
from gui.core.message.query_results import SignPage
from gui.core.sending.outcome import Failure, Rejected
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.storage.blocked_numbers import block_numbers, list_blocked_numbers
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretPlace, SecretStore
from gui.storage.settings.settings import SANDBOX
from gui.words.accounts import accounts as words
from gui.words.accounts import diagnosis
from gui.words.notices import Severity
from gui.words.sentence import sentence
from tests.fakes import FakeClient
from tests.present import present
from tests.session.inline.conftest import SHOP, Fixed, Heard
from tests.session.lanes import InlineWork

ENTRY = AccountInput(
    SHOP.label, SHOP.access_key_id, "secret", SHOP.endpoint, original=SHOP.access_key_id,
    keep_in_memory=True,
)  # fmt: skip


@pytest.fixture
def saved(work: InlineWork, accounts: Accounts, paths: Paths) -> Accounts:
    """The accounts, once `SHOP` has a secret and is current."""
    Database(paths.ledger).close()
    accounts.save(ENTRY)
    work.run()
    accounts.choose(SHOP)
    work.run()
    return accounts


def test_a_saved_account_has_its_secret_and_can_be_chosen(
    saved: Accounts, secrets: SecretStore
) -> None:
    assert saved.current == SHOP
    assert secrets.fetch(SHOP.access_key_id) == "secret"
    assert saved.status.secret_kept
    assert saved.status.sentence == sentence(words.kept_in_memory)
    assert saved.keeps_in_memory(SHOP)


def test_a_secret_is_known_to_be_in_memory_when_its_account_is_said_to_be_saved(
    accounts: Accounts, work: InlineWork, paths: Paths
) -> None:
    Database(paths.ledger).close()
    known = list[bool]()
    accounts.saved.connect(lambda account: known.append(accounts.keeps_in_memory(account)))
    accounts.save(ENTRY)
    work.run()
    assert known == [True]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"label": " "}, AccountFault.LABEL_EMPTY),
        ({"label": "Sandbox"}, AccountFault.LABEL_TAKEN),
        ({"access_key_id": ""}, AccountFault.KEY_ID_EMPTY),
        ({"secret": "", "original": ""}, AccountFault.SECRET_EMPTY),
        ({"endpoint": "https://dysmsapi.aliyuncs.com"}, AccountFault.ENDPOINT_HTTPS),
    ],
)
def test_an_invalid_entry_is_reported_and_not_saved(
    accounts: Accounts,
    work: InlineWork,
    heard: type[Heard],
    change: dict[str, Any],
    fault: AccountFault,
) -> None:
    problems = heard(accounts.problem_found)
    accounts.save(replace(ENTRY, **change))
    assert [error.fault for error in problems] == [fault]
    assert not work.keyring.busy


def test_saving_is_busy_until_its_last_job_is_done(
    saved: Accounts, work: InlineWork, heard: type[Heard]
) -> None:
    busy = heard(saved.busy_changed)
    saved.save(ENTRY)
    saved.save(replace(ENTRY, label="Other"))
    work.run()
    assert busy[0] is True
    assert busy.count(False) == 1
    assert busy[-1] is False


def test_an_account_can_be_renamed_without_its_secret(
    saved: Accounts, work: InlineWork, secrets: SecretStore
) -> None:
    saved.save(replace(ENTRY, label="Other", secret=""))
    work.run()
    assert [account.label for account in saved.all] == ["Other", "Sandbox"]
    assert secrets.fetch(SHOP.access_key_id) == "secret"


def test_a_new_key_id_takes_the_blocked_numbers_along(
    saved: Accounts, work: InlineWork, paths: Paths
) -> None:
    with Database(paths.ledger) as database:
        block_numbers(database, SHOP.access_key_id, ["13800000002"])
    saved.save(replace(ENTRY, access_key_id="LTAI5tOther"))
    work.run()
    with Database(paths.ledger) as database:
        assert len(list_blocked_numbers(database, "LTAI5tOther")) == 1
    assert saved.current.access_key_id == "LTAI5tOther"


def test_a_ledger_that_cannot_be_read_stops_a_change_of_the_key_id(
    saved: Accounts, work: InlineWork, paths: Paths, secrets: SecretStore
) -> None:
    paths.ledger.write_bytes(b"no database at all" * 100)
    saved.save(replace(ENTRY, access_key_id="LTAI5tOther"))
    work.run()
    assert saved.status.severity is Severity.ERROR
    assert isinstance(present(saved.status.sentence).arguments[0], LedgerError)
    assert saved.current == SHOP
    assert secrets.holds("LTAI5tOther") is SecretPlace.NONE


def test_a_removed_account_leaves_no_secret(
    saved: Accounts, work: InlineWork, secrets: SecretStore, heard: type[Heard]
) -> None:
    changed = heard(saved.changed)
    saved.remove(SHOP)
    work.run()
    assert len(changed) == 1
    assert saved.current.sandbox
    assert secrets.holds(SHOP.access_key_id) is SecretPlace.NONE


def test_a_save_without_a_keyring_fails_as_a_whole(
    accounts: Accounts, work: InlineWork, paths: Paths, heard: type[Heard]
) -> None:
    Database(paths.ledger).close()
    noticed = heard(work.notices.noticed)
    accounts.save(replace(ENTRY, keep_in_memory=False))
    work.run()
    assert [notice.severity for notice in noticed] == [Severity.ERROR]
    assert accounts.current.sandbox


class Answering(FakeClient):
    """A service that answers the one question of a test."""

    def __init__(self, answer: SignPage | Rejected) -> None:
        super().__init__()
        self._answer = answer

    def query_signs(self, page: int, size: int) -> SignPage | Failure:
        return self._answer


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (SignPage(0, (), "r"), Diagnosis.FINE),
        (Rejected("SignatureDoesNotMatch", "", "r"), Diagnosis.SECRET_WRONG),
        (Rejected("isv.SMS_NEW_CODE", "", "r"), Diagnosis.OTHER),
    ],
)
def test_a_test_reports_its_diagnosis(
    saved: Accounts,
    work: InlineWork,
    connector: Fixed,
    answer: SignPage | Rejected,
    found: Diagnosis,
) -> None:
    connector.service = Answering(answer)
    saved.test(ENTRY)
    work.run()
    assert saved.status.severity is diagnosis.severity(found)
    assert present(saved.status.sentence).arguments[0] is found


def test_the_result_of_a_test_is_dropped_once_another_account_is_current(
    saved: Accounts, work: InlineWork, connector: Fixed
) -> None:
    connector.service = Answering(SignPage(0, (), "r"))
    saved.test(ENTRY)
    saved.choose(saved.all[-1])
    work.run()
    assert saved.status.sentence == sentence(words.sandbox)


@pytest.fixture
def unsaved(saved: Accounts, work: InlineWork, paths: Paths, heard: type[Heard]) -> Any:
    """The key of a notice: `SHOP` could not be saved while another account was current."""
    noticed = heard(work.notices.noticed)
    good = paths.ledger.read_bytes()
    paths.ledger.write_bytes(b"no database at all" * 100)
    saved.save(replace(ENTRY, access_key_id="LTAI5tOther"))
    saved.choose(saved.all[-1])
    work.run()
    paths.ledger.write_bytes(good)
    (notice,) = noticed
    return notice.key


@pytest.mark.parametrize("answer", [SignPage(0, (), "r"), Rejected("isv.SMS_NEW_CODE", "", "r")])
def test_what_was_not_saved_is_said_until_it_is(
    saved: Accounts,
    work: InlineWork,
    unsaved: object,
    heard: type[Heard],
    connector: Fixed,
    answer: SignPage | Rejected,
) -> None:
    withdrawn = heard(work.notices.withdrawn)
    connector.service = Answering(answer)
    saved.choose(SHOP)
    work.run()
    saved.test(ENTRY)
    work.run()
    assert withdrawn == []
    saved.save(ENTRY)
    work.run()
    assert withdrawn == [unsaved]


def test_of_an_account_that_is_gone_nothing_is_said(
    saved: Accounts, work: InlineWork, unsaved: object, heard: type[Heard]
) -> None:
    withdrawn = heard(work.notices.withdrawn)
    saved.remove(SHOP)
    work.run()
    assert withdrawn == [unsaved]


def test_an_error_of_another_account_is_a_notice(
    saved: Accounts, work: InlineWork, paths: Paths, heard: type[Heard]
) -> None:
    noticed = heard(work.notices.noticed)
    paths.ledger.write_bytes(b"no database at all" * 100)
    saved.save(replace(ENTRY, access_key_id="LTAI5tOther"))
    saved.choose(saved.all[-1])
    work.run()
    assert [notice.severity for notice in noticed] == [Severity.ERROR]
    assert saved.status.sentence == sentence(words.sandbox)

    withdrawn = heard(work.notices.withdrawn)
    paths.ledger.unlink()
    Database(paths.ledger).close()
    saved.save(replace(ENTRY, access_key_id="LTAI5tOther"))
    work.run()
    assert withdrawn == [noticed[0].key]


def test_a_new_account_changes_nothing_about_the_sandbox(
    accounts: Accounts, work: InlineWork, paths: Paths, heard: type[Heard]
) -> None:
    Database(paths.ledger).close()
    work.notices.fail(Operation.FETCH_CATALOGUE, SandboxError("no port"), SANDBOX)
    withdrawn = heard(work.notices.withdrawn)
    accounts.save(replace(ENTRY, label="Second", access_key_id="LTAI-second", original=""))
    work.run()
    assert accounts.find("LTAI-second", False) is not None
    assert withdrawn == []
