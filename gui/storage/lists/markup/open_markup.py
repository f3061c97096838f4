"""Lists with tags, often called .xls: web pages, web archives, and XML spreadsheets."""

from __future__ import annotations

import codecs
import io
import re
from enum import Enum, auto
from typing import BinaryIO

from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.storage.lists.encodings import (
    ERRORS,
    NotText,
    guess_encoding,
    is_mostly_good,
    wide_encoding,
)
from gui.storage.lists.markup.grid import Grid, GridSource, TooManyCells

SIZE_MAX = 64 * 1024 * 1024
"""Bytes."""
START = 64 * 1024
"""Number of leading bytes used to detect the format."""
SUFFIXES = (".xls", ".xlsx", ".xml", ".htm", ".html", ".mht", ".mhtml")
"""Of files in which a table may begin after other text."""

_BLANKS = "\ufeff\0 \t\r\n"
_TABLE = re.compile(r"<(?:table|tr|td)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|table|head|meta|body|style|title)\b", re.IGNORECASE)
_XML = re.compile(r"<\?xml\b|<(?:\w+:)?Workbook\b")
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook\b")
_ARCHIVE = re.compile(r"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z-]*\s*:[^\r\n]*\r?\n")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARED_IN = 4096
_CODEC = re.compile(
    r"utf-8|gb18030|big5\w*|cp[0-9]+|euc_\w+|shift_jis\w*|iso8859-[0-9]+|koi8-\w"
).fullmatch
"""Python's encodings of texts that need no mark, and that are no programs' own."""
_LATIN = "cp1252"
"""As this everything can be read, so a declaration of it proves nothing."""
_OTHER_NAMES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""What browsers read in place of an encoding that is declared [WHATWG Encoding]."""


class MarkupKind(Enum):
    """What a text with tags is."""

    HTML = auto()
    MHTML = auto()
    SPREADSHEETML = auto()
    OTHER = auto()
    """XML, RTF, or a page without a table: no list."""


def tell_kind(start: bytes, path: str = "") -> MarkupKind | None:
    """Tell what begins with `start` (`START` bytes); none if it is no markup."""
    encoding = wide_encoding(start) or ListEncoding.LATIN_1
    text = start.decode(encoding, ERRORS).removeprefix("ï»¿").lstrip(_BLANKS)
    if _HEADER.match(text) and _ARCHIVE.search(text[:_DECLARED_IN]):
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
    """Read the tables of a file of a kind that was told.

    Raises:
        ListError: it is too large, damaged, or holds no table.
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


def decode(data: bytes, declared: str = "") -> str:
    """Decode a page: by its mark, as it declares, or as its bytes look if that cannot be true.

    Args:
        data: the page.
        declared: the encoding that a web archive names, if any.
    """
    if wide := wide_encoding(data[:START]):
        return data.decode(wide, ERRORS)
    if _is_utf_8(data):
        return data.decode()
    found = _CHARSET.search(data[:_DECLARED_IN])
    for name in (declared, found[1].decode("ascii") if found else ""):
        codec = _codec(name)
        if codec and codec != _LATIN and is_mostly_good(data, codec):
            return data.decode(codec, ERRORS)
    try:
        encoding: str = guess_encoding(io.BytesIO(data))
    except NotText:
        encoding = _LATIN
    return data.decode(encoding, ERRORS)


def _is_utf_8(data: bytes) -> bool:
    """Whether it is sure to be UTF-8, whatever it declares: valid, with characters of three bytes.

    Two bytes of another encoding may look like one character by chance; three hardly ever do.
    """
    try:
        text = data.decode()
    except UnicodeError:
        return False
    return not text.isascii() and max(text) >= "\u0800"


def _codec(name: str) -> str:
    """Python's name for a declared encoding; empty if there is none, or it needs a mark."""
    name = name.strip().lower()
    name = _OTHER_NAMES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return found if _CODEC(found) else ""
