"""Variables of a template, and the message it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"\$\{([^${}]+)\}")


def find_variables(content: str) -> tuple[str, ...]:
    """Names of `${name}` in a TemplateContent, in order, once each."""
    return tuple(dict.fromkeys(name.strip() for name in _VARIABLE.findall(content)))


def render(content: str, values: Mapping[str, str]) -> str:
    """Put `values` in place of the variables; one without a value stays as it is."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), content)


def compose_message(sign: str, body: str, *, abroad: bool = False) -> str:
    """The text as the phone shows it; the platform adds the brackets itself.

    Abroad those of an English sign are English too. [Aliyun help: message rules]
    """
    return f"[{sign}]{body}" if abroad and sign.isascii() else f"【{sign}】{body}"
