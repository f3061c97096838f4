"""The first job of all on the ledger, before any other opens it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QCryptographicHash, QSysInfo

from gui.core.sending.delivery import Wait
from gui.core.witness import SetAside
from gui.jobs.job import Job
from gui.storage.database.database import Database
from gui.storage.database.rescue import RescueResult, check_or_rescue
from gui.storage.database.witness import Witness


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found when the ledger was opened.

    Attributes:
        rescued: what could be read of it, if it was damaged.
        set_aside: who is unknown now, if it may be an older or a second copy.
    """

    rescued: RescueResult | None
    set_aside: SetAside | None


def open_database(ledger: Path, witness: Witness) -> Job:
    """Make the ledger fit for use, and compare it with its witness; yields what is `Opened`.

    It fails with a `LedgerError` where there is no using it: NEWER, DISK_FULL, UNWRITABLE,
    UNREADABLE, IN_USE; nothing is overwritten then.
    """

    def steps(wait: Wait) -> Generator[Opened, None, None]:
        witness.exclude_others()
        rescued = check_or_rescue(ledger, witness.is_ahead)
        witness.exclude_others()  # there may have been no file, or another one
        with Database(ledger) as database:
            set_aside = witness.meet(database)
        yield Opened(rescued, set_aside)

    return Job(steps)


def machine_name() -> str:
    """Name this computer, so that nobody can tell from it which one it is; may be empty."""
    found = QSysInfo.machineUniqueId()
    if not found.size():
        return ""
    digest = QCryptographicHash.hash(
        QByteArray(b"sms-desk ").append(found), QCryptographicHash.Algorithm.Sha256
    )
    return bytes(digest.toHex().data()).decode()[:32]
