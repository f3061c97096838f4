"""Detect whether an OLE file (an XLS, or an encrypted XLSX) needs a password."""

from __future__ import annotations

import struct

_ENTRY = 128
"""Bytes of a directory entry; entries are at multiples of it [MS-CFB]."""
_STREAM = 2
_PACKAGE = "EncryptedPackage\0".encode("utf-16-le")
"""Name of the stream that contains an encrypted XLSX [MS-OFFCRYPTO]."""
_SECTOR = 64
_WORKBOOK = b"\x09\x08\x10\x00\x00\x06"
"""The first record of an XLS of Excel 97 and later [MS-XLS: BOF]."""
_FILE_PASS = 0x2F
"""The record that follows soon in an encrypted XLS [MS-XLS: FilePass]."""
_SOON = 8


def is_encrypted(data: bytes) -> bool:
    """Return whether an OLE file is encrypted."""
    for place in _places(data, _PACKAGE, _ENTRY):
        if data[place + 66 : place + 67] == bytes([_STREAM]):
            return True
    return any(_has_file_pass(data, place) for place in _places(data, _WORKBOOK, _SECTOR))


def _places(data: bytes, mark: bytes, multiple: int) -> list[int]:
    places = []
    place = data.find(mark)
    while place >= 0:
        if place % multiple == 0:
            places.append(place)
        place = data.find(mark, place + 1)
    return places[:_SOON]


def _has_file_pass(data: bytes, place: int) -> bool:
    for _ in range(_SOON):
        if place + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + length
    return False
