"""When the ledger is to be backed up."""

from __future__ import annotations

from collections.abc import Callable

QUIET = 60.0
"""Seconds for which nothing must have been sent."""
INTERVAL = 600.0
"""Seconds between two backups of a small ledger."""
BYTES_PER_INTERVAL = 64 * 1024 * 1024
"""For each so many bytes of the ledger, another `INTERVAL` passes between two backups."""


class BackupSchedule:
    """Says when a backup is due: while nothing is sent, and the seldomer the larger it is.

    Args:
        clock: tells the time in seconds, and never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sending = False
        self._under_way = False
        self._quiet_since = clock()
        self._next_at = clock()

    def note_sending(self, sending: bool) -> None:
        """Take note that messages are sent from now on, or no longer."""
        if sending or self._sending:
            self._quiet_since = self._clock()
        self._sending = sending

    def begin(self) -> bool:
        """Whether a backup is due; if so, mark it as running until `end`."""
        now = self._clock()
        quiet = not self._sending and now - self._quiet_since >= QUIET
        if self._under_way or not quiet or now < self._next_at:
            return False
        self._under_way = True
        return True

    def end(self, size: int) -> None:
        """Mark the backup as finished, successful or not, with the database's size in bytes.

        With a size of 0 it was stopped, and is due again once nothing is sent.
        """
        self._under_way = False
        if size:
            self._next_at = self._clock() + INTERVAL * (1 + size // BYTES_PER_INTERVAL)
