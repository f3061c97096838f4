"""Parameters as tests write them."""

from __future__ import annotations

from gui.core.params.document import Params, parse_params
from gui.core.params.placeholders import Placeholders, find_placeholders


def placeholders_of(text: str) -> Placeholders:
    """Parse parameters that are well-formed, and find what they refer to."""
    params = parse_params(text)
    assert isinstance(params, Params), params
    return find_placeholders(params)
