"""Parse the XML spreadsheet of Excel 2002 and 2003 (SpreadsheetML), which old programs export.

The elements are documented in Microsoft's "XML Spreadsheet Reference". Other programs omit the
`ss:` prefix of attributes, so names are compared without namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from xml.parsers import expat

from gui.core.cells.format_tokens import FormatError
from gui.core.cells.named_formats import NAMED_FORMATS
from gui.core.cells.number_format import parse_format
from gui.core.cells.plain_numbers import shown_number
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.markup.grid import CELLS_MAX, COLUMNS_MAX, Grid, TooManyCells
from gui.storage.lists.workbooks.xlsx_styles import Style, serial_day, shown

ROWS_MAX = 1_048_576
"""The maximum of spreadsheets."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that are invalid in XML, but occur in exports."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PARENTS_MAX = 16
_DAY_ZERO = (1899, 12, 31)
"""The date of a time without date."""


class NotSpreadsheetML(Exception):
    """The XML is damaged, of another format, or defines entities."""


def parse_spreadsheetml(text: str) -> list[Grid]:
    """Parse all sheets of a workbook.

    Raises:
        NotSpreadsheetML: it is not one.
        TooManyCells: it has more cells than any list.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take_text
    parser.EntityDeclHandler = _refuse_entity
    # It is decoded already, whatever it declares.
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
    """Builds grids of the parsed cells."""

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
        self._awaits_result = False
        self._data: list[str] | None = None
        self._comment = 0
        self._visible: list[str] | None = None
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style_id = ""
        self._row_style = ""
        self._column_styles: dict[int, str] = {}
        self._cells = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""
        self._depth += 1
        name = tag.rpartition(" ")[2]
        if self._depth == 1:
            self.is_workbook = name == "Workbook"
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match name:
            case "Style":
                self._style_id = values.get("ID", "")
                self._parents[self._style_id] = values.get("Parent", "")
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
                self._column_styles = {}
            case "Row":
                self._begin_row(values)
            case "Cell":
                self._column = _index(values, len(self._row))
                if self._column < len(self._row):
                    raise NotSpreadsheetML
                column_style = self._column_styles.get(self._column, "Default")
                self._style = values.get("StyleID") or self._row_style or column_style
                self._awaits_result = "Formula" in values
                self._pad(self._column + 1 + _number(values, "MergeAcross"))
            case "Comment":
                self._comment += 1
            case "Data" if not self._comment:
                self._kind = values.get("Type", "String")
                self._data = []
                self._awaits_result = False

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        match tag.rpartition(" ")[2]:
            case "Data" if self._data is not None:
                if self._column < len(self._row):
                    self._row[self._column] = self._shown("".join(self._data))
                self._data = None
            case "Cell" if self._awaits_result:
                self._note(ColumnProblem.NO_RESULT)
                self._awaits_result = False
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
        """Add text to a cell, however it is formatted."""
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
        self._row_style = values.get("StyleID", "")
        if values.get("Hidden") == "1" or _is_zero(values.get("Height")):
            self._grid.hidden_rows.add(place)

    def _repeat_row(self) -> None:
        """Add the empty rows that share the format of this one."""
        self._grid.rows += [[] for _ in range(self._row_span)]

    def _take_column(self, values: Mapping[str, str]) -> None:
        first = _index(values, self._next_column)
        self._next_column = min(first + 1 + _number(values, "Span"), COLUMNS_MAX)
        columns = range(first, self._next_column)
        if style := values.get("StyleID"):
            self._column_styles |= dict.fromkeys(columns, style)
        if values.get("Hidden") == "1" or _is_zero(values.get("Width")):
            self._grid.hidden_columns |= set(columns)

    def _shown(self, text: str) -> str:
        """Format a value as shown."""
        match self._kind:
            case "Number":
                return self._number(text, text)
            case "DateTime":
                return self._number(serial_day(text), _moment(text))
            case "Boolean":
                return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
            case "Error":
                return ""
        return text

    def _number(self, value: str, text: str) -> str:
        """Write a number by its display format; without one, a moment is `text`."""
        style = self._format()
        try:
            number = float(value)
        except ValueError:
            return text
        if style is None:
            return text if self._kind == "DateTime" else shown_number(value) or text
        shown_text, problem = shown(number, style, from_1904=False)
        if problem is not None:
            self._note(problem)
            return text if self._kind == "DateTime" else shown_text
        return shown_text

    def _note(self, problem: ColumnProblem) -> None:
        self._grid.findings.note(self._column, problem, len(self._grid.rows) + 1)

    def _format(self) -> Style:
        """Find the format of the cell: its style's, or that of one that the style builds on."""
        style, steps = self._style, 0
        while style and style not in self._formats and steps < _PARENTS_MAX:
            style, steps = self._parents.get(style, ""), steps + 1
        code = self._formats.get(style, "")
        try:
            return parse_format(NAMED_FORMATS.get(code, code))
        except FormatError as error:
            return error

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
    """Return the index of a row, column or cell, from 0: the given one, or the following one."""
    if "Index" not in values:
        return following
    index = _number(values, "Index")
    if not index:
        raise NotSpreadsheetML
    return index - 1


def _is_zero(size: str | None) -> bool:
    """Whether a row or column has no height or width, and so is not seen."""
    return size is not None and re.fullmatch(r"0+(?:\.0*)?", size) is not None


def _moment(text: str) -> str:
    """Format a date as 2024-01-31, a date with time as 2024-01-31 08:30:00, a time as 08:30:00."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if (moment.year, moment.month, moment.day) == _DAY_ZERO:
        return moment.time().isoformat("seconds")
    if moment.time().isoformat() == "00:00:00":
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
