"""Countries and regions by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QLocale

from gui.core.phones.number import MAINLAND_REGION, is_mainland
from gui.resource import resource

NEAR = (MAINLAND_REGION, "HK", "MO", "TW")
"""The regions that are listed first."""


@cache
def names() -> Mapping[str, tuple[str, str]]:
    """Return the names of all regions, in Chinese and English, by their ISO 3166 codes."""
    text = resource("regions.json").read_text(encoding="utf-8")
    return {code: (chinese, english) for code, (chinese, english) in json.loads(text).items()}


def region(code: str) -> str:
    """Name a region, given its ISO 3166 code; one without a name is called by its code."""
    chinese, english = names().get(code, (code, code))
    return chinese if QLocale().language() == QLocale.Language.Chinese else english


def region_of(number: str) -> str:
    """Name the region that a whole number belongs to; empty if none is known."""
    if is_mainland(number):
        return region(MAINLAND_REGION)
    # Its tables take a tenth of a second to load, and few lists need them.
    from gui.core.phones.foreign import region_of

    code = region_of(number)
    return region(code) if code else ""


def regions() -> list[tuple[str, str]]:
    """Name every region, the nearest ones first and the others by their names: name and code."""
    others = sorted((region(code), code) for code in names() if code not in NEAR)
    return [*((region(code), code) for code in NEAR), *others]
