"""What the Test of an account says about each answer."""

import json
from pathlib import Path

import pytest

from gui.cloud.codes import Verdict, verdict
from gui.core.checks import Check, judge
from gui.core.messages import Sign, Signs
from gui.core.outcomes import (
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)

FILE = Path(__file__).parent.parent.parent / "resources" / "error_codes.json"


@pytest.mark.parametrize("rows", [(), (Sign("阿里云", "AUDIT_STATE_PASS"),)])
def test_a_list_is_fine_though_it_be_empty(rows):
    assert judge(Signs(len(rows), rows, "R")) is Check.FINE


@pytest.mark.parametrize(
    ("code", "check"),
    [
        ("InvalidAccessKeyId.NotFound", Check.KEY_UNKNOWN),
        ("InvalidAccessKeyId", Check.KEY_UNKNOWN),
        ("InvalidAccessKeyId.Inactive", Check.KEY_DISABLED),
        ("SignatureDoesNotMatch", Check.SECRET_WRONG),
        ("IncompleteSignature", Check.SECRET_WRONG),
        ("InvalidTimeStamp.Expired", Check.CLOCK_WRONG),
        ("InvalidTimestamp.Expired", Check.CLOCK_WRONG),
        ("IllegalTimestamp", Check.CLOCK_WRONG),
        ("Forbidden.RAM", Check.NO_PERMISSION),
        ("Forbidden", Check.NO_PERMISSION),
        ("isp.RAM_PERMISSION_DENY", Check.NO_PERMISSION),
        ("Forbidden.RiskControl", Check.ACCOUNT_STOPPED),
        ("isv.OUT_OF_SERVICE", Check.ACCOUNT_STOPPED),
        ("isv.ACCOUNT_ABNORMAL", Check.ACCOUNT_STOPPED),
        ("isv.PRODUCT_UN_SUBSCRIPT", Check.ACCOUNT_STOPPED),
        ("isv.PRODUCT_UNSUBSCRIBE", Check.ACCOUNT_STOPPED),
        ("isv.DENY_IP_RANGE", Check.FORBIDDEN_IP),
        ("InvalidProduct.NotFound", Check.BAD_ENDPOINT),
        ("InvalidApi.NotFound", Check.BAD_ENDPOINT),
        ("InvalidVersion", Check.BAD_ENDPOINT),
        ("isv.INVALID_PARAMETERS", Check.OTHER),
        ("", Check.OTHER),
    ],
)
@pytest.mark.parametrize("kind", [AccountRefused, Rejected])
def test_codes(kind, code, check):
    assert judge(kind(code, "m", "R")) is check


def test_every_refusal_of_the_account_has_a_check_of_its_own():
    """But what this program never sends, tokens and methods."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    refused = [row["code"] for row in rows if verdict(row["code"]) is Verdict.ACCOUNT]
    assert len(refused) > 30
    others = {code for code in refused if judge(AccountRefused(code, "", "")) is Check.OTHER}
    assert others == {
        "InvalidSecurityToken.Expired",
        "InvalidSecurityToken.MismatchWithAccessKey",
        "InvalidSignatureMethod",
        "UnsupportedHTTPMethod",
        "SDK.InvalidCredential",
        "SDK.GetSessionCredentialFailed",
    }


def test_throttled():
    assert judge(Throttled("Throttling.User", "m", "R")) is Check.THROTTLED


@pytest.mark.parametrize(
    ("fault", "usual", "custom"),
    [
        (NetworkFault.NAME, Check.NO_NETWORK, Check.BAD_ENDPOINT),
        (NetworkFault.TLS, Check.NO_NETWORK, Check.BAD_ENDPOINT),
        (NetworkFault.REFUSED, Check.NO_NETWORK, Check.NO_NETWORK),
        (NetworkFault.TIMEOUT, Check.NO_NETWORK, Check.NO_NETWORK),
        (NetworkFault.UNREACHABLE, Check.NO_NETWORK, Check.NO_NETWORK),
        (NetworkFault.CERTIFICATE, Check.CERTIFICATE, Check.CERTIFICATE),
        (NetworkFault.PROXY, Check.PROXY, Check.PROXY),
        (NetworkFault.ENDPOINT, Check.BAD_ENDPOINT, Check.BAD_ENDPOINT),
        (NetworkFault.INTERNAL, Check.OTHER, Check.OTHER),
    ],
)
def test_not_reached(fault, usual, custom):
    assert judge(NotSent(fault)) is usual
    assert judge(NotSent(fault), custom_endpoint=True) is custom


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (UnknownFault.READ_TIMEOUT, Check.NO_NETWORK),
        (UnknownFault.CONNECTION_LOST, Check.NO_NETWORK),
        (UnknownFault.TRUNCATED, Check.NO_NETWORK),
        (UnknownFault.SERVER_ERROR, Check.SERVICE_DOWN),
        (UnknownFault.SERVICE, Check.SERVICE_DOWN),
        (UnknownFault.REDIRECT, Check.BAD_ENDPOINT),
        (UnknownFault.NOT_JSON, Check.BAD_ENDPOINT),
        (UnknownFault.EMPTY, Check.BAD_ENDPOINT),
        (UnknownFault.UNEXPECTED, Check.BAD_ENDPOINT),
        (UnknownFault.CRASH, Check.OTHER),
        (UnknownFault.INTERNAL, Check.OTHER),
    ],
)
def test_no_usable_answer(fault, check):
    assert judge(Unknown(fault)) is check
