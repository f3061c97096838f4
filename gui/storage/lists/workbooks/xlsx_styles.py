"""The display formats of an XLSX's cells, and numbers and dates formatted by them."""

from __future__ import annotations

from datetime import datetime

from gui.core.cells.format_tokens import FormatError
from gui.core.cells.number_format import BUILT_IN, NumberFormat, parse_format, plain, show
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.xml_events import Attributes, local, parse, parser, value_of

Style = NumberFormat | FormatError | None
"""A cell's display format; none for the general one; an error if it is not supported."""
KNOWN_MAX = 10_000
"""Maximum number of formatted texts that are cached."""
_SERIAL_BEGIN = datetime(1899, 12, 30)


def read_styles(package: Package, part: str | None) -> list[Style]:
    """Read the display formats by the style numbers of cells; none if there is no such part.

    Raises:
        XmlError: it is not XML.
    """
    if part is None or part not in package:
        return []
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal inside
        match local(element):
            case "numFmt" if (code := value_of(attributes, "formatCode")) is not None:
                codes.setdefault(_whole(value_of(attributes, "numFmtId")), code)
            case "cellXfs":
                inside = True
            case "xf" if inside:
                styles.append(_whole(value_of(attributes, "numFmtId")))

    def end(element: str) -> None:
        nonlocal inside
        if local(element) == "cellXfs":
            inside = False

    with package.open(part) as stream:
        parse(parser(start, end), stream)
    formats = {id: style_of(codes.get(id) or BUILT_IN.get(id, "General")) for id in set(styles)}
    return [formats[id] for id in styles]


def style_of(code: str) -> Style:
    """Parse a display format; return the error if it is not supported."""
    try:
        return parse_format(code)
    except FormatError as error:
        return error


def shown(value: float, style: Style, from_1904: bool) -> tuple[str, ColumnProblem | None]:
    """Format a number as shown; return it, and its problem, if any."""
    if isinstance(style, FormatError):
        return plain(value), ColumnProblem.FORMAT
    try:
        text = show(value, style, from_1904=from_1904)
    except FormatError:
        return plain(value), ColumnProblem.FORMAT
    if text is None:
        return plain(value), ColumnProblem.UNREADABLE
    return text, None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def serial_day(text: str, *, from_1904: bool = False) -> str:
    """Parse a date and time in ISO 8601 as days; return another text unchanged."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    days = (moment.replace(tzinfo=None) - _SERIAL_BEGIN).total_seconds() / 86_400
    return repr(days - 1462 if from_1904 else days)
