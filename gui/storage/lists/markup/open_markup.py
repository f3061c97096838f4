"""Open lists in markup, often named .xls: web pages, web archives, and XML spreadsheets."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import BinaryIO

from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.storage.lists.encodings import ERRORS, wide_encoding
from gui.storage.lists.markup.grid import Grid, GridSource, TooManyCells
from gui.storage.lists.markup.page_encoding import DECLARED_IN, decode

SIZE_MAX = 64 * 1024 * 1024
"""Bytes."""
SUFFIXES = (".xls", ".xlsx", ".xml", ".htm", ".html", ".mht", ".mhtml")
"""Suffixes of files in which a table may start after other text."""

_BLANKS = "\ufeff\0 \t\r\n"
_TABLE = re.compile(r"<(?:table|tr|td)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|table|head|meta|body|style|title)\b", re.IGNORECASE)
_XML = re.compile(r"<\?xml\b|<(?:\w+:)?Workbook\b")
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook\b")
_ARCHIVE = re.compile(r"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z-]*\s*:[^\r\n]*\r?\n")


class MarkupKind(Enum):
    """The kind of a markup file."""

    HTML = auto()
    MHTML = auto()
    SPREADSHEETML = auto()
    OTHER = auto()
    """XML, RTF, or a page without a table: not a list."""


def tell_kind(start: bytes, path: str = "") -> MarkupKind | None:
    """Detect the format from the first `page_encoding.START` bytes; none if it is no markup."""
    encoding = wide_encoding(start) or ListEncoding.LATIN_1
    text = start.decode(encoding, ERRORS).removeprefix("ï»¿").lstrip(_BLANKS)
    if _HEADER.match(text) and _ARCHIVE.search(text[:DECLARED_IN]):
        return MarkupKind.MHTML
    if text.startswith("{\\rtf"):
        return MarkupKind.OTHER
    if not text.startswith("<"):
        behind_text = path.lower().endswith(SUFFIXES) and _TABLE.search(text)
        return MarkupKind.HTML if behind_text else None
    if _WORKBOOK.search(text) and (_XML.match(text) or "office:spreadsheet" in text):
        return MarkupKind.SPREADSHEETML
    if _TABLE.search(text) or _PAGE.match(text):
        return MarkupKind.HTML
    return MarkupKind.OTHER if _XML.match(text) else None


def open_markup(
    kind: MarkupKind, path: str, file: BinaryIO, size: int, choice: LayoutChoice
) -> GridSource:
    """Read the tables of a file of a known kind.

    Raises:
        ListError: it is too large, damaged, or without a table.
    """
    if kind is MarkupKind.OTHER:
        raise ListError(ListFault.FORMAT, path)
    if size > SIZE_MAX:
        raise ListError(ListFault.TOO_LARGE, path)
    grids = _parse(kind, path, file.read(size + 1))
    if not grids:
        raise ListError(ListFault.FORMAT, path)
    return GridSource(path, grids, size, choice)


def _parse(kind: MarkupKind, path: str, data: bytes) -> list[Grid]:
    try:
        match kind:
            case MarkupKind.SPREADSHEETML:
                from gui.storage.lists.markup.spreadsheetml import (
                    NotSpreadsheetML,
                    parse_spreadsheetml,
                )

                try:
                    return parse_spreadsheetml(decode(data))
                except NotSpreadsheetML as error:
                    raise ListError(ListFault.DAMAGED, path) from error
            case MarkupKind.MHTML:
                from gui.storage.lists.markup.mhtml import parse_mhtml

                return parse_mhtml(data)
            case _:
                from gui.storage.lists.markup.html import parse_html

                return parse_html(decode(data))
    except TooManyCells as error:
        raise ListError(ListFault.TOO_LARGE, path) from error
