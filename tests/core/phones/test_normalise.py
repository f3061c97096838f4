import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.phones.masking import mask_number
from gui.core.phones.normalise import DIGITS_MAX, normalise, normalise_mainland
from gui.core.phones.number import Doubt, Found, Phone, PhoneProblem, is_mainland
from gui.core.phones.scan import scan_numbers

mainland = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
OURS = Phone("13800138000", international=False)


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        " 138 0013 8000 ",
        "138-0013-8000",
        "138.0013.8000",
        "(138) 0013-8000",
        "（138）0013—8000",
        "138‑0013–8000",
        "１３８００１３８０００",
        "138\u00a00013\u30008000",
        "\ufeff138\u200b0013\u20608000",
        "\u202d13800138000\u202c",  # as Windows' contacts copy it
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-138-0013-8000",
        "(+86)13800138000",
        "＋８６ １３８００１３８０００",
        "008613800138000",
        "0086 138 0013 8000",
        "8613800138000",
        "86 13800138000",
        "+008613800138000",
        "+13800138000",  # a mere plus is a prefix of the mainland, says the service
        "013800138000",
        "+86 (0)138 0013 8000",
        "'13800138000",
        '="13800138000"',
        '"13800138000"',
        "“13800138000”",
        "13800138000.0",
        "13800138000.00",
        "13800138000.",
        "+86.13800138000",  # as registrars of domains write it
        "+86 138.0013.8000",
        "13.800.138.000",
        "13,800,138,000",
        "13,800,138,000.00",
        "1.3800138000E10",
        "1.3800138000e+10",
        "١٣٨٠٠١٣٨٠٠٠",
    ],
)
def test_a_mainland_mobile_in_any_writing(text: str) -> None:
    assert normalise(text) == OURS
    assert text == "+13800138000" or normalise_mainland(text) == OURS


def test_changes_by_spreadsheets_are_undone() -> None:
    assert normalise("15494740733.0") == Phone("15494740733", international=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85200001234", "85200001234"),  # the service's own example
        ("85261234567", "85261234567"),
        ("+852 6123 4567", "85261234567"),
        ("00852-61234567", "85261234567"),
        ("+853 6612 3456", "85366123456"),
        ("85366123456", "85366123456"),
        ("+886 912 345 678", "886912345678"),
        ("+886 0912 345 678", "886912345678"),
        ("886912345678", "886912345678"),
        ("+44 7911 123456", "447911123456"),
        ("+44 (0)7911 123456", "447911123456"),
        ("447911123456", "447911123456"),
        ("+65 9123 4567", "6591234567"),
        ("+1 212 555 1234", "12125551234"),
        ("001 212 555 1234", "12125551234"),
        ("+39 312 345 6789", "393123456789"),
    ],
)
def test_a_number_of_another_country(text: str, number: str) -> None:
    assert normalise(text) == Phone(number, international=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", PhoneProblem.NOT_A_NUMBER),
        ("+", PhoneProblem.NOT_A_NUMBER),
        ("\ufeff", PhoneProblem.NOT_A_NUMBER),
        ("张三", PhoneProblem.NOT_A_NUMBER),
        ("1380013800O", PhoneProblem.NOT_A_NUMBER),
        ("138+00138000", PhoneProblem.NOT_A_NUMBER),
        ("1\u03363800138000", PhoneProblem.NOT_A_NUMBER),  # a digit struck through
        ("①3800138000", PhoneProblem.NOT_A_NUMBER),
        ("13800\x00138000", PhoneProblem.NOT_A_NUMBER),
        ("词" * 100, PhoneProblem.NOT_A_NUMBER),
        ("1380013800.5", PhoneProblem.NOT_A_NUMBER),  # a decimal is no number without its point
        ("1.5912345678", PhoneProblem.NOT_A_NUMBER),
        ("-1.5912345678", PhoneProblem.NEGATIVE),
        ("131.12345678", PhoneProblem.NOT_A_NUMBER),
        ("+131.12345678", PhoneProblem.NOT_A_NUMBER),
        ("131．12345678", PhoneProblem.NOT_A_NUMBER),
        (".13800138000", PhoneProblem.NOT_A_NUMBER),
        ("138.00138000", PhoneProblem.NOT_A_NUMBER),
        ("0.13800138000", PhoneProblem.NOT_A_NUMBER),
        ("131.123 39.912", PhoneProblem.NOT_A_NUMBER),  # a place on the map
        ("131.50-1399.99", PhoneProblem.NOT_A_NUMBER),
        ("139.18.101.234", PhoneProblem.NOT_A_NUMBER),  # an address of the internet
        ("138..0013.8000", PhoneProblem.NOT_A_NUMBER),
        ("1.59E+10", PhoneProblem.LOSSY),
        ("1.59e10", PhoneProblem.LOSSY),
        ("159E+8", PhoneProblem.LOSSY),
        ("1.38E-10", PhoneProblem.LOSSY),
        ("1.3800138E10", PhoneProblem.LOSSY),
        ("1.54947407331E10", PhoneProblem.LOSSY),  # a fraction is left over
        ("1380013800", PhoneProblem.TOO_SHORT),
        ("1380013800.0", PhoneProblem.TOO_SHORT),  # not 13800138000
        ("+86 1380013800", PhoneProblem.TOO_SHORT),
        ("86", PhoneProblem.TOO_SHORT),
        ("8610", PhoneProblem.TOO_SHORT),
        ("000", PhoneProblem.TOO_SHORT),
        ("10086", PhoneProblem.TOO_SHORT),
        ("+852 123", PhoneProblem.TOO_SHORT),
        ("8526123456", PhoneProblem.TOO_SHORT),
        ("138001380000", PhoneProblem.TOO_LONG),
        ("+86 138001380000", PhoneProblem.TOO_LONG),
        ("+852 6123 45678", PhoneProblem.TOO_LONG),
        ("1380013800013900139000", PhoneProblem.TOO_LONG),
        ("9" * (DIGITS_MAX + 1), PhoneProblem.TOO_LONG),
        ("010-62345678", PhoneProblem.LANDLINE),
        ("021 62345678", PhoneProblem.LANDLINE),
        ("021.62345678", PhoneProblem.LANDLINE),
        ("0571-88888888", PhoneProblem.LANDLINE),
        ("+86 10 62345678", PhoneProblem.LANDLINE),
        ("+86 (0)10 62345678", PhoneProblem.LANDLINE),
        ("+44 20 7183 8750", PhoneProblem.LANDLINE),
        ("442071838750", PhoneProblem.LANDLINE),
        ("+852 2123 4567", PhoneProblem.LANDLINE),
        ("12345678901", PhoneProblem.NOT_MOBILE),
        ("+86 12345678901", PhoneProblem.NOT_MOBILE),
        ("400-812-3123", PhoneProblem.NOT_MOBILE),
        ("57188888888", PhoneProblem.NOT_MOBILE),
        ("0013800138000", PhoneProblem.NOT_MOBILE),
        ("+800 1234 5678", PhoneProblem.NOT_MOBILE),
        ("+81 00000000000", PhoneProblem.NOT_MOBILE),
        ("+999 1234 5678", PhoneProblem.UNKNOWN_COUNTRY),
        ("00999 1234 5678", PhoneProblem.UNKNOWN_COUNTRY),
        ("+1 380 222 8000", PhoneProblem.AMBIGUOUS),
        ("+1 650 253 0000", PhoneProblem.AMBIGUOUS),
    ],
)
def test_invalid_numbers_have_a_problem(text: str, problem: PhoneProblem) -> None:
    assert normalise(text) is problem
    assert normalise_mainland(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "-13800137914",
        "−13800137914",
        "－13800137914",
        "ー13800137914",
        "- 13,800,137,914.00",
        "-13800137914.0",
        "-138 0013 7914",
        "-\u200b13800137914",
        "(13800137914)",
        "（13800137914）",
        "( 13,800,137,914.00 )",
        "13800137914-",
        '="-13800137914"',
        "'-13800137914",
        "-+8613800137914",
        "-8613800137914",
        "-85261234567",
        "--13800137914",
        "+-13800137914",
        "+-8613800137914",
        "=+-13800137914",
        "(-13800137914)",
        "（ － 13800137914）",
        "(−13,800,137,914.00)",
        "- (13800137914)",
        "- -13800137914",
        "· -13800137914",
        "1. -13800137914",
        "1、－13800137914",
        "(3) -13800137914",
        "①-13800137914",
    ],
)
def test_arithmetic_result_is_refused(text: str) -> None:
    assert normalise(text) is PhoneProblem.NEGATIVE
    assert [found for _, found in scan_numbers(text) if not isinstance(found, PhoneProblem)] == []


@pytest.mark.parametrize(
    "text",
    [
        "- 13800138000",
        "– 138 0013 8000",
        "* 13800138000",
        "• 13800138000",
        "●13800138000",
        "1. 13800138000",
        "1、13800138000",
        "12)13800138000",
        "12） 13800138000",
        "(3) 13800138000",
        "(3)13800138000",
        "（3）+86 138 0013 8000",
        "①13800138000",
        "(86)13800138000",
        "(+8613800138000)",
        "(138-0013-8000)",
    ],
)
def test_list_marks_before_a_number_are_removed(text: str) -> None:
    assert normalise(text) == OURS
    assert [found for _, found in scan_numbers(text)] == [OURS]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("李四：13900139000", ["13900139000"]),
        ("王女士13800138004", ["13800138004"]),
        ("13900139000（微信同号）", ["13900139000"]),
        ("tel:+8613900139000", ["13900139000"]),
        ("tel:+85261234567", ["85261234567"]),
        ("13800138001/13800138002", ["13800138001", "13800138002"]),
        ("13800138003转801", ["13800138003"]),
        ("手机-13800138000", ["13800138000"]),
        ("张三(13800138000)", ["13800138000"]),
        ("张三 (13800138000)", ["13800138000"]),
        ("*13800138000", ["13800138000"]),
        ("词" * 100 + "13800138000", ["13800138000"]),
    ],
)
def test_number_among_words_is_doubtful(text: str, numbers: list[str]) -> None:
    inside = [
        Doubt(Phone(number, not is_mainland(number)), PhoneProblem.NUMBER_INSIDE)
        for number in numbers
    ]
    assert [found for _, found in scan_numbers(text)] == inside


@pytest.mark.parametrize(
    "text",
    [
        "￥13800138000",
        "$-13800138000",
        "13800138000元",
        "合计:13800138000.50",
        "№138001380001",
        "x110101138001380001",
    ],
)
def test_no_number_is_found_in_amounts_and_longer_digits(text: str) -> None:
    assert normalise(text) is PhoneProblem.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("region", "text", "number"),
    [
        ("HK", "61234567", "85261234567"),
        ("HK", "6123 4567", "85261234567"),
        ("HK", "50061234", "85250061234"),
        ("SG", "86123456", "6586123456"),
        ("SG", "8612 3456", "6586123456"),
        ("SG", "8613800138000", "13800138000"),
        ("HK", "85261234567", "85261234567"),
        ("HK", "+852 6123 4567", "85261234567"),
        ("HK", "+8613800138000", "13800138000"),
        ("HK", "+65 9123 4567", "6591234567"),
        ("MO", "66123456", "85366123456"),
        ("TW", "0912345678", "886912345678"),
        ("TW", "912-345-678", "886912345678"),
        ("SG", "91234567", "6591234567"),
        ("US", "212 555 1234", "12125551234"),
        ("GB", "07911 123456", "447911123456"),
    ],
)
def test_a_number_without_a_country_code_is_of_the_region_that_was_chosen(
    region: str, text: str, number: str
) -> None:
    assert normalise(text, region) == Phone(number, not is_mainland(number))
    assert [found for _, found in scan_numbers(text, region)] == [normalise(text, region)]


@pytest.mark.parametrize(
    ("region", "text", "found"),
    [
        # Country or operator: a bare number of ten digits or fewer says neither.
        ("CN", "50061234", "50061234"),
        ("CN", "68271234", "68271234"),
        ("CN", "6591234567", "6591234567"),
        ("HK", "13800138000", "13800138000"),
        ("HK", "6591234567", "6591234567"),
        ("HK", "20261127", "85220261127"),
        ("HK", "12345678", "85212345678"),
        ("MO", "28123456", "85328123456"),
        ("HK", "21234567", PhoneProblem.LANDLINE),
        ("HK", "91234567890123", PhoneProblem.TOO_LONG),
        ("US", "6502530000", PhoneProblem.AMBIGUOUS),
        ("US", "0912345678", PhoneProblem.NOT_MOBILE),
    ],
)
def test_doubtful_numbers_without_a_country_code(
    region: str, text: str, found: str | PhoneProblem
) -> None:
    if isinstance(found, PhoneProblem):
        assert normalise(text, region) == found
    else:
        phone = Phone(found, not is_mainland(found))
        assert normalise(text, region) == Doubt(phone, PhoneProblem.DOUBTFUL_REGION)


@pytest.mark.parametrize(
    ("region", "text", "numbers"),
    [
        ("HK", "李四：61234567", ["85261234567"]),
        ("HK", "陈先生6123 4567（WhatsApp）", ["85261234567"]),
        ("HK", "61234567/91234567", ["85261234567", "85291234567"]),
        ("HK", "2026-11-27陈61234567", ["85261234567"]),
        ("HK", "手机13800138000", ["13800138000"]),
        ("TW", "王：0912345678", ["886912345678"]),
        ("SG", "Tan:86123456", ["6586123456"]),
    ],
)
def test_a_number_of_the_chosen_region_among_words(
    region: str, text: str, numbers: list[str]
) -> None:
    assert [found for _, found in scan_numbers(text, region)] == [
        Doubt(Phone(number, not is_mainland(number)), PhoneProblem.NUMBER_INSIDE)
        for number in numbers
    ]


@pytest.mark.parametrize("text", ["$61234567", "61234567.50", "x612345678901234567"])
def test_no_number_of_a_region_is_found_in_amounts(text: str) -> None:
    assert not isinstance(normalise(text, "HK"), (Phone, Doubt))


def test_a_bare_foreign_number_beside_one_of_ours_is_doubtful() -> None:
    other = Doubt(Phone("85261234567", True), PhoneProblem.DOUBTFUL_REGION)
    assert list(scan_numbers("客户 13800138000 85261234567"))[1:] == [
        ("13800138000", OURS),
        ("85261234567", other),
    ]
    assert [found for _, found in scan_numbers("85261234567,13800138000")] == [other, OURS]
    assert [found for _, found in scan_numbers("+85261234567 13800138000")] == [other.phone, OURS]


AMBIGUOUS = PhoneProblem.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        # 14155552671 is a mobile of ours as well.
        ("+1 4155552671", [("+1 4155552671", AMBIGUOUS)]),
        ("(+1) 4155552671", [("(+1) 4155552671", AMBIGUOUS)]),
        ("＋1 4155552671", [("＋1 4155552671", AMBIGUOUS)]),
        ("001 4155552671", [("001 4155552671", AMBIGUOUS)]),
        ("+ 1 415 555 2671", [("+ 1 415 555 2671", AMBIGUOUS)]),
        ("00 1 415 555 2671", [("00 1 415 555 2671", AMBIGUOUS)]),
        ("+1 2125552671", [("+1 2125552671", Phone("12125552671", True))]),
        ("+86 138 0013 8000", [("+86 138 0013 8000", OURS)]),
        ("+86 138001380", [("+86 138001380", PhoneProblem.TOO_SHORT)]),
        ("+852 5123 4567", [("+852 5123 4567", Phone("85251234567", True))]),
        ("00852 5123 4567", [("00852 5123 4567", Phone("85251234567", True))]),
        ("+44 20 7946 0958", [("+44 20 7946 0958", PhoneProblem.LANDLINE)]),
        ("+999 12345678", [("+999 12345678", PhoneProblem.UNKNOWN_COUNTRY)]),
        ("+1 415 +1 416", [("+1 415", PhoneProblem.TOO_SHORT), ("+1 416", PhoneProblem.TOO_SHORT)]),
        ("+1 4155552671 13800138000", [("+1 4155552671", AMBIGUOUS), ("13800138000", OURS)]),
        ("13800138000 +1 4155552671", [("13800138000", OURS), ("+1 4155552671", AMBIGUOUS)]),
        ("+1 13800138000", [("+1", PhoneProblem.TOO_SHORT), ("13800138000", OURS)]),
    ],
)
def test_a_country_code_and_the_digits_behind_it_are_one_number(
    text: str, readings: list[tuple[str, Found]]
) -> None:
    assert list(scan_numbers(text)) == readings


def test_digits_behind_a_country_code_are_no_number_of_the_chosen_region() -> None:
    assert not any(isinstance(found, Phone) for _, found in scan_numbers("+1 51234567", "HK"))


@given(
    st.sampled_from(["1", "44", "49", "65", "81", "852", "853", "886"]),
    st.from_regex(r"[2-9][0-9]{6,10}", fullmatch=True),
    st.sampled_from(["+", "00", "+ ", "(+"]),
    mainland,
)
def test_a_country_code_never_takes_a_number_of_someone_else(
    code: str, digits: str, sign: str, ours: str
) -> None:
    text = f"{sign}{code}{')' if '(' in sign else ''} {digits}"

    assert [written for written, _ in scan_numbers(text)] == [text]
    first, second = scan_numbers(f"{text} {ours}")
    assert (first[0], second) == (text, (ours, Phone(ours, False)))


@given(st.text() | st.text("0123456789+-.eE ,'\"()０１８６\u200b"))
def test_any_text_is_a_number_or_a_problem(text: str) -> None:
    found = normalise(text)

    if isinstance(found, Phone):
        assert found.number.isascii() and found.number.isdecimal()
        assert 7 <= len(found.number) <= 15
        assert is_mainland(found.number) is not found.international
    assert (normalise_mainland(text) is not None) <= isinstance(found, Phone)


@given(st.from_regex(r"(\+|00|)[0-9]{5,16}", fullmatch=True))
def test_normalising_is_idempotent(text: str) -> None:
    found = normalise(text)

    if isinstance(found, Phone):
        again = f"+{found.number}" if found.international else found.number
        assert normalise(again) == found


@given(mainland, st.data())
def test_decoration_changes_nothing(number: str, data: st.DataObject) -> None:
    blank = st.text(" \t\u00a0\u3000\u200b\ufeff-－‐()（）", max_size=2)
    outside = st.text(" \t\u00a0\u3000\u200b\ufeff", max_size=2)
    prefix = data.draw(st.sampled_from(["", "+86", "0086", "86", "＋８６"]))
    wide = data.draw(st.booleans())
    digits = (
        number.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if wide else number
    )
    # Between a plus sign and its digits, a hyphen would be a minus sign.
    text = data.draw(blank).join(filter(None, [prefix[:2], *prefix[2:], *digits]))
    text = data.draw(outside) + text + data.draw(outside)

    if len(text) <= DIGITS_MAX:
        assert normalise(text) == Phone(number, international=False)


@given(mainland, st.integers(0, 3))
def test_float_is_accepted_unless_it_was_rounded(number: str, zeros: int) -> None:
    ours = Phone(number, international=False)

    assert normalise(f"{number}.0{'0' * zeros}") == ours
    assert normalise(f"{number[0]}.{number[1:]}E+10") == ours
    assert normalise(f"{float(number):.2E}") is PhoneProblem.LOSSY


@given(mainland, st.integers(1, 10), st.integers(0, 99))
def test_a_decimal_is_never_a_number(digits: str, at: int, more: int) -> None:
    for text in (f"{digits[:at]}.{digits[at:]}", f"{digits}.{more or 1}"):
        assert not isinstance(normalise(text), Phone)
        assert not any(isinstance(found, Phone) for _, found in scan_numbers(f"{text} {text}"))


def test_digits_are_distinguished_from_lookalikes() -> None:
    looks = {chr(code) for code in range(0x110000) if chr(code).isdigit()}
    digits = {character for character in looks if unicodedata.category(character) == "Nd"}

    assert all(normalise(one * 11) is PhoneProblem.NOT_A_NUMBER for one in looks - digits)
    assert all(
        normalise(f"1{nine * 10}") == Phone("1" + "9" * 10, international=False)
        for nine in digits
        if unicodedata.decimal(nine) == 9
    )


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800138000", "138****8000"),
        ("85261234567", "852****4567"),
        ("6591234567", "65****4567"),
        ("12345678", "****5678"),
        ("1234567", "****567"),
        ("1", "*"),
        ("", ""),
    ],
)
def test_mask(number: str, masked: str) -> None:
    assert mask_number(number) == masked


def test_the_tables_of_other_countries_are_loaded_only_when_needed() -> None:
    code = (
        "import sys; from gui.core.phones.normalise import normalise\n"
        "for text in ('13800138000', '+86 138 0013 8000', '010-62345678', '1.59E+10', 'x'):\n"
        "    normalise(text)\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "normalise('+85261234567')\n"
        "assert 'phonenumbers' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
