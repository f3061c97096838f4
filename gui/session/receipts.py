"""Receipts while the program runs, and what the operator decides about the unknown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.jobs import receipts as jobs
from gui.jobs.accounts import fetching_secret
from gui.jobs.connecting import Connector
from gui.jobs.inquiring import Inquirer
from gui.jobs.job import Job
from gui.session.accounts import Accounts
from gui.session.work import Work
from gui.storage.again import Refused
from gui.storage.paths import Paths
from gui.storage.secrets import Secrets
from gui.words import errors
from gui.words import settling as words
from gui.words.notices import Notice, Severity


class Receipts(QObject):
    """Asks what became of messages; never in the way of sending."""

    noticed = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """Rows of the history are no longer what they were."""
    judgement_wanted = Signal(int, object)
    """So many unknown may be declared unsent, of these ids (none: of all), if the operator says."""
    resend_wanted = Signal(int, object, object)
    """Of this run so many were `Refused`, of these ids (none: of all); the operator decides."""
    queued = Signal()
    """Somebody is queued again, or in a run of its own: a run can go on."""
    separated = Signal(int)
    """The number of a run that holds what another one had refused."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        secrets: Secrets,
        connector: Connector,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._secrets = secrets
        self._connector = connector
        self._paths = paths
        self._seen = jobs.Received()
        self._settling: Job | None = None

    def begin(self) -> None:
        """Ask for receipts from now on, as they fall due."""
        job = jobs.receiving(self._paths.ledger, self._connect)
        self._work.start(self._work.receipts, job, self._receive)

    def settle(self, chosen: Sequence[int] | None = None) -> None:
        """Look for the unknown now: some, or all."""
        if self._settling is not None:
            return
        job = jobs.settling(self._paths.ledger, self._connect_to_ask, chosen)
        self._settling = job
        shown = jobs.Settled(0)

        def show(settled: jobs.Settled) -> None:
            nonlocal shown
            shown = settled
            self.changed.emit()
            if settled.total:
                self._say(Severity.INFORMATION, words.looking(settled.done, settled.total))

        def end() -> None:
            self._settling = None
            self._report(shown, chosen)

        self._work.start(self._work.asking, job, show, self._refuse, end)

    def declare_unsent(self, chosen: Sequence[int] | None = None) -> None:
        """Queue the unknown without a trace again: the operator has judged so."""

        def declared(count: int) -> None:
            self._say(Severity.SUCCESS, words.declared(count))
            self.queued.emit()
            self.changed.emit()

        job = jobs.declaring(self._paths.ledger, chosen)
        self._work.start(self._work.asking, job, declared, self._refuse)

    def ask_to_resend(self, run_id: int, chosen: Sequence[int] | None = None) -> None:
        """Find out how many of a run were refused, and have the operator decide."""

        def counted(refused: Refused) -> None:
            if refused.many:
                self.resend_wanted.emit(run_id, refused, chosen)
            else:
                self._say(Severity.INFORMATION, words.nothing_refused(refused.blocked))

        job = jobs.counting_refused(self._paths.ledger, run_id, chosen)
        self._work.start(self._work.asking, job, counted, self._refuse)

    def separate(self, run_id: int, chosen: Sequence[int] | None = None) -> None:
        """Make a run, one by one, of what a run had refused: the operator has confirmed it."""

        def separated(new: int | None) -> None:
            if new is None:
                self._say(Severity.INFORMATION, words.nothing_refused())
                return
            self.changed.emit()
            self.separated.emit(new)

        job = jobs.separating(self._paths.ledger, run_id, chosen)
        self._work.start(self._work.asking, job, separated, self._refuse)

    def _receive(self, received: jobs.Received) -> None:
        before, self._seen = self._seen, received
        if (received.delivered, received.undelivered) != (before.delivered, before.undelivered):
            self.changed.emit()

    def _report(self, settled: jobs.Settled, chosen: Sequence[int] | None) -> None:
        self.changed.emit()
        if not settled.total:
            self._say(Severity.INFORMATION, words.nothing_unknown())
            return
        text = words.settled(settled.found, settled.absent, settled.unclear, settled.unasked)
        open_ones = settled.total - settled.found
        severity = Severity.WARNING if open_ones else Severity.SUCCESS
        if settled.declarable:
            many = settled.declarable
            self.noticed.emit(
                Notice(
                    severity,
                    f"{text} {words.may_declare(many)}",
                    words.declare(),
                    lambda: self.judgement_wanted.emit(many, chosen),
                )
            )
        else:
            self._say(severity, f"{text} {words.too_early()}" if settled.absent else text)

    def _connect(self, access_key_id: str, sandbox: bool) -> Inquirer | None:
        """Make a client for receipts; a sandbox that does not run knows of nothing anyway."""
        if sandbox and not self._connector.sandbox_runs:
            return None
        return self._connect_to_ask(access_key_id, sandbox)

    def _connect_to_ask(self, access_key_id: str, sandbox: bool) -> Inquirer | None:
        account = self._accounts.find(access_key_id, sandbox)
        if account is None:
            return None
        secret = ""
        if not sandbox:
            job = partial(fetching_secret, self._secrets, access_key_id)
            secret = self._work.await_keyring(job)
        return self._connector.client(account, secret)

    def _say(self, severity: Severity, text: str) -> None:
        self.noticed.emit(Notice(severity, text))

    def _refuse(self, error: SmsDeskError) -> None:
        self._say(Severity.ERROR, errors.error(error))
