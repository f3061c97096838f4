"""The runs that are not under way, with recipients still queued."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.errors import SmsDeskError
from gui.core.sending.progress import RunLabel, UnfinishedRun
from gui.jobs.job import Job
from gui.jobs.sending.sending import UnfinishedRunRecord
from gui.session.accounts import Accounts
from gui.session.work import Then, Work
from gui.words.notices import Notice, Severity
from gui.words.sending import progress as words


class UnfinishedRuns(QObject):
    """Holds the unfinished runs and offers to resume them, each in a notice."""

    noticed = Signal(object)
    """A `Notice`."""
    notice_withdrawn = Signal(str)
    """The text of a notice whose run has gone on, or was given up."""
    resume_requested = Signal(int)
    """The operator goes on with the run of this number."""
    loading_changed = Signal()
    """Emitted when reloading the unfinished runs begins or ends."""

    def __init__(self, work: Work, accounts: Accounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._looks: set[object] = set()
        self._unfinished: dict[int, UnfinishedRunRecord] = {}
        self._texts: dict[int, str] = {}

    @property
    def loading(self) -> bool:
        """Whether the unfinished runs are being reloaded."""
        return bool(self._looks)

    @property
    def newest(self) -> int:
        """The number of the newest; 0 for none."""
        return next(iter(self._unfinished), 0)

    def all(self) -> tuple[UnfinishedRun, ...]:
        """Describe the unfinished runs, newest first."""
        return tuple(map(self.describe, self._unfinished.values()))

    def reload(self, job: Job, found: Then, refused: Then | None = None) -> None:
        """Start a job that reads the state of the runs."""
        look = object()
        self._looks.add(look)

        def take(seen: object) -> None:
            self._looks.discard(look)
            found(seen)
            self.loading_changed.emit()

        def refuse(error: SmsDeskError) -> None:
            self._looks.discard(look)
            (refused or self._work.refused.emit)(error)
            self.loading_changed.emit()

        def end() -> None:
            self._looks.discard(look)
            self.loading_changed.emit()

        self._work.start(self._work.sending, job, take, refuse, end)
        self.loading_changed.emit()

    def replace(self, unfinished: Sequence[UnfinishedRunRecord]) -> None:
        """Take what was found; the newest come first."""
        self._unfinished = {left.head.id: left for left in unfinished}

    def find(self, run_id: int) -> UnfinishedRunRecord | None:
        """Find a run, if it has somebody queued."""
        return self._unfinished.get(run_id)

    def forget(self, run_id: int) -> None:
        """Drop a run that has nothing queued any more."""
        self._unfinished.pop(run_id, None)
        self.withdraw_notice(run_id)

    def describe(self, left: UnfinishedRunRecord) -> UnfinishedRun:
        """Say what a run is; its account may be gone."""
        head = left.head
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            account = Account(head.account_label, head.access_key_id, sandbox=head.sandbox)
        label = RunLabel(account, head.sign_name, head.template_code)
        return UnfinishedRun(left.progress, label, head.created_at)

    def offer(self, run_id: int, severity: Severity, text: str) -> None:
        """Show `text` in a notice with a button that resumes this run."""
        self.withdraw_notice(run_id)
        self._texts[run_id] = text
        verb = partial(self.resume_requested.emit, run_id)
        self.noticed.emit(Notice(severity, text, words.resume(), verb))

    def offer_newest(self) -> None:
        """Offer to resume the newest unfinished run, if there is one."""
        if left := self.find(self.newest):
            text = words.unfinished(self.describe(left))
            self.offer(left.head.id, Severity.WARNING, text)

    def withdraw_notice(self, run_id: int) -> None:
        """Withdraw the notice of a run, if there is one."""
        text = self._texts.pop(run_id, "")
        # The bar has a text only once: it may be of another run by now.
        if text and text not in self._texts.values():
            self.notice_withdrawn.emit(text)
