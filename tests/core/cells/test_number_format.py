"""Numbers and dates as a spreadsheet shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cells.format_tokens import FormatError
from gui.core.cells.number_format import BUILT_IN, keep_digits, parse_format, plain, show


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("000000", 1234, "001234"),
        ("0%", 0.15, "15%"),
        ("0.00%", 0.12345, "12.35%"),
        ("¥#,##0.00", 1234.5, "¥1,234.50"),
        ('m"月"d"日"', 46357, "12月1日"),
        ("General", 6.22202123456789e18, "6222021234567890000"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,##0", 0, "0"),
        ("#,###", 0, ""),
        ("0.00", -0.001, "0.00"),
        ("0.00", 1.005, "1.01"),
        ("0.0#", 1.5, "1.5"),
        ("0.##", 5, "5."),
        ("000-0000-0000", 13800138000, "13800138000"),
        ("000-0000-0000", 2012345678, "020-1234-5678"),
        ("0.00E+00", 13800138000, "13800138000"),
        ("0.00E+00", 1e-7, "1.00E-07"),
        ("[h]:mm:ss", 13800138000, None),
        ("[h]:mm:ss", 1.5, "36:00:00"),
        ("yyyy-mm-dd hh:mm:ss", 45294.354224537, "2024-01-03 08:30:05"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ('上午/下午h"时"mm"分"', 0.25, "上午6时00分"),
        ("#,##0;(#,##0)", -13800137914, "-13800137914"),
        ("0;0", -13800137914, "-13800137914"),
        ("#,##0_);(#,##0)", -12, "(12)"),
        ("#,##0", 13800138000, "13800138000"),
        ("#,##0", 85291234567, "85291234567"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "-"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', -1234.5, "-1,234.50"),
        ('0!.0,"万"', 123456, "12.3万"),
        ('0.0,,"M"', 1234567, "1.2M"),
        ("[$¥-804]#,##0.00", 1, "¥1.00"),
        ('[Red][>=100]"高"0;"低"0', 99, "低99"),
        ("mm:ss.0", 0.000011574, "00:01.0"),
        ("aaaa", 46357, "星期二"),
        ("[$-F800]dddd, mmmm dd, yyyy", 46357, "2026年12月1日"),
        ('"No."00000', 42, "No.00042"),
        (";;;", 5, ""),
        ("@", 5, "5"),
        ("yyyy/m/d", 0.5, "1900/1/0"),
        ("d-mmm-yy", 46357, "1-Dec-26"),
        ("0", 1234.5, "1235"),
        ("#", 0.4, ""),
        ("yyyymmdd", 46357, "20261201"),
        ("$#,##0.00_);[Red]($#,##0.00)", -3, "($3.00)"),
        ("0.00%", -0.5, "-50.00%"),
        ("hh:mm", 0.3541666666, "08:30"),
        ("[mm]:ss", 0.1, "144:00"),
        ("0_ ", 15, "15"),
        ('0"元"', 15, "15元"),
        ('General"元"', 1.5, "1.5元"),
        ("?0.0?", 1.5, "1.5"),
        ("[<=9999999]###-####;(###) ###-####", 5551234, "555-1234"),
    ],
)
def test_number_is_formatted_as_shown(code: str, value: float, text: str | None) -> None:
    assert show(float(value), parse_format(code)) == text


@pytest.mark.parametrize(
    "code", ["# ?/?", "[DBNum1]0", "[$-107041E]d", "B1yyyy", 'ggge"年"', "0 General", "0;0;0;0;0"]
)
def test_unsupported_format_is_reported(code: str) -> None:
    with pytest.raises(FormatError):
        show(5.0, parse_format(code))


@pytest.mark.parametrize(
    ("serial", "text"),
    [(1, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"),
     (2_958_465, "9999-12-31"), (2_958_466, None), (-1, None)],
)  # fmt: skip
def test_days_are_counted_as_spreadsheets_do(serial: int, text: str | None) -> None:
    assert show(float(serial), parse_format("yyyy-mm-dd")) == text


def test_days_from_1904() -> None:
    assert show(0.0, parse_format("yyyy-mm-dd"), from_1904=True) == "1904-01-01"


@pytest.mark.parametrize("number", [number for number in BUILT_IN if number not in (12, 13, 48)])
def test_every_built_in_format_is_supported(number: int) -> None:
    assert show(1234.5, parse_format(BUILT_IN[number]))


@pytest.mark.parametrize("text", ["1.38E+10", "1.38001E10", "13,800,138,000", "¥13,800,138,000.00"])
def test_number_keeps_its_digits_whatever_its_format(text: str) -> None:
    assert keep_digits(13_800_138_000.0, text) == "13800138000"
    assert keep_digits(-13_800_138_000.0, text.lstrip("-")) == "-13800138000"


FORMATS = st.sampled_from([code for code in BUILT_IN.values() if not set(code) & set("ymdhs")])


@given(
    number=st.integers(13_000_000_000, 19_999_999_999),
    code=FORMATS | st.text('0#?,.%E+-;() _*@"', max_size=9),
)
def test_no_format_changes_a_mobile_number(number: int, code: str) -> None:
    try:
        known = parse_format(code)
        text = show(float(number), known)
        negative = show(float(-number), known)
    except FormatError:
        return
    assert text in (str(number), None)  # none: no date, which is said of the cell
    assert negative in (str(-number), None)


@given(
    value=st.floats(allow_nan=False, allow_infinity=False),
    code=st.text('0#?,.%E+-;() _*@yMdhs[]"元', max_size=12),
)
def test_no_format_or_value_raises_another_error(value: float, code: str) -> None:
    try:
        show(value, parse_format(code))
    except FormatError:
        return


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_are_exact(number: int) -> None:
    assert plain(float(number)) == str(number)
