"""An XLSX of one sheet, made of another one, for the fast reader."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZipFile

from gui.storage.lists.workbooks.package import Package

STEP = 1 << 20
"""Bytes copied at once."""
SHEET = "sheet"
"""The name of the sheet in a workbook `without_formats`."""

_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{relations}</Relationships>"
)
_RELATION = (
    '<Relationship Id="rId{number}" Target="{part}" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}"/>'
)


def _relations(*parts: tuple[str, str]) -> str:
    return _RELATIONS.format(
        relations="".join(
            _RELATION.format(number=number, kind=kind, part=part)
            for number, (kind, part) in enumerate(parts, 1)
        )
    )


_NO_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_PACKAGE = {
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": _WORKBOOK,
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    ),
}


def without_formats(package: Package, strings: str | None, sheet: Iterable[bytes]) -> BinaryIO:
    """Make a workbook of one sheet without formats, called as the standard's examples are.

    The library turns numbers under the format of a date into dates, and fails where there is no
    such date; here it gives the numbers.

    Args:
        package: the original one.
        strings: its part with the texts that cells share, if it has any.
        sheet: the XML of the sheet, in pieces.
    """
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, xml in _PACKAGE.items():
            archive.writestr(name, xml)
        with archive.open("xl/worksheets/sheet1.xml", "w") as copy:
            for piece in sheet:
                copy.write(piece)
        if strings is None or strings not in package:
            archive.writestr("xl/sharedStrings.xml", _NO_STRINGS)
        else:
            with package.open(strings) as stream, archive.open("xl/sharedStrings.xml", "w") as copy:
                shutil.copyfileobj(stream, copy, STEP)
    out.seek(0)
    return out
