"""Parse and validate the parameters of a sending call: one message per number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gui.cloud.sandbox.catalogue import (
    ReviewStatus,
    SandboxCatalogue,
    SandboxSign,
    SandboxTemplate,
    TemplateType,
)
from gui.cloud.sandbox.protocol.refusals import make_refusal
from gui.cloud.sandbox.sending import content, numbers

OUT_ID_MAX = 255
"""Maximum characters of the OutId of SendBatchSms; SendSms documents no limit."""

_MOST = {"SendSms": 1000, "SendBatchSms": 100}


@dataclass(frozen=True, slots=True)
class MessageRequest:
    """One message requested by a call.

    Attributes:
        number: normalised.
        content: the finished text, sign included.
    """

    number: str
    sign_name: str
    params: Mapping[str, str]
    content: str
    up_extend_code: str


def given_numbers(action: str, params: Mapping[str, str]) -> tuple[str, ...]:
    """Return the numbers as given in the request.

    Raises:
        Refusal: they are missing or invalid.
    """
    if action == "SendSms":
        return tuple(params["PhoneNumbers"].split(","))
    return tuple(_strings(params["PhoneNumberJson"]))


def normalise_numbers(action: str, given: Sequence[str]) -> tuple[str, ...]:
    """Check the count of numbers (at most 1000 or 100), and each number.

    Raises:
        Refusal: isv.MOBILE_COUNT_OVER_LIMIT, isv.MOBILE_NUMBER_ILLEGAL.
    """
    if len(given) > _MOST[action]:
        raise make_refusal("isv.MOBILE_COUNT_OVER_LIMIT")
    return tuple(numbers.normalise_number(number) for number in given)


class MessageRequestParser:
    """Parses calls according to the existing signs and templates."""

    def __init__(self, catalogue: SandboxCatalogue) -> None:
        self._catalogue = catalogue

    def parse(
        self, action: str, params: Mapping[str, str], wanted: Sequence[str]
    ) -> tuple[SandboxTemplate, list[MessageRequest]]:
        """Parse a call for the normalised numbers `wanted`.

        Raises:
            Refusal: sign, template or parameters are invalid.
        """
        template = self._catalogue.template(params["TemplateCode"])
        if template is None or template.audit is not ReviewStatus.PASSED:
            raise make_refusal("isv.SMS_TEMPLATE_ILLEGAL")
        if action == "SendSms":
            orders = self._single(params, template, wanted)
        else:
            orders = self._batch(params, template, wanted)
        for number in wanted:
            _check_reach(template, number)
        return template, orders

    def _single(
        self, params: Mapping[str, str], template: SandboxTemplate, wanted: Sequence[str]
    ) -> list[MessageRequest]:
        sign = self._sign(params["SignName"], template)
        extend = _extend_code(params.get("SmsUpExtendCode", ""))
        json = params.get("TemplateParam", "")
        values = content.check_params(content.parse_json(json)) if json else {}
        text = content.render(sign, template, values)
        return [MessageRequest(number, sign.name, values, text, extend) for number in wanted]

    def _batch(
        self, params: Mapping[str, str], template: SandboxTemplate, wanted: Sequence[str]
    ) -> list[MessageRequest]:
        if len(params.get("OutId", "")) > OUT_ID_MAX:
            raise make_refusal("isv.INVALID_PARAMETERS")
        count = len(wanted)
        names = _strings(params["SignNameJson"], count)
        json = params.get("SmsUpExtendCodeJson", "")
        extends = _strings(json, count) if json else [""] * count
        json = params.get("TemplateParamJson", "")
        values = content.parse_json(json) if json else [{}] * count
        if not isinstance(values, list):
            raise make_refusal("isv.INVALID_JSON_PARAM")
        if len(values) != count:
            raise make_refusal("isv.INVALID_PARAMETERS")
        orders = []
        for number, name, value, extend in zip(wanted, names, values, extends, strict=True):
            sign = self._sign(name, template)
            own = content.check_params(value)
            text = content.render(sign, template, own)
            orders.append(MessageRequest(number, sign.name, own, text, _extend_code(extend)))
        return orders

    def _sign(self, name: str, template: SandboxTemplate) -> SandboxSign:
        sign = self._catalogue.sign(name)
        if sign is None or sign.audit is not ReviewStatus.PASSED:
            raise make_refusal("isv.SMS_SIGNATURE_ILLEGAL")
        if sign.codes_only and template.kind is not TemplateType.CODE:
            raise make_refusal("isv.SMS_SIGNATURE_SCENE_ILLEGAL")
        return sign


def _check_reach(template: SandboxTemplate, number: str) -> None:
    """Check that a template is used for its regions [help centre 2881383].

    An international template goes abroad, any other to the mainland.

    The service calls `139523483377` an invalid number for a domestic template, so only mainland
    numbers are valid then.
    """
    mainland = numbers.is_mainland(number)
    if template.kind is TemplateType.INTERNATIONAL and mainland:
        raise make_refusal("isv.DOMESTIC_NUMBER_NOT_SUPPORTED")
    if template.kind is not TemplateType.INTERNATIONAL and not mainland:
        raise numbers.illegal_number(number)


def _extend_code(text: str) -> str:
    if text and not (text.isascii() and text.isdigit()):
        raise make_refusal("isv.INVALID_PARAMETERS")
    return text


def _strings(text: str, count: int | None = None) -> list[str]:
    """Parse a JSON array of strings, of `count` elements if given."""
    values = content.parse_json(text)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise make_refusal("isv.INVALID_JSON_PARAM")
    if not values or (count is not None and len(values) != count):
        raise make_refusal("isv.INVALID_PARAMETERS")
    return values
