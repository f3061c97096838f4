"""Validate and render the content of messages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from gui.cloud.sandbox.catalogue import VARIABLE, SandboxSign, SandboxTemplate, TemplateType
from gui.cloud.sandbox.protocol.refusals import make_refusal
from gui.core.message.variables import UNSUPPORTED, URL

TEXT_MAX = 500
"""Maximum characters of sign and text together [help centre 44335]."""
VALUE_MAX = 35
"""Maximum characters of a variable of a notice or promotion [help centre 2806243]."""

_CODE = re.compile(r"[A-Za-z0-9]+")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(text: str) -> Any:
    """Parse JSON of a request; numbers are kept as text.

    Raises:
        Refusal: isv.INVALID_JSON_PARAM.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise make_refusal("isv.INVALID_JSON_PARAM") from None


def check_params(value: object) -> dict[str, str]:
    """Check parsed TemplateParam: an object whose values are strings or numbers.

    Raises:
        Refusal: isv.INVALID_JSON_PARAM.
    """
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise make_refusal("isv.INVALID_JSON_PARAM")
    return value


def render(sign: SandboxSign, template: SandboxTemplate, params: Mapping[str, str]) -> str:
    """Render `template` after the sign, and validate the values of its variables.

    Parameters that the template does not use are ignored.

    Raises:
        Refusal: isv.TEMPLATE_MISSING_PARAMETERS, isv.PARAM_LENGTH_LIMIT,
            isv.PARAM_NOT_SUPPORT_URL, isv.TEMPLATE_PARAMS_ILLEGAL, isv.UNSUPPORTED_CONTENT, or
            isv.INVALID_PARAMETERS for a verification code that is not letters and digits.
    """
    if any(not params.get(name) for name in template.variables):
        raise make_refusal("isv.TEMPLATE_MISSING_PARAMETERS")
    for name in template.variables:
        _check_value(template, name, params[name])
    text = VARIABLE.sub(lambda found: params[found[1]], template.content)
    if template.kind is TemplateType.INTERNATIONAL and sign.name.isascii():
        text = f"[{sign.name}]{text}"
    else:
        text = f"【{sign.name}】{text}"
    if len(text) > TEXT_MAX:
        raise make_refusal("isv.PARAM_LENGTH_LIMIT")
    return text


def _check_value(template: SandboxTemplate, name: str, value: str) -> None:
    if template.kind is TemplateType.INTERNATIONAL:
        if _SURROGATE.search(value):
            raise make_refusal("isv.UNSUPPORTED_CONTENT")
        return
    if template.kind is TemplateType.CODE:
        if not _CODE.fullmatch(value):
            raise make_refusal(
                "isv.INVALID_PARAMETERS", "params must be [a-zA-Z0-9] for verification sms"
            )
        if not 4 <= len(value) <= 6:
            raise make_refusal("isv.PARAM_LENGTH_LIMIT")
        return
    if len(value) > VALUE_MAX:
        raise make_refusal("isv.PARAM_LENGTH_LIMIT")
    if UNSUPPORTED.search(value):
        raise make_refusal("isv.UNSUPPORTED_CONTENT")
    if URL.search(value):
        raise make_refusal("isv.PARAM_NOT_SUPPORT_URL")
    if template.attributes.get(name) != "phone_number2" and (
        _MOBILE.search(value) or _LANDLINE.search(value)
    ):
        raise make_refusal("isv.TEMPLATE_PARAMS_ILLEGAL")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
