"""catalogues.json: the signs and templates of the accounts, as they were fetched last.

    {"format": 1, "accounts": {"LTAI…": {"fetched_at": 1764…, "signs": [["阿里云", "AUDIT…"]],
     "templates": [["SMS_1", "验证码", "您的验证码为${code}", "AUDIT_STATE_PASS", 0]]}}}

All of it can be fetched again, so a file that cannot be read is no loss and no error.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import Sign, Template
from gui.storage.held_files import read_file
from gui.storage.replace_file import replace_file

FORMAT = 1
SIZE_MAX = 64 * 1024 * 1024
"""Bytes; more is not read."""

log = logging.getLogger(__name__)


class CatalogueCache:
    """What was fetched, by the AccessKey ID of the account."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, AccountCatalogue]:
        """Read what was fetched last; empty where there is nothing that can be read."""
        try:
            if self._path.stat().st_size > SIZE_MAX:
                return {}
            data = json.loads(read_file(self._path))
            if data["format"] != FORMAT:
                return {}
            return {str(key): _decode(row) for key, row in data["accounts"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            log.warning("no signs and templates from the last time: %s", type(error).__name__)
            return {}

    def save(self, catalogues: Mapping[str, AccountCatalogue], accounts: Collection[str]) -> None:
        """Write `catalogues`, and keep what is there of the other `accounts`.

        Whatever else is in the file is dropped. A failure is logged only: nothing is lost by it.
        """
        kept = {key: row for key, row in self.load().items() if key in accounts}
        rows = {key: _encode(row) for key, row in {**kept, **catalogues}.items()}
        text = json.dumps({"format": FORMAT, "accounts": rows}, ensure_ascii=False)
        try:
            replace_file(self._path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            log.warning("signs and templates are not kept: %s", type(error).__name__)


def _encode(catalogue: AccountCatalogue) -> dict[str, object]:
    return {
        "fetched_at": catalogue.fetched_at,
        "signs": [[sign.name, sign.audit_status] for sign in catalogue.signs],
        "templates": [
            [row.code, row.name, row.content, row.audit_status, row.kind]
            for row in catalogue.templates
        ],
    }


def _decode(entry: Mapping[str, list[list[str]]]) -> AccountCatalogue:
    """Read an account's entry; `ValueError` or `TypeError` if it is none of ours."""
    signs = (Sign(*map(_text, fields)) for fields in entry["signs"])
    return AccountCatalogue(
        tuple(signs), tuple(map(_template, entry["templates"])), _number(entry["fetched_at"])
    )


def _template(fields: Sequence[object]) -> Template:
    code, name, content, status, kind = fields
    return Template(_text(code), _text(name), _text(content), _text(status), _number(kind))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no number")
    return value
