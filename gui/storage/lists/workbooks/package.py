"""Find the parts of an XLSX by their relations, whatever their names.

Open Packaging Conventions (ECMA-376, part 2): `_rels/.rels` names the main part, and beside each
part `_rels/NAME.rels` names those it refers to. Some writers use backslashes, other letter case,
or put the parts elsewhere; spreadsheet programs read these, too.
"""

from __future__ import annotations

import posixpath
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import unquote
from zipfile import ZipFile

from gui.storage.lists.workbooks.xml_events import Attributes, local, parse, parser, value_of


class Relation(NamedTuple):
    """One part's reference to another; `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of a zip archive by their names."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members = {
            _plain(member.orig_filename): member
            for member in archive.infolist()
            if not member.orig_filename.endswith(("/", "\\"))
        }

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._members

    def open(self, part: str) -> BinaryIO:
        """Open a part for reading.

        Raises:
            KeyError: there is none.
            BadZipFile, RuntimeError, NotImplementedError: it cannot be unpacked.
        """
        return cast(BinaryIO, self._archive.open(self._members[_plain(part)]))

    def size(self, part: str) -> int:
        """Return the unpacked size of a part according to the archive, which may be wrong."""
        return self._members[_plain(part)].file_size

    def relations(self, part: str = "") -> list[Relation]:
        """Return the relations of a part, or of the package itself; none if there are none.

        Raises:
            XmlError: it is not XML.
        """
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return []
        found: list[Relation] = []

        def start(element: str, attributes: Attributes) -> None:
            if (
                local(element) == "Relationship"
                and value_of(attributes, "TargetMode") != "External"
            ):
                target = unquote(value_of(attributes, "Target") or "").replace("\\", "/")
                found.append(
                    Relation(
                        value_of(attributes, "Id") or "",
                        (value_of(attributes, "Type") or "").rpartition("/")[2],
                        posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                    )
                )

        with self.open(path) as rels:
            parse(parser(start), rels)
        return found

    def main_part(self) -> str | None:
        """Return the main part of the document; none if it is not a workbook."""
        for relation in self.relations():
            if relation.kind == "officeDocument" and relation.part in self:
                return relation.part
        usual = ("xl/workbook.xml", "xl/workbook.bin", "workbook.xml")
        return next((part for part in usual if part in self), None)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
