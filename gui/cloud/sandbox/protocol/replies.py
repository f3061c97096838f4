"""Answers of the service in JSON and XML."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gui.cloud.sandbox.protocol.refusals import HOST_ID, Refusal

Value = str | int | bool | None | Mapping[str, "Value"] | list["Value"]
Fields = dict[str, Value]

# XML 1.0 cannot represent these, not even as character references.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer with an encoded `body`."""

    status: int
    content_type: str
    body: bytes
    request_id: str


def new_request_id() -> str:
    """Make a RequestId: `2184201F-BFB3-446B-B1F2-C746B7BF0657`."""
    digits = os.urandom(16).hex().upper()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def success_reply(action: str, fields: Fields, request_id: str, as_json: bool) -> Reply:
    """Answer `action` with Code OK and its `fields`."""
    whole: Fields = {"Message": "OK", "RequestId": request_id, **fields, "Code": "OK"}
    return _reply(200, f"{action}Response", whole, request_id, as_json)


def refusal_reply(action: str, why: Refusal, request_id: str, as_json: bool) -> Reply:
    """Answer a refused request; only answers of the gateway contain host and remedy."""
    fields: Fields = {"RequestId": request_id, "Message": why.message}
    root = f"{action}Response"
    if why.gateway:
        root = "Error"
        fields["HostId"] = HOST_ID
        fields["Recommend"] = (
            f"https://api.aliyun.com/troubleshoot?q={why.code}&product=Dysmsapi"
            f"&requestId={request_id}"
        )
    fields["Code"] = why.code
    return _reply(why.http_status, root, fields, request_id, as_json)


def _reply(status: int, root: str, fields: Fields, request_id: str, as_json: bool) -> Reply:
    if as_json:
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return Reply(status, "application/json;charset=utf-8", text.encode(), request_id)
    text = f'<?xml version="1.0" encoding="UTF-8"?>{_element(root, fields)}'
    return Reply(status, "text/xml;charset=utf-8", text.encode(), request_id)


def _element(name: str, value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f"<{name}>{str(value).lower()}</{name}>"
        case str():
            return f"<{name}>{_escape(value)}</{name}>"
        case int():
            return f"<{name}>{value}</{name}>"
        case list():
            # A list is a repeated element, without an enclosing one.
            return "".join(_element(name, item) for item in value)
        case _:
            inside = "".join(_element(inner, item) for inner, item in value.items())
            return f"<{name}>{inside}</{name}>"


def _escape(text: str) -> str:
    # xml.sax.saxutils has this too, but imports much of the network library.
    text = _NOT_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
