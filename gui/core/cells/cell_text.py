"""Clean the text of cells: strip blanks, and empty those that stand for a missing value."""

from __future__ import annotations

import re
from collections.abc import MutableSequence, Sequence
from itertools import chain

from gui.core.cells.unreadable import UNREADABLE

LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"

_CONTROLS = [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
_FORMATS = [
    *(0xAD, 0x061C, 0x180E, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
]
"""Invisible characters: zero-width ones, direction marks and the like."""
_FILLERS = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0]
"""Characters that look blank: Hangul fillers, the empty Braille cell."""
_SPACES = [code for code in range(0x3001) if chr(code).isspace()]
BLANKS = "".join(map(chr, sorted({*_SPACES, *_CONTROLS, *_FORMATS, *_FILLERS})))
"""Every character that is stripped from the ends of a value."""
_PRINTABLE_BLANKS = "".join(map(chr, _FILLERS))
_CONTROLS_TO_BLANKS = dict.fromkeys(_CONTROLS, " ")

NO_VALUES = frozenset(
    (
        # Formula errors of Excel, WPS, LibreOffice and Google Sheets.
        *("#N/A", "#N/A N/A", "#NA", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"),
        *("#GETTING_DATA", "#ERROR!", "#EXTERNAL!", "#PYTHON!"),
        *(f"Err:{number}" for number in range(501, 541)),
        # Null values, as databases and programming languages export them.
        *("NULL", "null", "Null", "(NULL)", "(null)", "<NULL>", "<null>", "[NULL]", "[null]"),
        *("\\N", "NaN", "nan", "-nan", "NaT", "<NA>", "N/A", "n/a", "None", "undefined"),
        *("-1.#IND", "1.#IND", "-1.#QNAN", "1.#QNAN"),
    )
)
"""Cell texts that stand for a missing value."""
_IN_EACH_OF_THEM = "#Nnr"
"""Each of `NO_VALUES` has at least one of these characters."""
_NOTEWORTHY = re.compile(f"[{LINE_BREAKS}{UNREADABLE}]")


def clean_cell(cell: str) -> str:
    """Strip all kinds of blanks; a placeholder for a missing value becomes empty.

    Control characters inside become blanks: one of them separates the cells of a stored row.
    """
    cell = cell.strip(BLANKS)
    if not cell.isprintable():
        cell = cell.translate(_CONTROLS_TO_BLANKS)
    return "" if cell in NO_VALUES else cell


def clean_rows(
    rows: Sequence[MutableSequence[str]],
) -> tuple[Sequence[MutableSequence[str]], bool]:
    """Clean every cell of some rows.

    Returns:
        The rows, and whether `is_noteworthy` may hold for some cell.
    """
    whole = "".join(chain.from_iterable(rows))
    if not whole.isprintable() or any(mark in whole for mark in _PRINTABLE_BLANKS):
        return [list(map(clean_cell, cells)) for cells in rows], is_noteworthy(whole)
    if " " in whole:
        rows = [list(map(str.strip, cells)) for cells in rows]
    # Searching for a character is much faster than looking up every cell.
    if any(mark in whole for mark in _IN_EACH_OF_THEM) and not NO_VALUES.isdisjoint(
        chain.from_iterable(rows)
    ):
        rows = [["" if cell in NO_VALUES else cell for cell in cells] for cells in rows]
    return rows, UNREADABLE in whole


def is_noteworthy(text: str) -> bool:
    """Return whether a text contains a line break or an undecodable character."""
    return _NOTEWORTHY.search(text) is not None


def has_line_break(text: str) -> bool:
    """Return whether a text contains a line break of any kind."""
    return any(mark in text for mark in LINE_BREAKS)
