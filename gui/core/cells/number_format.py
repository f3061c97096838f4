"""Format a number as a spreadsheet shows it under a display format.

What the spreadsheet shows is what the operator has seen and means to send: a code stored as 1234
under the format 000000 is 001234. Phone numbers are the exception: a whole number that may be one
keeps exactly its digits and its sign under any format (`show`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

from gui.core.cells.date_format import write_date
from gui.core.cells.format_tokens import FormatError, Kind, Section, Token, cut

DIGITS = 15
"""Significant digits that a spreadsheet shows; further ones are binary rounding noise."""
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Built-in formats by their numbers, as a Chinese system shows them [ECMA-376, 18.8.30]."""

_PLAIN = frozenset(("general", "g/通用格式", "@", ""))
_PHONE_LEAST, _PHONE_END = 10**9, 10**15
"""Whole numbers in this range may be phone numbers, with or without a country code."""
_MAINLAND = range(13_000_000_000, 20_000_000_000)
_EXACT = Context(prec=1_000)
"""Enough digits for any float under any format."""
_ROUNDED = re.compile(r"-?[0-9.,]+E[+]?[0-9]+").fullmatch
_BEYOND_DIGITS = re.compile(r"[\s\-()（）.]")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A parsed display format."""

    sections: tuple[Section, ...]

    def write(self, value: float, *, from_1904: bool = False) -> str | None:
        """Format a finite value; none where a spreadsheet shows ####.

        Args:
            value: a number, or the serial number of a day.
            from_1904: whether days are counted from 1904.

        Raises:
            FormatError: the section for this value is not supported.
        """
        section, signed = self._section(value)
        if section.has(Kind.DATE):
            text = write_date(value, section.tokens, from_1904=from_1904)
            return None if text is None else text.strip()
        return _write_number(value, section, signed=signed).strip()

    def _section(self, value: float) -> tuple[Section, bool]:
        """Choose the section for a value, and whether a minus is written."""
        numbers = self.sections[:3]
        if len(self.sections) > 1 and self.sections[-1].has(Kind.TEXT):
            numbers = self.sections[:-1]
        if any(section.condition for section in numbers):
            for section in numbers:
                if section.condition is None or section.condition(value):
                    return section, value < 0
            raise FormatError("no section")
        if value < 0 and len(numbers) > 1:
            return numbers[1], False
        if value == 0 and len(numbers) > 2:
            return numbers[2], False
        return numbers[0], value < 0


@lru_cache(maxsize=512)
def parse_format(code: str) -> NumberFormat | None:
    """Parse a display format; none for the general one, which shows plain numbers.

    Raises:
        FormatError: it cannot be followed.
    """
    if code.strip().lower() in _PLAIN:
        return None
    return NumberFormat(cut(code))


def plain(value: float) -> str:
    """Format a number with up to 15 significant digits and no exponent."""
    if not isfinite(value):
        return str(value)
    text = f"{value:.{DIGITS}g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def show(
    value: float, number_format: NumberFormat | None, *, from_1904: bool = False
) -> str | None:
    """Format a number as shown, but a possible phone number with exactly its digits.

    Returns:
        None if a spreadsheet shows ####.

    Raises:
        FormatError: the format is not supported for this value.
    """
    if number_format is None or not isfinite(value):
        return plain(value)
    text = number_format.write(value, from_1904=from_1904)
    return None if text is None else keep_digits(value, text)


def keep_digits(value: float, text: str) -> str:
    """Return the shown text, unless it hides digits of a possible phone number.

    A whole number of ten digits or more, or one that is shown rounded (1.38E+10), is replaced by
    its digits and sign. `text` may add leading zeros, and blanks, hyphens and brackets in between.
    """
    if _ROUNDED(text):
        return plain(value)
    if not _PHONE_LEAST <= abs(value) < _PHONE_END or not value.is_integer():
        return text
    digits = plain(value)
    if abs(int(value)) in _MAINLAND:
        return digits
    return text if _BEYOND_DIGITS.sub("", text).lstrip("0") == digits else digits


def _write_number(value: float, section: Section, *, signed: bool) -> str:
    tokens = section.tokens
    if section.has(Kind.GENERAL) or section.has(Kind.TEXT):
        if section.has(Kind.DIGIT):
            raise FormatError("general among digits")
        # A section for negative numbers contains the sign itself.
        text = "".join(
            plain(abs(value)) if token.kind in (Kind.GENERAL, Kind.TEXT) else token.text
            for token in tokens
        )
    elif not section.has(Kind.DIGIT):
        text = "".join(token.text for token in tokens)
    elif section.has(Kind.EXPONENT):
        text = _scientific(value, tokens)
    else:
        text = _decimal(value, tokens)
    return f"-{text}" if signed and re.search("[1-9]", text) else text


def _decimal(value: float, tokens: Sequence[Token]) -> str:
    percents = sum(token.kind is Kind.PERCENT for token in tokens)
    point = next((n for n, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    whole = [n for n, token in enumerate(tokens[:point]) if token.kind is Kind.DIGIT]
    decimals = [n for n in range(point, len(tokens)) if tokens[n].kind is Kind.DIGIT]
    commas = [n for n, token in enumerate(tokens) if token.kind is Kind.COMMA]
    last = (whole or decimals)[-1] if point == len(tokens) or not decimals else decimals[-1]
    # A comma after the digits divides by a thousand; one between them groups digits.
    ends = {n for n in commas if n > (whole[-1] if whole else -1) and (n < point or n > last)}
    grouped = bool(whole) and any(whole[0] < n < whole[-1] for n in commas)
    number = Decimal(f"{abs(value):.{DIGITS}g}").scaleb(2 * percents - 3 * len(ends))
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _EXACT)
    digits, _, fraction = f"{number:f}".partition(".")
    out = _fill_whole(digits.lstrip("0"), tokens[:point], grouped)
    while fraction and tokens[decimals[len(fraction) - 1]].text in "#?" and fraction[-1] == "0":
        fraction = fraction[:-1]
    given = iter(fraction)
    for token in tokens[point:]:
        match token.kind:
            case Kind.DIGIT:
                out.append(next(given, ""))
            case Kind.COMMA:
                continue
            case _:
                out.append(token.text)
    return "".join(out)


def _fill_whole(digits: str, tokens: Sequence[Token], grouped: bool) -> list[str]:
    """Fill the digit positions from the right; the first one takes all remaining digits."""
    places = sum(token.kind is Kind.DIGIT for token in tokens)
    out: list[str] = []
    count = 0
    for token in reversed(tokens):
        if token.kind is Kind.COMMA:
            continue
        if token.kind is not Kind.DIGIT:
            out.append(token.text)
            continue
        places -= 1
        taken, digits = (digits[-1:], digits[:-1]) if places else (digits, "")
        if not taken:
            taken = {"0": "0", "?": " "}.get(token.text, "")
        for digit in reversed(taken):
            if grouped and count and count % 3 == 0:
                out.append(",")
            out.append(digit)
            count += 1
    return out[::-1]


def _scientific(value: float, tokens: Sequence[Token]) -> str:
    if value.is_integer() and abs(value) < _PHONE_END:
        return plain(abs(value))  # all digits are known: do not round them away
    kinds = [token.kind for token in tokens]
    mark = kinds.index(Kind.EXPONENT)
    before, after = tokens[:mark], tokens[mark + 1 :]
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds[:mark] else mark
    if kinds[:point].count(Kind.DIGIT) != 1:
        raise FormatError("an exponent of steps")
    decimals = kinds[point:mark].count(Kind.DIGIT)
    mantissa, exponent = f"{abs(value):.{decimals}e}".split("e")
    power = int(exponent)
    sign = "-" if power < 0 else "+" if tokens[mark].text.endswith("+") else ""
    width = sum(token.kind is Kind.DIGIT for token in after)
    lead = "".join(token.text for token in before if token.kind is Kind.LITERAL)
    trail = "".join(token.text for token in after if token.kind is Kind.LITERAL)
    return f"{lead}{mantissa}E{sign}{abs(power):0{width}}{trail}"
