"""The checks of the gateway before an action is executed.

The order of the real gateway is not documented. This one checks cheap and public values first, then
those that need the secret: action and version, mandatory parameters, key, time stamp, signature,
nonce, calls per second.
"""

from __future__ import annotations

import hmac
import re
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock

from gui.cloud.sandbox.protocol import signature
from gui.cloud.sandbox.protocol.keys import AccessKey, KeyStatus
from gui.cloud.sandbox.protocol.refusals import make_refusal, missing_parameter
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
"""The actions and their mandatory parameters [dysmsapi 2017-05-25]."""

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
    """Checks requests. Thread-safe."""

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
            Refusal: it is refused.
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
            raise make_refusal("Forbidden.RAM")
        if key.actions is not None and action not in key.actions:
            raise make_refusal("isp.RAM_PERMISSION_DENY")

    def _check_key(self, params: Mapping[str, str]) -> AccessKey:
        key = self._keys.get(params["AccessKeyId"])
        if key is None:
            raise make_refusal("InvalidAccessKeyId.NotFound")
        if key.status is KeyStatus.DISABLED:
            raise make_refusal("InvalidAccessKeyId.Inactive")
        if params.get("SecurityToken"):
            raise make_refusal("InvalidSecurityToken.MismatchWithAccessKey")
        return key

    def _check_time(self, text: str, now: float) -> None:
        if not _TIME_STAMP.fullmatch(text):
            raise make_refusal("InvalidTimeStamp.Format")
        try:
            stamp = datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC).timestamp()
        except ValueError:
            raise make_refusal("InvalidTimeStamp.Format") from None
        if abs(now - stamp) > self._skew:
            raise make_refusal("InvalidTimeStamp.Expired")

    def _check_nonce(self, nonce: tuple[str, str], now: float) -> None:
        # A time stamp may be this far in the future, so a request can be replayed for twice the
        # window.
        while self._ages and self._ages[0][0] < now - 2 * self._skew:
            self._nonces.discard(self._ages.popleft()[1])
        if nonce in self._nonces:
            raise make_refusal("SignatureNonceUsed")
        self._nonces.add(nonce)
        self._ages.append((now, nonce))

    def _check_rate(self, key: AccessKey, action: str, now: float) -> None:
        second, count = self._calls.get((key.key_id, action), (0, 0))
        count = count + 1 if second == int(now) else 1
        self._calls[key.key_id, action] = (int(now), count)
        if count > CALLS_PER_SECOND[action]:
            raise make_refusal("Throttling.User")


def _check_action(params: Mapping[str, str]) -> str:
    for name in ("Action", "Version"):
        if not params.get(name):
            raise missing_parameter(name)
    if params["Version"] != VERSION:
        raise make_refusal("InvalidVersion")
    if params["Action"] not in MANDATORY:
        raise make_refusal("InvalidAction.NotFound")
    return params["Action"]


def _check_mandatory(action: str, params: Mapping[str, str]) -> None:
    if params.get("Format", "XML").upper() not in ("XML", "JSON"):
        raise make_refusal("InvalidParameter.Format")
    for name in (*_COMMON, *MANDATORY[action]):
        if not params.get(name):
            raise missing_parameter(name)
    if params["SignatureMethod"] != "HMAC-SHA1":
        raise make_refusal("InvalidSignatureMethod")
    if params["SignatureVersion"] != "1.0":
        raise make_refusal("IncompleteSignature")


def _check_signature(method: str, params: Mapping[str, str], key: AccessKey) -> None:
    text = signature.string_to_sign(method, params)
    expected = signature.signature(text, key.secret)
    if not hmac.compare_digest(expected.encode(), params["Signature"].encode()):
        raise make_refusal(
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. "
            f"server string to sign is:{text}",
        )
