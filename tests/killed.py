"""How a test's process ends at once, in the middle of what it does, on every system."""

from __future__ import annotations

import os
import signal

_SIGNAL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Windows knows no signals: it ends a process at once whatever the number is."""

KILLED = -_SIGNAL if os.name == "posix" else _SIGNAL
"""Return code of such a process, as `subprocess` has it."""


def die() -> None:
    """End this process as a power cut would: nothing is closed or written any more."""
    os.kill(os.getpid(), _SIGNAL)
