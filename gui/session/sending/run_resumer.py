"""Recover what the last session left, and decide whether an unfinished run may go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.sending.sent_before import HistoryMark, SentBefore
from gui.core.witness import SetAside
from gui.jobs.sending import sending as jobs
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.sending.run_notices import RunNotices
from gui.session.sending.run_routing import Route, choose_route
from gui.session.sending.unfinished_runs import UnfinishedRuns
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.notices import Notice, Severity
from gui.words.sending import progress as words
from gui.words.sentence import sentence


class RunResumer(QObject):
    """Checks an unfinished run before it goes on: its account, its endpoint, what was sent since.

    Each check may end with a question to the operator; whoever answers calls `resume` again.
    """

    ready = Signal(object)
    """An `UnfinishedRunRecord`: this run may go on now."""
    agreement_requested = Signal(object)
    """An `UnfinishedRun` of another account than the current one: the operator decides."""
    repeat_found = Signal(object, object)
    """An `UnfinishedRun`, and a `SentBefore`: who got exactly this since; the operator decides."""
    recovered = Signal()
    """What the last session left was read."""
    recovery_failed = Signal(object)
    """An `SmsDeskError`: it cannot be read. Starting a run recovers the previous ones first."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        unfinished_runs: UnfinishedRuns,
        run_notices: RunNotices,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Create it; while `is_busy` nothing goes on, and the operator is asked nothing."""
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._ledger = paths.ledger
        self._unfinished_runs = unfinished_runs
        self._run_notices = run_notices
        self._is_busy = is_busy
        self._set_aside: SetAside | None = None

    def recover(self, set_aside: SetAside | None = None) -> None:
        """Recover what the last session left; again after an error, then without `set_aside`.

        `set_aside` is what was done about a ledger that is in doubt.
        """
        self._set_aside = set_aside or self._set_aside
        job = jobs.recover_runs(self._ledger)
        self._unfinished_runs.reload(
            job, Operation.RECOVER_RUNS, self._on_recovered, self.recovery_failed.emit
        )

    def resume(
        self, run_id: int, agreed: Account | None = None, told: HistoryMark | None = None
    ) -> None:
        """Emit `ready` with a run, if nothing speaks against it.

        Args:
            run_id: the run.
            agreed: the account that the operator agreed to send it with, if it is not the current.
            told: how far the history had come when the operator agreed to send again what another
                run has sent since.
        """

        def begin(unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
            self._unfinished_runs.replace(unfinished)
            run = self._unfinished_runs.find(run_id)
            if run is not None and not self._is_busy():
                self._check(run, agreed, told)

        # The disk may not have shown it when the run ended; it may now.
        self._unfinished_runs.reload(
            jobs.list_unfinished_runs(self._ledger), Operation.LIST_RUNS, begin
        )

    def _check(
        self, record: jobs.UnfinishedRunRecord, agreed: Account | None, told: HistoryMark | None
    ) -> None:
        head, run = record.head, self._unfinished_runs.describe(record)
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            gone = sentence(words.account_gone, head.account_label)
            self._work.notices.report(Operation.RESUME_RUN, Notice(Severity.ERROR, gone), head.id)
            return
        self._work.notices.clear(Operation.RESUME_RUN, head.id)
        if account not in (self._accounts.current, agreed):
            self.agreement_requested.emit(run)
        elif self._is_routed(record, account):

            def decide(found: SentBefore) -> None:
                if self._is_busy():
                    return
                if found.sent:
                    self.repeat_found.emit(run, found)
                else:
                    self.ready.emit(record)

            job = jobs.search_sent_since(self._ledger, head.id, told)
            self._unfinished_runs.reload(job, Operation.SEARCH_SENT_BEFORE, decide)

    def _is_routed(self, record: jobs.UnfinishedRunRecord, account: Account) -> bool:
        """Return whether a run goes on at once; else its endpoint is changed first."""
        head, new = record.head, account.endpoint

        def change_endpoint() -> None:
            self._work.start(
                self._work.sending,
                jobs.change_run_endpoint(self._ledger, head.id, new),
                Operation.RESUME_RUN,
                about=head.id,
                on_result=lambda _: self.resume(head.id, account),
            )

        match choose_route(record, account):
            case Route.SAME:
                return True
            case Route.FOLLOW:
                change_endpoint()
            case Route.ASK:
                self._run_notices.ask_about_endpoint(
                    head.id, account.label, head.endpoint, new, change_endpoint
                )
        return False

    def _on_recovered(self, found: jobs.RecoveredRuns) -> None:
        self._unfinished_runs.replace(found.unfinished)
        self._run_notices.announce_recovery(found, self._set_aside)
        self.recovered.emit()
