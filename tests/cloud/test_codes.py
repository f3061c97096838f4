"""Codes and what they mean; that the table and the verdicts agree."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud.answers import _CODE
from gui.cloud.codes import CodeClass, CodeExplanations, classify
from gui.core.service_codes import ServiceCode
from gui.core.service_text import Limit

FILE = Path(__file__).parent.parent.parent / "resources" / "error_codes.json"
ANSWERED = {"send-api", "manage-api", "gateway", "sdk", "intl-2018-05-01"}


@pytest.fixture(scope="module")
def codes() -> CodeExplanations:
    return CodeExplanations.load(FILE)


@pytest.fixture(scope="module")
def answered(codes: CodeExplanations) -> list[ServiceCode]:
    found = [code for code in codes if code.kind in ANSWERED]
    assert len(found) > 150
    return found


def test_file_of_codes_is_complete(codes: CodeExplanations) -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    assert len(list(codes)) == len(rows) == 292
    for row, code in zip(rows, codes, strict=True):
        assert code.known
        assert (code.code, code.zh, code.en) == (row["code"], row["zh"], row["en"])
        assert (code.remedy_zh, code.remedy_en) == (row["remedy_zh"], row["remedy_en"])
        assert code.zh
        assert code.en
        assert codes.explain(code.code) is code


def test_codes_of_possibly_sent_messages_are_unknown(answered: list[ServiceCode]) -> None:
    wrong = [
        code.code
        for code in answered
        if code.code != "OK"
        and code.may_have_been_sent != (classify(code.code) is CodeClass.UNKNOWN)
    ]
    assert not wrong


def test_only_OK_is_accepted(codes: CodeExplanations) -> None:
    assert [code.code for code in codes if classify(code.code) is CodeClass.ACCEPTED] == ["OK"]


@pytest.mark.parametrize("code", ["ok", "Ok", "oK", " OK", "ＯＫ", "O_K", "Success", "200", "0"])
def test_success_in_other_words_leaves_it_open(code: str) -> None:
    assert classify(code) is CodeClass.UNKNOWN


def test_every_published_code_is_spelled_as_answers_expect(codes: CodeExplanations) -> None:
    assert not [code.code for code in codes if not _CODE.fullmatch(code.code)]
    assert max(len(code.code) for code in codes) < Limit.CODE


def test_throttled_codes_may_be_repeated(answered: list[ServiceCode]) -> None:
    throttled = [code for code in answered if classify(code.code) is CodeClass.THROTTLED]
    assert {code.code for code in throttled} == {
        "Throttling",
        "Throttling.User",
        "Throttling.Api",
        "Throttling.User.Api",
    }
    assert all(code.safe_to_retry for code in throttled)


def test_the_account_is_refused_by_these(answered: list[ServiceCode]) -> None:
    assert {code.code for code in answered if classify(code.code) is CodeClass.ACCOUNT} == {
        "isv.ACCOUNT_NOT_EXISTS",
        "isv.ACCOUNT_ABNORMAL",
        "isv.SECURITY_FROZEN_ACCOUNT",
        "isv.OUT_OF_SERVICE",
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.PRODUCT_UN_SUBSCRIPT",
        "isv.PRODUCT_UNSUBSCRIBE",
        "isv.DENY_IP_RANGE",
        "isv.DAY_LIMIT_CONTROL",
        "isv.MONTH_LIMIT_CONTROL",
        "isp.RAM_PERMISSION_DENY",
        "SignatureDoesNotMatch",
        "IncompleteSignature",
        "InvalidAccessKeySecret",
        "InvalidAccessKeyId",
        "InvalidAccessKeyId.NotFound",
        "InvalidAccessKeyId.Inactive",
        "MissingAccessKeyId",
        "InvalidSecurityToken.Expired",
        "InvalidSecurityToken.MismatchWithAccessKey",
        "InvalidTimeStamp.Expired",
        "InvalidTimeStamp.Format",
        "IllegalTimestamp",
        "InvalidSignatureMethod",
        "InvalidVersion",
        "NoSuchVersion",
        "InvalidAction.NotFound",
        "InvalidApi.NotFound",
        "InvalidProduct.NotFound",
        "InvalidProtocol.NeedSsl",
        "UnsupportedHTTPMethod",
        "Forbidden",
        "Forbidden.RAM",
        "Forbidden.RiskControl",
        "Forbidden.UserVerification",
        "NoPermission",
        "InsufficientBalance",
        "SDK.InvalidCredential",
        "SDK.GetSessionCredentialFailed",
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("isv.BUSINESS_LIMIT_CONTROL", CodeClass.REJECTED),
        ("isv.SMS_SIGNATURE_ILLEGAL", CodeClass.REJECTED),
        ("SignatureNotFound", CodeClass.REJECTED),
        ("MissingPhoneNumbers", CodeClass.REJECTED),
        ("anything", CodeClass.REJECTED),
        ("isp.SOMETHING_NEW", CodeClass.UNKNOWN),
        ("ServiceUnavailable.Now", CodeClass.UNKNOWN),
        ("InternalError", CodeClass.UNKNOWN),
        ("Throttling.New", CodeClass.THROTTLED),
        ("ThrottlingException", CodeClass.THROTTLED),
        ("Forbidden.New", CodeClass.ACCOUNT),
        ("isv.ACCOUNT_NEW", CodeClass.ACCOUNT),
        ("InvalidAccessKeyId.New", CodeClass.ACCOUNT),
        ("InvalidTimestamp.Expired", CodeClass.ACCOUNT),  # a spelling that is seen too
    ],
)
def test_verdicts(code: str, expected: CodeClass) -> None:
    assert classify(code) is expected


def test_an_unknown_code_is_itself(codes: CodeExplanations) -> None:
    found = codes.explain(" isv.NEVER_HEARD_OF ")
    assert found == ServiceCode("isv.NEVER_HEARD_OF")
    assert not found.known
    assert not found.safe_to_retry
    assert found.may_have_been_sent


def test_a_code_of_a_known_family_is_explained_as_that(codes: CodeExplanations) -> None:
    found = codes.explain("Forbidden.Something.New")
    assert found.known
    assert found.code == "Forbidden.Something.New"
    assert found.zh == codes.explain("Forbidden").zh
    assert codes.explain("MissingOutId").zh == codes.explain("MissingParameter").zh
    assert codes.explain("MissingPhoneNumbers").zh != codes.explain("MissingParameter").zh


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("DELIVERED", True),
        ("DELIVRD", True),
        ("0", True),
        ("MK:0012", True),
        ("MK0012", True),
        ("mk:0012", True),
        ("MOBLLE_TERMINAL_ERROR", True),
        ("isv.BLACK_KEY_CONTROL_LIMIT", True),
        ("MK:9999", False),
        ("", False),
    ],
)
def test_receipts(codes: CodeExplanations, code: str, known: bool) -> None:
    assert codes.explain(code).known is known


ROW = {
    "code": "C",
    "zh": "中",
    "en": "e",
    "remedy_zh": "",
    "remedy_en": "",
    "safe_to_retry": False,
    "may_have_been_sent": False,
    "kind": "carrier",
    "certainty": "low",
}


def test_other_fields_are_let_be() -> None:
    (code,) = CodeExplanations.parse(json.dumps([ROW | {"source": "s", "http_status": None}]))
    assert (code.code, code.zh, code.known) == ("C", "中", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null",
        "[1]",
        "[" * 100_000,
        json.dumps([{k: v for k, v in ROW.items() if k != "en"}]),
        json.dumps([ROW | {"zh": None}]),
        json.dumps([ROW | {"safe_to_retry": 1}]),
    ],
)
def test_a_damaged_table_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        CodeExplanations.parse(text)


def test_a_missing_table_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        CodeExplanations.load(tmp_path / "none.json")


_TEXT = st.text(st.sampled_from("aM:.0 甲Missing"), max_size=8)


@given(_TEXT)
def test_any_code_has_a_verdict_and_an_explanation(text: str) -> None:
    assert classify(text) in CodeClass
    found = CodeExplanations.parse(json.dumps([ROW])).explain(text)
    assert found.code == text.strip()


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={k: st.just(v) | st.none() for k, v in ROW.items()})
    )
)
def test_any_table_is_read_or_refused(rows: list[dict[str, Any]]) -> None:
    try:
        codes = CodeExplanations.parse(json.dumps(rows))
    except ValueError:
        assert any(row != ROW for row in rows)
    else:
        assert all(row == ROW for row in rows)
        assert len(list(codes)) == min(len(rows), 1)
