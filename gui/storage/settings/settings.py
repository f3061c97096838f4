"""Accounts and preferences: one typed, frozen value.

Secrets are in the keyring and phone numbers in the ledger, never here.
`gui.storage.settings.settings_file` stores the value on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from gui.core.accounts.account import Account
from gui.core.appearance import SchemeChoice
from gui.core.errors import AccountError, AccountFault
from gui.core.message.fields import DraftFields
from gui.core.sending.rate_limit import DEFAULT_CALLERS, DEFAULT_RATE

RECENT_MAX = 20
"""Maximum recent signs, and recent templates, of one account."""

SANDBOX = ""
"""Stands for the built-in sandbox in place of an AccessKey ID."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recents:
    """Recently used values of an account, newest first, without duplicates."""

    sign_names: tuple[str, ...] = ()
    template_codes: tuple[str, ...] = ()


def _frozen() -> Mapping[str, T]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """Accounts and preferences.

    Attributes:
        accounts: in the order they were added; AccessKey IDs and labels are unique.
        current: AccessKey ID of the account in use, or `SANDBOX`.
        language: `zh_CN`, `en`, or empty to follow the system.
        scheme: light, dark, or what the system says.
        text_scale: percent of the usual text size, usually one of `TEXT_SCALES`.
        masked: whether numbers are shown as 138****8000.
        callers, rate: calls under way at once, and calls a second.
        recents, drafts: by AccessKey ID, or `SANDBOX`.
        window: states of window, splitters and columns as saved by Qt, in base64, by name.
    """

    accounts: tuple[Account, ...] = ()
    current: str = SANDBOX
    language: str = ""
    scheme: SchemeChoice = SchemeChoice.SYSTEM
    text_scale: int = 100
    masked: bool = False
    callers: int = DEFAULT_CALLERS
    rate: int = DEFAULT_RATE
    recents: Mapping[str, Recents] = field(default_factory=_frozen, hash=False)
    drafts: Mapping[str, DraftFields] = field(default_factory=_frozen, hash=False)
    window: Mapping[str, str] = field(default_factory=_frozen, hash=False)

    def __post_init__(self) -> None:
        for name in ("recents", "drafts", "window"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def account(self, access_key_id: str) -> Account | None:
        """Return the account with that AccessKey ID, or none."""
        return next((a for a in self.accounts if a.access_key_id == access_key_id), None)

    def with_account(self, account: Account, original: str = "") -> Settings:
        """Add `account`, or replace the one whose AccessKey ID is `original`.

        An edited account keeps its position, recents and draft, and stays current.

        Raises:
            AccountError: another account has its label or its AccessKey ID.
        """
        old = self.account(original) if original else None
        others = [other for other in self.accounts if other is not old]
        if any(other.access_key_id == account.access_key_id for other in others):
            raise AccountError(AccountFault.KEY_ID_TAKEN)
        if any(other.label == account.label for other in others):
            raise AccountError(AccountFault.LABEL_TAKEN)
        if old is None:
            return replace(self, accounts=(*self.accounts, account))
        renamed = account.access_key_id
        return replace(
            self,
            accounts=tuple(account if other is old else other for other in self.accounts),
            current=renamed if self.current == original else self.current,
            recents=_moved(self.recents, original, renamed),
            drafts=_moved(self.drafts, original, renamed),
        )

    def without_account(self, access_key_id: str) -> Settings:
        """Remove an account and its data; if it was current, the sandbox becomes current."""
        return replace(
            self,
            accounts=tuple(a for a in self.accounts if a.access_key_id != access_key_id),
            current=SANDBOX if self.current == access_key_id else self.current,
            recents=_dropped(self.recents, access_key_id),
            drafts=_dropped(self.drafts, access_key_id),
        )

    def with_recent(
        self, access_key_id: str, sign_name: str = "", template_code: str = ""
    ) -> Settings:
        """Move a sign and a template to the front of the recent ones; ignore an empty one."""
        old = self.recents.get(access_key_id, Recents())
        recents = Recents(
            _first(old.sign_names, sign_name), _first(old.template_codes, template_code)
        )
        return replace(self, recents={**self.recents, access_key_id: recents})

    def with_draft(self, access_key_id: str, draft: DraftFields) -> Settings:
        """Save `draft` as the last one of an account."""
        return replace(self, drafts={**self.drafts, access_key_id: draft})

    def with_window(self, name: str, state: str) -> Settings:
        """Save the state of a part of the window, in base64."""
        return replace(self, window={**self.window, name: state})


def _first(old: tuple[str, ...], new: str) -> tuple[str, ...]:
    if not new:
        return old
    return (new, *(text for text in old if text != new))[:RECENT_MAX]


def _dropped(kept: Mapping[str, T], key: str) -> Mapping[str, T]:
    return {name: value for name, value in kept.items() if name != key}


def _moved(kept: Mapping[str, T], old: str, new: str) -> Mapping[str, T]:
    """Return `kept` with the entry of `old` moved to `new`, replacing an existing one."""
    if old == new or old not in kept:
        return kept
    return {**_dropped(kept, old), new: kept[old]}
