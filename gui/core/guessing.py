"""Guess the layout of a table from its first rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gui.core.layout import PREVIEW_ROWS, Certainty, header_of
from gui.core.list_rows import TITLE_ROWS
from gui.core.numbers_in_text import readings
from gui.core.phones import Phone, PhoneProblem, normalise

HEADERS_MAX = TITLE_ROWS + 1
"""Rows above the first number that are taken for titles and a header."""

_NOISE = re.compile(r"[\s*＊:：_\-./]|[(（\[【].*?[)）\]】]")
"""What people put around a header: 手机号(必填), *手机号, phone_number."""
_EXACT = frozenset(
    """
    手机号 手机 手机号码 手机号碼 手機 手機號 手機號碼 移动电话 行動電話 联系手机 接收号码 接收手机
    接收手机号 收件人手机 收件人手机号 用户手机 用户手机号 会员手机 会员手机号 客户手机 客户手机号
    phone mobile cell msisdn phonenumber phonenumbers mobilenumber mobilephone mobileno phoneno
    cellphone cellnumber 携帯 携帯電話 携帯番号
    """.split()  # noqa: SIM905 - sixty quotes would hide the words
)
_GOOD = re.compile(r"手机(?!型|品|系|卡|类|名|归|价)|手機|移动电话|携帯|mobile|phone|cell|msisdn")
_FAIR = re.compile(r"电话|電話|联系方式|号码|號碼|tel|contact|number|收件人|接收人")
_DIGIT = re.compile(r"\d").search
_ATTEMPT = re.compile(r"(?:\d\D*+){7}").search


@dataclass(frozen=True, slots=True)
class Guess:
    """What the first rows of a table suggest; as in `Layout`."""

    header_rows: int
    number_column: int | None
    certainty: Certainty


def guess(rows: Sequence[Sequence[str]]) -> Guess:
    """Find the header and the column of the numbers.

    Words above the first number are titles and a header. A header that names phone numbers
    decides, unless its column holds none and another one does.
    """
    header_rows = _header_rows(rows)
    body = rows[header_rows:]
    width = max(map(len, body), default=0)
    shares = [_share([row[column] for row in body if column < len(row)]) for column in range(width)]
    header = header_of(rows, header_rows)
    names = [_name_score(header[column]) if column < len(header) else 0 for column in range(width)]
    named = [column for column in range(width) if names[column]]
    if not any(shares):
        best = max(named, key=names.__getitem__, default=None)
        return Guess(header_rows, best, Certainty.UNSURE if best is None else Certainty.BY_NAME)
    telling = [column for column in named if shares[column] > 0]
    if telling:
        best = max(telling, key=lambda column: (names[column], shares[column], -column))
        return Guess(header_rows, best, Certainty.BY_NAME)
    return _by_content(header_rows, body, shares)


def name_is_phone(text: str) -> bool:
    """Whether a header names phone numbers."""
    return _name_score(text) > 0


def _by_content(header_rows: int, body: Sequence[Sequence[str]], shares: Sequence[float]) -> Guess:
    likely = [column for column, share in enumerate(shares) if share >= 0.3]
    if not likely:
        return Guess(header_rows, None, Certainty.UNSURE)
    filled = [
        column
        for column in range(len(shares))
        if any(column < len(row) and row[column].strip() for row in body)
    ]
    several = any(_numbers_in(row[likely[0]]) > 1 for row in body if likely[0] < len(row))
    if (len(filled) > 1 and len(likely) == len(filled)) or (len(filled) == 1 and several):
        # Nothing but numbers: a list laid out in columns, or several numbers in a cell.
        return Guess(header_rows, None, Certainty.UNSURE)
    best = max(likely, key=lambda column: (round(shares[column], 1), -column))
    alone = len(likely) == 1
    return Guess(header_rows, best, Certainty.BY_CONTENT if alone else Certainty.UNSURE)


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows above the first recipient.

    They end with a header that names numbers, or else are words without a digit above a number.
    """
    words = 0
    for index, row in enumerate(rows[:PREVIEW_ROWS]):
        if any(map(_is_number, row)):
            above = (cell for other in rows[:index] for cell in other)
            return 0 if any(map(_DIGIT, above)) else index
        words += any(map(str.strip, row))
        if words > HEADERS_MAX:
            break
        if any(map(_name_score, row)):
            return 0 if any(map(_is_plain_number, row)) else index + 1
    return 0


def _is_number(cell: str) -> bool:
    """Whether a cell is a phone number, or was one before a spreadsheet rounded it."""
    if not _DIGIT(cell):
        return False
    found = normalise(cell)
    return isinstance(found, Phone) or found is PhoneProblem.LOSSY or _numbers_in(cell) > 0


def _is_plain_number(cell: str) -> bool:
    return cell.strip().isdecimal()


def _share(cells: Sequence[str]) -> float:
    """How much of a column is numbers, of what is not blank."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return 0.0
    return sum(map(_is_number, filled)) / len(filled)


def _numbers_in(cell: str) -> int:
    if not _ATTEMPT(cell):
        return 0
    return sum(isinstance(found, Phone) for _, found in readings(cell))


def _name_score(text: str) -> int:
    name = _NOISE.sub("", text).lower().rstrip("0123456789")
    if not name or len(name) > 20 or _DIGIT(name):
        return 0
    if name in _EXACT:
        return 3
    if _GOOD.search(name):
        return 2
    return 1 if _FAIR.search(name) else 0
