"""Previews the message to one recipient."""

from __future__ import annotations

from gui.core.lists.draft_rows import DraftRecipient
from gui.core.message import template
from gui.core.message.draft import (
    MissingParams,
    MissingValues,
    NoSign,
    PreviewNote,
    UnknownTemplate,
)
from gui.core.message.fields import DraftFields
from gui.core.message.row_values import fill_row
from gui.core.message.segments import SegmentCount, count_segments
from gui.core.message.template import Preview
from gui.core.params.placeholders import Placeholders
from gui.core.phones.number import is_mainland


def preview_row(
    fields: DraftFields, content: str, placeholders: Placeholders, recipient: DraftRecipient | None
) -> tuple[Preview, PreviewNote | None]:
    """Render the message to one recipient.

    Returns the text, which may be empty, and its segment count or the reason why it is incomplete.

    Args:
        fields: the form.
        content: the text of its template; empty if that is not known.
        placeholders: the parameters.
        recipient: none shows the placeholders as they are.
    """
    if not content:
        return Preview(), UnknownTemplate() if fields.template_code else None
    if not fields.sign_name:
        return Preview(), NoSign()
    values, lacking = fill_row(placeholders, recipient.values if recipient else {})
    abroad = _is_abroad(recipient)
    text = template.preview(fields.sign_name, content, values, lacking, abroad=abroad)
    if text.missing:
        return text, MissingParams(text.missing)
    if lacking and recipient is not None:
        return text, MissingValues(tuple(dict.fromkeys(lacking.values())))
    return text, count_for(str(text), recipient)


def count_for(text: str, recipient: DraftRecipient | None) -> SegmentCount:
    """Count the billed parts of a text to a recipient; none counts as one of the mainland."""
    return count_segments(text, international=_is_abroad(recipient))


def _is_abroad(recipient: DraftRecipient | None) -> bool:
    return recipient is not None and not is_mainland(recipient.number)
