"""The XML spreadsheet of Excel 2002 and 2003 (SpreadsheetML), which old programs still export.

The elements are those of Microsoft's "XML Spreadsheet Reference". Other programs leave the `ss:`
before attributes out, so names are compared without their name spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from xml.parsers import expat

from gui.core.cells.plain_numbers import shown_number
from gui.storage.lists.markup.grid import CELLS_MAX, COLUMNS_MAX, Grid, TooManyCells

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
ROWS_MAX = 1_048_576
"""As a spreadsheet has."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML has, but exports do."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ZEROS = re.compile("0+").fullmatch
_DAY_ZERO = (1899, 12, 31)
"""The date of a time without one."""


class NotSpreadsheetML(Exception):
    """The XML is damaged, is something else, or defines entities of its own."""


def parse_spreadsheetml(text: str) -> list[Grid]:
    """Read every sheet of a workbook.

    Raises:
        NotSpreadsheetML: it is none.
        TooManyCells: it has more cells than any list.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take_text
    parser.EntityDeclHandler = _refuse_entity
    # It has been decoded, whatever it declares.
    text = _ILLEGAL.sub(" ", _DECLARATION.sub("", text, count=1)).lstrip()
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise NotSpreadsheetML from error
    if not reader.is_workbook:
        raise NotSpreadsheetML
    return reader.grids


def _refuse_entity(*_: object) -> None:
    raise NotSpreadsheetML


class _Reader:
    """Puts cells in their places."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.is_workbook = False
        self._depth = 0
        self._grid = Grid()
        self._row: list[str] = []
        self._row_span = 0
        self._column = 0
        self._next_column = 0
        self._kind = ""
        self._style = ""
        self._data: list[str] | None = None
        self._comment = 0
        self._visible: list[str] | None = None
        self._formats: dict[str, str] = {}
        self._style_id = ""
        self._cells = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._depth += 1
        name = tag.rpartition(" ")[2]
        if self._depth == 1:
            self.is_workbook = name == "Workbook"
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match name:
            case "Style":
                self._style_id = values.get("ID", "")
            case "NumberFormat":
                self._formats[self._style_id] = values.get("Format", "")
            case "Worksheet":
                self._grid = Grid(values.get("Name", ""))
                self.grids.append(self._grid)
            case "Visible":
                self._visible = []
            case "Column":
                self._take_column(values)
            case "Table":
                self._next_column = 0
            case "Row":
                self._begin_row(values)
            case "Cell":
                self._column = _index(values, len(self._row))
                if self._column < len(self._row):
                    raise NotSpreadsheetML
                self._style = values.get("StyleID", "")
                self._pad(self._column + 1 + _number(values, "MergeAcross"))
            case "Comment":
                self._comment += 1
            case "Data" if not self._comment:
                self._kind = values.get("Type", "String")
                self._data = []

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        match tag.rpartition(" ")[2]:
            case "Data" if self._data is not None:
                if self._column < len(self._row):
                    text = "".join(self._data)
                    self._row[self._column] = _shown(
                        text, self._kind, self._formats.get(self._style, "")
                    )
                self._data = None
            case "Comment":
                self._comment -= 1
            case "Row":
                self._grid.rows.append(self._row)
                self._row = []
                self._repeat_row()
            case "Visible" if self._visible is not None:
                self._grid.hidden = "Hidden" in "".join(self._visible)
                self._visible = None

    def take_text(self, text: str) -> None:
        """Take the text of a cell, however it is formatted."""
        if self._data is not None:
            self._data.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def _begin_row(self, values: Mapping[str, str]) -> None:
        place = _index(values, len(self._grid.rows))
        if place < len(self._grid.rows) or place >= ROWS_MAX:
            raise NotSpreadsheetML
        self._grid.rows += [[] for _ in range(place - len(self._grid.rows))]
        self._row = []
        self._row_span = _number(values, "Span")
        if place + self._row_span >= ROWS_MAX:
            raise NotSpreadsheetML
        if values.get("Hidden") == "1":
            self._grid.hidden_rows.add(place)

    def _repeat_row(self) -> None:
        """Take the rows that are formatted like this one; they are empty."""
        self._grid.rows += [[] for _ in range(self._row_span)]

    def _take_column(self, values: Mapping[str, str]) -> None:
        first = _index(values, self._next_column)
        self._next_column = min(first + 1 + _number(values, "Span"), COLUMNS_MAX)
        if values.get("Hidden") == "1":
            self._grid.hidden_columns |= set(range(first, self._next_column))

    def _pad(self, width: int) -> None:
        self._cells += width - len(self._row)
        if width > COLUMNS_MAX or self._cells > CELLS_MAX:
            raise TooManyCells
        self._row += [""] * (width - len(self._row))


def _number(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise NotSpreadsheetML
    return int(text)


def _index(values: Mapping[str, str], following: int) -> int:
    """Where a row, column or cell stands, from 0: where it says, or behind the one before it."""
    if "Index" not in values:
        return following
    index = _number(values, "Index")
    if not index:
        raise NotSpreadsheetML
    return index - 1


def _shown(text: str, kind: str, format_: str) -> str:
    """Write a value as it is shown."""
    match kind:
        case "Number":
            shown = shown_number(text)
            if not shown:
                return text
            return shown.zfill(len(format_)) if _ZEROS(format_) and shown.isdecimal() else shown
        case "DateTime":
            return _moment(text)
        case "Boolean":
            return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
        case "Error":
            return ""
    return text


def _moment(text: str) -> str:
    """Write a date as 2024-01-31, a moment as 2024-01-31 08:30:00, a time as 08:30:00."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if (moment.year, moment.month, moment.day) == _DAY_ZERO:
        return moment.time().isoformat("seconds")
    if moment.time().isoformat() == "00:00:00":
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
