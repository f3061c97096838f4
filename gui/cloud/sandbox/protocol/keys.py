"""AccessKeys of the sandbox for scripts. They are public and of no use elsewhere.

The sandbox in the window has a random secret at each start, so that no other program or web page
can make calls in the operator's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SANDBOX_KEY_ID = "SandboxKey"
SANDBOX_SECRET = "SandboxSecret"  # noqa: S105 - public, and only valid in the sandbox


class KeyStatus(Enum):
    """Whether the gateway accepts a key."""

    ACTIVE = auto()
    DISABLED = auto()
    """400 InvalidAccessKeyId.Inactive."""
    FORBIDDEN = auto()
    """403 Forbidden.RAM."""


@dataclass(frozen=True, slots=True)
class AccessKey:
    """An AccessKey.

    Attributes:
        actions: allowed actions, or none for all; others are answered with isp.RAM_PERMISSION_DENY,
            as by the service if RAM passes the call.
    """

    key_id: str
    secret: str
    status: KeyStatus = KeyStatus.ACTIVE
    actions: frozenset[str] | None = None


ACTIVE = AccessKey(SANDBOX_KEY_ID, SANDBOX_SECRET)
DISABLED = AccessKey("SandboxKeyDisabled", SANDBOX_SECRET, KeyStatus.DISABLED)
FORBIDDEN = AccessKey("SandboxKeyForbidden", SANDBOX_SECRET, KeyStatus.FORBIDDEN)
DENIED = AccessKey("SandboxKeyDenied", SANDBOX_SECRET, actions=frozenset())

PUBLISHED = (ACTIVE, DISABLED, FORBIDDEN, DENIED)
