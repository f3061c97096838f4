import json
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.params.document import Params, parse_params
from gui.core.params.tokens import TokenKind, matching_bracket, tokenize
from tests.core.params.json_strategies import any_text, json_texts
from tests.core.params.test_document import LARGE

K = TokenKind


def pieces(text: str) -> list[tuple[TokenKind, str]]:
    return [(token.kind, text[token.start : token.end]) for token in tokenize(text)]


def test_tokens_of_valid_json() -> None:
    assert pieces('{"a" : "b:c", "d":[-01.5e+3, true,null]}') == [
        (K.PUNCTUATION, "{"),
        (K.KEY, '"a"'),
        (K.PUNCTUATION, ":"),
        (K.STRING, '"b:c"'),
        (K.PUNCTUATION, ","),
        (K.KEY, '"d"'),
        (K.PUNCTUATION, ":"),
        (K.PUNCTUATION, "["),
        (K.NUMBER, "-01.5e+3"),
        (K.PUNCTUATION, ","),
        (K.LITERAL, "true"),
        (K.PUNCTUATION, ","),
        (K.LITERAL, "null"),
        (K.PUNCTUATION, "]"),
        (K.PUNCTUATION, "}"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\ufeff", []),
        ('{"a', [(K.PUNCTUATION, "{"), (K.BAD, '"a')]),
        ('"a\\"', [(K.BAD, '"a\\"')]),
        ('"a\n1', [(K.BAD, '"a'), (K.NUMBER, "1")]),
        ("'a':1", [(K.BAD, "'a'"), (K.PUNCTUATION, ":"), (K.NUMBER, "1")]),
        ("“a”：1", [(K.BAD, "“a”：1")]),
        ("truer 1.2.3 NaN", [(K.BAD, "truer"), (K.BAD, "1.2.3"), (K.BAD, "NaN")]),
    ],
)
def test_tokens_of_invalid_json(text: str, expected: list[tuple[TokenKind, str]]) -> None:
    assert pieces(text) == expected


@given(any_text)
def test_tokens_are_in_order_and_leave_only_blanks(text: str) -> None:
    found = list(tokenize(text))

    assert all(token.start < token.end for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    rest = list(text)
    for token in found:
        rest[token.start : token.end] = " " * (token.end - token.start)
    assert (
        not "".join(rest)
        .translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff")))
        .strip()
    )


@given(any_text)
def test_valid_parameters_have_no_invalid_token(text: str) -> None:
    if isinstance(parse_params(text), Params):
        assert all(token.kind is not K.BAD for token in tokenize(text))


@given(json_texts)
def test_json_module_reads_every_token(text: str) -> None:
    for token in tokenize(text):
        piece = text[token.start : token.end]
        match token.kind:
            case K.KEY | K.STRING:
                assert isinstance(json.loads(piece), str)
            case K.NUMBER:
                assert isinstance(json.loads(piece), int | float)
            case K.LITERAL:
                assert json.loads(piece) in (True, False, None)
            case K.PUNCTUATION:
                assert piece in tuple("{}[]:,")
            case K.BAD:
                raise AssertionError(piece)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('{"a":[1,{}]}', {0: 11, 5: 10, 8: 9}),
        ('{"}":1}', {0: 6}),
        ('{"\\"}":1}', {0: 8}),
        ('{"a":"[\n]"}', {}),  # an unclosed quote hides the rest of its line alone
        ("{[}", {}),
        ("}{}", {1: 2}),
        ("[{]", {}),
    ],
)
def test_matching_brackets(text: str, pairs: dict[int, int]) -> None:
    both = pairs | {end: start for start, end in pairs.items()}

    assert {
        position: partner
        for position in range(-1, len(text) + 1)
        if (partner := matching_bracket(text, position)) is not None
    } == both


@given(any_text, st.integers(-2, 60))
def test_brackets_match_both_ways(text: str, position: int) -> None:
    partner = matching_bracket(text, position)

    if partner is not None:
        assert text[min(position, partner)] + text[max(position, partner)] in ("{}", "[]")
        assert matching_bracket(text, partner) == position


@given(json_texts)
def test_every_bracket_of_valid_json_has_a_match(text: str) -> None:
    for token in tokenize(text):
        if text[token.start] in "{[":
            partner = matching_bracket(text, token.start)
            assert partner is not None
            json.loads(text[token.start : partner + 1])


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_texts_take_linear_time(text: str) -> None:
    start = process_time()
    list(tokenize(text))
    matching_bracket(text, 0)
    matching_bracket(text, len(text) - 1)

    assert process_time() - start < 20
