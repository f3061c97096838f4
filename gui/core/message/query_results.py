"""Results of the service's queries: pages of send details, signs and templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendDetail:
    """One row of QuerySendDetails.

    Attributes:
        send_status: 1 waiting for the receipt, 2 failed, 3 delivered; the only field to decide by.
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
class SendDetailPage:
    """A page of QuerySendDetails.

    Attributes:
        total: rows of all pages.
        served_at: when the service answered by its own clock (ms since 1970, UTC), or none.
    """

    total: int
    rows: tuple[SendDetail, ...]
    request_id: str
    served_at: int | None = None


APPROVED = "AUDIT_STATE_PASS"
"""AuditStatus of an approved sign or template."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of QuerySmsSignList."""

    name: str
    audit_status: str


@dataclass(frozen=True, slots=True)
class SignPage:
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
class TemplatePage:
    """A page of QuerySmsTemplateList."""

    total: int
    rows: tuple[Template, ...]
    request_id: str
