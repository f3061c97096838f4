"""What an answer of the service says: a status and some bytes in, a value out."""

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

# SignatureDoesNotMatch repeats all parameters after this, numbers and names among them.
_STRING_TO_SIGN = re.compile(r"\s*server string to sign is\b.*", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
"""How a code is spelled; every one of the published tables is."""
_DECISIVE = frozenset({"Code", "BizId", "RequestId", "Message", "TotalCount"})
"""What the outcome is decided by; these may not come in two spellings."""


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
        """When the service answered, by its own clock (ms since 1970, UTC), or none."""
        return _served_at(self.date)

    @property
    def request_id(self) -> str:
        """RequestId, or empty."""
        return short(self.fields.get("RequestId"), Limit.REQUEST_ID)

    def contradiction(self) -> Unknown:
        """Make the outcome of an answer that is OK and cannot be."""
        return self._unknown(UnknownFault.CONTRADICTION)

    def unexpected(self) -> Unknown:
        """Make the outcome of an answer that is OK and lacks what it was asked for."""
        return self._unknown(UnknownFault.UNEXPECTED)

    def _unknown(self, fault: UnknownFault) -> Unknown:
        return Unknown(fault, "OK", "", self.request_id, 200)


class RecentIds:
    """The RequestIds of the last answers; any number of threads may share it.

    The service gives each request a RequestId of its own, so one that comes again is a replay or
    the answer to another request.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._guard = Lock()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def is_new(self, request_id: str) -> bool:
        """Note a RequestId; false if it is among the recent ones. An empty one is always new."""
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
    """Read an answer.

    Only a JSON object with a Code is one of this service; only HTTP 2xx with Code OK means that
    it did as asked. A 5xx leaves it open, whatever it says. So does an answer that contradicts
    itself: keys that come twice, a success spelled otherwise than OK, a refusal that has a BizId
    or whose message is OK (the service gives a BizId to what it took, and to nothing else
    [SendSms]).

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
        # JSON can carry half a character, which nothing after this could store or show.
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def short(value: object, limit: Limit, *, lines: bool = False) -> str:
    """Return a JSON value as text that may be kept, see `clean`."""
    # Megabytes need not be copied to be cut.
    some = value[: 2 * limit + 1] if isinstance(value, str) else value
    return clean(as_text(some), limit, lines=lines)


def as_number(value: object) -> int | None:
    """Return a JSON value as a whole number, which the service also writes as a string."""
    digits = as_text(value[:32] if isinstance(value, str) else value).strip()
    if len(digits) > 18 or not re.fullmatch(r"-?[0-9]+", digits):
        return None
    return int(digits)


def _served_at(date: str) -> int | None:
    """Read a Date header [RFC 9110, 6.6.1]: ms since 1970, UTC; none if it is not one."""
    if len(date) > 40:
        return None
    try:
        moment = parsedate_to_datetime(date)
        return int(moment.timestamp()) * 1000 if moment.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None


class _Repeated(Exception):
    """A key comes twice in one object."""


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
