"""AccessKeys of the sandbox that scripts start. They are published: nothing real opens with them.

The sandbox inside the window has a secret of its own at each start, so that no other program or
web page can make calls that look like the operator's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SANDBOX_KEY_ID = "SandboxKey"
SANDBOX_SECRET = "SandboxSecret"  # noqa: S105 - published, and good for the sandbox alone


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
        actions: what it may call, or none for everything; anything else is answered with
            isp.RAM_PERMISSION_DENY, as the service does where RAM lets the call through.
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
