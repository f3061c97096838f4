"""Read the sheets of an XLS (Excel 97 to 2003, and before) as Excel shows them.

Uses `xlrd`, which supports hidden rows, hidden columns and display formats; `calamine` does not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from gui.core.cells.number_format import BUILT_IN
from gui.core.lists.layout import Sheet
from gui.storage.lists.workbooks.sheet_rows import Findings, Row
from gui.storage.lists.workbooks.xlsx_styles import Style, shown, style_of


class XlsWorkbook:
    """An open XLS."""

    def __init__(self, data: bytes) -> None:
        """Read the whole file except its sheets.

        Raises:
            Exception: the library cannot; it raises whatever its own code runs into.
        """
        import xlrd

        self.done = 0.0
        self._book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        self.sheets = tuple(
            Sheet(name, bool(hidden))
            for name, hidden in zip(
                self._book.sheet_names(), self._book._sheet_visibility, strict=True
            )
        )
        self._styles: dict[int, Style] = {}

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty, including hidden ones.

        Raises:
            Exception: as above.
        """
        table = self._book.sheet_by_name(sheet)
        findings.hidden_columns = {
            column for column, info in table.colinfo_map.items() if info.hidden or not info.width
        }
        for index in range(table.nrows):
            self.done = index / table.nrows
            info = table.rowinfo_map.get(index)
            hidden = info is not None and bool(info.hidden or info.height == 0)
            cells = self._cells(table, index, hidden, findings)
            if any(cells):
                yield Row(index + 1, cells, hidden)

    def _cells(self, table: Any, index: int, hidden: bool, findings: Findings) -> list[str]:
        cells = []
        values, types = table.row_values(index), table.row_types(index)
        for column, (value, kind) in enumerate(zip(values, types, strict=True)):
            match kind:
                case 1:
                    cells.append(value)
                case 2 | 3:  # a number, or one under the format of a date
                    style = self._style(table.cell_xf_index(index, column))
                    text, problem = shown(value, style, bool(self._book.datemode))
                    if problem is not None and not hidden:
                        findings.note(column, problem, index + 1)
                    cells.append(text)
                case 4:
                    cells.append("TRUE" if value else "FALSE")
                case _:  # empty, blank, or an error
                    cells.append("")
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _style(self, number: int) -> Style:
        if number not in self._styles:
            key = self._book.xf_list[number].format_key
            known = self._book.format_map.get(key)
            of_file = known.format_str if known is not None else "General"
            self._styles[number] = style_of(BUILT_IN[key] if key in _BY_SYSTEM else of_file)
        return self._styles[number]


_BY_SYSTEM = frozenset((14, 22, *range(27, 37), *range(50, 59)))
"""Formats that depend on the system's settings, whatever the file contains."""
