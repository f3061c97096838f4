"""What an answer of the service says: a status and some bytes in, a value out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from gui.cloud.codes import Verdict, verdict
from gui.core.outcomes import (
    AccountRefused,
    Failure,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)

TEXT_MAX = 300
"""Characters kept of a code, a message or a RequestId."""

# SignatureDoesNotMatch repeats all parameters after this, numbers and names among them.
_STRING_TO_SIGN = re.compile(r"\s*server string to sign is\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with Code OK.

    Attributes:
        fields: the JSON object.
    """

    fields: dict[str, object]

    @property
    def request_id(self) -> str:
        """RequestId, or empty."""
        return _short(text(self.fields.get("RequestId")))


def read(status: int, body: bytes) -> Answer | Failure:
    """Read an answer.

    Only a JSON object with a Code is one of this service; only HTTP 2xx with Code OK means that
    it did as asked. A 5xx leaves it open, whatever it says.

    Args:
        status: HTTP status.
        body: the whole body.
    """
    fault, fields = _parse(body)
    given = fields.get("Code")
    code = _short(text(given)) if isinstance(given, str) else ""
    message = _short(_STRING_TO_SIGN.sub("", text(fields.get("Message"))))
    request_id = _short(text(fields.get("RequestId")))

    def unknown(fault: UnknownFault) -> Unknown:
        return Unknown(fault, code, message, request_id, status)

    if status >= 500:
        return unknown(UnknownFault.SERVER_ERROR)
    if 300 <= status < 400:
        return unknown(UnknownFault.REDIRECT)
    if fault:
        return unknown(fault)
    if not code or status < 200:
        return unknown(UnknownFault.UNEXPECTED)
    match verdict(code):
        case Verdict.ACCEPTED:
            return Answer(fields) if status < 300 else unknown(UnknownFault.UNEXPECTED)
        case Verdict.THROTTLED:
            return Throttled(code, message, request_id)
        case Verdict.ACCOUNT:
            return AccountRefused(code, message, request_id)
        case Verdict.REJECTED:
            return Rejected(code, message, request_id)
        case Verdict.UNKNOWN:
            return unknown(UnknownFault.SERVICE)


def text(value: object) -> str:
    """Return a JSON value as text: a string or a whole number; empty for anything else."""
    if isinstance(value, str):
        # JSON can carry half a character, which nothing after this could store or show.
        return value.encode("utf-8", "replace").decode("utf-8")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def number(value: object) -> int | None:
    """Return a JSON value as a whole number, which the service also writes as a string."""
    digits = text(value).strip()
    if len(digits) > 18 or not re.fullmatch(r"-?[0-9]+", digits):
        return None
    return int(digits)


def _parse(body: bytes) -> tuple[UnknownFault | None, dict[str, object]]:
    if not body.strip():
        return UnknownFault.EMPTY, {}
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        begun = body.lstrip().startswith(b"{")
        return UnknownFault.TRUNCATED if begun else UnknownFault.NOT_JSON, {}
    if not isinstance(value, dict):
        return UnknownFault.UNEXPECTED, {}
    return None, value


def _short(long: str) -> str:
    clean = "".join(c if c.isprintable() else " " for c in long[: 2 * TEXT_MAX]).strip()
    return clean if len(clean) <= TEXT_MAX else clean[: TEXT_MAX - 1] + "…"
