"""A message as it goes to the service, and what the service says about messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendSms:
    """One SendSms call: at most 1000 numbers with the same parameters.

    Attributes:
        numbers: 11 digits, or country code and number, without a plus sign.
        template_param: a JSON object of strings, or empty for none.
        out_id: echoed in receipts and details; at most 255 characters.
    """

    numbers: tuple[str, ...]
    sign_name: str
    template_code: str
    template_param: str = ""
    out_id: str = ""
    up_extend_code: str = ""


@dataclass(frozen=True, slots=True)
class SendBatchSms:
    """One SendBatchSms call: at most 100 numbers, each with parameters of its own.

    Attributes:
        template_params: as many as `numbers`, in the same order; JSON objects of strings.
    """

    numbers: tuple[str, ...]
    sign_name: str
    template_code: str
    template_params: tuple[str, ...]
    out_id: str = ""
    up_extend_code: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One row of QuerySendDetails.

    Attributes:
        send_status: 1 waiting for the receipt, 2 failed, 3 delivered; decide by this alone.
        error_code: DELIVERED, DELIVRD, 0 or a carrier's code; may be empty.
        sent, received: `YYYY-MM-DD HH:mm:ss` in Beijing time, or empty.
    """

    number: str
    send_status: int
    error_code: str
    template_code: str
    content: str
    sent: str
    received: str
    out_id: str


@dataclass(frozen=True, slots=True)
class Details:
    """A page of QuerySendDetails.

    Attributes:
        total: rows of all pages.
        served_at: when the service answered, by its own clock (ms since 1970, UTC), or none.
    """

    total: int
    rows: tuple[Detail, ...]
    request_id: str
    served_at: int | None = None


APPROVED = "AUDIT_STATE_PASS"
"""AuditStatus of a sign or template that can be sent with."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of QuerySmsSignList."""

    name: str
    audit_status: str


@dataclass(frozen=True, slots=True)
class Signs:
    """A page of QuerySmsSignList."""

    total: int
    rows: tuple[Sign, ...]
    request_id: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the account.

    Attributes:
        kind: OuterTemplateType: 0 code, 1 notice, 2 promotion, 3 international, 7 digital.
    """

    code: str
    name: str
    content: str
    audit_status: str
    kind: int


@dataclass(frozen=True, slots=True)
class Templates:
    """A page of QuerySmsTemplateList."""

    total: int
    rows: tuple[Template, ...]
    request_id: str
