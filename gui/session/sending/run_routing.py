"""Whether an unfinished run may go on through the endpoint that its account has now."""

from __future__ import annotations

from enum import Enum, auto

from gui.core.accounts.account import Account, same_endpoint
from gui.jobs.sending.sending import UnfinishedRunRecord


class Route(Enum):
    """How a run goes on."""

    SAME = auto()
    """Through the endpoint that it went through the last time."""
    FOLLOW = auto()
    """No call was made yet: through the endpoint that the account has now."""
    ASK = auto()
    """Calls were made through another endpoint: the operator decides."""


def choose_route(run: UnfinishedRunRecord, account: Account) -> Route:
    """Compare where a run was sent through with where `account` sends through now.

    A message that went through one endpoint cannot be found through another: that there is no
    trace of it proves nothing then. The sandbox has another address each time, and is the same.
    """
    head, counts = run.head, run.progress.counts
    untouched = not head.declared and counts.total == counts.queued + counts.cancelled
    if account.sandbox or same_endpoint(head.endpoint, account.endpoint):
        return Route.SAME
    return Route.FOLLOW if untouched else Route.ASK
