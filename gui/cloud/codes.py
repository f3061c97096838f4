"""What each code of the service means, and what became of the call that it answers."""

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
    """What an answered code says about the call."""

    ACCEPTED = auto()
    REJECTED = auto()
    """The service took nothing, because of this message or number."""
    THROTTLED = auto()
    """The gateway took nothing and asks for fewer calls."""
    ACCOUNT = auto()
    """The service took nothing, and would take nothing else from this account as it is."""
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
        # what the account may do
        "Forbidden",
        "NoPermission",
        "isp.RAM_PERMISSION_DENY",
        "isv.DENY_IP_RANGE",
        # its state and its money
        "InsufficientBalance",
        "isv.SECURITY_FROZEN_ACCOUNT",
        "isv.OUT_OF_SERVICE",
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.PRODUCT_UN_SUBSCRIPT",
        "isv.PRODUCT_UNSUBSCRIBE",
        "isv.DAY_LIMIT_CONTROL",
        "isv.MONTH_LIMIT_CONTROL",
        # its endpoint is not one of this service
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
        "SignatureNonceUsed",  # it was used by the same request, which came through before
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
    ("isp.", CodeClass.UNKNOWN),  # the provider's own side: a message may exist or be billed
)


_SUCCESS = frozenset({"ok", "success", "succeed", "succeeded", "successful", "true", "0", "200"})
"""Words for success that this service does not use: it says OK [SendSms]."""
_NO_LETTER = re.compile(r"[\W_]+")


def is_success(said: str) -> bool:
    """Whether a text says nothing but that all went well, in whatever letters."""
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
    """Say what `code` means for the call it answers.

    `Forbidden` stands for `Forbidden.RAM` and the rest of its family too, and case does not matter
    (the field has both InvalidTimeStamp and InvalidTimestamp). Data files are not consulted: what
    may be sent again must not depend on one.
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
            ValueError: it is not such a file.
        """
        return cls.parse(path.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the JSON: an array of objects with the fields of `ServiceCode` but `known`.

        Raises:
            ValueError: it is not that.
        """
        try:
            rows = json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(rows, list):
            raise ValueError("not an array")
        return cls([_row(row, number) for number, row in enumerate(rows, 1)])

    def __iter__(self) -> Iterator[ServiceCode]:
        """Go through all of them, in the order of the file."""
        return iter(self._by_key.values())

    def explain(self, code: str) -> ServiceCode:
        """Explain a code of an answer or of a receipt; `known` is false if it is in no table.

        A code of a known family is explained as that, under its own name: `Forbidden.Some` as
        Forbidden, `MissingOutId` as MissingParameter. A carrier's code matches with or without its
        colon.
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
