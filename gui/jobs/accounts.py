"""The jobs of the keyring lane: every call of the keyring may wait for an operator."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from gui.core.account import DEFAULT_ENDPOINT, Account
from gui.core.checks import Check, judge
from gui.core.outcomes import Failure
from gui.core.sending import Wait
from gui.jobs.callers import Client
from gui.jobs.job import Job
from gui.storage.blocked import bring_along
from gui.storage.keyrings import Backend
from gui.storage.ledger import Ledger
from gui.storage.secrets import SecretPlace, Secrets


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the secret of an account is, and the keyring there is."""

    backend: Backend
    place: SecretPlace


def looking(secrets: Secrets, key_id: str) -> Job:
    """Look where the secret of an account is; yields `Keeping`."""

    def steps(wait: Wait) -> Generator[Keeping, None, None]:
        backend = secrets.backend()
        yield Keeping(backend, secrets.holds(key_id) if key_id else SecretPlace.NONE)

    return Job(steps)


def storing(
    secrets: Secrets, key_id: str, secret: str, *, keep_in_memory: bool, old: str, ledger: Path
) -> Job:
    """Keep a secret; yields `Keeping`.

    `old` is the AccessKey ID that the account had before, if any; an empty secret stays what it
    is, or moves along from `old`, as the do-not-send list in the ledger does.
    """

    def steps(wait: Wait) -> Generator[Keeping, None, None]:
        renamed = bool(old) and old != key_id
        if renamed:
            # First: what is blocked must be, from the moment that the new ID can be sent with.
            with Ledger(ledger) as open_ledger:
                bring_along(open_ledger, old, key_id)
        wanted = secret or (secrets.fetch(old) if renamed else "")
        if wanted:
            secrets.store(key_id, wanted, keep_in_memory=keep_in_memory)
        if renamed:
            secrets.remove(old)
        yield Keeping(secrets.backend(), secrets.holds(key_id))

    return Job(steps)


def removing(secrets: Secrets, key_id: str) -> Job:
    """Delete the secret of an account."""

    def steps(wait: Wait) -> Generator[None, None, None]:
        secrets.remove(key_id)
        yield None

    return Job(steps)


def fetching_secret(secrets: Secrets, key_id: str) -> Job:
    """Fetch the secret of an account; yields it."""

    def steps(wait: Wait) -> Generator[str, None, None]:
        yield secrets.fetch(key_id)

    return Job(steps)


@dataclass(frozen=True, slots=True)
class Tested:
    """What the test of an account found; `failure` is what the service answered, if not fine."""

    check: Check
    failure: Failure | None


def testing(account: Account, connect: Callable[[], Client]) -> Job:
    """Make one read-only call; yields `Tested`."""

    def steps(wait: Wait) -> Generator[Tested, None, None]:
        client = connect()
        try:
            answer = client.query_signs(1, 1)
        finally:
            client.close()
        check = judge(answer, account.endpoint != DEFAULT_ENDPOINT)
        yield Tested(check, answer if isinstance(answer, Failure) else None)

    return Job(steps)
