"""What is checked before an action is looked at.

The order of the real gateway is not documented; this one goes from what is cheap and public to
what needs the secret: action and version, mandatory parameters, key, time stamp, signature, nonce,
calls per second.
"""

from __future__ import annotations

import hmac
import re
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock

from gui.cloud.sandbox import rpc
from gui.cloud.sandbox.keys import Key, KeyStatus
from gui.cloud.sandbox.refusals import missing, refuse
from gui.cloud.sandbox.settings import SandboxSettings

VERSION = "2017-05-25"

MANDATORY = {
    "SendSms": ("PhoneNumbers", "SignName", "TemplateCode"),
    "SendBatchSms": ("PhoneNumberJson", "SignNameJson", "TemplateCode"),
    "QuerySendDetails": ("PhoneNumber", "SendDate", "PageSize", "CurrentPage"),
    "QuerySmsSignList": (),
    "QuerySmsTemplateList": (),
    "GetSmsTemplate": ("TemplateCode",),
}
"""The actions there are, and what each cannot do without [dysmsapi 2017-05-25]."""

CALLS_PER_SECOND = {
    "SendSms": 5000,
    "SendBatchSms": 5000,
    "QuerySendDetails": 5000,
    "QuerySmsSignList": 10,
    "QuerySmsTemplateList": 10,
    "GetSmsTemplate": 1000,
}
"""Per account [help centre 438433]."""

_COMMON = (
    "AccessKeyId",
    "SignatureMethod",
    "SignatureVersion",
    "SignatureNonce",
    "Timestamp",
    "Signature",
)
_TIME_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


class Gateway:
    """Lets a request through, or says why not. Thread-safe."""

    def __init__(self, settings: SandboxSettings) -> None:
        self._keys = {key.key_id: key for key in settings.keys}
        self._clock = settings.clock
        self._skew = settings.skew_minutes * 60
        self._throttle = settings.throttle
        self._lock = Lock()
        self._nonces: set[tuple[str, str]] = set()
        self._ages: deque[tuple[float, tuple[str, str]]] = deque()
        self._calls: dict[tuple[str, str], tuple[int, int]] = {}

    def admit(self, method: str, params: Mapping[str, str]) -> None:
        """Check a request.

        Args:
            method: GET or POST.
            params: fields of query and body together.

        Raises:
            Refusal: it goes no further.
        """
        action = _check_action(params)
        _check_mandatory(action, params)
        key = self._check_key(params)
        now = self._clock()
        self._check_time(params["Timestamp"], now)
        _check_signature(method, params, key)
        with self._lock:
            self._check_nonce((key.key_id, params["SignatureNonce"]), now)
            if self._throttle:
                self._check_rate(key, action, now)
        if key.status is KeyStatus.FORBIDDEN:
            raise refuse("Forbidden.RAM")
        if key.actions is not None and action not in key.actions:
            raise refuse("isp.RAM_PERMISSION_DENY")

    def _check_key(self, params: Mapping[str, str]) -> Key:
        key = self._keys.get(params["AccessKeyId"])
        if key is None:
            raise refuse("InvalidAccessKeyId.NotFound")
        if key.status is KeyStatus.DISABLED:
            raise refuse("InvalidAccessKeyId.Inactive")
        if params.get("SecurityToken"):
            raise refuse("InvalidSecurityToken.MismatchWithAccessKey")
        return key

    def _check_time(self, text: str, now: float) -> None:
        if not _TIME_STAMP.fullmatch(text):
            raise refuse("InvalidTimeStamp.Format")
        try:
            stamp = datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC).timestamp()
        except ValueError:
            raise refuse("InvalidTimeStamp.Format") from None
        if abs(now - stamp) > self._skew:
            raise refuse("InvalidTimeStamp.Expired")

    def _check_nonce(self, nonce: tuple[str, str], now: float) -> None:
        # A stamp may lie this far ahead, so that a request can be repeated for twice the window.
        while self._ages and self._ages[0][0] < now - 2 * self._skew:
            self._nonces.discard(self._ages.popleft()[1])
        if nonce in self._nonces:
            raise refuse("SignatureNonceUsed")
        self._nonces.add(nonce)
        self._ages.append((now, nonce))

    def _check_rate(self, key: Key, action: str, now: float) -> None:
        second, count = self._calls.get((key.key_id, action), (0, 0))
        count = count + 1 if second == int(now) else 1
        self._calls[key.key_id, action] = (int(now), count)
        if count > CALLS_PER_SECOND[action]:
            raise refuse("Throttling.User")


def _check_action(params: Mapping[str, str]) -> str:
    for name in ("Action", "Version"):
        if not params.get(name):
            raise missing(name)
    if params["Version"] != VERSION:
        raise refuse("InvalidVersion")
    if params["Action"] not in MANDATORY:
        raise refuse("InvalidAction.NotFound")
    return params["Action"]


def _check_mandatory(action: str, params: Mapping[str, str]) -> None:
    if params.get("Format", "XML").upper() not in ("XML", "JSON"):
        raise refuse("InvalidParameter.Format")
    for name in (*_COMMON, *MANDATORY[action]):
        if not params.get(name):
            raise missing(name)
    if params["SignatureMethod"] != "HMAC-SHA1":
        raise refuse("InvalidSignatureMethod")
    if params["SignatureVersion"] != "1.0":
        raise refuse("IncompleteSignature")


def _check_signature(method: str, params: Mapping[str, str], key: Key) -> None:
    text = rpc.string_to_sign(method, params)
    expected = rpc.signature(text, key.secret)
    if not hmac.compare_digest(expected.encode(), params["Signature"].encode()):
        raise refuse(
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. "
            f"server string to sign is:{text}",
        )
