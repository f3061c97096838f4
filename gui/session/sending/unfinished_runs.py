"""The runs that are not under way, with recipients still queued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.accounts.account_key import AccountKey
from gui.core.errors import ACCOUNT_ERRORS, SmsDeskError
from gui.core.sending.progress import RunLabel, UnfinishedRun
from gui.jobs.job import Job
from gui.jobs.sending.sending import UnfinishedRunRecord
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.work import Work
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence

Found = TypeVar("Found")


class UnfinishedRuns(QObject):
    """Holds the unfinished runs and offers to resume them, each in a notice."""

    resume_requested = Signal(int)
    """The operator goes on with the run of this number."""
    loading_changed = Signal()
    """Emitted when reloading the unfinished runs begins or ends."""

    def __init__(self, work: Work, accounts: Accounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._reloads: set[object] = set()
        self._unfinished: dict[int, UnfinishedRunRecord] = {}
        # The runs whose notice says why they failed, and whether it is their account that fails.
        self._failed: dict[int, bool] = {}
        work.notices.dropped.connect(self._on_dropped)

    @property
    def loading(self) -> bool:
        """Whether the unfinished runs are being reloaded."""
        return bool(self._reloads)

    @property
    def newest(self) -> int:
        """The number of the newest; 0 for none."""
        return next(iter(self._unfinished), 0)

    def all(self) -> tuple[UnfinishedRun, ...]:
        """Describe the unfinished runs, newest first."""
        return tuple(map(self.describe, self._unfinished.values()))

    def reload(
        self,
        job: Job[object, Found],
        operation: Operation,
        found: Callable[[Found], None],
        refused: Callable[[SmsDeskError], None] | None = None,
    ) -> None:
        """Start a job that reads what is known of the runs."""
        reload = object()
        self._reloads.add(reload)

        def on_result(result: Found) -> None:
            self._reloads.discard(reload)
            found(result)
            self.loading_changed.emit()

        def on_error(error: SmsDeskError) -> None:
            self._reloads.discard(reload)
            if refused is not None:
                refused(error)
            else:
                self._work.notices.fail(operation, error)
            self.loading_changed.emit()

        def on_end() -> None:
            self._reloads.discard(reload)
            self.loading_changed.emit()

        self._work.start(
            self._work.sending,
            job,
            operation,
            on_result=on_result,
            on_error=on_error,
            on_end=on_end,
        )
        self.loading_changed.emit()

    def replace(self, unfinished: Sequence[UnfinishedRunRecord]) -> None:
        """Replace the runs by those that were read, the newest first."""
        self._unfinished = {left.head.id: left for left in unfinished}

    def find(self, run_id: int) -> UnfinishedRunRecord | None:
        """Find a run, if it has somebody queued."""
        return self._unfinished.get(run_id)

    def forget(self, run_id: int) -> None:
        """Drop a run that has nothing queued any more."""
        self._unfinished.pop(run_id, None)
        self.withdraw_notice(run_id)
        self._work.notices.clear(Operation.RESUME_RUN, run_id)

    def describe(self, left: UnfinishedRunRecord) -> UnfinishedRun:
        """Say what a run is; its account may be gone."""
        head = left.head
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            account = Account(head.account_label, head.access_key_id, sandbox=head.sandbox)
        label = RunLabel(account, head.sign_name, head.template_code)
        return UnfinishedRun(left.progress, label, head.created_at)

    def offer(self, run_id: int, severity: Severity, why: Sentence) -> None:
        """Show `why` in a notice with a button that resumes this run."""
        self._failed.pop(run_id, None)
        verb = partial(self.resume_requested.emit, run_id)
        resume = sentence(words.resume)
        key = _key(run_id)
        self._work.notices.show(Notice(severity, why, resume, verb, topic_key=key, lasts=True))

    def offer_failed(self, run_id: int, error: SmsDeskError) -> None:
        """Offer to resume a run that failed, until another one shows that it can go on."""
        self.offer(run_id, Severity.ERROR, sentence(errors.error, error))
        self._failed[run_id] = isinstance(error, ACCOUNT_ERRORS)

    def withdraw_failures(self, account: Account) -> None:
        """Withdraw why runs failed: one of `account` went through, so it holds no longer.

        What is wrong with another account still is. The runs can be resumed on their cards.
        """
        for run_id, of_account in sorted(self._failed.items()):
            left = self.find(run_id)
            if not of_account or left is None or AccountKey.of(left.head) == AccountKey.of(account):
                self.withdraw_notice(run_id)

    def offer_newest(self) -> None:
        """Offer to resume the newest unfinished run, unless its notice says why it failed."""
        if (left := self.find(self.newest)) and left.head.id not in self._failed:
            why = sentence(words.unfinished, self.describe(left))
            self.offer(left.head.id, Severity.WARNING, why)

    def withdraw_notice(self, run_id: int) -> None:
        """Withdraw the notice of a run, if there is one."""
        self._failed.pop(run_id, None)
        self._work.notices.withdraw(_key(run_id))

    def _on_dropped(self, key: NoticeKey | Sentence) -> None:
        if isinstance(key, NoticeKey) and key.topic is NoticeTopic.UNFINISHED_RUN:
            self._failed.pop(key.run_id, None)


def _key(run_id: int) -> NoticeKey:
    return NoticeKey(NoticeTopic.UNFINISHED_RUN, run_id)
