"""The jobs of the keyring lane: every call of the keyring may wait for an operator."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from gui.core.account import Account, is_known_endpoint
from gui.core.checks import Check, judge
from gui.core.errors import SecretError
from gui.core.outcomes import Failure
from gui.core.sending import Wait
from gui.jobs.callers import Client
from gui.jobs.job import Job
from gui.storage.blocked import bring_along
from gui.storage.keyrings import Backend
from gui.storage.ledger import Ledger
from gui.storage.moving import rekey
from gui.storage.secrets import SecretPlace, Secrets


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the secret of an account is, and the keyring there is.

    Attributes:
        leftover: the AccessKey ID it had before, if the keyring did not let go of its entry.
        moved: how many runs go on with the new AccessKey ID of the account.
    """

    backend: Backend
    place: SecretPlace
    leftover: str = ""
    moved: int = 0


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
    is, or moves along from `old`, as the runs and the do-not-send list in the ledger do. Once the
    secret is where it belongs, nothing is taken back.
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
        leftover, moved = "", 0
        if renamed:
            with Ledger(ledger) as open_ledger:
                moved = rekey(open_ledger, old, key_id)
            try:
                secrets.remove(old)
            except SecretError:
                leftover = old
        if not wanted:
            place = secrets.holds(key_id)
        else:
            place = SecretPlace.MEMORY if keep_in_memory else SecretPlace.KEYRING
        yield Keeping(secrets.backend(), place, leftover, moved)

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
        check = judge(answer, not is_known_endpoint(account.endpoint))
        yield Tested(check, answer if isinstance(answer, Failure) else None)

    return Job(steps)
