"""The shared strings of an XLSX."""

from __future__ import annotations

import re

from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.xml_events import Attributes, local, parse, parser

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_strings(package: Package, part: str | None) -> list[str]:
    """Read the shared strings, without formats and phonetic marks; none if there is no such part.

    Raises:
        XmlError: it is not XML.
    """
    if part is None or part not in package:
        return []
    strings: list[str] = []
    runs: list[str] = []
    text: list[str] = []
    phonetic = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal phonetic
        match local(element):
            case "t":
                text.clear()
            case "si":
                runs.clear()
            case "rPh":
                phonetic = True

    def end(element: str) -> None:
        nonlocal phonetic
        match local(element):
            case "t":
                if not phonetic:
                    runs.append("".join(text))
            case "si":
                strings.append(unescaped("".join(runs)))
            case "rPh":
                phonetic = False

    with package.open(part) as stream:
        parse(parser(start, end, text.append), stream)
    return strings


def unescaped(text: str) -> str:
    """Decode escapes such as `_x000D_`, for characters that are invalid in XML."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
