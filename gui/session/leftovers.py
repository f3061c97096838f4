"""The runs that are not under way, with recipients still queued."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.account import Account
from gui.core.errors import SmsDeskError
from gui.core.progress import About, Leftover
from gui.jobs.job import Job
from gui.jobs.sending import Unfinished
from gui.session.accounts import Accounts
from gui.session.work import Then, Work
from gui.words import progress as words
from gui.words.notices import Notice, Severity


class Leftovers(QObject):
    """Knows them, and offers to go on with one: each in a notice, as long as it holds."""

    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(str)
    """The text of a notice whose run has gone on, or was given up."""
    taken = Signal(int)
    """The operator goes on with the run of this number."""
    looked = Signal()
    """It begins, or ends, that they are looked at."""

    def __init__(self, work: Work, accounts: Accounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._looks: set[object] = set()
        self._unfinished: dict[int, Unfinished] = {}
        self._texts: dict[int, str] = {}

    @property
    def looking(self) -> bool:
        """Whether it is about to be known anew how they stand."""
        return bool(self._looks)

    @property
    def newest(self) -> int:
        """The number of the newest; 0 for none."""
        return next(iter(self._unfinished), 0)

    def all(self) -> tuple[Leftover, ...]:
        """Describe them, the newest first."""
        return tuple(map(self.describe, self._unfinished.values()))

    def look(self, job: Job, found: Then, refused: Then | None = None) -> None:
        """Start a job that looks how runs stand."""
        look = object()
        self._looks.add(look)

        def take(seen: object) -> None:
            self._looks.discard(look)
            found(seen)
            self.looked.emit()

        def refuse(error: SmsDeskError) -> None:
            self._looks.discard(look)
            (refused or self._work.refused.emit)(error)
            self.looked.emit()

        def end() -> None:
            self._looks.discard(look)
            self.looked.emit()

        self._work.start(self._work.sending, job, take, refuse, end)
        self.looked.emit()

    def keep(self, unfinished: Sequence[Unfinished]) -> None:
        """Take what was found; the newest come first."""
        self._unfinished = {left.head.id: left for left in unfinished}

    def find(self, run_id: int) -> Unfinished | None:
        """Find a run, if it has somebody queued."""
        return self._unfinished.get(run_id)

    def forget(self, run_id: int) -> None:
        """Somebody was queued in this run, and is no more."""
        self._unfinished.pop(run_id, None)
        self.withdraw(run_id)

    def describe(self, left: Unfinished) -> Leftover:
        """Say what a run is; its account may be gone."""
        head = left.head
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            account = Account(head.account_label, head.access_key_id, sandbox=head.sandbox)
        about = About(account, head.sign_name, head.template_code)
        return Leftover(left.progress, about, head.created_at)

    def offer(self, run_id: int, severity: Severity, text: str) -> None:
        """Say `text` with a button that goes on with this run, whichever came since."""
        self.withdraw(run_id)
        self._texts[run_id] = text
        verb = partial(self.taken.emit, run_id)
        self.noticed.emit(Notice(severity, text, words.go_on(), verb))

    def offer_newest(self) -> None:
        """Offer to go on with the newest, if there is one."""
        if left := self.find(self.newest):
            text = words.unfinished(self.describe(left))
            self.offer(left.head.id, Severity.WARNING, text)

    def withdraw(self, run_id: int) -> None:
        """Take the notice of a run back, if there is one."""
        text = self._texts.pop(run_id, "")
        # The bar has a text only once: it may be of another run by now.
        if text and text not in self._texts.values():
            self.withdrawn.emit(text)
