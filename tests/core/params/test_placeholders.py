import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.params.document import Params
from gui.core.params.placeholders import (
    MissingValue,
    Placeholders,
    UnreadableValue,
    find_placeholders,
)
from tests.params import placeholders_of

TYPED = '{"name": "尊敬的{{姓名}}", "code": "1234", "money": "{{ 金额 }}元"}'


def pattern(text: str = TYPED) -> Placeholders:
    return placeholders_of(text)


def test_references_are_found_in_their_order() -> None:
    assert pattern().names == ("姓名", "金额")
    assert pattern().present
    assert not pattern('{"code": "1234"}').present
    assert pattern("").to_json() == ""


def test_pattern_itself_is_json_with_its_references() -> None:
    assert json.loads(pattern().to_json()) == {
        "name": "尊敬的{{姓名}}",
        "code": "1234",
        "money": "{{金额}}元",
    }


def test_values_are_put_in_place() -> None:
    row = {"姓名": '张"三\n', "金额": "008", "无关": "x"}
    assert pattern().fill(row) == Params(
        (("name", '尊敬的张"三\n'), ("code", "1234"), ("money", "008元"))
    )
    render = pattern().filler({"金额": 0, "姓名": 1})
    assert json.loads(render(["008", '张"三\n'])) == {
        "name": '尊敬的张"三\n',
        "code": "1234",
        "money": "008元",
    }


def names_missing(row: Mapping[str, str]) -> tuple[MissingValue, ...]:
    found = pattern().fill(row)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("cells", "missing"),
    [(["", "张三"], "金额"), (["8", " \u3000"], "姓名"), (["8"], "姓名"), ([], "金额")],
)
def test_a_blank_value_is_missing(cells: list[str], missing: str) -> None:
    found = pattern().filler({"金额": 0, "姓名": 1})(cells)
    assert isinstance(found, MissingValue)
    assert found in ("金额", "姓名")
    row = dict(zip(("金额", "姓名"), cells, strict=False))
    assert missing in names_missing(row)


def test_unreadable_value_is_missing() -> None:
    row = {"姓名": "张\ufffd", "金额": "8"}
    assert isinstance(pattern().filler({"金额": 0, "姓名": 1})(["8", "张\ufffd"]), UnreadableValue)
    (name,) = names_missing(row)
    assert name == "姓名" and isinstance(name, UnreadableValue)


def test_unknown_name_is_missing_in_every_row() -> None:
    assert pattern().filler({"姓名": 0})(["张三"]) == "金额"
    assert isinstance(pattern().filler({"姓名": 0})(["张三"]), MissingValue)
    assert pattern().unknown_names(["姓名"]) == ("金额",)


@pytest.mark.parametrize("text", ["{{}}", "{{ }}", "{x}", "{{a{b}}", "${姓名}", "{{a}b}}"])
def test_other_braces_stay_unchanged(text: str) -> None:
    found = find_placeholders(Params((("k", text),)))
    assert found.names == ()
    assert found.fill({}) == Params((("k", text),))


values = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.text('姓名ab "\\', min_size=1, max_size=4).map(str.strip).filter(bool)


@given(
    st.dictionaries(values.filter(bool), st.lists(values | names.map(lambda n: f"{{{{{n}}}}}"))),
    st.dictionaries(names, values),
)
def test_both_renderers_agree(members: dict[str, list[str]], row: dict[str, str]) -> None:
    params = Params(tuple((key, "".join(pieces)) for key, pieces in members.items()))
    found = find_placeholders(params)
    fast = found.filler({name: place for place, name in enumerate(row)})(list(row.values()))
    slow = found.fill(row)
    if isinstance(slow, Params):
        assert not isinstance(fast, MissingValue)
        assert fast == slow.to_json()
        assert json.loads(fast or "{}") == dict(slow.values)
    else:
        assert isinstance(fast, MissingValue)
        assert fast in slow
