"""Parse web archives (MHTML), in which Excel saves a workbook as one file [RFC 2557]."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from itertools import islice
from urllib.parse import unquote

from gui.storage.lists.markup.grid import Grid
from gui.storage.lists.markup.html import parse_html
from gui.storage.lists.markup.html_sheets import sheet_names
from gui.storage.lists.markup.page_encoding import decode

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_PARTS_MAX = 4096


def parse_mhtml(data: bytes) -> list[Grid]:
    """Parse the tables of all pages in an archive, in order.

    If a page names the pages of the sheets, the remaining pages contain no lists: for example, the
    tabs of the sheets are a table too.

    Raises:
        TooManyCells: it has more cells than any list.
    """
    pages = _pages(message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n")))
    sheets = {
        _last(sheet.source): sheet
        for _, text in pages
        for sheet in sheet_names(text)
        if sheet.source
    }
    of_sheets = any(location in sheets for location, _ in pages)
    grids: list[Grid] = []
    for location, text in pages:
        sheet = sheets.get(location)
        if of_sheets and sheet is None:
            continue
        found = parse_html(text)
        if sheet is not None:
            for grid in found:
                grid.name, grid.hidden = sheet.name, grid.hidden or sheet.hidden
        grids += found
    return grids


def _pages(message: Message) -> list[tuple[str, str]]:
    """Yield the pages in an archive, each with the last part of its address."""
    pages = []
    for part in islice(message.walk(), _PARTS_MAX):
        if part.is_multipart() or part.get_content_type() not in _PAGES:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            text = decode(payload, _charset(part))
            pages.append((_last(str(part.get("Content-Location", ""))), text))
    return pages


def _last(address: str) -> str:
    return unquote(address.strip().replace("\\", "/").rpartition("/")[2]).lower()


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("")
    except (LookupError, ValueError):  # it names an unknown encoding
        return ""
