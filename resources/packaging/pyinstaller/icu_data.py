"""Makes ICU's data library smaller: 32 MB for every language, 5 MB for the two of the window.

Qt asks ICU to compare and sort text, for upper and lower case, for names of time zones, and for
encodings that it does not know itself. Numbers and dates it formats by tables of its own. The
format of the data is that of ICU's `udata.h` and `ucmndata.h`: a header, then a table of names and
offsets, sorted by name, then the items, each at a multiple of 16.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("en", "zh")
WANTED = re.compile(
    rf"""
    (?:
        (?:coll|curr|region|zone)/(?:{"|".join(LANGUAGES)}|root|pool|res_index|tzdbNames)\w*\.res
      | (?:coll/supplementalData|curr/supplementalData)\.res
      | coll/ucadata\.icu
      | (?:{"|".join(LANGUAGES)})(?:_\w+)?\.res
      | (?:cnvalias|uemoji|ulayout)\.icu
      | \w+\.nrm
      | (?:gb18030|ibm-1386_P100-2001|ibm-1383_P110-1999|ibm-1375_P100-2008|ibm-1373_P100-2002)\.cnv
    )$
    """,
    re.VERBOSE,
)
"""Items that stay: of these languages, and encodings of Chinese. So does what is of no language."""
A_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z0-9]\w+)?\.res$")
"""An item of one language, in the folder that has no name."""

_ALIGNMENT, _PADDING = 16, b"\xaa"
_MAGIC = b"\xda\x27"


def is_wanted(name: str) -> bool:
    """Whether an item stays, by its name without the package: `coll/zh.res`."""
    of_no_language = name.endswith(".res") and "/" not in name and not A_LANGUAGE.match(name)
    return of_no_language or WANTED.match(name) is not None


def items(data: bytes) -> dict[str, bytes]:
    """Read a package of data, `icudt73l.dat`: each item by its name, with that of the package.

    Raises:
        ValueError: it is something else.
    """
    if data[2:4] != _MAGIC or data[12:16] != b"CmnD":
        raise ValueError("not a package of ICU's data")
    (begin,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, begin)
    table = list(struct.iter_unpack("<II", data[begin + 4 : begin + 4 + 8 * count]))
    ends = [offset for _, offset in table[1:]] + [len(data) - begin]
    found = {}
    for (name, offset), end in zip(table, ends, strict=True):
        first = begin + name
        text = data[first : data.index(0, first)].decode("ascii")
        found[text] = data[begin + offset : begin + end]
    return found


def package(header: bytes, contents: Mapping[str, bytes]) -> bytes:
    """Write a package of data with the header of another one."""
    names = sorted(contents)
    place = 4 + 8 * len(names)
    offsets = []
    for name in names:
        offsets.append(place)
        place += len(name) + 1
    table = [struct.pack("<I", len(names))]
    place = _aligned(place)
    for name, name_offset in zip(names, offsets, strict=True):
        table.append(struct.pack("<II", name_offset, place))
        place = _aligned(place + len(contents[name]))
    table += [name.encode("ascii") + b"\0" for name in names]
    parts = [b"".join(table), *(contents[name] for name in names)]
    return header + b"".join(part.ljust(_aligned(len(part)), _PADDING) for part in parts)


def reduced(data: bytes) -> bytes:
    """Return a package of data with what is wanted of it alone."""
    (begin,) = struct.unpack_from("<H", data)
    kept = {name: item for name, item in items(data).items() if is_wanted(name.partition("/")[2])}
    return package(data[:begin], kept)


def read_library(library: bytes) -> tuple[str, bytes]:
    """Find the name and the data of ICU in a 64-bit ELF library.

    Raises:
        ValueError: it is something else.
    """
    if library[:6] != b"\x7fELF\x02\x01":
        raise ValueError("not a library for this system")
    (sections,) = struct.unpack_from("<Q", library, 40)
    size, count = struct.unpack_from("<HH", library, 58)
    # Name, type, flags, address, offset, size, link, info, alignment, size of an entry.
    headers = [
        struct.unpack_from("<IIQQQQIIQQ", library, sections + size * number)
        for number in range(count)
    ]
    dynamic_symbols = 11
    (symbols,) = (header for header in headers if header[1] == dynamic_symbols)
    names = headers[symbols[6]]
    for offset in range(symbols[4] + symbols[9], symbols[4] + symbols[5], symbols[9]):
        name, _, _, section, value, _ = struct.unpack_from("<IBBHQQ", library, offset)
        begin = names[4] + name
        text = library[begin : library.index(0, begin)].decode("ascii")
        if re.fullmatch(r"icudt\d+_dat", text):
            _, _, _, address, place, length, *_ = headers[section]
            return text, library[place + value - address : place + length]
    raise ValueError("no data of ICU in it")


def reduce_library(source: Path, target: Path) -> Path:
    """Write the library `source`, which holds nothing but data, again with reduced data.

    Needs `as` and `ld`, which are in the package that PyInstaller's `objdump` comes from.

    Raises:
        ValueError: it is not a library of ICU's data.
    """
    symbol, data = read_library(source.read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    content = target.with_suffix(".dat")
    content.write_bytes(reduced(data))
    assembly = (
        f'.section .rodata\n.balign {_ALIGNMENT}\n.globl {symbol}\n.type {symbol}, "object"\n'
        f'{symbol}:\n.incbin "{content.name}"\n.size {symbol}, . - {symbol}\n'
        '.section .note.GNU-stack, "", "progbits"\n'
    )
    unlinked = target.with_suffix(".o")
    for command, text in (
        (["as", "-o", unlinked.name], assembly),
        (["ld", "-shared", "-soname", source.name, "-o", target.name, unlinked.name], ""),
    ):
        subprocess.run(command, cwd=target.parent, input=text, text=True, check=True)  # noqa: S603
    return target


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
