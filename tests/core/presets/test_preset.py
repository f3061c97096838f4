"""Presets and test phones as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.fields import DraftFields, SendMode
from gui.core.presets.preset import (
    NAME_MAX,
    LastResult,
    NamedNumber,
    Preset,
    PresetBook,
    PresetOutcome,
    TestPhone,
    clean_name,
    grouped,
    unique_name,
)
from gui.core.sending.progress import StateCounts

LOGIN = Preset(
    3, "登录验证码", "阿里云", "SMS_1", '{"code":"1"}', (NamedNumber("13900000001", "旧名"),), "01"
)
ME = TestPhone(1, "我的手机", "13900000001")


def test_a_preset_fills_the_form_without_an_out_id() -> None:
    assert LOGIN.fields == DraftFields(
        "阿里云", "SMS_1", '{"code":"1"}', "", "01", SendMode.ONE_BY_ONE
    )
    assert LOGIN.is_of("阿里云", "SMS_1") and not LOGIN.is_of("阿里云", "SMS_2")


def test_a_book_finds_its_entries_and_names_numbers_as_they_are_called_now() -> None:
    book = PresetBook((LOGIN,), (ME,))
    assert book.preset(3) is LOGIN and book.preset(4) is None
    assert book.preset_named("登录验证码") is LOGIN
    assert book.phone(1) is ME and book.phone_with("13900000002") is None
    assert book.named([*LOGIN.recipients, NamedNumber("13900000002", "小王")]) == (
        NamedNumber("13900000001", "我的手机"),
        NamedNumber("13900000002", "小王"),
    )


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        (StateCounts(delivered=3), PresetOutcome.DELIVERED),
        (StateCounts(delivered=2, undelivered=1), PresetOutcome.FAILED),
        (StateCounts(accepted=2, rejected=1), PresetOutcome.FAILED),
        (StateCounts(accepted=2, unknown=1), PresetOutcome.UNKNOWN),
        (StateCounts(accepted=1, delivered=2), PresetOutcome.PENDING),
        (StateCounts(queued=1, delivered=2), PresetOutcome.PENDING),
        (StateCounts(cancelled=1, delivered=2), PresetOutcome.DELIVERED),
        (StateCounts(cancelled=3), PresetOutcome.CANCELLED),
    ],
)
def test_what_needs_attention_comes_first(counts: StateCounts, outcome: PresetOutcome) -> None:
    assert LastResult(1, 0, counts).outcome is outcome


def test_names_are_cleaned() -> None:
    assert clean_name(" 登录\u200b \n验证码\t") == "登录 验证码"
    assert clean_name("\ud800") == ""


@given(st.lists(st.text(max_size=NAME_MAX + 5), max_size=6), st.text(max_size=NAME_MAX))
def test_a_unique_name_is_not_taken_and_not_longer(taken: list[str], name: str) -> None:
    found = unique_name(name, taken)
    assert found not in taken and len(found) <= NAME_MAX
    assert found == name or name in taken


def test_a_taken_name_gets_a_counter() -> None:
    assert unique_name("a", ["a", "a (2)"]) == "a (3)"


def test_groups_come_in_the_order_of_their_first_phones() -> None:
    phones = [TestPhone(n, str(n), str(n), group) for n, group in enumerate("baab")]
    assert [(group, [one.id for one in some]) for group, some in grouped(phones)] == [
        ("b", [0, 3]),
        ("a", [1, 2]),
    ]
