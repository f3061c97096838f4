"""Fetch secrets for the workers that need them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, wait
from functools import partial

from gui.core.errors import SecretError, SecretFault
from gui.jobs.job import Lane
from gui.storage.secrets.secret_store import SecretStore

TICK = 0.05
"""Seconds between two checks whether to stop waiting."""


def never() -> bool:
    """Return false: wait without limit."""
    return False


class Keyring:
    """Fetches secrets on the keyring's lane, for workers of other lanes.

    A call of the keyring may wait for an operator who is asked to unlock it. It cannot be
    interrupted, but whoever waits for it can be released, and is when the lane is closed.
    """

    def __init__(self, lane: Lane, secrets: SecretStore) -> None:
        self._lane = lane
        self._secrets = secrets

    def fetch(self, key_id: str, stopping: Callable[[], bool] = never) -> str:
        """Fetch the secret of an AccessKey ID; call it on a worker thread of another lane.

        Raises:
            SecretError: MISSING, NO_BACKEND, BACKEND_REFUSED, FAILED, or LOCKED; LOCKED also if
                `stopping` became true, or the lane was closed, before there was an answer.
        """
        answer = self._lane.submit(partial(self._secrets.fetch, key_id))
        while not answer.done():
            wait([answer], TICK)
            if stopping():
                answer.cancel()
        try:
            return answer.result()
        except CancelledError:
            raise SecretError(SecretFault.LOCKED) from None
