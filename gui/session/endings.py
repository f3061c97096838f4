"""What is said of a run that has ended, and of what a crash left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.progress import CauseKind, Phase, Progress
from gui.session.leftovers import Leftovers
from gui.words import progress as words
from gui.words import settling
from gui.words.notices import Notice, Severity


class Endings(QObject):
    """Says how runs ended, each with the act that mends what went wrong."""

    noticed = Signal(object)
    """A `Notice`."""
    separation_wanted = Signal(int)
    """The number of a batched run, some of which the service refused with their calls."""
    settling_wanted = Signal()
    """What is unknown is to be looked for."""

    def __init__(self, leftovers: Leftovers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leftovers = leftovers

    def say(self, progress: Progress, *, batched: bool) -> None:
        """Say how a run ended, or why it was interrupted."""
        if progress.phase is Phase.FINISHED and progress.counts.rejected and batched:
            many = progress.counts.rejected
            text = f"{words.line(progress)} {settling.separate_hint(many)}"
            verb = partial(self.separation_wanted.emit, progress.run_id)
            self.noticed.emit(Notice(Severity.WARNING, text, settling.separate(), verb))
        elif progress.phase is Phase.FINISHED and progress.counts.unknown:
            self.offer_to_settle(words.line(progress))
        elif progress.phase is Phase.FINISHED:
            severity = Severity.WARNING if progress.counts.rejected else Severity.SUCCESS
            self.noticed.emit(Notice(severity, words.line(progress)))
        elif progress.cause is not None:
            operator = progress.cause.kind in (CauseKind.OPERATOR, CauseKind.DECLARED)
            severity = Severity.INFORMATION if operator else Severity.ERROR
            if progress.cause.kind is CauseKind.MANY_UNKNOWN:
                self.offer_to_settle(settling.unknown_here(progress.counts.unknown))
            self._leftovers.offer(progress.run_id, severity, words.cause(progress.cause))

    def offer_to_settle(self, text: str) -> None:
        """Say `text` with a button that looks for what is unknown."""
        verb = self.settling_wanted.emit
        self.noticed.emit(Notice(Severity.WARNING, text, settling.settle(), verb))
