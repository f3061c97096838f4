"""What is said of a run that has ended, and of what a crash left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.sending.progress import RunPhase, RunProgress, StopCauseKind
from gui.session.sending.unfinished_runs import UnfinishedRuns
from gui.words import receipts
from gui.words.notices import Notice, Severity
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, join, sentence


class RunNotices(QObject):
    """Makes the notices about runs that have ended, each with the action that helps."""

    noticed = Signal(object)
    """A `Notice`."""
    resend_requested = Signal(int)
    """The number of a batched run, some of which the service refused with their calls."""
    reconcile_requested = Signal()
    """What is unknown is to be looked for."""

    def __init__(self, unfinished_runs: UnfinishedRuns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unfinished_runs = unfinished_runs

    def announce(self, progress: RunProgress, *, batched: bool) -> None:
        """Say how a run ended, or why it was interrupted."""
        summary = sentence(words.summary, progress)
        if progress.phase is RunPhase.FINISHED and progress.counts.rejected and batched:
            many = progress.counts.rejected
            said = join(summary, sentence(receipts.resend_one_by_one_hint, many))
            verb = partial(self.resend_requested.emit, progress.run_id)
            action = sentence(receipts.resend_one_by_one)
            self.noticed.emit(Notice(Severity.WARNING, said, action, verb))
        elif progress.phase is RunPhase.FINISHED and progress.counts.unknown:
            self.offer_to_reconcile(summary)
        elif progress.phase is RunPhase.FINISHED:
            severity = Severity.WARNING if progress.counts.rejected else Severity.SUCCESS
            self.noticed.emit(Notice(severity, summary))
        elif progress.cause is not None:
            operator = progress.cause.kind in (StopCauseKind.OPERATOR, StopCauseKind.DECLARED)
            severity = Severity.INFORMATION if operator else Severity.ERROR
            if progress.cause.kind is StopCauseKind.MANY_UNKNOWN:
                self.offer_to_reconcile(sentence(receipts.unknown_here, progress.counts.unknown))
            why = sentence(words.cause, progress.cause)
            self._unfinished_runs.offer(progress.run_id, severity, why)

    def offer_to_reconcile(self, why: Sentence) -> None:
        """Show `why` in a notice with a button that reconciles unknown recipients."""
        verb = self.reconcile_requested.emit
        self.noticed.emit(Notice(Severity.WARNING, why, sentence(receipts.reconcile), verb))
