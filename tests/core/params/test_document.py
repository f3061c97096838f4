import json
import re
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.params.document import (
    DETAIL_MAX,
    PARAMS_MAX,
    ParamError,
    ParamProblem,
    Params,
    format_params,
    parse_params,
)
from gui.core.params.strings import FAULTS_MAX
from tests.core.params.json_strategies import any_text

P = ParamProblem


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\ufeff", "{}", " { } "])
def test_empty_text_has_no_parameters(text: str) -> None:
    assert parse_params(text) == Params()
    assert Params().to_json() == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"code":"1234"}', {"code": "1234"}),
        ('{"a":012345,"b":1.50,"c":1e3,"d":-0,"e":12345678901234567890}',
         {"a": "012345", "b": "1.50", "c": "1e3", "d": "-0", "e": "12345678901234567890"}),
        ('{"a": "x\\ny\\t\\"\\\\\\/\\u4f60\\ud83d\\ude00"}', {"a": 'x\ny\t"\\/你😀'}),
        ('{"你 好":"", "b":"{[:,]}"}', {"你 好": "", "b": "{[:,]}"}),
        ('\ufeff{\u00a0"a"\u3000:\u200b"b"\r\n}\n', {"a": "b"}),
    ],
)  # fmt: skip
def test_parameters_are_read_as_typed(text: str, values: dict[str, str]) -> None:
    params = parse_params(text)

    assert params == Params(tuple(values.items()))
    assert json.loads(params.to_json()) == values


def test_sent_json_is_compact_and_keeps_chinese() -> None:
    params = parse_params('{ "name" : "小饭桌",\n "code" : 007, "line": "a\\nb" }')

    assert isinstance(params, Params)
    assert params.to_json() == '{"name":"小饭桌","code":"007","line":"a\\nb"}'


@pytest.mark.parametrize(
    ("text", "problem", "line", "column", "detail"),
    [
        ("code=1234", P.EXPECTED_OBJECT, 1, 1, "code=1234"),
        ("\n  }", P.EXPECTED_OBJECT, 2, 3, "}"),
        ("[1]", P.NOT_AN_OBJECT, 1, 1, "["),
        ('"code":"1234"', P.NOT_AN_OBJECT, 1, 1, "code"),
        ("1234", P.NOT_AN_OBJECT, 1, 1, "1234"),
        ("null", P.NOT_AN_OBJECT, 1, 1, "null"),
        ("{", P.UNCLOSED, 1, 1, "{"),
        ('{\n"a":1', P.UNCLOSED, 1, 1, "{"),
        ('{"a"', P.EXPECTED_COLON, 1, 5, ""),
        ('{"a" "b"}', P.EXPECTED_COLON, 1, 6, '"b"'),
        ('{"a":', P.EXPECTED_VALUE, 1, 6, ""),
        ('{"a":}', P.EXPECTED_VALUE, 1, 6, "}"),
        ('{"a":1,', P.EXPECTED_KEY, 1, 8, ""),
        ('{"a":1,,"b":2}', P.EXPECTED_KEY, 1, 8, ","),
        ("{,}", P.EXPECTED_KEY, 1, 2, ","),
        ('{\x1f"a":1}', P.EXPECTED_KEY, 1, 2, "\x1f"),
        ('{"a":1\n "b":2}', P.EXPECTED_COMMA, 2, 2, '"b"'),
        ('{"a":1;"b":2}', P.EXPECTED_COMMA, 1, 7, ';'),
        ('{"a":1]', P.EXPECTED_COMMA, 1, 7, "]"),
        ('{"a":1} x', P.TEXT_AFTER_END, 1, 9, "x"),
        ('{"a":1}}', P.TEXT_AFTER_END, 1, 8, "}"),
        ('{"a":"b",}', P.TRAILING_COMMA, 1, 9, ","),
        ('{"a":"b",\n}', P.TRAILING_COMMA, 1, 9, ","),
        ("{'a':1}", P.SINGLE_QUOTES, 1, 2, "'a'"),
        ("{\"a\":'b'}", P.SINGLE_QUOTES, 1, 6, "'b'"),
        ("{“a”:1}", P.CHINESE_QUOTES, 1, 2, "“"),
        ('{"a":“b”}', P.CHINESE_QUOTES, 1, 6, "“"),
        ('{"a":＂b＂}', P.CHINESE_QUOTES, 1, 6, "＂b＂"),
        ('{"a":"b”}', P.CHINESE_QUOTES, 1, 8, "”"),
        ('{"a":"b”,\n"c":"d"}', P.CHINESE_QUOTES, 1, 8, "”"),
        ('{"a"：1}', P.CHINESE_PUNCTUATION, 1, 5, "："),
        ('{"a":1，"b":2}', P.CHINESE_PUNCTUATION, 1, 7, "，"),
        ('｛"a":1}', P.CHINESE_PUNCTUATION, 1, 1, "｛"),
        ('{"a":1｝', P.CHINESE_PUNCTUATION, 1, 7, "｝"),
        ("{code:1}", P.UNQUOTED, 1, 2, "code"),
        ("{1:1}", P.UNQUOTED, 1, 2, "1"),
        ('{"a":abc}', P.UNQUOTED, 1, 6, "abc"),
        ('{"a":True}', P.UNQUOTED, 1, 6, "True"),
        ('{"a":张三}', P.UNQUOTED, 1, 6, "张三"),
        ('{"a":1 // x\n}', P.COMMENT, 1, 8, "//"),
        ('{/* x */"a":1}', P.COMMENT, 1, 2, "/*"),
        ('{"a":1 # x\n}', P.COMMENT, 1, 8, "#"),
        ('{"a":"\\x"}', P.BAD_ESCAPE, 1, 7, "\\x"),
        ('{"a":"\\u12"}', P.BAD_ESCAPE, 1, 7, "\\u"),
        ('{"a":"c:\\dir"}', P.BAD_ESCAPE, 1, 9, "\\d"),
        ('{"a":+1}', P.BAD_NUMBER, 1, 6, "+1"),
        ('{"a":.5}', P.BAD_NUMBER, 1, 6, ".5"),
        ('{"a":1.}', P.BAD_NUMBER, 1, 6, "1."),
        ('{"a":0x1F}', P.BAD_NUMBER, 1, 6, "0x1F"),
        ('{"a":1e}', P.BAD_NUMBER, 1, 6, "1e"),
        ('{"a":2024-01-01}', P.BAD_NUMBER, 1, 6, "2024-01-01"),
        ('{"a":"b}', P.UNCLOSED_STRING, 1, 6, '"b}'),
        ('{"a":"b\nc}', P.UNCLOSED_STRING, 1, 6, '"b\nc}'),
        ('{"a":"b\nc"}', P.RAW_NEWLINE, 1, 8, "\n"),
        ('{"a":"b\r\nc"}', P.RAW_NEWLINE, 1, 8, "\r\n"),
        ('{"a":"b\tc"}', P.RAW_CONTROL, 1, 8, "\t"),
        ('{"a":"\\ud83d"}', P.HALF_CHARACTER, 1, 7, "\\ud83d"),
        ('{"a":"\udc00"}', P.HALF_CHARACTER, 1, 7, "\udc00"),
        ('{"a":1,\r\n"b":2,\r"a":3}', P.REPEATED_KEY, 3, 1, "a"),
        ('{"a":1,"\\u0061":2}', P.REPEATED_KEY, 1, 8, "a"),
        ('{"":1}', P.EMPTY_KEY, 1, 2, ""),
        ('{"a":null}', P.VALUE_NULL, 1, 6, "a"),
        ('{"a":true}', P.VALUE_BOOLEAN, 1, 6, "a"),
        ('{"a":[1,{"a":2,"a":3}]}', P.VALUE_LIST, 1, 6, "a"),
        ('{"😀":{"b":null}}', P.VALUE_OBJECT, 1, 6, "😀"),
        ('{"a":NaN}', P.VALUE_NOT_FINITE, 1, 6, "a"),
        ('{"a":-Infinity}', P.VALUE_NOT_FINITE, 1, 6, "a"),
    ],
)  # fmt: skip
def test_errors_have_a_problem_and_a_position(
    text: str, problem: ParamProblem, line: int, column: int, detail: str
) -> None:
    assert parse_params(text) == (ParamError(problem, line, column, detail),)


def test_all_errors_are_reported_in_text_order() -> None:
    errors = parse_params('{"a": null,\n "": true,\n "b": "x\ty", "a": [1,]\n "c"：1}')

    assert isinstance(errors, tuple)
    assert [(error.problem, error.line, error.column) for error in errors] == [
        (P.VALUE_NULL, 1, 7),
        (P.EMPTY_KEY, 2, 2),
        (P.VALUE_BOOLEAN, 2, 6),
        (P.RAW_CONTROL, 3, 9),
        (P.REPEATED_KEY, 3, 14),
        (P.VALUE_LIST, 3, 19),
        (P.TRAILING_COMMA, 3, 21),
        (P.EXPECTED_COMMA, 4, 2),
    ]


def test_parsing_stops_after_many_errors() -> None:
    errors = parse_params('{"a":"' + "\t" * 5000 + '","b":"' + "\t" * 5000 + '"')

    assert isinstance(errors, tuple)
    assert len(errors) == FAULTS_MAX


def oracle(text: str) -> Any:
    """What the json module makes of `text`: pairs with the numbers as typed, or None.

    It refuses leading zeros, and we do not; it takes NaN, and raw surrogates, and we do not.
    """
    blank = re.compile("[\x85\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]")
    if blank.search(text) or re.search(r"0\d|[\ud800-\udfff]", text):
        return NotImplemented
    try:
        pairs = json.loads(
            text,
            object_pairs_hook=tuple,
            parse_int=str,
            parse_float=str,
            parse_constant=lambda constant: None,
        )
    except ValueError:
        return None
    first = text.lstrip()[0]
    if first != "{":
        return None
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys) or "" in keys:
        return None
    if not all(isinstance(value, str) for _, value in pairs):
        return None
    if any("\ud800" <= character <= "\udfff" for pair in pairs for character in "".join(pair)):
        return None
    return pairs


@given(any_text)
def test_result_agrees_with_the_json_module(text: str) -> None:
    expected = oracle(text)
    found = parse_params(text)

    if expected is NotImplemented or not text.strip():
        return
    if expected is None:
        assert isinstance(found, tuple)
    else:
        assert found == Params(expected)


@given(any_text)
def test_any_text_gives_parameters_or_errors_with_positions_in_it(text: str) -> None:
    found = parse_params(text)

    if isinstance(found, Params):
        assert dict(json.loads(found.to_json() or "{}")) == dict(found.values)
        found.to_json().encode()
        return
    assert found
    assert list(found) == sorted(found, key=lambda error: (error.line, error.column))
    lines = re.split("\r\n|\r|\n", text)
    for error in found:
        assert len(error.detail) <= DETAIL_MAX
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1


@given(st.dictionaries(st.text(min_size=1), st.text()), st.booleans())
def test_parameters_written_out_read_back_the_same(
    values: dict[str, str], ascii_only: bool
) -> None:
    text = json.dumps(values, ensure_ascii=ascii_only)
    params = parse_params(text)

    assert params == Params(tuple(values.items()))
    assert isinstance(params, Params)
    assert parse_params(params.to_json()) == params


@given(st.from_regex(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", fullmatch=True))
def test_a_number_stays_as_typed(lexeme: str) -> None:
    assert parse_params(f'{{"a":{lexeme}}}') == Params((("a", lexeme),))


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("", ""),
        (" \n", ""),
        ("{ }", "{}"),
        (
            '{"code":012345,"b":1.50,"c" : "\\u4f60 , {"}',
            '{\n  "code": 012345,\n  "b": 1.50,\n  "c": "\\u4f60 , {"\n}',
        ),
        (
            '{"a":[1,{"b":null}],"a":{},"":[]}',
            '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "a": {},\n  "": []\n}',
        ),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert format_params(text) == tidied


@pytest.mark.parametrize("text", ['{"a":1', "[1]", '{"a":NaN}', '{"a":"x\ny"}', '{"a":1,}', "a"])
def test_text_that_is_no_json_object_is_not_formatted(text: str) -> None:
    assert format_params(text) == parse_params(text)


@given(any_text)
def test_formatting_changes_only_the_layout(text: str) -> None:
    tidied = format_params(text)

    if isinstance(tidied, str):
        assert format_params(tidied) == tidied
        before, after = parse_params(text), parse_params(tidied)
        if isinstance(before, Params):
            assert after == before
        else:
            assert isinstance(after, tuple)
            assert [(e.problem, e.detail) for e in after] == [(e.problem, e.detail) for e in before]
    else:
        found = parse_params(text)
        assert not isinstance(found, Params)
        assert set(tidied) <= set(found)


SIZE = PARAMS_MAX
LARGE = {
    "open lists": "[" * SIZE,
    "open objects": '{"a":' * (SIZE // 5),
    "deep": '{"a":' * (SIZE // 6) + "1" + "}" * (SIZE // 6),
    "quotes": '"' * SIZE,
    "backslashes": '{"a":"' + "\\" * SIZE,
    "bad escapes": '{"a":"' + "\\x" * (SIZE // 2) + '"}',
    "line breaks in a string": '{"a":"' + "x" * SIZE + "\n" * SIZE + '"}',
    "Chinese quotes": '{"a":"' + " ”" * (SIZE // 2) + "x\n" * 1000,
    "members": "{" + ",".join(f'"k{index}":{index}' for index in range(SIZE // 12)) + "}",
    "repeated": "{" + ",".join(['"k":null'] * (SIZE // 9)) + "}",
    "digits": '{"a":' + "1" * SIZE,
    "points": '{"a":' + "1." * (SIZE // 2),
    "blanks": " " * SIZE + "x",
    "strings and blanks": '{"a"' + " " * SIZE,
    "lines": "{" + "\n" * SIZE + "x",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_texts_take_linear_time(text: str) -> None:
    text = text[:SIZE]
    start = process_time()
    parse_params(text)
    tidied = format_params(text)

    # A quadratic step takes minutes; the bound leaves room for a busy machine.
    assert process_time() - start < 20
    assert not isinstance(tidied, str) or len(tidied) < 60 * len(text)


@pytest.mark.parametrize("piece", ['{"a":', " ", "x", '"', "字"])
def test_too_long_text_is_rejected_unparsed(piece: str) -> None:
    """Ten megabytes take no longer than one character too many."""
    for size in (SIZE + 1, 10_000_000):
        text = (piece * (size // len(piece) + 1))[:size]
        start = process_time()
        expected = (ParamError(ParamProblem.TOO_LONG, 1, 1, str(size)),)
        assert parse_params(text) == format_params(text) == expected
        assert process_time() - start < 0.05


def test_longest_text_is_read() -> None:
    text = json.dumps({"code": "x" * (SIZE - 12)})
    assert len(text) == SIZE
    assert isinstance(parse_params(text), Params)
