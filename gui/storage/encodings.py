"""Which encoding a text file is in: byte order mark, then strict UTF-8, then GB18030."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import BinaryIO

BLOCK = 1 << 20
"""Bytes looked at at once."""


class ListEncoding(StrEnum):
    """How a list is read; the value is Python's name of the codec."""

    UTF_8 = "utf-8"
    UTF_8_MARKED = "utf-8-sig"
    """With a byte order mark."""
    UTF_16 = "utf-16"
    """With a byte order mark; so is UTF-32."""
    UTF_32 = "utf-32"
    GB18030 = "gb18030"
    """And so GBK and GB2312."""


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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""What no text has; \x1a ended a text file in DOS."""


def guess_encoding(file: BinaryIO) -> ListEncoding:
    """Read all of `file` to tell its encoding; it is at its beginning before and after.

    Raises:
        NotText: it is in none.
        OSError: it cannot be read.
    """
    start = file.read(4)
    file.seek(0)
    marked = [encoding for mark, encoding in _MARKS if start.startswith(mark)]
    for encoding in marked[:1] or (ListEncoding.UTF_8, ListEncoding.GB18030):
        if _decodes(file, encoding):
            return encoding
    raise NotText(binary=False)


def _decodes(file: BinaryIO, encoding: ListEncoding) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK):
            if _CONTROL.search(decoder.decode(block)):
                raise NotText(binary=True)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True
