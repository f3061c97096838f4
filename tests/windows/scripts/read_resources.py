"""Prints the version resource of an executable, and its icon's images, as JSON. On Windows."""

from __future__ import annotations

import ctypes
import hashlib
import json
import sys
from ctypes import wintypes

assert sys.platform == "win32"

STRINGS = ("CompanyName", "FileDescription", "FileVersion", "ProductName", "ProductVersion")
ICON, GROUP_ICON = 3, 14


def version(file: str) -> dict[str, str]:
    """The strings of its first language, as the properties of the file show them."""
    library = ctypes.WinDLL("version")
    buffer = ctypes.create_string_buffer(library.GetFileVersionInfoSizeW(file, None))
    assert library.GetFileVersionInfoW(file, 0, len(buffer), buffer)

    def query(name: str) -> ctypes.c_void_p:
        value, length = ctypes.c_void_p(), wintypes.UINT()
        found = library.VerQueryValueW(buffer, name, ctypes.byref(value), ctypes.byref(length))
        assert found, name
        return value

    pair = ctypes.cast(query(r"\VarFileInfo\Translation"), ctypes.POINTER(wintypes.WORD))
    place = f"\\StringFileInfo\\{pair[0]:04x}{pair[1]:04x}\\"
    return {name: ctypes.wstring_at(query(place + name).value or 0) for name in STRINGS}


def icon(file: str) -> dict[int, str]:
    """The images of its first icon, which the desktop shows: SHA-256 by the width in pixels."""
    kernel = ctypes.WinDLL("kernel32")
    for name in ("LoadLibraryExW", "FindResourceW", "LoadResource", "LockResource"):
        getattr(kernel, name).restype = ctypes.c_void_p
    module = ctypes.c_void_p(kernel.LoadLibraryExW(file, None, 2))  # as data
    names: list[int] = []
    kind = ctypes.WINFUNCTYPE(
        wintypes.BOOL, *[ctypes.c_void_p] * 4
    )  # of EnumResourceNames' function

    def collect(_module: int, _kind: int, name: int, _parameter: int) -> int:
        names.append(name)
        return 1

    kernel.EnumResourceNamesW(module, ctypes.c_void_p(GROUP_ICON), kind(collect), None)

    def content(number: int, kind: int) -> bytes:
        found = ctypes.c_void_p(
            kernel.FindResourceW(module, ctypes.c_void_p(number), ctypes.c_void_p(kind))
        )
        place = kernel.LockResource(ctypes.c_void_p(kernel.LoadResource(module, found)))
        return ctypes.string_at(place, kernel.SizeofResource(module, found))

    group = content(names[0], GROUP_ICON)
    images = {}
    for begin in range(6, 6 + 14 * int.from_bytes(group[4:6], "little"), 14):
        number = int.from_bytes(group[begin + 12 : begin + 14], "little")
        images[group[begin] or 256] = hashlib.sha256(content(number, ICON)).hexdigest()
    return images


if __name__ == "__main__":
    print(json.dumps({"version": version(sys.argv[1]), "icon": icon(sys.argv[1])}))
