"""Classify and explain the codes of the service."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import Self

from gui.core.service_codes import ServiceCode


class CodeClass(Enum):
    """The outcome of a call according to its code."""

    ACCEPTED = auto()
    REJECTED = auto()
    """The service rejected this message or number."""
    THROTTLED = auto()
    """The gateway rejected the call because of the rate."""
    ACCOUNT = auto()
    """The service rejects all messages of this account in its present state."""
    UNKNOWN = auto()
    """It may have been sent in spite of the code."""


_ACCOUNT = frozenset(
    {
        # the key, the secret, the clock
        "InvalidAccessKeyId",
        "MissingAccessKeyId",
        "InvalidAccessKeySecret",
        "SignatureDoesNotMatch",
        "IncompleteSignature",
        "InvalidSignatureMethod",
        "InvalidTimeStamp",
        "IllegalTimestamp",
        "InvalidSecurityToken",
        "MissingSecurityToken",
        "SDK.InvalidCredential",
        "SDK.GetSessionCredentialFailed",
        # permissions of the account
        "Forbidden",
        "NoPermission",
        "isp.RAM_PERMISSION_DENY",
        "isv.DENY_IP_RANGE",
        # its state and balance
        "InsufficientBalance",
        "isv.SECURITY_FROZEN_ACCOUNT",
        "isv.OUT_OF_SERVICE",
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.PRODUCT_UN_SUBSCRIPT",
        "isv.PRODUCT_UNSUBSCRIBE",
        "isv.DAY_LIMIT_CONTROL",
        "isv.MONTH_LIMIT_CONTROL",
        # the endpoint is not of this service
        "InvalidProduct",
        "InvalidApi",
        "InvalidAction",
        "InvalidVersion",
        "NoSuchVersion",
        "InvalidProtocol",
        "UnsupportedHTTPMethod",
    }
)
_UNKNOWN = frozenset(
    {
        "SignatureNonceUsed",  # the same request was received before
        "ServiceUnavailable",
        "InternalError",
        "UnknownError",
        "SYSTEM_ERROR",
        "SDK.HttpError",
        "SDK.UnknownServerError",
    }
)
_PREFIXES = (
    ("throttling", CodeClass.THROTTLED),
    ("isv.account_", CodeClass.ACCOUNT),
    ("isp.", CodeClass.UNKNOWN),  # an error of the provider: a message may exist or be billed
)


_SUCCESS = frozenset({"ok", "success", "succeed", "succeeded", "successful", "true", "0", "200"})
"""Words for success that this service does not use: its code is OK [SendSms]."""
_NO_LETTER = re.compile(r"[\W_]+")


def is_success(said: str) -> bool:
    """Return whether a text only means success, in any letter case."""
    if len(said) > 64:
        return False
    plain = unicodedata.normalize("NFKC", said)
    return _NO_LETTER.sub("", plain).casefold() in _SUCCESS


def _folded(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code.casefold() for code in codes)


_VERDICTS = (
    (_folded(_ACCOUNT), CodeClass.ACCOUNT),
    (_folded(_UNKNOWN), CodeClass.UNKNOWN),
)


def classify(code: str) -> CodeClass:
    """Return the outcome of the call answered with `code`.

    `Forbidden` includes `Forbidden.RAM` and the rest of its family, and case is ignored (both
    InvalidTimeStamp and InvalidTimestamp occur). Data files are not used: they must not decide what
    may be sent again.
    """
    if code == "OK":
        return CodeClass.ACCEPTED
    if is_success(code):
        return CodeClass.UNKNOWN
    code = code.casefold()
    for family in _families(code):
        for codes, found in _VERDICTS:
            if family in codes:
                return found
    for prefix, found in _PREFIXES:
        if code.startswith(prefix):
            return found
    return CodeClass.REJECTED


def _families(code: str) -> list[str]:
    """List `a.b.c`, `a.b`, `a`."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


class CodeExplanations:
    """The explanations of `resources/error_codes.json`."""

    def __init__(self, rows: list[ServiceCode]) -> None:
        self._by_key = {_key(row.code): row for row in rows}

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            OSError: it cannot be read.
            ValueError: its content is invalid.
        """
        return cls.parse(path.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse JSON: an array of objects with the fields of `ServiceCode` except `known`.

        Raises:
            ValueError: it is invalid.
        """
        try:
            rows = json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(rows, list):
            raise ValueError("not an array")
        return cls([_row(row, number) for number, row in enumerate(rows, 1)])

    def __iter__(self) -> Iterator[ServiceCode]:
        """Iterate over all codes in the order of the file."""
        return iter(self._by_key.values())

    def explain(self, code: str) -> ServiceCode:
        """Explain a code of an answer or of a receipt; `known` is false if it is in no table.

        A code of a known family gets the explanation of the family: `Forbidden.Some` that of
        Forbidden, `MissingOutId` that of MissingParameter. A carrier's code matches with or without
        its colon.
        """
        code = code.strip()
        names = _families(code)
        if code.startswith("Missing"):
            names.append("MissingParameter")
        for name in names:
            if found := self._by_key.get(_key(name)):
                return found if name == code else replace(found, code=code)
        return ServiceCode(code)


_TEXTS = ("code", "zh", "en", "remedy_zh", "remedy_en", "kind", "certainty")
_FLAGS = ("safe_to_retry", "may_have_been_sent")


def _row(row: object, number: int) -> ServiceCode:
    if not isinstance(row, dict):
        raise ValueError(f"row {number} is not an object")
    for names, kind in ((_TEXTS, str), (_FLAGS, bool)):
        for name in names:
            if not isinstance(row.get(name), kind):
                raise ValueError(f"row {number} has no {name}")
    return ServiceCode(**{name: row[name] for name in (*_TEXTS, *_FLAGS)}, known=True)


def _key(code: str) -> str:
    return code.casefold().replace(":", "")
