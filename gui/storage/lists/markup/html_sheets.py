"""The sheets of the workbook that Excel saved as a page: their names, and which are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_SHEET = re.compile(
    r"<x:ExcelWorksheet>\s*<x:Name>(.*?)</x:Name>(.*?)</x:ExcelWorksheet>",
    re.IGNORECASE | re.DOTALL,
)
_SHEET_SOURCE = re.compile(r"<x:WorksheetSource\s[^>]*HRef\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_SHEET_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden", re.IGNORECASE)


@dataclass(slots=True)
class SheetName:
    """A sheet of the workbook a page was saved from.

    Attributes:
        source: the address of its page, or empty if it is the same page.
    """

    name: str
    hidden: bool
    source: str


def sheet_names(text: str) -> list[SheetName]:
    """Parse the names of the sheets that Excel saved as a page."""
    return [
        SheetName(
            name=" ".join(unescape(found[1]).split()),
            hidden=_SHEET_HIDDEN.search(found[2]) is not None,
            source=unescape(source[1]) if (source := _SHEET_SOURCE.search(found[2])) else "",
        )
        for found in _SHEET.finditer(text)
    ]
