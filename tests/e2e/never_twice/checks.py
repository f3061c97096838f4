"""What must hold after a run that was cut off: nobody is sent to twice, and nobody is lost.

With it, the faults of the service under which the tests cut runs off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.e2e.never_twice.unfinished_run import rows
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess

SENT = frozenset({"accepted", "delivered"})
"""States of a recipient whose message the service took."""
NOT_TAKEN = "throttled"
"""The kind of fault whose answer proves that nothing was taken: the call may be repeated."""


def random_faults(*kinds: str) -> list[dict[str, Any]]:
    """Faults of these kinds, for `SandboxProcess.change_faults`: each in 4 of 100 calls.

    In half of them the service takes the message all the same.
    """
    return [
        {"kind": kind, "taken": taken, "chance": 0.02} for kind in kinds for taken in (True, False)
    ]


FAULTS = random_faults("reset", "http-500", "empty")


def called_since(sandbox: SandboxProcess, before: int) -> bool:
    """Whether there were more calls than `before`."""
    return len(sandbox.calls()) > before


def called(sandbox: SandboxProcess) -> Counter[str]:
    """How often each number was in a call."""
    return Counter(number for call in sandbox.calls() for number in call["numbers"])


def taken(sandbox: SandboxProcess) -> set[str]:
    """The numbers whose message the service took."""
    return {message["number"] for message in sandbox.messages()}


def check_nobody_twice(sandbox: SandboxProcess) -> None:
    """Nobody whom the service may have taken was called again, whatever the program heard.

    Raises:
        AssertionError: somebody was; or there was no call at all.
    """
    over: set[str] = set()
    for call in sandbox.calls():
        numbers = call["numbers"]
        assert len(set(numbers)) == len(numbers), "twice in one call"
        assert over.isdisjoint(numbers), "called again though it may have been sent"
        if call["fault"] != NOT_TAKEN:
            over.update(numbers)
    assert over, "nobody was called"
    messages = Counter(message["number"] for message in sandbox.messages())
    assert max(messages.values(), default=0) <= 1, "sent twice"


def check_nobody_lost(
    sandbox: SandboxProcess, data_dir: Path, numbers: Sequence[str], *, reconciled: bool
) -> None:
    """At the end of the run every number has one row, which says no more than the service does.

    Args:
        sandbox: the service.
        data_dir: the data directory.
        numbers: the run's, in its order.
        reconciled: whether the service was asked about all that was unknown. Until then, a message
            that it took may be unknown.

    Raises:
        AssertionError: a row is missing, comes twice, or says something else.
    """
    found, sent = rows(data_dir), taken(sandbox)
    assert [number for number, _ in found] == list(numbers)
    for number, state in found:
        assert state in SENT | {"unknown"}, (number, state)
        assert number in sent or state == "unknown", (number, state)
        assert number not in sent or state in SENT or not reconciled, (number, state)


def wait_until_reconciled(sandbox: SandboxProcess, data_dir: Path) -> None:
    """Wait until every row on disk agrees with the service about what was sent."""
    sent = taken(sandbox)

    def agrees() -> bool:
        return all((state in SENT) == (number in sent) for number, state in rows(data_dir))

    wait_until(agrees, "every row to agree with the sandbox", 120)
