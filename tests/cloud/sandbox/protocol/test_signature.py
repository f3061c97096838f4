from urllib.parse import quote_plus, unquote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud.sandbox.protocol import signature

# Both as published by Alibaba Cloud: help centre 56189 (SMS) and 25490 (ECS).
SMS = {
    "AccessKeyId": "testId",
    "Action": "SendSms",
    "Format": "XML",
    "OutId": "123",
    "PhoneNumbers": "15300000001",
    "RegionId": "cn-hangzhou",
    "SignName": "阿里云短信测试专用",
    "SignatureMethod": "HMAC-SHA1",
    "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
    "SignatureVersion": "1.0",
    "TemplateCode": "SMS_71390007",
    "TemplateParam": '{"customer":"test"}',
    "Timestamp": "2017-07-12T02:42:19Z",
    "Version": "2017-05-25",
}
ECS = {
    "AccessKeyId": "testid",
    "Action": "DescribeRegions",
    "Format": "XML",
    "SignatureMethod": "HMAC-SHA1",
    "SignatureNonce": "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
    "SignatureVersion": "1.0",
    "Timestamp": "2016-02-23T12:46:24Z",
    "Version": "2014-05-26",
}
# Names and values as they stand in a form: any text but lone surrogates.
TEXT = st.text(st.characters(codec="utf-8"))
FORM = st.dictionaries(TEXT, TEXT, max_size=8)


@pytest.mark.parametrize(
    ("params", "secret", "published"),
    [
        (SMS, "testSecret", "zJDF+Lrzhj/ThnlvIToysFRq6t4="),
        (ECS, "testsecret", "OLeaidS1JvxuMvnyHOwuJ+uX5qY="),
    ],
)
def test_published_signatures_are_reproduced(
    params: dict[str, str], secret: str, published: str
) -> None:
    assert signature.signature(signature.string_to_sign("GET", params), secret) == published


def test_the_signature_itself_is_not_signed() -> None:
    assert signature.string_to_sign("GET", SMS) == signature.string_to_sign(
        "GET", SMS | {"Signature": "x"}
    )


def test_an_empty_value_is_signed() -> None:
    assert "SignatureType%3D%26" in signature.string_to_sign("POST", SMS | {"SignatureType": ""})


def test_the_method_is_signed() -> None:
    assert signature.string_to_sign("GET", SMS) != signature.string_to_sign("POST", SMS)


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("a b", "a%20b"),
        ("*", "%2A"),
        ("+", "%2B"),
        ("~-_.", "~-_."),
        ("%&=", "%25%26%3D"),
        ("云", "%E4%BA%91"),
        ("😀", "%F0%9F%98%80"),
    ],
)
def test_encoding(text: str, encoded: str) -> None:
    assert signature.encode(text) == encoded


@pytest.mark.parametrize("body", [b"a=%ff", b"%C3=1", b"a=\xe4"])
def test_a_form_that_is_not_utf8(body: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        signature.parse_form(body)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", {}),
        (b"&&", {}),
        (b"a", {"a": ""}),
        (b"a=1&a=2", {"a": "2"}),
        (b"a=b=c", {"a": "b=c"}),
        (b"a=+%2B%20%zz", {"a": " + %zz"}),
    ],
)
def test_forms(body: bytes, fields: dict[str, str]) -> None:
    assert signature.parse_form(body) == fields


@given(FORM)
def test_signature_matches_the_decoded_form(fields: dict[str, str]) -> None:
    """A form writes a blank as a plus sign, the signature as %20: decoded first, they agree."""
    fields = {name: value for name, value in fields.items() if name or value}
    plus = signature.parse_form(urlencode(fields, quote_via=quote_plus).encode())
    percent = signature.parse_form(
        "&".join(f"{signature.encode(k)}={signature.encode(v)}" for k, v in fields.items()).encode()
    )
    assert plus == percent == fields
    assert signature.string_to_sign("POST", plus) == signature.string_to_sign("POST", fields)


@given(FORM, FORM)
def test_two_requests_are_signed_alike_only_if_they_are_alike(
    one: dict[str, str], other: dict[str, str]
) -> None:
    one.pop("Signature", None)
    other.pop("Signature", None)
    same = signature.string_to_sign("GET", one) == signature.string_to_sign("GET", other)
    assert same == (one == other)


@given(FORM)
def test_names_are_in_the_order_of_their_bytes(fields: dict[str, str]) -> None:
    canonical = unquote(signature.string_to_sign("GET", fields).split("&")[2])
    names = [unquote(pair.partition("=")[0]).encode() for pair in canonical.split("&") if pair]
    assert names == sorted(names)
