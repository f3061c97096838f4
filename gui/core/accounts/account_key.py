"""How an account is told from the others."""

from __future__ import annotations

from typing import NamedTuple


class AccountKey(NamedTuple):
    """Identifies an account; the sandbox has an AccessKey ID of its own."""

    access_key_id: str
    sandbox: bool
