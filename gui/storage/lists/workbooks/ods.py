"""Read the sheets of an OpenDocument workbook as a spreadsheet program shows them.

OpenDocument keeps, beside each value, the text that was shown when the file was saved [ODF 1.3,
part 3, section 19.384 and 9.1]: that is what is read, but for numbers that may be phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gui.core.cells.number_format import keep_digits, plain
from gui.core.lists.layout import Sheet
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.sheet_rows import COLUMNS_MAX, Findings, Row
from gui.storage.lists.workbooks.xml_events import Attributes, XmlError, feed, local, parse, parser

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_REPEATED_MAX = 16_000_000
"""Maximum repeated cells: a few bytes can request any number."""
_BLANKS = re.compile("[ \t\r\n]+")


class OdsWorkbook:
    """An open OpenDocument workbook."""

    def __init__(self, package: Package) -> None:
        """Read the names of its sheets.

        Raises:
            XmlError: it is not XML.
        """
        self.done = 0.0
        self._package = package
        sheets: list[Sheet] = []
        hidden_styles = set[str]()
        style = ""
        depth = 0

        def start(element: str, attributes: Attributes) -> None:
            nonlocal depth, style
            name = local(element)
            if name == "table":
                depth += 1
                if depth == 1:
                    found = _by_name(attributes)
                    hidden = found.get("style-name") in hidden_styles
                    sheets.append(Sheet(found.get("name", ""), hidden))
            elif name == "style":
                style = _by_name(attributes).get("name", "")
            elif name == "table-properties" and _by_name(attributes).get("display") == "false":
                hidden_styles.add(style)

        def end(element: str) -> None:
            nonlocal depth
            if local(element) == "table":
                depth -= 1

        with package.open(CONTENT) as stream:
            parse(parser(start, end), stream)
        self.sheets = tuple(sheets)

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty, including hidden ones.

        Raises:
            XmlError: it is not XML, or a row with something in it is repeated endlessly.
        """
        reader = _SheetParser(sheet, findings)
        size = max(1, self._package.size(CONTENT))
        made = parser(reader.start, reader.end, reader.characters)
        with self._package.open(CONTENT) as stream:
            for done in feed(made, stream):
                self.done = min(1.0, done / size)
                repeated, reader.rows = reader.rows, []
                for row, times in repeated:
                    for more in range(times):
                        yield row._replace(line=row.line + more, cells=row.cells.copy())
                if reader.over:
                    return


def is_encrypted(package: Package) -> bool:
    """Return whether the manifest requires a password [ODF 1.3, part 2, section 4.8.1]."""
    found = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal found
        found = found or local(element) == "encryption-data"

    if _MANIFEST in package:
        with package.open(_MANIFEST) as stream:
            parse(parser(start), stream)
    return found


class _SheetParser:
    """Parses the XML of all sheets, and yields the rows of one of them."""

    def __init__(self, sheet: str, findings: Findings) -> None:
        self.rows: list[tuple[Row, int]] = []
        self.over = False
        self._sheet = sheet
        self._findings = findings
        self._inside = False
        self._tables = 0
        self._groups: list[bool] = []
        self._hidden_columns = set[int]()
        self._column_groups: list[bool] = []
        self._next_column = 0
        self._line = 1
        self._times = 1
        self._hidden = False
        self._cells: list[str] = []
        self._blank = 0
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._text: list[str] | None = None
        self._notes = 0
        self._repeated = 0

    def start(self, element: str, attributes: Attributes) -> None:
        """Handle the start of an element."""
        name = local(element)
        if name == "table":
            self._tables += 1
            if self._tables == 1 and not self.over:
                self._inside = _by_name(attributes).get("name", "") == self._sheet
            return
        if not self._inside or self._tables > 1:
            return
        match name:
            case "table-row":
                found = _by_name(attributes)
                self._times = _times(found.get("number-rows-repeated"))
                self._hidden = found.get("visibility", "visible") != "visible" or any(self._groups)
                self._cells, self._blank = [], 0
            case "table-cell" | "covered-table-cell":
                self._cell = _by_name(attributes)
                self._paragraphs = []
            case "p" | "h" if not self._notes:
                self._text = []
            case "s" if self._text is not None:
                self._text.append(" " * _times(_by_name(attributes).get("c")))
            case "tab" if self._text is not None:
                self._text.append("\t")
            case "line-break" if self._text is not None:
                self._text.append("\n")
            case "annotation" | "ruby-text":
                self._notes += 1
            case "table-row-group":
                self._groups.append(_by_name(attributes).get("display") == "false")
            case "table-column-group":
                self._column_groups.append(_by_name(attributes).get("display") == "false")
            case "table-column":
                self._take_column(_by_name(attributes))

    def end(self, element: str) -> None:
        """Handle the end of an element."""
        name = local(element)
        if name == "table":
            self._tables -= 1
            if self._tables == 0 and self._inside:
                self._inside, self.over = False, True
                self._findings.hidden_columns = self._hidden_columns
            return
        if not self._inside or self._tables > 1:
            return
        match name:
            case "p" | "h" if self._text is not None and not self._notes:
                self._paragraphs.append("".join(self._text))
                self._text = None
            case "table-cell" | "covered-table-cell":
                self._take_cell()
            case "table-row":
                if self._cells:
                    self._take_row()
                self._line += self._times
            case "annotation" | "ruby-text":
                self._notes -= 1
            case "table-row-group":
                self._groups.pop()
            case "table-column-group":
                self._column_groups.pop()

    def characters(self, text: str) -> None:
        """Add text; blanks and line ends are collapsed to one blank [ODF, 6.1.2]."""
        if self._text is not None and not self._notes:
            self._text.append(_BLANKS.sub(" ", text))

    def _take_column(self, found: dict[str, str]) -> None:
        times = min(_times(found.get("number-columns-repeated")), COLUMNS_MAX)
        if found.get("visibility", "visible") != "visible" or any(self._column_groups):
            end = min(self._next_column + times, COLUMNS_MAX)
            self._hidden_columns.update(range(self._next_column, end))
            self._findings.hidden_columns = self._hidden_columns
        self._next_column += times

    def _take_cell(self) -> None:
        times = _times(self._cell.get("number-columns-repeated"))
        text = self._shown()
        if not text:
            self._blank += times
            return
        column = len(self._cells) + self._blank
        if column + times > COLUMNS_MAX:
            raise XmlError("too many columns", too_large=True)
        self._cells.extend([""] * self._blank)
        self._blank = 0
        self._cells.extend([text] * times)

    def _shown(self) -> str:
        text = "\n".join(self._paragraphs)
        kind = self._cell.get("value-type", "")
        column = len(self._cells) + self._blank
        if self._cell.get("formula") and not kind and not text:
            self._note(column, ColumnProblem.NO_RESULT)
        if self._cell.get("error"):
            return ""
        if kind == "string":
            return text or self._cell.get("string-value", "")
        if kind in _NUMBERS:
            return self._number(text, column)
        if kind == "boolean" and not text:
            return self._cell.get("boolean-value", "").upper()
        if kind in ("date", "time") and (not text or set(text) <= {"#"}):
            return self._cell.get(f"{kind}-value", "")
        return text

    def _number(self, text: str, column: int) -> str:
        try:
            value = float(self._cell.get("value", ""))
        except ValueError:
            return text
        if not text or set(text) <= {"#"}:  # not shown, or in too narrow a column
            return plain(value)
        return keep_digits(value, text)

    def _take_row(self) -> None:
        self._repeated += (self._times - 1) * len(self._cells)
        if self._repeated > _REPEATED_MAX:
            raise XmlError("too many cells", too_large=True)
        self.rows.append((Row(self._line, self._cells, self._hidden), self._times))

    def _note(self, column: int, problem: ColumnProblem) -> None:
        if not self._hidden:
            self._findings.note(column, problem, self._line)


def _by_name(attributes: Attributes) -> dict[str, str]:
    """Attributes by their names without prefixes; `error` if a formula has failed.

    What LibreOffice adds to the standard repeats some names: `calcext:value-type`.
    """
    found = {}
    for name, value in zip(attributes[::2], attributes[1::2], strict=True):
        if not name.startswith("calcext:"):
            found[local(name)] = value
        elif value == "error":
            found["error"] = value
    return found


def _times(text: str | None) -> int:
    """Parse a repeat count: at least 1."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1
