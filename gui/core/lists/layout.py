"""How to read a phone list: encoding, delimiter, header and number column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from itertools import zip_longest

from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.core.phones.number import MAINLAND_REGION

PREVIEW_ROWS = 20
"""Rows that an inspection returns."""
DELIMITERS = ",\t;，；|"
"""Possible column delimiters."""


class ListEncoding(StrEnum):
    """Encodings of text files; the values are Python's codec names."""

    UTF_8 = "utf-8"
    UTF_8_MARKED = "utf-8-sig"
    """With a byte order mark."""
    GB18030 = "gb18030"
    """Includes GBK and GB2312."""
    UTF_16 = "utf-16"
    """With a byte order mark."""
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    UTF_32 = "utf-32"
    """With a byte order mark."""
    BIG5 = "big5hkscs"
    SHIFT_JIS = "cp932"
    LATIN_1 = "latin-1"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one list.

    Attributes:
        encoding: of a text; none for a workbook.
        delimiter: the character between columns; empty for a text without columns and for a
            workbook.
        sheet: of a workbook.
        header_rows: rows at the top without recipients: titles, and finally the header.
        number_column: from 0; none if a row may hold several numbers in any column.
        mapping: variables that need a value in every row, and their columns.
        keep_both: keep rows with the same number but different mapped values; else the first wins.
        hidden_rows: read the hidden rows of a sheet too.
        region: ISO 3166 region of numbers without a country code.
    """

    encoding: ListEncoding | None = None
    delimiter: str = ""
    sheet: str = ""
    header_rows: int = 0
    number_column: int | None = None
    mapping: tuple[tuple[str, int], ...] = ()
    keep_both: bool = False
    hidden_rows: bool = False
    region: str = MAINLAND_REGION

    @property
    def choice(self) -> LayoutChoice:
        """The part of the layout that is fixed before the columns are read."""
        delimiter = self.delimiter if self.encoding else None
        return LayoutChoice(self.encoding, delimiter, self.sheet or None, self.hidden_rows)


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """The operator's choices before the columns are read; none means guess."""

    encoding: ListEncoding | None = None
    delimiter: str | None = None
    sheet: str | None = None
    hidden_rows: bool = False


class Certainty(Enum):
    """The evidence for the guessed number column."""

    BY_NAME = auto()
    """Its header names phone numbers."""
    BY_CONTENT = auto()
    """It is the only column with numbers."""
    UNSURE = auto()
    """Several columns hold numbers, or none does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, possibly hidden."""

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListInspection:
    """The result of inspecting a list before the import.

    Attributes:
        size: of the file, in bytes.
        sheets: of a workbook, in order; empty for a text.
        layout: the guess, which respects the operator's choices.
        certainty: of the number column.
        lines: line numbers of `rows`, from 1.
        rows: the first rows, including titles and header, of different lengths.
        sheet_notes: differences to what a spreadsheet program shows.
    """

    path: str
    size: int
    sheets: tuple[Sheet, ...]
    layout: Layout
    certainty: Certainty
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet_notes: SheetNotes = NO_SHEET_NOTES

    @property
    def names(self) -> tuple[str, ...]:
        """The column names according to the guessed header."""
        return column_names(self.rows, self.layout.header_rows)


def column_names(rows: Sequence[Sequence[str]], header_rows: int) -> tuple[str, ...]:
    """Return a unique name for each column: its header, or its letter if it has none.

    A header of several rows names a column by its lowest word: a merged cell has it further up.
    """
    width = max(map(len, rows), default=0)
    header = _merged_header(rows, header_rows)
    names: list[str] = []
    taken = set[str]()
    for column in range(width):
        words = " ".join(header[column].split()) if column < len(header) else ""
        name = words.replace("{", "(").replace("}", ")") or column_letters(column)
        count, unique = 1, name
        while unique in taken:
            count += 1
            unique = f"{name} {count}"
        taken.add(unique)
        names.append(unique)
    return tuple(names)


def find_header(rows: Sequence[Sequence[str]], header_rows: int) -> Sequence[str]:
    """Return the last of the header rows that is not blank."""
    above = rows[:header_rows]
    return next((row for row in reversed(above) if any(map(str.strip, row))), ())


def _merged_header(rows: Sequence[Sequence[str]], header_rows: int) -> Sequence[str]:
    """Fill the gaps of the header from the rows above it; what has one cell only is a title."""
    header = list(find_header(rows, header_rows))
    for row in reversed(rows[:header_rows]):
        if header and sum(map(bool, map(str.strip, row))) > 1:
            header += [""] * (len(row) - len(header))
            header = [
                own if own.strip() else above
                for own, above in zip_longest(header, row, fillvalue="")
            ]
    return header


def column_letters(column: int) -> str:
    """Return the spreadsheet name of a column: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
