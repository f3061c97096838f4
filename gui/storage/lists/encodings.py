"""Detect the encoding of a text file: byte order mark, then UTF-8, then GB18030.

A damaged byte does not make a text unreadable: it is read with a mark in its place, as
`gui.core.cells.unreadable.UNREADABLE` is.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from gui.core.cells.unreadable import UNREADABLE
from gui.core.lists.layout import ListEncoding

__all__ = [
    "ERRORS",
    "ListEncoding",
    "NotText",
    "check_encoding",
    "guess_encoding",
    "is_mostly_good",
    "wide_encoding",
]

BLOCK = 1 << 20
"""Bytes read at once."""
LINE = 4096
"""Maximum bytes of a line across two blocks that are examined again."""
ZEROS = 8
"""Minimum zero bytes that count as a pattern."""
ERRORS = "sms-desk-list"
"""The codec error handler for lists, which never fails."""


class NotText(Exception):
    """The bytes are not text in any of the known encodings.

    Attributes:
        binary: they are another kind of file (a picture, a program).
    """

    def __init__(self, *, binary: bool) -> None:
        super().__init__("binary" if binary else "unknown encoding")
        self.binary = binary


# The mark of UTF-32 starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, ListEncoding.UTF_32),
    (codecs.BOM_UTF32_BE, ListEncoding.UTF_32),
    (codecs.BOM_UTF8, ListEncoding.UTF_8_MARKED),
    (codecs.BOM_UTF16_LE, ListEncoding.UTF_16),
    (codecs.BOM_UTF16_BE, ListEncoding.UTF_16),
)
_OTHER_KINDS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"SQLite format 3",
)
"""First bytes of files that are not text (PNG, JPEG, GIF, PDF, archives, programs, databases)."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""What a text has few of; \\x1a ended a text file in DOS."""
_KINDS_MAX = 8
"""Maximum different control characters of a text: padding, field separators."""
_GOOD_PER_BAD = 2
"""In a text of this encoding, there are at least so many good characters beyond ASCII for each
that is damaged. In GBK read as UTF-8 it is the other way round: about one in seven is good."""
_EURO = 0x80
"""The euro sign in the GBK of Windows (code page 936); GB18030 itself has no such byte."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Put a mark in place of bytes that are no character, and go on at the next byte that may be.

    In GB18030 that is the next one: a digit after half a character is a digit.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding == ListEncoding.GB18030:
        is_euro = error.object[error.start] == _EURO
        return "€" if is_euro else UNREADABLE, error.start + 1
    return UNREADABLE, error.end


codecs.register_error(ERRORS, _replace)


def guess_encoding(file: BinaryIO) -> ListEncoding:
    """Detect the encoding of `file`, which is at its beginning before and after.

    UTF-8 is certain if the whole file is valid; UTF-16 without a mark is detected by its zero
    bytes. For a damaged file, the encoding with little damage is chosen.

    Raises:
        NotText: it has no known encoding.
        OSError: it cannot be read.
    """
    start = file.read(BLOCK)
    file.seek(0)
    if marked := wide_encoding(start):
        _check_text(start, marked)
        return marked
    _check_text(start, ListEncoding.LATIN_1)
    damaged = _find_damage(file)
    if damaged is None:
        return ListEncoding.UTF_8
    good_before, block = damaged
    for encoding, before in ((ListEncoding.UTF_8, good_before), (ListEncoding.GB18030, 0)):
        if is_mostly_good(block, encoding, before):
            return encoding
    raise NotText(binary=False)


def wide_encoding(start: bytes) -> ListEncoding | None:
    """Detect an encoding by its byte order mark, or UTF-16 by zero bytes; none if neither.

    Args:
        start: the first bytes, some thousands if available.
    """
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    return _guess_wide(start)


def is_mostly_good(data: bytes, encoding: str, good_before: int = 0) -> bool:
    """Return whether few non-ASCII characters are damaged if `data` is decoded.

    Args:
        data: the bytes to decode.
        encoding: Python's name of it.
        good_before: number of good characters before it.
    """
    text = data.decode(encoding, ERRORS)
    bad = text.count(UNREADABLE)
    return good_before + _count_wide(text) - bad >= _GOOD_PER_BAD * bad


def check_encoding(file: BinaryIO, chosen: ListEncoding) -> ListEncoding:
    """Return how to read `file` with the chosen encoding; it is at its beginning before and after.

    Any file can be read in any encoding, with marks for errors, except those that need a byte order
    mark: UTF-16 without one is guessed.

    Raises:
        NotText: UTF-32 was chosen, but there is no mark.
        OSError: it cannot be read.
    """
    if chosen not in (ListEncoding.UTF_16, ListEncoding.UTF_32):
        return chosen
    start = file.read(BLOCK)
    file.seek(0)
    if any(start.startswith(mark) for mark, encoding in _MARKS if encoding is chosen):
        return chosen
    if chosen is ListEncoding.UTF_32:
        raise NotText(binary=False)
    return _guess_wide(start) or ListEncoding.UTF_16_LE


def _guess_wide(start: bytes) -> ListEncoding | None:
    """Detect UTF-16 without a mark by the zero half of digits, commas and line ends.

    These make up a good part of every list. The other halves are hardly ever zero, except that of
    一.
    """
    even, odd = start[::2].count(0), start[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < ZEROS or most * 5 < len(start) or least * 8 > most:
        return None
    return ListEncoding.UTF_16_BE if even > odd else ListEncoding.UTF_16_LE


def _check_text(start: bytes, encoding: ListEncoding) -> None:
    """Check that the beginning of a file is text in any script.

    A few kinds of control characters are: the blanks of a padded field, or U+001F before numbers
    that a spreadsheet is to leave alone. They are never half of the text, except NUL.

    Raises:
        NotText: it is not text.
    """
    if start.startswith(_OTHER_KINDS):
        raise NotText(binary=True)
    text = codecs.getincrementaldecoder(encoding)(ERRORS).decode(start)
    found = _CONTROL.findall(text)
    many = len(found) - found.count("\0")
    if len(set(found)) > _KINDS_MAX or many * 3 > len(text):
        raise NotText(binary=True)


def _find_damage(file: BinaryIO) -> tuple[int, bytes] | None:
    """Find the first invalid UTF-8.

    Returns:
        How many characters beyond ASCII stand in the blocks before it, and the block it is in with
        the beginning of its first line; or none if all is valid.
    """
    decoder = codecs.getincrementaldecoder(ListEncoding.UTF_8)()
    good, rest = 0, b""
    try:
        while True:
            block = file.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeError:
                return good, rest + block
            if not block:
                break
            good += _count_wide(text)
            rest = block[-LINE:].rpartition(b"\n")[2]
    finally:
        file.seek(0)
    return None


def _count_wide(text: str) -> int:
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
