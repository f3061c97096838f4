"""Guess the layout of a table from its first rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gui.core.lists.layout import PREVIEW_ROWS, Certainty, find_header
from gui.core.lists.rows import TITLE_ROWS
from gui.core.phones.normalise import normalise
from gui.core.phones.number import Doubt, Found, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers

HEADERS_MAX = TITLE_ROWS + 1
"""Maximum rows above the first number that count as titles and header."""
PREAMBLE_MAX = 100
"""Maximum lines of explanations above a header wider than they are."""

_NOISE = re.compile(r"[\s*＊:：_\-./]|[(（\[【].*?[)）\]】]")
"""Decoration of headers: 手机号(必填), *手机号, phone_number."""
_EXACT = frozenset(
    """
    手机号 手机 手机号码 手机号碼 手機 手機號 手機號碼 移动电话 行動電話 联系手机 接收号码 接收手机
    接收手机号 收件人手机 收件人手机号 用户手机 用户手机号 会员手机 会员手机号 客户手机 客户手机号
    phone mobile cell msisdn phonenumber phonenumbers mobilenumber mobilephone mobileno phoneno
    cellphone cellnumber 携帯 携帯電話 携帯番号
    """.split()  # noqa: SIM905 - sixty quotes would hide the words
)
_SURE = 3
"""The score of an exact name."""
_GOOD = re.compile(r"手机(?!型|品|系|卡|类|名|归|价)|手機|移动电话|携帯|mobile|phone|cell|msisdn")
_FAIR = re.compile(r"电话|電話|联系方式|号码|號碼|tel|contact|number|收件人|接收人")
_OTHER = re.compile(r"(?:表|名单|名單|名册|清单|通讯录|登记|统计|汇总|list)$|^[无無没未]")
"""The endings of table titles, and words in place of a missing number."""
_DIGIT = re.compile(r"\d").search
_LETTER = re.compile(r"[^\W\d_]").search
_ATTEMPT = re.compile(r"(?:\d\D*+){7}").search
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d\d?\s*[-/.月]\s*\d\d?")
_ROUNDED = re.compile(r"\s*1(?:\.[3-9]\d*)?[eE]\+?10\s*").fullmatch
_EXPLICIT = re.compile(r"[\s(（'\"=]*(?:[+＋]|00|００)").match


@dataclass(frozen=True, slots=True)
class LayoutGuess:
    """The layout suggested by the first rows of a table; fields as in `Layout`."""

    header_rows: int
    number_column: int | None
    certainty: Certainty


def guess_layout(rows: Sequence[Sequence[str]]) -> LayoutGuess:
    """Find the header and the number column.

    Words above the first number are titles and a header. A header that names phone numbers decides,
    unless its column has none and another one does. A header that may mean other things (号码)
    counts only if its column holds numbers.
    """
    header_rows = _header_rows(rows)
    body = rows[header_rows:]
    width = max(map(len, body), default=0)
    shares = [_share([row[column] for row in body if column < len(row)]) for column in range(width)]
    header = find_header(rows, header_rows)
    names = [_name_score(header[column]) if column < len(header) else 0 for column in range(width)]
    named = [column for column in range(width) if names[column]]
    if not any(shares):
        best = max(named, key=names.__getitem__, default=None)
        return LayoutGuess(
            header_rows, best, Certainty.UNSURE if best is None else Certainty.BY_NAME
        )
    unnamed = max((share for share, name in zip(shares, names, strict=True) if not name), default=0)
    telling = [
        column
        for column in named
        if (share := shares[column]) and (names[column] > 1 or share >= 0.5 or share > unnamed)
    ]
    if telling:
        best = max(telling, key=lambda column: (names[column], shares[column], -column))
        return LayoutGuess(header_rows, best, Certainty.BY_NAME)
    return _by_content(header_rows, body, shares)


def is_phone_header(text: str) -> bool:
    """Return whether a header names phone numbers."""
    return _name_score(text) > 0


def _by_content(
    header_rows: int, body: Sequence[Sequence[str]], shares: Sequence[float]
) -> LayoutGuess:
    likely = [column for column, share in enumerate(shares) if share >= 0.3]
    if not likely:
        return LayoutGuess(header_rows, None, Certainty.UNSURE)
    filled = [
        column
        for column in range(len(shares))
        if any(column < len(row) and row[column].strip() for row in body)
    ]
    several = any(_numbers_in(row[likely[0]]) > 1 for row in body if likely[0] < len(row))
    if (len(filled) > 1 and len(likely) == len(filled)) or (len(filled) == 1 and several):
        # Only numbers: a list laid out in columns, or several numbers in a cell.
        return LayoutGuess(header_rows, None, Certainty.UNSURE)
    best = max(likely, key=lambda column: (round(shares[column], 1), -column))
    alone = len(likely) == 1
    return LayoutGuess(header_rows, best, Certainty.BY_CONTENT if alone else Certainty.UNSURE)


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows above the first recipient.

    They end with a header that names numbers, or else consist of words above a number. Many such
    rows are explanations only if the header is wider; otherwise they may be rows without a number.
    """
    shown = rows[: PREAMBLE_MAX + PREVIEW_ROWS]
    first = next((index for index, row in enumerate(shown) if any(map(_may_be_number, row))), None)
    filled = [index for index, row in enumerate(shown[:first]) if _width(row)]
    if first is not None and (below := _named_below(shown, first)):
        return below + 1
    named = _named_row(rows, filled[: PREAMBLE_MAX + 1], () if first is None else shown[first:])
    if named is not None:
        return named + 1
    if first is None or len(filled) > PREAMBLE_MAX + 1:
        return 0
    if filled:
        *titles, header = (rows[index] for index in filled)
        is_long = len(filled) > HEADERS_MAX
        if is_long and max(map(_width, titles)) >= _width(header):
            return 0
        if not (_is_header(header, shown[first:]) and all(map(_is_title, titles))):
            return 0
    return first


def _named_below(rows: Sequence[Sequence[str]], first: int) -> int | None:
    """Find a header below an explanation that holds a number itself (客服电话 138…).

    It is wider than all rows above it, and what it calls a phone number is one in the rows below.
    """
    widest = max(map(_width, rows[: first + 1]))
    for place in range(first + 1, min(len(rows), PREAMBLE_MAX + 1)):
        row = rows[place]
        if _is_number_alone(rows[place - 1]):
            return None  # that is a recipient
        width, score = _width(row), max(map(_name_score, row), default=0)
        is_header = score > 1 and (
            width > max(widest, 1) or (score == _SURE and width == widest == 1)
        )
        if is_header and not any(map(_may_be_number, row)):
            body = rows[place + 1 : place + 1 + PREVIEW_ROWS]
            if any(
                _name_score(row[column]) > 1
                for column in _number_columns(body)
                if column < len(row)
            ):
                return place
        widest = max(widest, width)
    return None


def _is_number_alone(row: Sequence[str]) -> bool:
    """Whether the only filled cell of a row is a number and nothing else."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and isinstance(normalise(filled[0]), Phone)


def _number_columns(body: Sequence[Sequence[str]]) -> set[int]:
    """Find the columns of which at least half of the filled cells are phone numbers."""
    width = max(map(len, body), default=0)
    return {
        column
        for column in range(width)
        if _share([row[column] for row in body if column < len(row)]) >= 0.5
    }


def _named_row(
    rows: Sequence[Sequence[str]], places: Sequence[int], body: Sequence[Sequence[str]]
) -> int | None:
    """Find the row that best names phone numbers and is not a title.

    Where some row has the name above the numbers of `body`, only such rows are headers: in others
    the word is a value (a column with the kinds of devices).
    """
    scores = {
        place: max(map(_name_score, rows[place]))
        for count, place in enumerate(places)
        if not any(map(_is_value, rows[place]))
        and (count < HEADERS_MAX or _ends_preamble(rows, places[:count], place))
    }
    numbers = _number_columns(body)
    above = {
        place: max(
            (_name_score(rows[place][column]) for column in numbers if column < len(rows[place])),
            default=0,
        )
        for place in scores
        if _width(rows[place]) > 1
    }
    if any(above.values()):
        scores = above
    # Of equal ones take the first: a later one may be a row without a number.
    named = max(
        (place for place in scores if scores[place]),
        key=lambda place: (_width(rows[place]) > 1, scores[place], _width(rows[place]), -place),
        default=None,
    )
    if named is None or scores[named] == _SURE or _width(rows[named]) > 1:
        return named
    wider = (place for place in places if place > named and _width(rows[place]) > 1)
    return named if next(wider, None) is None else None


def _ends_preamble(rows: Sequence[Sequence[str]], above: Sequence[int], place: int) -> bool:
    """Return whether rows above a header are explanations: most are narrower than it.

    Above a single column they are equally wide; there the header must have an exact name.
    """
    width = _width(rows[place])
    if width == 1:
        is_sure = max(map(_name_score, rows[place])) == _SURE
        return is_sure and all(_width(rows[other]) == 1 for other in above)
    return 4 * sum(_width(rows[other]) < width for other in above) >= 3 * len(above)


def _is_title(row: Sequence[str]) -> bool:
    """Return whether a row above the header is words, or a sentence with a date or count."""
    text = "".join(row)
    if not _DIGIT(text):
        return True
    return _width(row) == 1 and _LETTER(text) is not None and not _ATTEMPT(_DATE.sub("", text))


def _is_header(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Return whether the last row above the first number names columns.

    Words do. If they contain digits (2024年金额), a word must stand above a column of figures;
    otherwise it may be a row without a number.
    """
    if not any(map(_DIGIT, row)):
        return True
    if any(_ATTEMPT(cell) or (_DIGIT(cell) and not _LETTER(cell)) for cell in row):
        return False
    return any(
        _LETTER(cell) and _is_figures([other[column] for other in body if column < len(other)])
        for column, cell in enumerate(row)
    )


def _is_figures(cells: Sequence[str]) -> bool:
    """Return whether a column holds figures that are not phone numbers."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(
        _DIGIT(cell) and not _LETTER(cell) and not _may_be_number(cell) for cell in filled
    )


def _width(row: Sequence[str]) -> int:
    """Count the cells of a row that are not blank."""
    return sum(1 for cell in row if cell.strip())


def _may_be_number(cell: str) -> bool:
    """Return whether a cell may be a phone number, even one damaged by arithmetic or rounding."""
    if not _DIGIT(cell):
        return False
    found = normalise(cell)
    if isinstance(found, (Phone, Doubt)) or found in (PhoneProblem.LOSSY, PhoneProblem.NEGATIVE):
        return True
    return any(isinstance(one, (Phone, Doubt)) for _, one in scan_numbers(cell))


def contains_number(cell: str) -> bool:
    """Return whether a cell holds a certain phone number, or the remains of one.

    A bare foreign number may also be an order number.
    """
    if not _ATTEMPT(cell):
        return _ROUNDED(cell) is not None
    return any(
        _is_number(text, found) for text, found in ((cell, normalise(cell)), *scan_numbers(cell))
    )


def _is_number(text: str, found: Found) -> bool:
    match found:
        case Phone():
            return not found.international or _EXPLICIT(text) is not None
        case Doubt():
            return found.reason is PhoneProblem.NUMBER_INSIDE
        case _:
            return found is PhoneProblem.NEGATIVE


def _is_value(cell: str) -> bool:
    """Whether a cell is a figure or holds as many digits as a phone number, of any kind."""
    return cell.strip().isdecimal() or (
        _ATTEMPT(cell) is not None and len(cell) < 40 and not _DATE.search(cell)
    )


def _share(cells: Sequence[str]) -> float:
    """The share of phone numbers among the cells that are not blank."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return 0.0
    return sum(map(contains_number, filled)) / len(filled)


def _numbers_in(cell: str) -> int:
    if not _ATTEMPT(cell):
        return 0
    return sum(isinstance(found, Phone) for _, found in scan_numbers(cell))


def _name_score(text: str) -> int:
    name = _NOISE.sub("", text).lower().rstrip("0123456789")
    if not name or len(name) > 20 or _DIGIT(name) or _OTHER.search(name):
        return 0
    if name in _EXACT:
        return _SURE
    if _GOOD.search(name):
        return 2
    return 1 if _FAIR.search(name) else 0
