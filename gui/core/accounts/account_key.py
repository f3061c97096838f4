"""How an account is told from the others."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class BelongsToAccount(Protocol):
    """An account, or what names one: a run, its card, a recipient."""

    @property
    def access_key_id(self) -> str:
        """The AccessKey ID of the account."""

    @property
    def sandbox(self) -> bool:
        """Whether it is the sandbox."""


class AccountKey(NamedTuple):
    """Identifies an account; the sandbox has an AccessKey ID of its own."""

    access_key_id: str
    sandbox: bool

    @classmethod
    def of(cls, item: BelongsToAccount) -> AccountKey:
        """Return the key of an account, or of the account that `item` belongs to."""
        return cls(item.access_key_id, item.sandbox)
