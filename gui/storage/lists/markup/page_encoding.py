"""Decode a page that may declare its encoding, rightly or wrongly."""

from __future__ import annotations

import codecs
import io
import re

from gui.storage.lists.encodings import (
    ERRORS,
    NotText,
    guess_encoding,
    is_mostly_good,
    wide_encoding,
)

START = 64 * 1024
"""Number of leading bytes used to detect the format."""
DECLARED_IN = 4096
"""Number of leading bytes in which an encoding is declared."""

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
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
    found = _CHARSET.search(data[:DECLARED_IN])
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
