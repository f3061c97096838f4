"""Jobs that open the ledger, or read or write it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QCryptographicHash, QSysInfo

from gui.core.witness import SetAside
from gui.jobs.job import Query, query
from gui.storage.database.database import Database
from gui.storage.database.rescue import RescueResult, check_or_rescue
from gui.storage.database.witness import Witness

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found when the ledger was opened.

    Attributes:
        rescued: what could be read of it, if it was damaged.
        set_aside: who is unknown now, if it may be an older or a second copy.
    """

    rescued: RescueResult | None
    set_aside: SetAside | None


def open_database(ledger: Path, witness: Witness) -> Query[Opened]:
    """Make the ledger fit for use, and compare it with its witness.

    It fails with a `LedgerError` where there is no using it: NEWER, DISK_FULL, UNWRITABLE,
    UNREADABLE, IN_USE; nothing is overwritten then.
    """

    def open_ledger() -> Opened:
        witness.exclude_others()
        rescued = check_or_rescue(ledger, witness.is_ahead)
        witness.exclude_others()  # there may have been no file, or another one
        with Database(ledger) as database:
            set_aside = witness.meet(database)
        return Opened(rescued, set_aside)

    return query(open_ledger)


def query_database(ledger: Path, use: Callable[[Database], Found]) -> Query[Found]:
    """Make a job that opens the ledger and returns what `use` does.

    It fails with a `LedgerError`.
    """

    def open_and_use() -> Found:
        with Database(ledger) as database:
            return use(database)

    return query(open_and_use)


def machine_name() -> str:
    """Name this computer, so that nobody can tell from it which one it is; may be empty."""
    found = QSysInfo.machineUniqueId()
    if not found.size():
        return ""
    digest = QCryptographicHash.hash(
        QByteArray(b"sms-desk ").append(found), QCryptographicHash.Algorithm.Sha256
    )
    return bytes(digest.toHex().data()).decode()[:32]
