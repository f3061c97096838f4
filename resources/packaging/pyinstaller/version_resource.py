"""The version resource of the executable for Windows; `build.spec` hands it to PyInstaller."""

from __future__ import annotations

import re

_ENGLISH, _UNICODE = 0x0409, 1200
_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable({table!r}, [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [{language}, {code_page}])])
  ]
)
"""


def text(version: str) -> str:
    """Describe a program of this version (`1.2.3`, or `1.2.3rc1`, whose suffix is only shown)."""
    found = re.match(r"\d+(\.\d+)*", version)
    if found is None:
        raise ValueError(f"{version!r} is no version")
    numbers = (*map(int, found[0].split(".")), 0, 0, 0, 0)[:4]
    strings = {
        "CompanyName": "SMS Desk developers",
        "FileDescription": "SMS Desk 短信台",
        "FileVersion": version,
        "InternalName": "sms-desk",
        "LegalCopyright": "MIT",
        "OriginalFilename": "sms-desk.exe",
        "ProductName": "SMS Desk",
        "ProductVersion": version,
    }
    lines = [f"      StringStruct({name!r}, {value!r})," for name, value in strings.items()]
    return _TEMPLATE.format(
        numbers=numbers,
        table=f"{_ENGLISH:04X}{_UNICODE:04X}",
        strings="\n".join(lines),
        language=_ENGLISH,
        code_page=_UNICODE,
    )
