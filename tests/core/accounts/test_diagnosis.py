"""What the Test of an account says about each answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from gui.cloud.codes import CodeClass, classify
from gui.core.accounts.diagnosis import Diagnosis, diagnose
from gui.core.message.query_results import Sign, SignPage
from gui.core.sending.outcome import (
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)

FILE = Path(__file__).parent.parent.parent.parent / "resources" / "error_codes.json"


@pytest.mark.parametrize("rows", [(), (Sign("阿里云", "AUDIT_STATE_PASS"),)])
def test_empty_list_of_signs_is_fine(rows: tuple[Sign, ...]) -> None:
    assert diagnose(SignPage(len(rows), rows, "R")) is Diagnosis.FINE


@pytest.mark.parametrize(
    ("code", "check"),
    [
        ("InvalidAccessKeyId.NotFound", Diagnosis.KEY_UNKNOWN),
        ("InvalidAccessKeyId", Diagnosis.KEY_UNKNOWN),
        ("InvalidAccessKeyId.Inactive", Diagnosis.KEY_DISABLED),
        ("SignatureDoesNotMatch", Diagnosis.SECRET_WRONG),
        ("IncompleteSignature", Diagnosis.SECRET_WRONG),
        ("InvalidTimeStamp.Expired", Diagnosis.CLOCK_WRONG),
        ("InvalidTimestamp.Expired", Diagnosis.CLOCK_WRONG),
        ("IllegalTimestamp", Diagnosis.CLOCK_WRONG),
        ("Forbidden.RAM", Diagnosis.NO_PERMISSION),
        ("Forbidden", Diagnosis.NO_PERMISSION),
        ("isp.RAM_PERMISSION_DENY", Diagnosis.NO_PERMISSION),
        ("Forbidden.RiskControl", Diagnosis.ACCOUNT_STOPPED),
        ("isv.OUT_OF_SERVICE", Diagnosis.ACCOUNT_STOPPED),
        ("isv.ACCOUNT_ABNORMAL", Diagnosis.ACCOUNT_STOPPED),
        ("isv.PRODUCT_UN_SUBSCRIPT", Diagnosis.ACCOUNT_STOPPED),
        ("isv.PRODUCT_UNSUBSCRIBE", Diagnosis.ACCOUNT_STOPPED),
        ("isv.DENY_IP_RANGE", Diagnosis.FORBIDDEN_IP),
        ("InvalidProduct.NotFound", Diagnosis.BAD_ENDPOINT),
        ("InvalidApi.NotFound", Diagnosis.BAD_ENDPOINT),
        ("InvalidVersion", Diagnosis.BAD_ENDPOINT),
        ("isv.INVALID_PARAMETERS", Diagnosis.OTHER),
        ("", Diagnosis.OTHER),
    ],
)
@pytest.mark.parametrize("kind", [AccountRefused, Rejected])
def test_codes(kind: type[Any], code: str, check: Diagnosis) -> None:
    assert diagnose(kind(code, "m", "R")) is check


def test_every_account_refusal_has_its_own_diagnosis() -> None:
    """But what this program never sends, tokens and methods."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    refused = [row["code"] for row in rows if classify(row["code"]) is CodeClass.ACCOUNT]
    assert len(refused) > 30
    others = {code for code in refused if diagnose(AccountRefused(code, "", "")) is Diagnosis.OTHER}
    assert others == {
        "InvalidSecurityToken.Expired",
        "InvalidSecurityToken.MismatchWithAccessKey",
        "InvalidSignatureMethod",
        "UnsupportedHTTPMethod",
        "SDK.InvalidCredential",
        "SDK.GetSessionCredentialFailed",
    }


def test_throttled() -> None:
    assert diagnose(Throttled("Throttling.User", "m", "R")) is Diagnosis.THROTTLED


@pytest.mark.parametrize(
    ("fault", "usual", "custom"),
    [
        (NetworkFault.NAME, Diagnosis.NO_NETWORK, Diagnosis.BAD_ENDPOINT),
        (NetworkFault.TLS, Diagnosis.NO_NETWORK, Diagnosis.BAD_ENDPOINT),
        (NetworkFault.REFUSED, Diagnosis.NO_NETWORK, Diagnosis.NO_NETWORK),
        (NetworkFault.TIMEOUT, Diagnosis.NO_NETWORK, Diagnosis.NO_NETWORK),
        (NetworkFault.UNREACHABLE, Diagnosis.NO_NETWORK, Diagnosis.NO_NETWORK),
        (NetworkFault.CERTIFICATE, Diagnosis.CERTIFICATE, Diagnosis.CERTIFICATE),
        (NetworkFault.PROXY, Diagnosis.PROXY, Diagnosis.PROXY),
        (NetworkFault.ENDPOINT, Diagnosis.BAD_ENDPOINT, Diagnosis.BAD_ENDPOINT),
        (NetworkFault.INTERNAL, Diagnosis.OTHER, Diagnosis.OTHER),
    ],
)
def test_service_that_is_not_reached(
    fault: NetworkFault, usual: Diagnosis, custom: Diagnosis
) -> None:
    assert diagnose(NotSent(fault)) is usual
    assert diagnose(NotSent(fault), custom_endpoint=True) is custom


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (UnknownFault.READ_TIMEOUT, Diagnosis.NO_NETWORK),
        (UnknownFault.CONNECTION_LOST, Diagnosis.NO_NETWORK),
        (UnknownFault.TRUNCATED, Diagnosis.NO_NETWORK),
        (UnknownFault.SERVER_ERROR, Diagnosis.SERVICE_DOWN),
        (UnknownFault.SERVICE, Diagnosis.SERVICE_DOWN),
        (UnknownFault.REDIRECT, Diagnosis.BAD_ENDPOINT),
        (UnknownFault.NOT_JSON, Diagnosis.BAD_ENDPOINT),
        (UnknownFault.EMPTY, Diagnosis.BAD_ENDPOINT),
        (UnknownFault.UNEXPECTED, Diagnosis.BAD_ENDPOINT),
        (UnknownFault.CRASH, Diagnosis.OTHER),
        (UnknownFault.INTERNAL, Diagnosis.OTHER),
    ],
)
def test_no_usable_answer(fault: UnknownFault, check: Diagnosis) -> None:
    assert diagnose(Unknown(fault)) is check
