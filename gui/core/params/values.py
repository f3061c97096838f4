"""Single values within the JSON of template parameters."""

from __future__ import annotations

from collections.abc import Iterable

from gui.core.params.document import Params, format_params


def set_value(params: Params, name: str, value: str) -> Params:
    """Give one parameter another value; all others stay as and where they are.

    An empty value takes the parameter out.
    """
    if not value:
        return Params(tuple(pair for pair in params.values if pair[0] != name))
    if any(key == name for key, _ in params.values):
        return Params(tuple((key, value if key == name else old) for key, old in params.values))
    return Params((*params.values, (name, value)))


def write_params(params: Params) -> str:
    """Write the JSON as an operator reads it: one alone on one line, several one on each."""
    text = params.to_json()
    if len(params.values) < 2:
        return text
    laid_out = format_params(text)
    return laid_out if isinstance(laid_out, str) else text


def missing_names(params: Params, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the names of `wanted` that have no value, or a blank one, in their order."""
    values = dict(params.values)
    return tuple(name for name in wanted if not values.get(name, "").strip())
