"""Read the sheets of an XLSX as a spreadsheet program shows them.

The fast library for XLSX (`calamine`) gives values only. This reader supports hidden rows and
columns, display formats, and formulas without a result [ECMA-376, part 1, section 18]. It does not
keep the sheet in memory, so a distant single cell costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pyexpat import XMLParserType

from gui.core.lists.layout import Sheet
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.sheet_rows import COLUMNS_MAX, Findings, Row
from gui.storage.lists.workbooks.xlsx_strings import read_strings, unescaped
from gui.storage.lists.workbooks.xlsx_styles import KNOWN_MAX, Style, read_styles, serial_day, shown
from gui.storage.lists.workbooks.xml_events import (
    Attributes,
    feed,
    is_true,
    local,
    parse,
    parser,
    value_of,
)

_EXACT = re.compile("0|-?[1-9][0-9]{0,14}").fullmatch
"""A whole number that is shown as it is stored."""


class XlsxWorkbook:
    """An open XLSX."""

    def __init__(self, package: Package, main: str) -> None:
        """Read the list of its sheets; `main` is the part that names them.

        Raises:
            XmlError: it is not XML.
        """
        self.done = 0.0
        self.recalculated = False
        self._package = package
        self.from_1904 = False
        self._parts: dict[str, str] = {}
        self._hidden = set[str]()
        relations = package.relations(main)
        by_id = {relation.id: relation for relation in relations}

        def start(element: str, attributes: Attributes) -> None:
            match local(element):
                case "sheet":
                    name = value_of(attributes, "name") or ""
                    relation = by_id.get(_relation_id(attributes))
                    if relation is None or relation.part not in package:
                        return
                    self._parts.setdefault(name, relation.part)
                    if relation.kind != "worksheet" or value_of(attributes, "state") in (
                        "hidden",
                        "veryHidden",
                    ):
                        self._hidden.add(name)
                case "workbookPr":
                    self.from_1904 = is_true(value_of(attributes, "date1904"))
                case "calcPr":
                    self.recalculated = is_true(value_of(attributes, "fullCalcOnLoad"))

        with package.open(main) as part:
            parse(parser(start), part)
        self.sheets = tuple(Sheet(name, name in self._hidden) for name in self._parts)
        kinds = {relation.kind: relation.part for relation in relations}
        self.strings_part = kinds.get("sharedStrings")
        self._styles_part = kinds.get("styles")
        self._strings: list[str] | None = None
        self._styles: list[Style] | None = None

    @property
    def strings(self) -> list[str]:
        """The shared strings."""
        if self._strings is None:
            self._strings = read_strings(self._package, self.strings_part)
        return self._strings

    @property
    def styles(self) -> list[Style]:
        """The display formats by the style numbers of cells."""
        if self._styles is None:
            self._styles = read_styles(self._package, self._styles_part)
        return self._styles

    def part(self, sheet: str) -> str:
        """Return the name of a sheet's part."""
        return self._parts[sheet]

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty, including hidden ones.

        Raises:
            XmlError: it is not XML.
        """
        reader = _SheetParser(self, findings, self.from_1904)
        part = self._parts[sheet]
        size = max(1, self._package.size(part))
        with self._package.open(part) as stream:
            for done in feed(reader.parser, stream):
                self.done = min(1.0, done / size)
                rows, reader.rows = reader.rows, []
                yield from rows


class _SheetParser:
    """Parses the XML of a sheet into rows."""

    def __init__(self, workbook: XlsxWorkbook, findings: Findings, from_1904: bool) -> None:
        self.rows: list[Row] = []
        self._workbook = workbook
        self._findings = findings
        self._from_1904 = from_1904
        self._hidden_columns = set[int]()
        self._known: dict[tuple[str, str], tuple[str, ColumnProblem | None]] = {}
        self.parser: XMLParserType = self._make()

    def _make(self) -> XMLParserType:
        """Create the parser; its functions share local variables because they are called often."""
        names: dict[str, str] = {}
        columns: dict[str, int] = {}
        text: list[str] = []
        inline: list[str] = []
        cells: list[str] = []
        line = column = 0
        hidden = phonetic = formula = False
        kind = style = value = ""

        def start(element: str, attributes: Attributes) -> None:
            nonlocal line, column, hidden, phonetic, formula, kind, style, value, cells
            name = names.get(element) or names.setdefault(element, local(element))
            if name == "c":
                kind = style = value = reference = ""
                formula = False
                for place in range(0, len(attributes), 2):
                    match attributes[place]:
                        case "r":
                            reference = attributes[place + 1]
                        case "t":
                            kind = attributes[place + 1]
                        case "s":
                            style = attributes[place + 1]
                letters = reference.rstrip("0123456789")
                column = columns.get(letters, -1) if letters else column + 1
                if column < 0:
                    column = columns[letters] = _column(letters)
            elif name == "v" or name == "t":
                text.clear()
            elif name == "row":
                line, hidden = self._row(attributes, line)
                column = -1
                cells = []
            elif name == "f":
                formula = True
            elif name == "is":
                inline.clear()
            elif name == "rPh":
                phonetic = True
            elif name == "col":
                self._hide_columns(attributes)

        def end(element: str) -> None:
            nonlocal phonetic, value
            name = names[element]
            if name == "v":
                value = "".join(text)
            elif name == "c":
                if kind == "inlineStr":
                    value = "".join(inline)
                if value or formula:
                    shown = self._cell(kind, style, value, formula, line, column, hidden)
                    if shown and column < COLUMNS_MAX:
                        missing = column - len(cells)
                        if missing > 0:
                            cells.extend([""] * missing)
                        if missing < 0:
                            cells[column] = shown
                        else:
                            cells.append(shown)
            elif name == "row":
                if cells:
                    self.rows.append(Row(line, cells, hidden))
            elif name == "t":
                if not phonetic:
                    inline.append("".join(text))
            elif name == "rPh":
                phonetic = False
            elif name == "cols":
                self._findings.hidden_columns = self._hidden_columns

        return parser(start, end, text.append)

    def _row(self, attributes: Attributes, before: int) -> tuple[int, bool]:
        """Return a row's number, and whether it is hidden; a row of height 0 is."""
        line, hidden = before + 1, False
        for place in range(0, len(attributes), 2):
            value = attributes[place + 1]
            match attributes[place]:
                case "r" if value.isdecimal() and len(value) < 10:
                    line = int(value)
                case "hidden":
                    hidden = hidden or is_true(value)
                case "ht":
                    hidden = hidden or _is_zero(value)
        return line, hidden

    def _hide_columns(self, attributes: Attributes) -> None:
        width = value_of(attributes, "width")
        if not (is_true(value_of(attributes, "hidden")) or (width is not None and _is_zero(width))):
            return
        first, last = value_of(attributes, "min") or "", value_of(attributes, "max") or ""
        if first.isdecimal() and last.isdecimal():
            self._hidden_columns.update(range(int(first) - 1, min(int(last), COLUMNS_MAX)))

    def _cell(
        self, kind: str, style: str, value: str, formula: bool, line: int, column: int, hidden: bool
    ) -> str:
        """Format a cell as shown; add notes on it to the findings."""
        problem: ColumnProblem | None = None
        match kind:
            case "s":
                text = self._shared(value)
            case "str" | "inlineStr":
                text = unescaped(value)
            case "b":
                text = "TRUE" if is_true(value) else "FALSE"
            case "e":
                text = ""
            case _:
                # A few dates and amounts are repeated many times.
                known = self._known.get((style, value))
                if known is None:
                    known = self._number(kind, style, value)
                    if len(self._known) < KNOWN_MAX:
                        self._known[style, value] = known
                text, problem = known
        if formula:
            if not value and kind != "str":
                problem = ColumnProblem.NO_RESULT
            elif self._workbook.recalculated:
                problem = ColumnProblem.RECALCULATED
        if problem is not None and not hidden:
            self._findings.note(column, problem, line)
        return text

    def _shared(self, value: str) -> str:
        strings = self._workbook.strings
        place = int(value) if value.isdecimal() and len(value) < 10 else len(strings)
        return strings[place] if place < len(strings) else ""

    def _number(self, kind: str, style: str, value: str) -> tuple[str, ColumnProblem | None]:
        """Format a number as shown; return it, and its problem, if any."""
        if not value:
            return "", None
        styles = self._workbook.styles
        number = int(style) if style.isdecimal() and len(style) < 10 else 0
        number_format = styles[number] if number < len(styles) else None
        if number_format is None and _EXACT(value):
            return value, None
        stored = serial_day(value, from_1904=self._from_1904) if kind == "d" else value
        try:
            return shown(float(stored), number_format, self._from_1904)
        except ValueError:
            return value, ColumnProblem.UNREADABLE


def _is_zero(text: str) -> bool:
    try:
        return float(text) == 0
    except ValueError:
        return False


def _column(letters: str) -> int:
    """Return the number of a column, from 0; an invalid one is beyond the last column."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > COLUMNS_MAX:
            return COLUMNS_MAX
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _relation_id(attributes: Attributes) -> str:
    """Return the `r:id` of a sheet; its prefix may differ."""
    for place in range(0, len(attributes), 2):
        prefix, _, name = attributes[place].rpartition(":")
        if name == "id" and prefix:
            return attributes[place + 1]
    return ""
