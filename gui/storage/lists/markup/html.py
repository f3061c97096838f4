"""Parse the tables of a web page as browsers and spreadsheet programs show them.

Web back ends and old programs save such pages as `.xls`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gui.core.cells.plain_numbers import shown_number
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.markup.grid import CELLS_MAX, COLUMNS_MAX, Grid, TooManyCells
from gui.storage.lists.markup.html_formats import format_rules, formatted
from gui.storage.lists.markup.html_sheets import sheet_names

PIECE = 1 << 20
"""Characters parsed at once."""
SPAN_MAX = 1_000
"""Maximum columns of a merged cell [HTML]."""
ROW_SPAN_MAX = 65_534

_BREAKING = frozenset("p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre blockquote hr".split())  # noqa: SIM905 - quotes would hide the words
"""Elements that start a new line."""
_SILENT = frozenset(("script", "style", "title", "template", "noscript", "xml"))
"""Elements whose text is not shown."""
_OF_TABLES = frozenset(("table", "tr", "td", "th", "body"))
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - quotes would hide the words
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_HIDING_RULE = re.compile(
    r"([^{}]+)\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*collapse)[^{}]*\}", re.IGNORECASE
)
_CLASS = re.compile(r"^\s*(?:t[rdh]|col|table|tbody)?\.([\w-]+)\s*$", re.IGNORECASE)

Attributes = Mapping[str, str]


def parse_html(text: str) -> list[Grid]:
    """Parse all tables of a page, in order.

    Adjacent tables of the same shape are joined. The text of a merged cell is in its first
    position. A line break in a cell is kept; other white space is collapsed. Hidden content of a
    cell is left out; hidden rows and columns are marked.

    Raises:
        TooManyCells: it has more cells than any list.
    """
    parser = _Parser()
    for begin in range(0, len(text), PIECE):
        parser.feed(text[begin : begin + PIECE])
    parser.close()
    parser.finish()
    grids = _joined([grid for grid in parser.grids if grid.rows])
    sheets = sheet_names(text)
    if len(sheets) == len(grids):
        for grid, sheet in zip(grids, sheets, strict=True):
            grid.name, grid.hidden = sheet.name, grid.hidden or sheet.hidden
    return grids


def _joined(grids: Sequence[Grid]) -> list[Grid]:
    """Join tables that look like one: some programs write each row as a table."""
    joined: list[Grid] = []
    for grid in grids:
        last = joined[-1] if joined else None
        if last and not grid.name and (last.width, last.hidden) == (grid.width, grid.hidden):
            last.hidden_rows |= {place + len(last.rows) for place in grid.hidden_rows}
            last.hidden_columns |= grid.hidden_columns
            last.findings.append(grid.findings, len(last.rows))
            last.rows += grid.rows
        else:
            joined.append(grid)
    return joined


@dataclass(slots=True)
class _Cell:
    column: int
    attributes: Attributes
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    grid: Grid
    row: list[str] | None = None
    cell: _Cell | None = None
    below: dict[int, int] = field(default_factory=dict)
    """Columns covered by a cell above, with the number of remaining rows."""
    group_hidden: bool = False
    caption: list[str] | None = None


class _Parser(HTMLParser):
    """Collects the cells of tables, even if end tags are missing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._open: list[_Table] = []
        self._silent = ""
        self._unseen = ""
        self._unseen_depth = 0
        self._hiding_classes = set[str]()
        self._formats: dict[str, str] = {}
        self._cells = 0

    def finish(self) -> None:
        """Close open elements at the end of the page."""
        while self._open:
            self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent = tag
            return
        if tag in _OF_TABLES:  # unclosed elements end here at the latest
            self._silent = ""
        if self._unseen:
            if tag == self._unseen and tag not in _VOID:
                self._unseen_depth += 1
            if tag not in _OF_TABLES:
                return
        match tag:
            case "table":
                self._begin_table(dict(_named(attrs)))
            case "tr":
                self._begin_row(dict(_named(attrs)))
            case "td" | "th":
                self._begin_cell(dict(_named(attrs)))
            case "thead" | "tbody" | "tfoot":
                if self._open:
                    self._end_row()
                    self._open[-1].group_hidden = self._is_hidden(dict(_named(attrs)))
            case "caption":
                if self._open and self._open[-1].row is None:
                    self._open[-1].caption = []
            case "br":
                self._write("\n")
            case _:
                if tag in _BREAKING:
                    self._break()
                if attrs and tag not in _VOID and self._open and self._open[-1].cell:
                    self._hide(tag, dict(_named(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ("td", "th", "script", "style", "title", "span", "xml"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
            return
        if self._unseen and tag == self._unseen:
            self._unseen_depth -= 1
            if not self._unseen_depth:
                self._unseen = ""
        match tag:
            case "table":
                self._end_table()
            case "tr":
                self._end_row()
            case "thead" | "tbody" | "tfoot":
                self._end_row()
                if self._open:
                    self._open[-1].group_hidden = False
            case "td" | "th":
                self._end_cell()
            case "caption":
                if self._open and self._open[-1].caption is not None:
                    self._open[-1].grid.name = " ".join("".join(self._open[-1].caption).split())
                    self._open[-1].caption = None
            case _ if tag in _BREAKING:
                self._break()

    def handle_data(self, data: str) -> None:
        if self._silent:
            if self._silent == "style":
                self._take_style(data)
            return
        if self._open:
            self._write(_BLANKS.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        if self._silent == "style" or ("{" in data and not self._open):
            self._take_style(data)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))

    def _take_style(self, text: str) -> None:
        for rule in _HIDING_RULE.finditer(text):
            for selector in rule[1].split(","):
                if found := _CLASS.match(selector):
                    self._hiding_classes.add(found[1])
        for selector, code in format_rules(text):
            if found := _CLASS.match(selector):
                self._formats[found[1]] = code

    def _write(self, text: str) -> None:
        if self._unseen or not self._open:
            return
        table = self._open[-1]
        if table.cell is not None:
            table.cell.pieces.append(text)
        elif table.caption is not None:
            table.caption.append(text)

    def _break(self) -> None:
        """Start a new line, unless the cell is empty."""
        table = self._open[-1] if self._open else None
        if table and table.cell and table.cell.pieces and table.cell.pieces[-1] != "\n":
            self._write("\n")

    def _is_hidden(self, attributes: Attributes) -> bool:
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            return True
        classes = attributes.get("class", "").split()
        return not self._hiding_classes.isdisjoint(classes)

    def _hide(self, tag: str, attributes: Attributes) -> None:
        """Ignore the content of a hidden element, up to its end or that of the cell."""
        if not self._unseen and self._is_hidden(attributes):
            self._unseen, self._unseen_depth = tag, 1

    def _begin_table(self, attributes: Attributes) -> None:
        outer = any(table.grid.hidden for table in self._open)
        grid = Grid(hidden=outer or bool(self._unseen) or self._is_hidden(attributes))
        self.grids.append(grid)
        self._open.append(_Table(grid))

    def _end_table(self) -> None:
        if not self._open:
            return
        self._end_row()
        table = self._open.pop()
        grid = table.grid
        # A single nested cell is a frame around its text.
        outer = self._open[-1].cell if self._open else None
        if outer is not None and [len(row) for row in grid.rows] == [1]:
            outer.pieces.append(grid.rows[0][0])
            grid.rows = []

    def _begin_row(self, attributes: Attributes) -> None:
        if not self._open:  # a fragment of a page without its table
            self._begin_table({})
        self._end_row()
        table = self._open[-1]
        if table.group_hidden or self._is_hidden(attributes):
            table.grid.hidden_rows.add(len(table.grid.rows))
        table.row = []

    def _end_row(self) -> None:
        self._end_cell()
        if not self._open or self._open[-1].row is None:
            return
        table = self._open[-1]
        table.grid.rows.append(table.row or [])
        table.row = None
        table.below = {column: rows - 1 for column, rows in table.below.items() if rows > 1}

    def _begin_cell(self, attributes: Attributes) -> None:
        self._end_cell()
        if not self._open or self._open[-1].row is None:
            self._begin_row({})
        table = self._open[-1]
        assert table.row is not None  # noqa: S101 - started just now, if not before
        while len(table.row) in table.below:
            table.row.append("")
        column = len(table.row)
        across = _span(attributes.get("colspan", ""), SPAN_MAX)
        down = _span(attributes.get("rowspan", ""), ROW_SPAN_MAX)
        self._cells += across
        if column + across > COLUMNS_MAX or self._cells > CELLS_MAX:
            raise TooManyCells
        table.row += [""] * across
        if down > 1:
            # The first row is subtracted with the others.
            table.below |= dict.fromkeys(range(column, column + across), down)
        if self._is_hidden(attributes):
            table.grid.hidden_columns.add(column)
        table.cell = _Cell(column, attributes)

    def _end_cell(self) -> None:
        self._unseen, self._unseen_depth = "", 0
        if not self._open:
            return
        table = self._open[-1]
        if table.cell is None or table.row is None:
            return
        cell, text = table.cell, _text_of(table.cell)
        shown = formatted(text, cell.attributes, self._formats) if cell.attributes else text
        if shown is None:
            line = len(table.grid.rows) + 1
            table.grid.findings.note(cell.column, ColumnProblem.FORMAT, line)
        table.row[cell.column] = text if shown is None else shown
        table.cell = None


def _named(attrs: Sequence[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, value or "") for name, value in reversed(attrs)]


def _span(text: str, most: int) -> int:
    digits = text.strip()
    return min(max(int(digits), 1), most) if digits.isdecimal() and len(digits) < 9 else 1


def _text_of(cell: _Cell) -> str:
    """Return the shown text; for a shortened number, the full one that Excel wrote beside it."""
    pieces = cell.pieces
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    text = text.strip(" \n")
    if "\n" in text:
        text = "\n".join(line.strip(" ") for line in text.split("\n"))
    if not cell.attributes:
        return text
    value = cell.attributes.get("x:num", "")
    if value and ("E" in text or text.startswith("##")):
        text = shown_number(value) or text
    return text
