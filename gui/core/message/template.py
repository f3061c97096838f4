"""Variables of a template, and the message rendered from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"\$\{([^${}]+)\}")


def find_variables(content: str) -> tuple[str, ...]:
    """Return the names of `${name}` in a TemplateContent, in order, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _VARIABLE.findall(content)))


def render(content: str, values: Mapping[str, str]) -> str:
    """Replace the variables by `values`; a variable without a value is kept."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), content)


def compose_message(sign: str, body: str, *, abroad: bool = False) -> str:
    """Return the text as the phone shows it, with the brackets that the platform adds.

    Abroad, an English sign gets English brackets. [Aliyun help: message rules]
    """
    return f"[{sign}]{body}" if abroad and sign.isascii() else f"【{sign}】{body}"
