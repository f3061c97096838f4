"""Format the serial number of a day as a spreadsheet does: date, time or duration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gui.core.cells.format_tokens import FormatError, Kind, Token

SERIAL_END = 2_958_466
"""The day after 9999-12-31, the last date of spreadsheets."""
_DAYS_1904 = 1_462
"""Days between the 1900 and the 1904 date systems."""
_LEAP_BUG = 60
"""1900-02-29, which did not exist but is counted."""
_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Moment:
    year: int
    month: int
    day: int
    weekday: int
    """Monday is 0."""
    seconds: int
    """Of the day."""
    fraction: str
    """Of a second: its digits."""
    elapsed: int
    """Seconds since the day 0."""


def write_date(serial: float, tokens: Sequence[Token], *, from_1904: bool) -> str | None:
    """Format a serial number by the tokens of a section.

    Args:
        serial: days since 1899-12-30, or since 1904-01-01.
        tokens: contain a date.
        from_1904: which of the two.

    Returns:
        None where a spreadsheet shows ####: before the first day or after the last.

    Raises:
        FormatError: the section mixes a date with a number.
    """
    if from_1904:
        serial += _DAYS_1904
    if not 0 <= serial < SERIAL_END:
        return None
    parts = list(_parts(tokens))
    places = max((len(text) for kind, text in parts if kind == "fraction"), default=0)
    shows_seconds = any(kind == "s" for kind, _ in parts)
    moment = _moment(serial, places, whole_seconds=shows_seconds)
    halves = any(kind == "half" for kind, _ in parts)
    return "".join(_write(moment, kind, text, halves) for kind, text in parts)


def _moment(serial: float, places: int, *, whole_seconds: bool) -> _Moment:
    """Split a serial number, rounded to the fraction of a second that is shown."""
    unit = 10 ** (places if whole_seconds else 3)
    units = round(serial * _DAY * unit)
    seconds, rest = divmod(units, unit)
    days, of_day = divmod(seconds, _DAY)
    if days == 0:
        year, month, day, weekday = 1900, 1, 0, 5
    elif days == _LEAP_BUG:
        year, month, day, weekday = 1900, 2, 29, 2
    else:
        start = date(1899, 12, 31) if days < _LEAP_BUG else date(1899, 12, 30)
        on = start + timedelta(min(days, SERIAL_END - 1))
        year, month, day, weekday = on.year, on.month, on.day, on.weekday()
    fraction = f"{rest:0{places}}" if places else ""
    return _Moment(year, month, day, weekday, of_day, fraction, seconds)


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Classify the tokens: months or minutes, fractions of a second or other digits."""
    dates = [index for index, token in enumerate(tokens) if token.kind is Kind.DATE]
    minutes = set()
    for place, index in enumerate(dates):
        if tokens[index].text in ("m", "mm"):
            before = tokens[dates[place - 1]].text if place else ""
            after = tokens[dates[place + 1]].text if place + 1 < len(dates) else ""
            if before.strip("[]").startswith("h") or after.strip("[]").startswith("s"):
                minutes.add(index)
    point = 0
    for index, token in enumerate(tokens):
        match token.kind:
            case Kind.DATE:
                letter = "minutes" if index in minutes else token.text.strip("[]")[0]
                yield ("elapsed" if token.text.startswith("[") else letter), token.text
            case Kind.HALF_DAY:
                yield "half", token.text
            case Kind.LITERAL | Kind.COMMA:
                yield "literal", token.text
            case Kind.POINT:
                end = index + 1
                while end < len(tokens) and tokens[end] == Token(Kind.DIGIT, "0"):
                    end += 1
                yield "literal", "."
                if end > index + 1:
                    yield "fraction", "0" * (end - index - 1)
                    point = end
            case Kind.DIGIT if index < point:
                continue
            case _:
                raise FormatError(token.text)


def _write(moment: _Moment, kind: str, text: str, halves: bool) -> str:
    width = len(text) if len(text) <= 2 else 0
    hour = moment.seconds // 3600
    match kind:
        case "literal":
            return text
        case "y":
            return f"{moment.year % 100:02}" if len(text) <= 2 else f"{moment.year:04}"
        case "e":
            return str(moment.year)
        case "m" if width:
            return f"{moment.month:0{width}}"
        case "m":
            name = _MONTHS.split()[moment.month - 1]
            return {3: name[:3], 5: name[0]}.get(len(text), name)
        case "d" if width:
            return f"{moment.day:0{width}}"
        case "d":
            name = _WEEKDAYS.split()[moment.weekday]
            return name[:3] if len(text) == 3 else name
        case "a":
            return ("周" if len(text) == 3 else "星期") + "一二三四五六日"[moment.weekday]
        case "h":
            return f"{(hour - 1) % 12 + 1 if halves else hour:0{min(len(text), 2)}}"
        case "minutes":
            return f"{moment.seconds // 60 % 60:0{width}}"
        case "s":
            return f"{moment.seconds % 60:0{min(len(text), 2)}}"
        case "fraction":
            return moment.fraction[: len(text)].ljust(len(text), "0")
        case "half":
            morning, afternoon = text.split("/")
            return afternoon if hour >= 12 else morning
        case _:
            unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
            return f"{moment.elapsed // unit:0{len(text) - 2}}"
