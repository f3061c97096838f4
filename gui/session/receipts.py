"""Receipts while the program runs, and what the operator decides about the unknown."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.accounts.account_key import AccountKey
from gui.core.errors import LedgerError
from gui.jobs.job import Job
from gui.jobs.receipts import polling, reconciliation, resend
from gui.jobs.receipts.account_backoff import ReceiptClient, SharedRateLimiter
from gui.jobs.receipts.reconciliation import ReconcileProgress
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words import receipts as words
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import Sentence, join, sentence

RECONCILIATION = NoticeKey(NoticeTopic.RECONCILIATION)


class ReceiptController(QObject):
    """Queries receipts; it never delays sending."""

    changed = Signal()
    """Rows of the history have changed."""
    reconciled = Signal()
    """Unknown messages were looked for; fewer may be unknown now."""
    declaration_requested = Signal(object)
    """The ids of the unknown who may be declared unsent, if the operator says so."""
    resend_requested = Signal(object)
    """A `ResendOffer`: whom the service refused in a run; the operator decides."""
    queued = Signal()
    """Emitted when recipients were queued again, so that a run can be resumed."""
    separated = Signal(int)
    """The number of a run that holds what another one had refused."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._paths = paths
        self._rate = SharedRateLimiter()  # of all who ask
        self._begun = False
        self._renewed = 0
        self._warned = dict[AccountKey | None, Sentence]()  # what was said last; none: the ledger
        self._seen = polling.ReceiptProgress()
        self._reconciling: Job[ReconcileProgress, ReconcileProgress] | None = None
        self._reconciled = ReconcileProgress(0)
        # The ids that each open offer to declare unsent is about, by `about` of its notice.
        self._declarable = dict[Hashable, frozenset[int]]()
        accounts.saved.connect(self._forget)
        accounts.changed.connect(self._drop_removed)

    def start(self) -> None:
        """Ask for receipts from now on, as they fall due."""
        if not self._begun:
            self._begun = True
            job = polling.poll_receipts(
                self._paths.ledger, self._connect, self._rate, version=self._version
            )
            self._work.start(
                self._work.receipts, job, Operation.POLL_RECEIPTS, on_progress=self._receive
            )

    def reconnect(self) -> None:
        """Connect again: what an account lacked may be there now."""
        self._renewed += 1

    def reconcile(self, chosen: Sequence[int] | None = None) -> None:
        """Look for the unknown now: some, or all.

        The result takes the place of those that were only about the same ones.
        """
        if self._reconciling is not None:
            return
        job = reconciliation.reconcile_unknown(
            self._paths.ledger, self._connect, chosen, rate=self._rate
        )
        self._reconciling = job
        self._reconciled = ReconcileProgress(0)
        about = None if chosen is None else tuple(chosen)
        offers = self._work.notices.list_open(Operation.LOOK_UP_UNKNOWN)

        def show(progress: ReconcileProgress) -> None:
            self._reconciled = progress
            self.changed.emit()
            if progress.total:
                notice = Notice(
                    Severity.INFORMATION,
                    sentence(words.reconcile_progress, progress.done, progress.total),
                    sentence(words.stop),
                    job.cancel,
                    topic_key=RECONCILIATION,
                    lasts=True,
                )
                self._work.notices.show(notice)

        def withdraw() -> None:
            self._reconciling = None
            self._work.notices.withdraw(RECONCILIATION)

        def take(result: ReconcileProgress) -> None:
            withdraw()
            if result.complete:
                self._withdraw_results(chosen)
                if chosen is None:
                    self._work.notices.clear_unchanged(Operation.LOOK_UP_UNKNOWN, offers)
            self._report(result, about)

        self._work.start(
            self._work.reconciling,
            job,
            Operation.RECONCILE,
            about=about,
            on_progress=show,
            on_result=take,
            on_cancel=lambda: take(self._reconciled),
            on_end=withdraw,
        )

    def declare_unsent(self, chosen: Sequence[int]) -> None:
        """Queue unknown recipients without a trace again; the operator has confirmed these."""

        def declared(count: int) -> None:
            self._withdraw_results(chosen)
            self._say(Severity.SUCCESS, sentence(words.declared, count))
            self.queued.emit()
            self.changed.emit()
            self.reconciled.emit()

        job = reconciliation.declare_unsent(self._paths.ledger, chosen)
        self._work.start(self._work.decisions, job, Operation.DECLARE_UNSENT, on_result=declared)

    def ask_to_resend(self, run_id: int, chosen: Sequence[int] | None = None) -> None:
        """Find out who of a run was refused, and have the operator decide."""
        job = resend.list_resendable(self._paths.ledger, run_id, chosen)
        self._work.start(
            self._work.decisions, job, Operation.LIST_REFUSED, about=run_id, on_result=self._offer
        )

    def ask_to_resend_chosen(self, chosen: Sequence[int]) -> None:
        """Find out who of the chosen was refused, in the newest of their runs, and ask."""

        def found(offer: resend.ResendOffer | None) -> None:
            if offer is None:
                self._say(Severity.INFORMATION, sentence(words.none_chosen_refused))
            else:
                self._offer(offer)

        job = resend.list_resendable_of_any_run(self._paths.ledger, chosen)
        self._work.start(self._work.decisions, job, Operation.LIST_REFUSED, on_result=found)

    def resend_one_by_one(self, run_id: int, chosen: Sequence[int]) -> None:
        """Make a run, one by one, of what a run had refused: the operator has confirmed these."""

        def separated(new: int | None) -> None:
            if new is None:
                self._say(Severity.INFORMATION, sentence(words.nothing_rejected))
                return
            self.changed.emit()
            self.separated.emit(new)

        job = resend.create_resend_run(self._paths.ledger, run_id, chosen)
        self._work.start(
            self._work.decisions, job, Operation.RESEND, about=run_id, on_result=separated
        )

    def _offer(self, offer: resend.ResendOffer) -> None:
        if offer.refused.ids:
            self.resend_requested.emit(offer)
        else:
            blocked = offer.refused.blocked
            self._say(Severity.INFORMATION, sentence(words.nothing_rejected, blocked))

    def _version(self) -> object:
        """A snapshot of what clients are made from, read on the worker thread."""
        return self._renewed, self._accounts.all

    def _forget(self, account: Account) -> None:
        """Say again what is still wrong with an account that was just saved."""
        self._recover(AccountKey.of(account))
        self.reconnect()

    def _drop_removed(self) -> None:
        """Say nothing any more of accounts that are gone."""
        for key in list(self._warned):
            if key is not None and self._accounts.find(*key) is None:
                self._recover(key)

    def _recover(self, source: AccountKey | None) -> None:
        """Take note that an account, or the ledger, does its work."""
        self._warned.pop(source, None)
        self._work.notices.clear(Operation.QUERY_RECEIPTS, source)

    def _receive(self, received: polling.ReceiptProgress) -> None:
        before, self._seen = self._seen, received
        if (received.delivered, received.undelivered) != (before.delivered, before.undelivered):
            self.changed.emit()
        for key in received.answering:
            self._recover(key)
        for key, trouble in received.troubles:
            account = self._accounts.find(*key)
            if account is not None:
                self._warn_once(key, sentence(words.receipts_wait, account.label, trouble))
        if received.fault is None:
            self._recover(None)
        else:
            error = LedgerError(received.fault, str(self._paths.ledger))
            self._warn_once(None, sentence(errors.error, error))

    def _withdraw_results(self, ids: Iterable[int] | None) -> None:
        """Withdraw the results of earlier look-ups that are only about `ids`, or all if none."""
        known = None if ids is None else frozenset(ids)
        for about in self._work.notices.list_open(Operation.RECONCILE):
            of = self._declarable.get(about, about if isinstance(about, tuple) else None)
            if known is None or (of is not None and known.issuperset(of)):
                self._work.notices.clear(Operation.RECONCILE, about)

    def _report(self, progress: ReconcileProgress, about: tuple[int, ...] | None) -> None:
        self.changed.emit()
        self.reconciled.emit()
        if not progress.total:
            self._say(Severity.INFORMATION, sentence(words.nothing_unknown))
            return
        counts = (progress.found, progress.absent, progress.unclear, progress.unasked)
        parts = [sentence(words.reconciled, *counts)]
        if left := progress.total - progress.done:
            parts.append(sentence(words.stopped, left))
        if progress.trouble is not None:
            parts.append(sentence(words.unasked, progress.trouble))
        if progress.other_endpoint:
            parts.append(sentence(words.elsewhere, progress.other_endpoint))
        open_ones = progress.total - progress.found
        severity = Severity.WARNING if open_ones else Severity.SUCCESS
        self._declarable.pop(about, None)
        if declarable := progress.declarable:
            self._declarable[about] = frozenset(declarable)
            said = join(*parts, sentence(words.may_declare, len(declarable)))
            verb = partial(self.declaration_requested.emit, declarable)
            # Two offers with the same words are not about the same recipients.
            key = NoticeKey(NoticeTopic.DECLARABLE, recipients=about or ())
            notice = Notice(severity, said, sentence(words.declare), verb, topic_key=key)
            self._work.notices.report(Operation.RECONCILE, notice, about)
            return
        if progress.absent:
            parts.append(sentence(words.too_early))
        self._work.notices.report(Operation.RECONCILE, Notice(severity, join(*parts)), about)

    def _connect(self, access_key_id: str, sandbox: bool) -> ReceiptClient | None:
        """Make a client to ask with; none if the account is gone."""
        account = self._accounts.find(access_key_id, sandbox)
        if account is None:
            return None
        return self._accounts.connect_as(account)()

    def _say(self, severity: Severity, said: Sentence) -> None:
        self._work.notices.show(Notice(severity, said))

    def _warn_once(self, source: AccountKey | None, said: Sentence) -> None:
        """Report a problem of an account or of the ledger, unless it was the last one reported."""
        if self._warned.get(source) != said:
            self._warned[source] = said
            notice = Notice(Severity.WARNING, said)
            self._work.notices.report(Operation.QUERY_RECEIPTS, notice, source)
