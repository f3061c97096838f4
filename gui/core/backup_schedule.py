"""Decides when to back up the ledger."""

from __future__ import annotations

from collections.abc import Callable

QUIET = 60.0
"""Seconds without sending before a backup may start."""
INTERVAL = 600.0
"""Seconds between two backups of a small ledger."""
BYTES_PER_INTERVAL = 64 * 1024 * 1024
"""The time between two backups grows by one `INTERVAL` for each of these."""


class BackupSchedule:
    """Decides when a backup is due: only while nothing is sent, less often for a large ledger.

    Args:
        clock: returns monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sending = False
        self._under_way = False
        self._quiet_since = clock()
        self._next_at = clock()

    def note_sending(self, sending: bool) -> None:
        """Record that sending has started or ended."""
        if sending or self._sending:
            self._quiet_since = self._clock()
        self._sending = sending

    def begin(self) -> bool:
        """Return whether a backup is due; if so, mark it as running until `end`."""
        now = self._clock()
        quiet = not self._sending and now - self._quiet_since >= QUIET
        if self._under_way or not quiet or now < self._next_at:
            return False
        self._under_way = True
        return True

    def end(self, size: int) -> None:
        """Mark the backup as finished, successful or not, with the database's size in bytes.

        A size of 0 means that it was stopped: it is due again once nothing is sent.
        """
        self._under_way = False
        if size:
            self._next_at = self._clock() + INTERVAL * (1 + size // BYTES_PER_INTERVAL)
