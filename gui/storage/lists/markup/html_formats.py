"""Display formats of cells in a page for Excel (`mso-number-format`).

Back ends write a bare number and leave its formatting to the spreadsheet program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gui.core.cells.format_tokens import FormatError
from gui.core.cells.named_formats import NAMED_FORMATS
from gui.core.cells.number_format import parse_format, show

_FORMAT = re.compile(
    r"mso-number-format\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^;}]+))",
    re.IGNORECASE,
)
"""Match the display format of a cell in a style, as Excel writes it."""
_FORMAT_RULE = re.compile(r"([^{}]+)\{([^{}]*mso-number-format[^{}]*)\}", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9A-Fa-f]{4})|(.))")
"""Match an escape of CSS; Excel writes a quote as `\0022`."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?").fullmatch
"""Match what a spreadsheet program reads as a number; a code with leading zeros is none."""


def formatted(text: str, attributes: Mapping[str, str], formats: Mapping[str, str]) -> str | None:
    """Format a cell's text as a spreadsheet program shows it; none if its format is unsupported.

    Args:
        text: of the cell; anything but a plain number stays unchanged.
        attributes: of its element.
        formats: the display formats of classes.
    """
    code = _format_of(attributes, formats) if _NUMBER(text) else ""
    if not code:
        return text
    try:
        number_format = parse_format(code)
        return text if number_format is None else show(float(text), number_format) or text
    except FormatError:
        return None


def format_rules(css: str) -> Iterator[tuple[str, str]]:
    """Parse the display formats of a style sheet: each selector with its format."""
    for rule in _FORMAT_RULE.finditer(css):
        code = _format_in(rule[2])
        yield from ((selector, code) for selector in rule[1].split(","))


def _format_of(attributes: Mapping[str, str], formats: Mapping[str, str]) -> str:
    if code := _format_in(attributes.get("style", "")):
        return code
    classes = attributes.get("class", "").split() if formats else ()
    return next((code for name in classes if (code := formats.get(name, ""))), "")


def _format_in(style: str) -> str:
    found = _FORMAT.search(style)
    if not found:
        return ""
    code = (found[1] or found[2] or found[3] or "").strip()
    code = _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], code)
    return NAMED_FORMATS.get(code, code)
