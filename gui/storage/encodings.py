"""Which encoding a text file is in: byte order mark, then strict UTF-8, then GB18030."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from gui.core.layout import ListEncoding

__all__ = ["ListEncoding", "NotText", "check_text", "guess_encoding"]

BLOCK = 1 << 20
"""Bytes looked at at once."""
ZEROS = 8
"""Zero bytes from which on they are a pattern."""


class NotText(Exception):
    """The bytes are no text in any encoding that is tried.

    Attributes:
        binary: they hold what no text holds.
    """

    def __init__(self, *, binary: bool) -> None:
        super().__init__("binary" if binary else "unknown encoding")
        self.binary = binary


# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, ListEncoding.UTF_32),
    (codecs.BOM_UTF32_BE, ListEncoding.UTF_32),
    (codecs.BOM_UTF8, ListEncoding.UTF_8_MARKED),
    (codecs.BOM_UTF16_LE, ListEncoding.UTF_16),
    (codecs.BOM_UTF16_BE, ListEncoding.UTF_16),
)
_WIDE = {
    ListEncoding.UTF_16,
    ListEncoding.UTF_16_LE,
    ListEncoding.UTF_16_BE,
    ListEncoding.UTF_32,
}
_CONTROLS = [*range(0x09), *range(0x0E, 0x1A), *range(0x1B, 0x20), 0x7F]
"""What no text has; \\x1a ended a text file in DOS."""
_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, _CONTROLS)))}]")
_CONTROL_BYTES = bytes(_CONTROLS)


def guess_encoding(file: BinaryIO) -> ListEncoding:
    """Read all of `file` to tell its encoding; it is at its beginning before and after.

    UTF-8 is certain, and so is UTF-16 without a mark by its zero bytes. Of a long file in GB18030
    only the beginning is decoded: a fault further down shows when it is read.

    Raises:
        NotText: it is in none.
        OSError: it cannot be read.
    """
    start = file.read(4)
    file.seek(0)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            check_text(file, encoding)
            return encoding
    if (wide := _guess_wide(file)) and _decodes(file, wide, _CONTROL):
        return wide
    _check_bytes(file)
    if _decodes(file, ListEncoding.UTF_8):
        return ListEncoding.UTF_8
    check_text(file, ListEncoding.GB18030)
    return ListEncoding.GB18030


def _guess_wide(file: BinaryIO) -> ListEncoding | None:
    """Tell UTF-16 without a mark by the half of each digit, comma and line end that is zero.

    Those are a good part of every list. The other halves are hardly ever zero: of 一 one is.
    """
    start = file.read(BLOCK)
    file.seek(0)
    even, odd = start[::2].count(0), start[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < ZEROS or most * 5 < len(start) or least * 8 > most:
        return None
    return ListEncoding.UTF_16_BE if even > odd else ListEncoding.UTF_16_LE


def check_text(file: BinaryIO, encoding: ListEncoding) -> None:
    """Look whether `file` can be text in `encoding`; it is at its beginning before and after.

    Raises:
        NotText: it cannot.
        OSError: it cannot be read.
    """
    if encoding in _WIDE:
        if not _decodes(file, encoding, _CONTROL):
            raise NotText(binary=False)
        return
    _check_bytes(file)
    if not _decodes(file, encoding, blocks=1):
        raise NotText(binary=False)


def _check_bytes(file: BinaryIO) -> None:
    """Look for control characters: no byte of a wider character of these encodings is one."""
    try:
        while block := file.read(BLOCK):
            if len(block.translate(None, _CONTROL_BYTES)) != len(block):
                raise NotText(binary=True)
    finally:
        file.seek(0)


def _decodes(
    file: BinaryIO,
    encoding: ListEncoding,
    forbidden: re.Pattern[str] | None = None,
    blocks: int = -1,
) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while blocks and (block := file.read(BLOCK)):
            text = decoder.decode(block)
            if forbidden and forbidden.search(text):
                raise NotText(binary=True)
            blocks -= 1
        if not file.read(1):
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    finally:
        file.seek(0)
    return True
