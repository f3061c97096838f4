"""Look into a workbook's zip archive before a library unpacks all of it.

What the archive says of itself may be a lie, so everything is unpacked once, and thrown away, with
an eye on how much it is and where its cells stand.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum, auto

UNPACKED_LEAST = 24 * 1024 * 1024
UNPACKED_FACTOR = 40
"""Lists of one and the same row are packed that well; a bomb is packed a thousandfold."""
UNPACKED_MAX = 1024 * 1024 * 1024
"""Bytes."""
MEMBERS_MAX = 4_096
CELLS_LEAST = 3_000_000
"""Cells within the outermost ones: a library may make room for all of them."""
CELLS_FACTOR = 20

_STEP = 1 << 20
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,8})([0-9]{1,20})["']""")
_HOLLOW = re.compile(
    rb"""<(?:[A-Za-z]+:)?c\b(?:[^<>"'/]|"[^<>"]*"|'[^<>']*')*+(?:/>|></(?:[A-Za-z]+:)?c>)"""
)
"""A cell that has a format and nothing in it, as Excel and WPS leave behind far below a table.

The library makes no room for these. Quotes are read in pairs: an attribute may hold `/>`.
"""
_WIDE = re.compile(rb"""r=["'][A-Z]{2}""")
_DEEP = re.compile(rb"""r=["'][A-Z]?([0-9]{6,20})["']""")
_ODD = tuple(map(re.compile, (rb"r\s+=", rb"r=\s", rb"-repeated")))
"""References written in an unusual way, or cells that stand for many."""
_OVERLAP = 64
"""More than any of these has characters: one may lie across two blocks."""
_ODF_TAG = re.compile(rb"<table:(?:covered-)?table-(row|cell)\b([^<>]*)>")
_ODF_REPEATED = re.compile(rb"""-repeated\s*=\s*["']([0-9]{1,20})["']""")
_ODF_TIMES_MAX = 1 << 32
_TAG_MAX = 64 * 1024
"""Bytes of a tag that may lie across two blocks."""
_LOCAL_HEADER = 30


class ArchiveFault(Enum):
    """Why a workbook is not to be unpacked."""

    NO_WORKBOOK = auto()
    """A zip archive of something else."""
    DAMAGED = auto()
    TOO_LARGE = auto()


def check_archive(data: bytes) -> ArchiveFault | None:
    """Look whether `data`, a zip archive, may be handed to a library; none if so."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return ArchiveFault.DAMAGED
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return ArchiveFault.NO_WORKBOOK
    if len(members) > MEMBERS_MAX:
        return ArchiveFault.TOO_LARGE
    left = min(UNPACKED_MAX, UNPACKED_LEAST + UNPACKED_FACTOR * len(data))
    for member in members:
        is_sheet = member.filename.startswith("xl/worksheets/") or member.filename == "content.xml"
        glance = _Glance()
        try:
            for block in _unpacked(data, member):
                left -= len(block)
                if left < 0:
                    return ArchiveFault.TOO_LARGE
                if is_sheet:
                    glance.look_at(block)
            if glance.needs_care and _is_too_wide(data, member):
                return ArchiveFault.TOO_LARGE
        except (zlib.error, ValueError):
            return ArchiveFault.DAMAGED
    return None


def _is_too_wide(data: bytes, member: zipfile.ZipInfo) -> bool:
    extent = _Extent()
    for block in _unpacked(data, member):
        extent.look_at(block)
    extent.finish()
    return extent.too_large


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member whatever its header says of its size; in blocks of a megabyte at most."""
    start = member.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise ValueError("no member there")
    start += _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _STEP]) for at in range(0, len(packed), _STEP))
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError("packed in a way no workbook is")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    while not unpacker.eof:
        block = unpacker.decompress(rest, _STEP)
        rest = unpacker.unconsumed_tail
        if block:
            yield block
        elif not rest:
            raise ValueError("cut off")


class _Glance:
    """Tells quickly that a sheet has no more room than usual; most have not."""

    def __init__(self) -> None:
        self._tail = b""
        self._cells = 0
        self._rows = 99_999
        self._odd = False

    def look_at(self, block: bytes) -> None:
        """Take the next block of a sheet's XML."""
        if self._odd:
            return
        text = self._tail + block
        self._odd = any(one.search(text) for one in (*_ODD, _WIDE))
        for row in _DEEP.findall(text):
            self._rows = max(self._rows, int(row))
        self._cells += text.count(b"<c ")
        self._tail = text[-_OVERLAP:]

    @property
    def needs_care(self) -> bool:
        """Whether it may have too much room."""
        return self._odd or self._rows * 26 > CELLS_LEAST + CELLS_FACTOR * self._cells


class _Extent:
    """How far from A1 the cells of a sheet reach, and how many there are."""

    def __init__(self) -> None:
        self._tail = b""
        self._cells = 0
        self._rows = 0
        self._columns = 0
        self._row_number = 0
        self._width = 0

    def look_at(self, block: bytes) -> None:
        """Take the next block of a sheet's XML."""
        text = self._tail + block
        least = max(0, len(text) - _TAG_MAX)
        cut = opened = text.rfind(b"<", least)
        while opened >= 0 and text[opened + 1 : opened + 2] in (b"/", b""):
            opened = text.rfind(b"<", least, opened)  # what is closed here may be hollow
        cut = next((at for at in (opened, cut) if at >= 0), len(text))
        self._tail = text[cut:]
        self._look_at_tags(text[:cut])

    def finish(self) -> None:
        """Say that it was the last one."""
        self._look_at_tags(self._tail)
        self._tail = b""

    @property
    def too_large(self) -> bool:
        """Whether there is much more room than cells."""
        return self._rows * self._columns > CELLS_LEAST + CELLS_FACTOR * self._cells

    def _look_at_tags(self, text: bytes) -> None:
        self._look_at_references(_HOLLOW.sub(b"", text))
        for tag in _ODF_TAG.finditer(text):
            self._look_at_odf(tag)

    def _look_at_references(self, text: bytes) -> None:
        found = _REFERENCE.findall(text)
        if not found:
            return
        self._cells += len(found)
        columns, rows = zip(*found, strict=True)
        # Of numbers as long as each other the greatest text is the greatest number.
        longest, widest = max(map(len, rows)), max(map(len, columns))
        self._rows = max(self._rows, int(max(row for row in rows if len(row) == longest)))
        column = max(column for column in columns if len(column) == widest)
        self._columns = max(self._columns, _column_number(column))

    def _look_at_odf(self, tag: re.Match[bytes]) -> None:
        """Take a tag of an OpenDocument sheet; cells without content make no room."""
        repeated = _ODF_REPEATED.search(tag[2])
        times = min(int(repeated[1]), _ODF_TIMES_MAX) if repeated else 1
        if tag[1] == b"row":
            self._row_number += times
            self._width = 0
            return
        self._width += times
        self._cells += 1
        if not tag[2].endswith(b"/"):
            self._rows = max(self._rows, self._row_number)
            self._columns = max(self._columns, self._width)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
