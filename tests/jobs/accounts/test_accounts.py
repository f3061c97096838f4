"""Jobs of the accounts, without a thread."""

from typing import Any

import pytest

from gui.core.accounts.account import DEFAULT_ENDPOINT, INTERNATIONAL_ENDPOINT, Account
from gui.core.accounts.diagnosis import Diagnosis
from gui.core.message.query_results import SignPage
from gui.core.sending.outcome import (
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
)
from gui.jobs.accounts.accounts import check_account as check_of
from tests.fakes import FakeClient


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
