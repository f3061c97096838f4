"""The RPC V1 signature of the service [help centre 25490, 157269]."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote, unquote_to_bytes

_UNRESERVED = "-_.~"
"""Unreserved besides letters and digits; everything else is percent-encoded in upper case."""


def parse_form(data: bytes) -> dict[str, str]:
    """Decode `a=1&b=2` of a query or a form body; the last value of a repeated name counts.

    Raises:
        UnicodeDecodeError: a name or a value is not UTF-8.
    """
    fields = {}
    for pair in data.split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            fields[_decode(name)] = _decode(value)
    return fields


def encode(text: str) -> str:
    """Percent-encode `text` as UTF-8: a blank is %20, `*` is %2A, `~` stays."""
    return quote(text, safe=_UNRESERVED)


def string_to_sign(method: str, params: Mapping[str, str]) -> str:
    """Build the canonical string of a request, which both sides sign.

    Args:
        method: GET or POST.
        params: fields of query and body together; `Signature` is skipped, empty values are kept.
    """
    # Code points sort like their UTF-8 bytes, as required.
    names = sorted(name for name in params if name != "Signature")
    canonical = "&".join(f"{encode(name)}={encode(params[name])}" for name in names)
    return f"{method}&%2F&{encode(canonical)}"


def signature(text: str, secret: str) -> str:
    """Sign the result of `string_to_sign`: Base64 of HMAC-SHA1 with the key `secret&`."""
    digest = hmac.digest(f"{secret}&".encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


def _decode(data: bytes) -> str:
    if b"+" in data:
        data = data.replace(b"+", b" ")
    if b"%" in data:
        data = unquote_to_bytes(data)
    return data.decode()
