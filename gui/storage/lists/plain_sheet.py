"""Tell whether a sheet of an XLSX is nothing but values, which `calamine` reads faster.

A sheet is plain if no row or column can be hidden, no number is shown other than as it is stored,
and nothing is calculated. Whoever doubts says no: the slower reader is right in any case.
"""

from __future__ import annotations

import re

from gui.core.number_format import parse_format
from gui.storage.lists.package import Package
from gui.storage.lists.xlsx import Style, XlsxWorkbook

STEP = 1 << 20
HEAD = 1_000
"""Bytes within which the outermost element begins."""
UNPACKED_LEAST = 24 * 1024 * 1024
UNPACKED_FACTOR = 40
"""Lists of one and the same row are packed that well; a bomb is packed a thousandfold."""
ROOM_LEAST = 3_000_000
ROOM_FACTOR = 20
"""The library makes room for all cells within the outermost ones; how many, per cell there is."""

_MARKS = (b"hidden", b' ht="0', b' width="0', b"<f", b't="d"', b" =", b"= ", b"='", b"<!", b"\0")
"""Rows or columns that may be hidden, formulas, moments as text, and unusual ways of writing."""
_OTHER_ENCODING = re.compile(rb'encoding="(?!utf-8")', re.IGNORECASE)
_STYLE = re.compile(rb' s="([0-9]+)"').findall
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]').findall
_LAST_ROW = re.compile(rb'<row r="([0-9]{1,9})"')
_OVERLAP = 256
"""More than any tag of a cell has bytes: one may lie across two pieces."""
_WHOLE = parse_format("0")
"""The format most used for long numbers; it changes only those that are not whole."""


def is_plain(package: Package, workbook: XlsxWorkbook, sheet: str, size: int) -> bool:
    """Look through a sheet's XML; `size` is the workbook's, in bytes."""
    styles = workbook.styles
    shown = {
        str(number).encode() for number, style in enumerate(styles) if style not in (None, _WHOLE)
    }
    whole = _not_whole(styles)
    if b"0" in shown:
        return False
    left = UNPACKED_LEAST + UNPACKED_FACTOR * size
    cells = rows = columns = 0
    tail = b""
    with package.open(workbook.part(sheet)) as stream:
        while piece := stream.read(STEP):
            left -= len(piece)
            if left < 0 or (not tail and not _is_usual(piece)):
                return False
            text = tail + piece
            if any(mark in text for mark in _MARKS):
                return False
            if shown and not shown.isdisjoint(_STYLE(text)):
                return False
            if whole is not None and whole.search(text):
                return False
            cells += piece.count(b"<c ")
            columns = max(columns, *map(_width, set(_FAR_COLUMN(text))), 26)
            last = _LAST_ROW.match(text, max(0, text.rfind(b"<row r=")))
            rows = max(rows, int(last[1])) if last else rows
            tail = text[-_OVERLAP:]
    return rows * columns <= ROOM_LEAST + ROOM_FACTOR * cells


def _is_usual(head: bytes) -> bool:
    """Whether names have no prefix, and characters are written as UTF-8."""
    head = head[:HEAD]
    return b"<worksheet" in head and not _OTHER_ENCODING.search(head)


def _not_whole(styles: list[Style]) -> re.Pattern[bytes] | None:
    """What finds a number that is not whole under a format that shows it so."""
    numbers = [str(number) for number, style in enumerate(styles) if style == _WHOLE]
    if not numbers:
        return None
    unstyled = "" if styles[0] != _WHOLE else "?"
    pattern = (
        rf'<c r="[A-Z]+[0-9]+"(?: s="(?:{"|".join(numbers)})"){unstyled}(?: t="n")?><v>[^<]*[.E]'
    )
    return re.compile(pattern.encode())


def _width(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
