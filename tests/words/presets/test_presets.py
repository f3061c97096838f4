"""How presets and test phones are told."""

from datetime import UTC, datetime, timedelta

import pytest

from gui.core.phones.number import PhoneProblem
from gui.core.presets.examples import SANDBOX_NUMBERS
from gui.core.presets.phone_lines import LineProblem
from gui.core.presets.preset import LastResult, NamedNumber, Preset, PresetBook, TestPhone
from gui.core.sending.progress import StateCounts
from gui.words.presets import presets as words

ME = TestPhone(1, "我", "13900000001")
BOOK = PresetBook((), (ME,))


@pytest.mark.parametrize(
    ("recipients", "said"),
    [
        ((), "阿里云 · list each time"),
        ((NamedNumber("13900000001"),), "阿里云 · 1 test phone"),
        ((NamedNumber("13900000002"),), "阿里云 · 1 number"),
        ((NamedNumber("13900000001"), NamedNumber("13900000002")), "阿里云 · 2 numbers"),
    ],
)
def test_a_preset_says_with_what_and_to_whom(
    recipients: tuple[NamedNumber, ...], said: str
) -> None:
    preset = Preset(1, "登录", "阿里云", "SMS_1", recipients=recipients)
    assert words.about(preset, BOOK) == said
    assert len(words.about(preset, BOOK, short=True)) <= len(said)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (StateCounts(delivered=2), "delivered"),
        (StateCounts(undelivered=1, rejected=1), "2 failed"),
        (StateCounts(unknown=3), "3 unknown"),
        (StateCounts(accepted=1), "under way"),
        (StateCounts(cancelled=1), "cancelled"),
    ],
)
def test_the_last_result_is_told_with_its_time(counts: StateCounts, said: str) -> None:
    now = int(datetime.now(UTC).timestamp() * 1000)
    text = words.result(LastResult(1, now, counts))
    assert text.endswith(said) and words.when(now) in text


def test_a_time_is_short() -> None:
    noon = datetime(2026, 11, 27, 12, 0, tzinfo=UTC).astimezone()

    def shown(moment: datetime) -> str:
        return words.when(int(moment.timestamp() * 1000), noon)

    assert shown(noon) == noon.strftime("%H:%M")
    day = noon - timedelta(days=3)
    assert shown(day) == f"{day.month}/{day.day}"
    assert shown(noon - timedelta(days=400)) == "2025-10"


def test_numbers_are_masked_where_they_are() -> None:
    assert words.phone(ME, masked=False) == "我 13900000001"
    assert words.phone(ME, masked=True) == "我 139****0001"
    assert words.last_digits("13900000001", masked=True) == "0001"


def test_a_line_says_why_it_gives_no_phone() -> None:
    several = words.line_problem(LineProblem(2, "x", None))
    short = words.line_problem(LineProblem(3, "x", PhoneProblem.TOO_SHORT))
    assert several.startswith("Line 2: ") and short.startswith("Line 3: ") and several != short


def test_every_example_has_a_name() -> None:
    assert len(words.example_names()) == len(SANDBOX_NUMBERS)
