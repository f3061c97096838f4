"""The notices about runs: how they begin and end, and what a crash left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.errors import ACCOUNT_ERRORS, SmsDeskError
from gui.core.sending.progress import RunPhase, RunProgress, StopCauseKind
from gui.core.witness import SetAside
from gui.jobs.sending.sending import RecoveredRuns
from gui.session.notices import Operation
from gui.session.sending.current_run import CurrentRun
from gui.session.sending.unfinished_runs import UnfinishedRuns
from gui.session.work import Work
from gui.storage.runs.creation import CreationProgress
from gui.words import receipts
from gui.words.ledger import witness as witness_words
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.recipients import list_import
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence

_CREATION = NoticeKey(NoticeTopic.CREATION)
NOTICE_FROM = 50_000
"""Number of recipients from which writing a run takes noticeable time."""


class RunNotices(QObject):
    """Makes the notices about runs that have ended, each with the action that helps."""

    resend_requested = Signal(int)
    """The number of a batched run, some of which the service refused with their calls."""
    reconcile_requested = Signal()
    """Unknown recipients are to be reconciled."""

    def __init__(
        self, work: Work, unfinished_runs: UnfinishedRuns, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notices = work.notices
        self._unfinished_runs = unfinished_runs

    def begin(self, run: CurrentRun | None) -> None:
        """Withdraw why no run could begin: this one has."""
        self.end_creation()
        for about in (None, _account_of(run)):
            self._notices.clear(Operation.START_RUN, about)

    def fail_to_start(self, error: SmsDeskError, run: CurrentRun | None) -> None:
        """Say why a run could not even be written down."""
        about = _account_of(run) if isinstance(error, ACCOUNT_ERRORS) else None
        self._notices.fail(Operation.START_RUN, error, about)

    def announce(self, progress: RunProgress, *, batched: bool) -> None:
        """Say how a run ended, or why it was interrupted."""
        counts = progress.counts
        if progress.phase is RunPhase.FINISHED:
            # The card of the run says the rest, and offers to look up what is unknown.
            if counts.rejected and batched:
                said = sentence(receipts.resend_one_by_one_hint, counts.rejected)
                verb = partial(self.resend_requested.emit, progress.run_id)
                action = sentence(receipts.resend_one_by_one)
                notice = Notice(Severity.WARNING, said, action, verb)
                self._notices.report(Operation.RESEND, notice, progress.run_id)
            if progress.skipped:
                blocked = sentence(receipts.left_out, progress.skipped)
                self._notices.show(Notice(Severity.WARNING, blocked))
        elif progress.cause is not None:
            if progress.cause.kind is StopCauseKind.OPERATOR:
                return  # who pressed Stop has what remains on the card
            declared = progress.cause.kind is StopCauseKind.DECLARED
            severity = Severity.INFORMATION if declared else Severity.ERROR
            why = sentence(words.cause, progress.cause)
            self._unfinished_runs.offer(progress.run_id, severity, why)

    def announce_lookup(self, progress: RunProgress, before: RunProgress | None) -> None:
        """Say what the service answered before a run went on, unless `before` said the same."""
        if before is not None and (before.already, before.doubtful) == (
            progress.already,
            progress.doubtful,
        ):
            return
        if progress.already:
            said = sentence(witness_words.sent_already, progress.already)
            self._notices.show(Notice(Severity.WARNING, said))
        if progress.doubtful:
            self.offer_to_reconcile(sentence(witness_words.left_open, progress.doubtful))

    def announce_recovery(self, found: RecoveredRuns, set_aside: SetAside | None) -> None:
        """Say what the last session left; `set_aside` is what a ledger in doubt led to."""
        if set_aside is not None and witness_words.is_worth_saying(set_aside):
            self.offer_to_reconcile(sentence(witness_words.set_aside, set_aside))
        elif found.unknown:
            self.offer_to_reconcile(sentence(receipts.still_unknown, found.unknown))
        if found.crashed:
            self.offer_to_reconcile(sentence(words.crashed, found.crashed))

    def show_creation(self, progress: CreationProgress) -> None:
        """Show how many recipients of a new run are written, if that takes noticeable time."""
        if progress.total >= NOTICE_FROM:
            said = sentence(list_import.creation_progress, progress.done, progress.total)
            notice = Notice(Severity.INFORMATION, said, topic_key=_CREATION, lasts=True)
            self._notices.report(Operation.SEND, notice)

    def end_creation(self) -> None:
        """Withdraw what `show_creation` has shown: the run begins, or there is none."""
        self._notices.clear(Operation.SEND)

    def ask_about_endpoint(
        self, run_id: int, label: str, old: str, new: str, go_on: Callable[[], None]
    ) -> None:
        """Ask whether a run that was sent through `old` is to go on through `new`."""
        changed = sentence(words.endpoint_changed, label, old, new)
        resume = sentence(words.resume_through, new)
        notice = Notice(Severity.WARNING, changed, resume, go_on)
        self._notices.report(Operation.RESUME_RUN, notice, run_id)

    def offer_to_reconcile(self, why: Sentence) -> None:
        """Show `why` in a notice with a button that reconciles unknown recipients."""
        verb = self.reconcile_requested.emit
        notice = Notice(Severity.WARNING, why, sentence(receipts.reconcile), verb)
        self._notices.report(Operation.LOOK_UP_UNKNOWN, notice, why.make)


def _account_of(run: CurrentRun | None) -> str | None:
    return run.label.account.access_key_id if run else None
