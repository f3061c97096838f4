"""Parse answers of the service: HTTP status and bytes into a value."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Lock

from gui.cloud.codes import CodeClass, classify, is_success
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.service_text import Limit, clean

# SignatureDoesNotMatch repeats all parameters after this, including numbers and names.
_STRING_TO_SIGN = re.compile(r"\s*server string to sign is\b.*", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
"""The syntax of a code; all published ones match it."""
_DECISIVE = frozenset({"Code", "BizId", "RequestId", "Message", "TotalCount"})
"""Keys that decide the outcome; they must not occur in two spellings."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with Code OK.

    Attributes:
        fields: the JSON object.
        date: the Date header, or empty.
    """

    fields: dict[str, object]
    date: str = ""

    @property
    def served_at(self) -> int | None:
        """When the service answered by its own clock (ms since 1970, UTC), or none."""
        return _served_at(self.date)

    @property
    def request_id(self) -> str:
        """RequestId, or empty."""
        return short(self.fields.get("RequestId"), Limit.REQUEST_ID)

    def contradiction(self) -> Unknown:
        """Return the outcome for an OK answer that contradicts itself."""
        return self._unknown(UnknownFault.CONTRADICTION)

    def unexpected(self) -> Unknown:
        """Return the outcome for an OK answer without the requested data."""
        return self._unknown(UnknownFault.UNEXPECTED)

    def _unknown(self, fault: UnknownFault) -> Unknown:
        return Unknown(fault, "OK", "", self.request_id, 200)


class RecentIds:
    """The RequestIds of recent answers. Thread-safe.

    Each request has a unique RequestId, so a repeated one is a replay or the answer to another
    request.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._guard = Lock()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def is_new(self, request_id: str) -> bool:
        """Add a RequestId; return false if it is a recent one. An empty one is always new."""
        if not request_id:
            return True
        with self._guard:
            if request_id in self._seen:
                self._seen.move_to_end(request_id)
                return False
            self._seen[request_id] = None
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)
            return True


def parse_answer(status: int, body: bytes, date: str = "") -> Answer | Failure:
    """Parse an answer.

    Only a JSON object with a Code is an answer of this service; only HTTP 2xx with Code OK means
    success. A 5xx is inconclusive, whatever it says. So is an answer that contradicts itself:
    repeated keys, a success spelled other than OK, a refusal with a BizId or with the message OK
    (only accepted messages have a BizId [SendSms]).

    Args:
        status: HTTP status.
        body: the whole body.
        date: the Date header, or empty.
    """
    fault, fields = _parse(body)
    given = fields.get("Code")
    if given == "OK" and fault is None and 200 <= status < 300:
        return Answer(fields, date)
    code = short(given, Limit.CODE) if isinstance(given, str) else ""
    told = as_text(fields.get("Message"))[: 4 * Limit.MESSAGE]
    message = clean(_STRING_TO_SIGN.sub("", told), Limit.MESSAGE)
    request_id = short(fields.get("RequestId"), Limit.REQUEST_ID)

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
    if given == "OK":
        return unknown(UnknownFault.UNEXPECTED)
    if is_success(code) or fields.get("BizId") or is_success(message):
        return unknown(UnknownFault.CONTRADICTION)
    if not _CODE.fullmatch(as_text(given)):
        return unknown(UnknownFault.UNEXPECTED)
    match classify(code):
        case CodeClass.ACCEPTED:
            return unknown(UnknownFault.CONTRADICTION)
        case CodeClass.THROTTLED:
            return Throttled(code, message, request_id)
        case CodeClass.ACCOUNT:
            return AccountRefused(code, message, request_id)
        case CodeClass.REJECTED:
            return Rejected(code, message, request_id)
        case CodeClass.UNKNOWN:
            return unknown(UnknownFault.SERVICE)


def as_text(value: object) -> str:
    """Return a JSON value as text: a string or a whole number; empty for anything else."""
    if isinstance(value, str):
        # JSON can contain lone surrogates, which can be neither stored nor shown.
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def short(value: object, limit: Limit, *, lines: bool = False) -> str:
    """Return a JSON value as text that is safe to store, see `clean`."""
    # Avoid copying megabytes that are truncated anyway.
    some = value[: 2 * limit + 1] if isinstance(value, str) else value
    return clean(as_text(some), limit, lines=lines)


def as_number(value: object) -> int | None:
    """Return a JSON value as a whole number, which may also be a string."""
    digits = as_text(value[:32] if isinstance(value, str) else value).strip()
    if len(digits) > 18 or not re.fullmatch(r"-?[0-9]+", digits):
        return None
    return int(digits)


def _served_at(date: str) -> int | None:
    """Parse a Date header [RFC 9110, 6.6.1]: ms since 1970, UTC; none if invalid."""
    if len(date) > 40:
        return None
    try:
        moment = parsedate_to_datetime(date)
        return int(moment.timestamp()) * 1000 if moment.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None


class _Repeated(Exception):
    """A key occurs twice in one object."""


def _parse(body: bytes) -> tuple[UnknownFault | None, dict[str, object]]:
    if not body.strip():
        return UnknownFault.EMPTY, {}
    try:
        value = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_object)
    except _Repeated:
        return UnknownFault.CONTRADICTION, {}
    except (ValueError, RecursionError):
        begun = body.lstrip().startswith(b"{")
        return UnknownFault.TRUNCATED if begun else UnknownFault.NOT_JSON, {}
    if not isinstance(value, dict):
        return UnknownFault.UNEXPECTED, {}
    for key in value:
        if key not in _DECISIVE and key.casefold() in _DECISIVE_KEYS:
            return UnknownFault.CONTRADICTION, {}
    return None, value


_DECISIVE_KEYS = frozenset(key.casefold() for key in _DECISIVE)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object; a repeated key is an error, as its value is ambiguous."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Repeated
    return made
