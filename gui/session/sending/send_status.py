"""The phase of sending, the run that is shown, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.core.sending.progress import (
    RunAction,
    RunPhase,
    RunProgress,
    SendState,
    StopCause,
    StopCauseKind,
)
from gui.session.sending.send_phase import (
    BEFORE_SNAPSHOT,
    RUN_ACTIONS,
    UNDER_WAY,
    SendEvent,
    SendPhase,
    next_phase,
)
from gui.session.sending.unfinished_runs import UnfinishedRuns

_SHOWN_UNDER_WAY = {RunPhase.SENDING, RunPhase.PAUSED, RunPhase.STOPPING}


class SendStatus(QObject):
    """Knows the phase of sending and the last snapshot of a run.

    Attributes:
        phase: what the run that is under way is doing.
        progress: the snapshot that is shown; none if there is no run to speak of.
        forbidden: whether nothing is sent as long as the program runs.
    """

    progressed = Signal(object)
    """A `RunProgress`."""
    changed = Signal(object)
    """A `SendState`."""

    def __init__(self, unfinished_runs: UnfinishedRuns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unfinished_runs = unfinished_runs
        self.phase = SendPhase.IDLE
        self.progress: RunProgress | None = None
        self.forbidden = False
        unfinished_runs.loading_changed.connect(self.emit_changed)

    @property
    def busy(self) -> bool:
        """Whether a run is under way or about to start."""
        return self.phase in UNDER_WAY

    @property
    def preparing(self) -> bool:
        """Whether a run is about to be under way, without a snapshot yet."""
        return self.phase in BEFORE_SNAPSHOT

    @property
    def state(self) -> SendState:
        """The state of sending: progress and possible actions."""
        return SendState(self.progress, self.preparing, self._actions())

    @property
    def target(self) -> int:
        """The run that is resumed or given up if none is under way; 0 for none."""
        if self.progress is not None and self.progress.phase is RunPhase.INTERRUPTED:
            return self.progress.run_id
        return self._unfinished_runs.newest

    def apply(self, event: SendEvent) -> None:
        """Go on to the phase that `event` leads to."""
        self.phase = next_phase(self.phase, event)

    def emit_changed(self) -> None:
        """Emit the state, after an event that was applied."""
        self.changed.emit(self.state)

    def show(self, progress: RunProgress) -> None:
        """Show a snapshot of a run."""
        self.progress = progress
        self.progressed.emit(progress)
        self.emit_changed()

    def show_unread(self) -> None:
        """The ledger does not show how the run ended: show its last snapshot as interrupted."""
        if self.progress is not None and self.progress.phase in _SHOWN_UNDER_WAY:
            failed = StopCause(StopCauseKind.FAILED)
            self.show(replace(self.progress, phase=RunPhase.INTERRUPTED, cause=failed))

    def show_unfinished(self) -> None:
        """Show what the ledger says of a run that failed; with no run shown, the newest."""
        if self.progress is None:
            self.show_newest()
        elif self.progress.phase in _SHOWN_UNDER_WAY and (
            left := self._unfinished_runs.find(self.progress.run_id)
        ):
            self.show(replace(left.progress, cause=StopCause(StopCauseKind.FAILED)))

    def show_newest(self) -> bool:
        """Show the newest unfinished run; return false if there is none."""
        newest = self._unfinished_runs.find(self._unfinished_runs.newest)
        if newest is not None:
            self.show(newest.progress)
        return newest is not None

    def _actions(self) -> frozenset[RunAction]:
        if self._unfinished_runs.loading or self.forbidden:
            return frozenset()
        if not self.busy:
            return frozenset({RunAction.RESUME, RunAction.GIVE_UP}) if self.target else frozenset()
        return RUN_ACTIONS.get(self.phase, frozenset())
