"""The message that a row of a list would give, before the list is imported."""

from __future__ import annotations

from collections.abc import Mapping

from gui.core.message.fields import DraftFields
from gui.core.message.segments import SegmentCount, count_segments
from gui.core.message.template import Preview, preview
from gui.core.params.document import Params, parse_params
from gui.core.params.placeholders import find_placeholders
from gui.core.phones.number import is_mainland


def preview_row(
    content: str, fields: DraftFields, number: str, row: Mapping[str, str], mapped: frozenset[str]
) -> tuple[Preview, SegmentCount] | None:
    """Render the message to a row; none if the template's text is not known.

    Args:
        content: of the template; empty if it is not known.
        fields: of the form.
        number: of the row.
        row: its values, by the names of columns and of mapped variables.
        mapped: the variables that take their value from the row.
    """
    if not content:
        return None
    params = parse_params(fields.template_param)
    known = params if isinstance(params, Params) else Params()
    filled = find_placeholders(known).fill(row)
    values = dict(filled.values) if isinstance(filled, Params) else dict(known.values)
    values |= {name: row.get(name, "") for name in mapped}
    abroad = not is_mainland(number)
    message = preview(fields.sign_name, content, values, abroad=abroad)
    return message, count_segments(str(message), international=abroad)
