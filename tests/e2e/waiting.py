"""Waiting for what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
PATIENCE = 60.0
"""Seconds until a busy machine has done what an idle one does at once: a guard, no measure."""


def wait_until(
    condition: Callable[[], Found | None],
    what: str,
    seconds: float = PATIENCE,
    every: float = 0.03,
) -> Found:
    """Ask `condition` until it is true, and return what it said.

    Args:
        condition: what is asked.
        what: what is waited for.
        seconds: the longest wait.
        every: seconds between two questions; more for one that is costly to answer.

    Raises:
        TimeoutError: it is not within `seconds`; the text names `what`.
    """
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(every)
