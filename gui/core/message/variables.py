"""Rules for the values of a template's variables, as far as its type implies them.

VariableAttribute of GetSmsTemplate would tell more; nothing of it is guessed here. What a name
suggests (`VariableHint`) serves as an example for the operator, never as a check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from gui.core.message.query_results import Template
from gui.core.message.template import find_variables

CODE_TEMPLATE = 0
"""OuterTemplateType of verification codes."""
NOTICES = (1, 2)
"""OuterTemplateType of notices and promotions."""
URL = re.compile(
    r"https?://|www\.|(?<![a-z0-9.-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|top|cc)(?![a-z0-9-])", re.I
)
# Characters that channels of the mainland do not support [help centre 463161], and all beyond the
# BMP, as emoji are.
_UNSUPPORTED = "【】〖〗『』「」²•①-⑳★※→❤™\ud800-\udfff\U00010000-\U0010ffff"
UNSUPPORTED = re.compile(f"[{_UNSUPPORTED}]")
_SUSPECT = re.compile(f"[.:{_UNSUPPORTED}]")
"""What every address and every unsupported text has; to look for it takes half the time."""
CODE_MIN, CODE_MAX = 4, 6
"""Characters of a verification code [help centre 2806243]."""
VALUE_MAX = 35
"""Maximum characters of a variable of a notice or promotion [help centre 2806243]."""


class VariableKind(Enum):
    """What the template's type says about a value."""

    CODE = auto()
    """A verification code: letters and digits, `CODE_MIN` to `CODE_MAX` of them."""
    TEXT = auto()
    """A text of at most `VALUE_MAX` characters."""
    FREE = auto()
    """Nothing is known: international, digital, or of unknown type."""


class ValueFault(Enum):
    """Why the service is likely to refuse a value."""

    RULE = auto()
    """Its length or, of a code, its characters."""
    UNSUPPORTED = auto()
    """A character that phones of the mainland are not sent: an emoji, or brackets like 【】."""
    URL = auto()
    """A web address [isv.PARAM_NOT_SUPPORT_URL]."""


class VariableHint(Enum):
    """What a value is likely about, by its name or the text before it."""

    CODE = auto()
    PERSON = auto()
    TIME = auto()
    DATE = auto()
    MONEY = auto()
    PHONE = auto()
    ORDER = auto()
    WAYBILL = auto()
    PLACE = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a template.

    Attributes:
        random: whether random digits make a sensible value: it is a verification code.
    """

    name: str
    kind: VariableKind
    hint: VariableHint

    @property
    def random(self) -> bool:
        """Whether random digits make a sensible value."""
        return self.hint is VariableHint.CODE

    @property
    def longest(self) -> int:
        """The most characters a value may have; 0 if that is not known."""
        return {VariableKind.CODE: CODE_MAX, VariableKind.TEXT: VALUE_MAX}.get(self.kind, 0)

    def find_fault(self, value: str) -> ValueFault | None:
        """Find why the service is likely to refuse `value`; none as far as is known."""
        match self.kind:
            case VariableKind.CODE:
                return None if _CODE.fullmatch(value) else ValueFault.RULE
            case VariableKind.TEXT:
                if not _SUSPECT.search(value):
                    return ValueFault.RULE if len(value) > VALUE_MAX else None
                if UNSUPPORTED.search(value):
                    return ValueFault.UNSUPPORTED
                if URL.search(value):
                    return ValueFault.URL
                return ValueFault.RULE if len(value) > VALUE_MAX else None
            case VariableKind.FREE:
                return None

    def unsupported(self, value: str) -> str:
        """Give the first character of `value` that is not supported; empty for none."""
        found = UNSUPPORTED.search(value)
        return found[0] if found else ""


_CODE = re.compile(rf"[A-Za-z0-9]{{{CODE_MIN},{CODE_MAX}}}")
_NAMES = (
    (VariableHint.CODE, ("code", "captcha", "otp", "yzm", "验证码", "校验码", "动态码")),
    (VariableHint.WAYBILL, ("waybill", "express", "运单", "快递单")),
    (VariableHint.ORDER, ("order", "订单")),
    (VariableHint.MONEY, ("amount", "money", "price", "fee", "金额", "费用")),
    (VariableHint.PHONE, ("phone", "mobile", "tel", "电话", "手机")),
    (VariableHint.DATE, ("date", "日期")),
    (VariableHint.TIME, ("time", "时间")),
    (VariableHint.PLACE, ("place", "address", "location", "地址", "地点")),
    (VariableHint.PERSON, ("name", "user", "customer", "姓名", "称呼")),
)


def describe_variables(template: Template) -> tuple[Variable, ...]:
    """Describe the variables of `template`, in the order of its text."""
    if template.kind == CODE_TEMPLATE:
        kind = VariableKind.CODE
    else:
        kind = VariableKind.TEXT if template.kind in NOTICES else VariableKind.FREE
    return tuple(
        Variable(name, kind, VariableHint.CODE if kind is VariableKind.CODE else guess_hint(name))
        for name in find_variables(template.content)
    )


def guess_hint(name: str) -> VariableHint:
    """Guess from its name what a value is about."""
    folded = name.casefold()
    for hint, words in _NAMES:
        if any(word in folded for word in words):
            return hint
    return VariableHint.NONE
