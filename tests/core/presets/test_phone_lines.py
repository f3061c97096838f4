"""Test phones from pasted lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.phones.number import PhoneProblem
from gui.core.presets.phone_lines import LineProblem, read_number, read_phone_lines
from gui.core.presets.preset import NAME_MAX, NamedNumber


@pytest.mark.parametrize(
    ("line", "number", "name"),
    [
        ("我 13900000001", "13900000001", "我"),
        ("13900000001 小王", "13900000001", "小王"),
        ("13900000001", "13900000001", ""),
        ("王五：139-0000-0001", "13900000001", "王五"),
        ("小米 14 手机,13900000001", "13900000001", "小米 14 手机"),
        ("李四13900000001", "13900000001", "李四"),
        ("张三\t+86 139 0000 0001\t备用", "13900000001", "张三 备用"),
        ("+1 212 555 0100 Bob", "12125550100", "Bob"),
        ("我 13900000001，13900000001", "13900000001", "我"),
    ],
)
def test_a_name_stands_beside_its_number(line: str, number: str, name: str) -> None:
    found = read_phone_lines(line)
    assert not found.problems
    (phone,) = found.phones
    assert phone.number == number and phone.name.startswith(name)


def test_each_line_is_read_and_what_gives_no_phone_is_reported() -> None:
    found = read_phone_lines(
        "我 13900000001\r\n\n小王 12345\n赵六\n张 13900000002 13900000003\n我 13900000001"
    )
    assert found.phones == (NamedNumber("13900000001", "我"),)
    assert found.problems == (
        LineProblem(3, "小王 12345", PhoneProblem.TOO_SHORT),
        LineProblem(4, "赵六", PhoneProblem.NOT_A_NUMBER),
        LineProblem(5, "张 13900000002 13900000003", None),
    )


def test_one_number_is_read_or_its_problem_told() -> None:
    assert read_number(" +86 139 0000 0001 ") == "13900000001"
    assert read_number("1390000") is PhoneProblem.TOO_SHORT
    assert read_number("手机13900000001") is PhoneProblem.NUMBER_INSIDE


@given(st.text(alphabet=st.sampled_from("我王 139000001+-:：,，()\n\t86a"), max_size=80))
def test_any_text_gives_numbers_that_are_accepted_and_names_without_breaks(text: str) -> None:
    found = read_phone_lines(text)
    assert len({phone.number for phone in found.phones}) == len(found.phones)
    for phone in found.phones:
        assert read_number(phone.number) == phone.number
        assert len(phone.name) <= NAME_MAX and "\n" not in phone.name
