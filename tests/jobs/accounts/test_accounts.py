"""Jobs of the accounts, without a thread."""

from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import DEFAULT_ENDPOINT, INTERNATIONAL_ENDPOINT, Account
from gui.core.accounts.diagnosis import Diagnosis
from gui.core.errors import SecretError, SecretFault
from gui.core.message.query_results import SignPage
from gui.core.presets.preset import Preset
from gui.core.sending.outcome import (
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
)
from gui.jobs.accounts.accounts import check_account as check_of
from gui.jobs.accounts.accounts import store_secret
from gui.storage.database.database import Database
from gui.storage.presets.book import read_book, save_preset
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import no_keyring
from tests.fakes import FakeClient

OLD, NEW = Account("Shop", "LTAI5tOld"), Account("Shop", "LTAI5tNew")
PRESET = Preset(0, "登录验证码", "阿里云", "SMS_153055065", "{}", ())


class Secrets(SecretStore):
    """Has the secret of an account, and a keyring that takes no other while it is locked."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__(find=no_keyring)
        self._locked = locked
        super().store(OLD.access_key_id, "secret", keep_in_memory=True)

    def store(self, key_id: str, secret: str, keep_in_memory: bool = False) -> None:
        if self._locked:
            raise SecretError(SecretFault.LOCKED)
        super().store(key_id, secret, keep_in_memory=True)


@pytest.mark.parametrize("locked", [True, False])
def test_presets_stay_with_an_account_that_could_not_be_renamed(
    tmp_path: Path, locked: bool
) -> None:
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        save_preset(ledger, OLD, PRESET)
    job = store_secret(
        Secrets(locked=locked),
        NEW.access_key_id,
        "",
        keep_in_memory=True,
        old=OLD.access_key_id,
        ledger=path,
    )
    failed = list[Exception]()
    job.failed.connect(failed.append)
    job.run()

    assert bool(failed) is locked
    with Database(path) as ledger:
        there = [len(read_book(ledger, account).presets) for account in (OLD, NEW)]
    assert there == ([1, 0] if locked else [0, 1])


class Offline(FakeClient):
    def query_signs(
        self, page: int, size: int
    ) -> SignPage | Rejected | Throttled | AccountRefused | NotSent | Unknown:
        return NotSent(NetworkFault.NAME)


@pytest.mark.parametrize(
    ("endpoint", "check"),
    [
        (DEFAULT_ENDPOINT, Diagnosis.NO_NETWORK),
        (INTERNATIONAL_ENDPOINT, Diagnosis.NO_NETWORK),
        ("Dysmsapi.AP-southeast-1.aliyuncs.com:443", Diagnosis.NO_NETWORK),
        ("dysmapi.aliyuncs.com", Diagnosis.BAD_ENDPOINT),
    ],
)
def test_unknown_host_name_is_a_typing_error_only_if_the_service_does_not_use_it(
    endpoint: str, check: Diagnosis
) -> None:
    found = list[Any]()
    job = check_of(Account("Shop", "LTAI-shop", endpoint), Offline)
    job.succeeded.connect(found.append)
    job.run()
    assert [each.check for each in found] == [check]
