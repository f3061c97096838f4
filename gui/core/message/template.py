"""Variables of a template, and the message it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_VARIABLE = re.compile(r"\$\{([^${}]+)\}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Parameters beside the variables of a template.

    Attributes:
        missing: variables without a value, in the order of the template.
        extra: parameters the template does not use, in the order given.
    """

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def find_variables(content: str) -> tuple[str, ...]:
    """Names of `${name}` in a TemplateContent, in order, once each."""
    return tuple(dict.fromkeys(name.strip() for name in _VARIABLE.findall(content)))


def render(content: str, values: Mapping[str, str]) -> str:
    """Put `values` in place of the variables; one without a value stays as it is."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), content)


def compare(content: str, names: Iterable[str]) -> Comparison:
    """Which variables lack a parameter, and which parameters lack a variable.

    The service refuses a variable without one [isv.TEMPLATE_MISSING_PARAMETERS].
    """
    wanted, given = find_variables(content), tuple(dict.fromkeys(names))
    return Comparison(
        missing=tuple(name for name in wanted if name not in given),
        extra=tuple(name for name in given if name not in wanted),
    )


def compose_message(sign: str, body: str, *, abroad: bool = False) -> str:
    """The text as the phone shows it; the platform adds the brackets itself.

    Abroad those of an English sign are English too. [Aliyun help: message rules]
    """
    return f"[{sign}]{body}" if abroad and sign.isascii() else f"【{sign}】{body}"
