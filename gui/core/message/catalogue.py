"""The signs and templates of an account, and the age of that information."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.message.query_results import APPROVED, Sign, Template

STALE_AT_START = 10 * 60_000
"""Age (ms) from which they are fetched again at the start and when an account is chosen."""
STALE_WHILE_RUNNING = 60 * 60_000
"""Age (ms) from which they are fetched again while the program goes on."""
RETRY_AFTER = 10 * 60_000
"""Milliseconds after a failure until they are fetched by themselves again."""


@dataclass(frozen=True, slots=True)
class AccountCatalogue:
    """Signs and templates of an account, whatever their state.

    Attributes:
        fetched_at: ms since 1970, UTC; 0 if they never were.
    """

    signs: tuple[Sign, ...] = ()
    templates: tuple[Template, ...] = ()
    fetched_at: int = 0

    @property
    def known(self) -> bool:
        """Whether they were fetched at all."""
        return self.fetched_at > 0

    def age(self, now: int) -> int:
        """Milliseconds since they were fetched; 0 if the clock was set back since."""
        return max(0, now - self.fetched_at)

    def sign(self, name: str) -> Sign | None:
        """Find a sign by its name (case-sensitive); of several, an approved one."""
        found = [sign for sign in self.signs if sign.name == name]
        approved = (sign for sign in found if sign.audit_status == APPROVED)
        return next(approved, found[0] if found else None)

    def template(self, code: str) -> Template | None:
        """Find a template by its code."""
        return next((row for row in self.templates if row.code == code), None)
