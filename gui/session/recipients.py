"""Everything about whom the message goes to, joined into one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.pattern import Pattern
from gui.session.accounts import Accounts
from gui.session.blocking import Blocking
from gui.session.checking import Checking
from gui.session.draft_rows import DraftRows
from gui.session.importing import Importing
from gui.session.listing import Listing
from gui.session.work import Work
from gui.storage.paths import Paths


class Recipients(QObject):
    """The draft's recipients: what they are, how they come in, who of them is sent to."""

    changed = Signal()
    """Who would be sent to is another one, or about to be."""
    blocked_changed = Signal(int)
    """How many of the draft's recipients are on the account's do-not-send list."""
    missing_changed = Signal(int)
    """How many of them lack a value; or others do, as many as before."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        *,
        masked: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self.listing = Listing(work, paths, self)
        self.importing = Importing(work, self.listing, paths, self)
        self.rows = DraftRows(work, paths, masked=masked, parent=self)
        self.checking = Checking(work, paths, self)
        self.blocking = Blocking(work, accounts, paths, self.importing, self)
        for part in (self.listing, self.importing, self.rows):
            part.noticed.connect(self.noticed)
        self.listing.changed.connect(self._follow)
        self.listing.checking_changed.connect(lambda _: self.changed.emit())
        self.importing.progressed.connect(lambda _: self.changed.emit())
        self.rows.counted.connect(lambda _: self.changed.emit())
        self.blocking.changed.connect(self._forget)
        self.checking.changed.connect(self._say_left_out)

    @property
    def busy(self) -> bool:
        """Whether it is not known yet who would be sent to."""
        return self.listing.busy or self.importing.loading or self.checking.busy

    @property
    def count(self) -> int:
        """How many would be sent to, as far as is known."""
        if self.checking.busy:
            return self.listing.overview.recipients
        return self.checking.readiness.recipients

    def look(self, pattern: Pattern) -> None:
        """Find out, unless it is known, who would be sent to with these parameters."""
        nobody = not self.listing.overview.recipients
        key = self._accounts.current.access_key_id
        self.rows.refer(pattern, key)
        self.checking.look(key, pattern, nobody=nobody)

    def close(self) -> None:
        """Write down what was typed last, and let go of the ledger."""
        self.listing.close()
        self.rows.close()

    def _follow(self) -> None:
        self.rows.reload()
        self._forget()

    def _forget(self) -> None:
        self.checking.forget()
        self.changed.emit()

    def _say_left_out(self) -> None:
        readiness = self.checking.readiness
        self.blocked_changed.emit(readiness.blocked)
        self.missing_changed.emit(sum(readiness.missing.values()))
        self.changed.emit()
