"""The jobs of the keyring lane: every call of the keyring may wait for an operator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gui.core.accounts.account import Account, is_known_endpoint
from gui.core.accounts.diagnosis import Diagnosis, diagnose
from gui.core.errors import SecretError
from gui.core.sending.outcome import Failure
from gui.jobs.job import Query, query
from gui.jobs.sending.caller_pool import SendClient
from gui.storage.blocked_numbers import move_blocked_numbers
from gui.storage.database.database import Database
from gui.storage.presets.book import move_presets
from gui.storage.runs.account_changes import set_access_key_id
from gui.storage.secrets.backends import BackendInfo
from gui.storage.secrets.secret_store import SecretPlace, SecretStore


@dataclass(frozen=True, slots=True)
class SecretStatus:
    """Where the secret of an account is stored, and which keyring is in use.

    Attributes:
        orphaned_key_id: the AccessKey ID it had before, if the keyring did not let go of its entry.
        moved_runs: how many runs go on with the new AccessKey ID of the account.
    """

    backend: BackendInfo
    place: SecretPlace
    orphaned_key_id: str = ""
    moved_runs: int = 0


def check_secret(secrets: SecretStore, key_id: str) -> Query[SecretStatus]:
    """Find out where the secret of an account is stored."""

    def check() -> SecretStatus:
        backend = secrets.backend()
        return SecretStatus(backend, secrets.holds(key_id) if key_id else SecretPlace.NONE)

    return query(check)


def store_secret(
    secrets: SecretStore, key_id: str, secret: str, *, keep_in_memory: bool, old: str, ledger: Path
) -> Query[SecretStatus]:
    """Keep a secret, and return where it is now.

    `old` is the AccessKey ID that the account had before, if any; an empty secret stays what it
    is, or moves along from `old`, as the runs, the do-not-send list, the presets and the test
    phones in the ledger do. Once the secret is where it belongs, nothing is taken back.
    """

    def store() -> SecretStatus:
        renamed = bool(old) and old != key_id
        if renamed:
            # First: what is blocked must be, from the moment that the new ID can be sent with.
            with Database(ledger) as database:
                move_blocked_numbers(database, old, key_id)
        wanted = secret or (secrets.fetch(old) if renamed else "")
        if wanted:
            secrets.store(key_id, wanted, keep_in_memory=keep_in_memory)
        leftover, moved = "", 0
        if renamed:
            with Database(ledger) as database:
                move_presets(database, old, key_id)
                moved = set_access_key_id(database, old, key_id)
            try:
                secrets.remove(old)
            except SecretError:
                leftover = old
        if not wanted:
            place = secrets.holds(key_id)
        else:
            place = SecretPlace.MEMORY if keep_in_memory else SecretPlace.KEYRING
        return SecretStatus(secrets.backend(), place, leftover, moved)

    return query(store)


def remove_secret(secrets: SecretStore, key_id: str) -> Query[None]:
    """Delete the secret of an account."""
    return query(lambda: secrets.remove(key_id))


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """What the test of an account found; `failure` is what the service answered, if not fine."""

    check: Diagnosis
    failure: Failure | None


def check_account(account: Account, connect: Callable[[], SendClient]) -> Query[AccountCheck]:
    """Make one read-only call, and diagnose the account by its answer."""

    def check() -> AccountCheck:
        client = connect()
        try:
            answer = client.query_signs(1, 1)
        finally:
            client.close()
        found = diagnose(answer, not is_known_endpoint(account.endpoint))
        return AccountCheck(found, answer if isinstance(answer, Failure) else None)

    return query(check)
