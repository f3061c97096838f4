"""Start, pause, resume and stop the run under way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError, OutdatedError, SmsDeskError
from gui.core.message.draft import DraftProblem
from gui.core.message.fields import SendMode
from gui.core.sending.calls import RunControls
from gui.core.sending.progress import RunLabel, RunPhase, RunProgress, SendState
from gui.core.sending.sent_before import HistoryMark
from gui.core.witness import SetAside
from gui.jobs.sending import sending as jobs
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.sending.current_run import CurrentRun
from gui.session.sending.run_notices import RunNotices
from gui.session.sending.run_resumer import RunResumer
from gui.session.sending.send_phase import SendEvent, SendPhase
from gui.session.sending.send_status import SendStatus
from gui.session.sending.unfinished_runs import UnfinishedRuns
from gui.session.work import Work
from gui.storage.database.database import forbid_writing
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.runs.creation import CreationProgress
from gui.words.errors import errors
from gui.words.message import draft
from gui.words.notices import Notice, Severity
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence

_NO_LONGER_OURS = {FileFault.REPLACED, FileFault.UNLOCKED}
_CAN_PAUSE = {RunPhase.SENDING, RunPhase.PAUSED}


class SendController(QObject):
    """Controls the run that is under way, or the one that could be resumed."""

    progressed = Signal(object)
    """A `RunProgress`."""
    state_changed = Signal(object)
    """A `SendState`."""
    agreement_requested = Signal(object)
    """An `UnfinishedRun` of another account than the current one: the operator decides."""
    repeat_found = Signal(object, object)
    """An `UnfinishedRun`, and a `SentBefore`: who got exactly this since; the operator decides."""
    started = Signal()
    """The first snapshot of a run: its account has a secret, and it is in the ledger."""
    recovered = Signal()
    """What the last session left was read, or cannot be."""
    outdated = Signal()
    """What was confirmed is no longer what would be sent: nothing was."""
    ended = Signal(object)
    """The last `RunProgress` of a run."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        witness: Witness,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._paths = paths
        self._witness = witness
        self._forbidden: Sentence | None = None
        self._controls = RunControls()
        self._current: CurrentRun | None = None
        self.unfinished_runs = UnfinishedRuns(work, accounts, self)
        self._status = SendStatus(self.unfinished_runs, self)
        self._status.progressed.connect(self.progressed)
        self._status.changed.connect(self.state_changed)
        self.unfinished_runs.resume_requested.connect(self.resume_run)
        self.run_notices = RunNotices(work, self.unfinished_runs, self)
        self._resumer = RunResumer(
            work, accounts, paths, self.unfinished_runs, self.run_notices, lambda: self.busy, self
        )
        self._resumer.agreement_requested.connect(self.agreement_requested)
        self._resumer.repeat_found.connect(self.repeat_found)
        self._resumer.recovered.connect(self._on_recovered)
        self._resumer.recovery_failed.connect(self._fail_to_recover)
        self._resumer.ready.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a run is under way or about to start."""
        return self._status.busy

    @property
    def phase(self) -> SendPhase:
        """What the run that is under way is doing."""
        return self._status.phase

    @property
    def progress(self) -> RunProgress | None:
        """The last snapshot of a run; none if there is no run to speak of."""
        return self._status.progress

    @property
    def state(self) -> SendState:
        """The state of sending: progress and possible actions."""
        return self._status.state

    @property
    def current_run(self) -> int:
        """The number of the run under way; 0 for none, or for one that is not written down yet."""
        return self._current.run_id if self._current and self.busy else 0

    @property
    def current_label(self) -> RunLabel | None:
        """What the run under way is, if there is one."""
        return self._current.label if self._current and self.busy else None

    @property
    def forbidden(self) -> bool:
        """Whether nothing is sent, whatever the operator does."""
        return self._forbidden is not None

    @property
    def why_forbidden(self) -> str:
        """Why nothing is sent, as long as the program runs; empty if it may be."""
        return "" if self._forbidden is None else str(self._forbidden)

    def forbid(self, why: Sentence) -> None:
        """Send nothing as long as the program runs; `why` is said then."""
        self._forbidden = why
        self._status.forbidden = True
        self._status.apply(SendEvent.FORBID)
        self._status.emit_changed()
        if self.busy:
            self.stop()

    def recover(self, set_aside: SetAside | None = None) -> None:
        """Look for what the last session left; call it once, before anything is sent.

        `set_aside` is what was done about a ledger that is in doubt.
        """
        if self._forbidden:
            self._say_forbidden()
            self.recovered.emit()
        else:
            self._resumer.recover(set_aside)

    def start(self, run: jobs.NewRun) -> None:
        """Send what the operator has confirmed, to those in the ledger's draft."""
        label = RunLabel(run.account, run.draft.sign_name, run.draft.template_code)
        self._start(run, CurrentRun(label, batched=run.draft.mode is SendMode.BATCHED))

    def pause(self) -> None:
        """Make no new call until resumed."""
        self._controls.paused = True
        self._status.apply(SendEvent.PAUSE)
        self._status.emit_changed()

    def resume(self) -> None:
        """Go on: with the run that is paused, or with one that was left unfinished."""
        if self.busy:
            self._controls.paused = False
            self._status.apply(SendEvent.RESUME)
            self._status.emit_changed()
        elif target := self._status.target:
            self.resume_run(target)

    def reload_unfinished(self) -> None:
        """Reload the unfinished runs, after recipients were queued again."""
        if not self.busy:
            job = jobs.list_unfinished_runs(self._paths.ledger)
            self.unfinished_runs.reload(job, Operation.LIST_RUNS, self._offer)

    def resume_run(
        self, run_id: int, agreed: Account | None = None, told: HistoryMark | None = None
    ) -> None:
        """Send to those queued in a run, if it is of the current account or the one agreed to.

        `told` says how far the history had come when the operator agreed to send again what
        another run has sent since.
        """
        if not self.busy:
            self._resumer.resume(run_id, agreed, told)

    def set_limits(self, callers: int, rate: float) -> None:
        """Change how many calls are under way at once, and how many leave a second."""
        self._controls.callers, self._controls.rate = callers, rate

    def stop(self) -> None:
        """Make no new call and end; what is queued stays queued."""
        self._controls.stopping = True
        self._status.apply(SendEvent.STOP)
        self._status.emit_changed()

    def give_up(self, run_id: int = 0) -> None:
        """Cancel all queued recipients of a run, or else of the one that `resume` means."""
        target = run_id or self._status.target
        if self.busy or not target:
            return
        job = jobs.cancel_run(self._paths.ledger, target)
        self.unfinished_runs.reload(job, Operation.CANCEL_RUN, self._given_up)

    def _on_recovered(self) -> None:
        if self._status.show_newest():
            self.unfinished_runs.offer_newest()
        self.recovered.emit()

    def _fail_to_recover(self, error: SmsDeskError) -> None:
        said, again = sentence(errors.error, error), sentence(words.try_again)
        notice = Notice(Severity.ERROR, said, again, self.recover)
        self._work.notices.report(Operation.RECOVER_RUNS, notice)
        self.recovered.emit()

    def _go_on(self, run: jobs.UnfinishedRunRecord) -> None:
        self._status.show(run.progress)
        label, batched = self.unfinished_runs.describe(run).label, run.head.mode is SendMode.BATCHED
        self._start(run.head.id, CurrentRun(label, batched, run.head.id))

    def _say_forbidden(self) -> None:
        if self._forbidden is not None:
            self._work.notices.show(Notice(Severity.ERROR, self._forbidden))

    def _start(self, run: jobs.NewRun | int, current: CurrentRun) -> None:
        if self._forbidden is not None:
            self._say_forbidden()
            return
        if self.busy:
            return
        self._current = current
        # Whoever stops, or pauses, while the keyring waits for its operator means this run.
        controls = self._controls = RunControls(self._controls.callers, self._controls.rate)
        self._status.apply(SendEvent.START)
        if isinstance(run, int):
            self.unfinished_runs.withdraw_notice(run)
        connect = self._accounts.connect_as(current.label.account, lambda: controls.stopping)
        self._status.emit_changed()
        self._work.start(
            self._work.sending,
            jobs.send_run(self._paths.ledger, run, connect, controls, self._witness),
            Operation.SEND,
            on_progress=self._on_progress,
            on_result=self._on_result,
            on_error=self._on_error,
            on_end=self._on_end,
        )

    def _on_progress(self, progress: jobs.SendProgress) -> None:
        match progress:
            case RunProgress():
                self._on_snapshot(progress)
            case CreationProgress():
                self.run_notices.show_creation(progress)

    def _on_snapshot(self, progress: RunProgress) -> None:
        started = self._status.preparing
        ending = progress.phase not in _CAN_PAUSE
        self._status.apply(SendEvent.WIND_DOWN if ending else SendEvent.SNAPSHOT)
        if self._current is not None:
            self._current.run_id = progress.run_id
            before, self._current.looked_up = self._current.looked_up, progress
            self.run_notices.announce_lookup(progress, before)
        self._status.show(progress)
        if started:
            self.run_notices.begin(self._current)
            self.started.emit()

    def _on_result(self, result: jobs.SendResult) -> None:
        if result is jobs.SendResult.NOBODY_LEFT:
            nobody = sentence(draft.problem, DraftProblem.NOBODY_LEFT)
            self._work.notices.report(Operation.START_RUN, Notice(Severity.WARNING, nobody))

    def _on_error(self, error: SmsDeskError) -> None:
        self._status.apply(SendEvent.FAIL)
        said = sentence(errors.error, error)
        run_id = self._current.run_id if self._current else 0
        if isinstance(error, OutdatedError):
            self.outdated.emit()
        elif isinstance(error, LedgerError) and error.fault in _NO_LONGER_OURS:
            # The file that is there now may list as queued who was sent to: nothing goes on by it.
            forbid_writing(self._paths.ledger)
            self.forbid(said)
            self._say_forbidden()
        elif run_id:
            self.unfinished_runs.offer_failed(run_id, error)
        else:  # not even written down: there is nothing to go on with
            self.run_notices.fail_to_start(error, self._current)

    def _on_end(self) -> None:
        self.run_notices.end_creation()
        self._status.apply(SendEvent.RETURN)
        # Read it from the ledger: a job that failed has sent no last snapshot.
        job = jobs.list_unfinished_runs(self._paths.ledger)
        self.unfinished_runs.reload(
            job, Operation.LIST_RUNS, self._on_unfinished, self._on_unreadable
        )

    def _on_unreadable(self, error: SmsDeskError) -> None:
        if self.phase in (SendPhase.ENDED, SendPhase.NOT_STARTED):
            self._on_error(error)
        self._status.show_unread()
        self._end()

    def _on_unfinished(self, unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
        self.unfinished_runs.replace(unfinished)
        self._status.show_unfinished()
        if self.progress and self._current and self.phase is SendPhase.ENDED:
            if self.progress.phase is RunPhase.FINISHED:
                self.unfinished_runs.withdraw_failures(self._current.label.account)
                self.unfinished_runs.offer_newest()
            self.run_notices.announce(self.progress, batched=self._current.batched)
        self._end()

    def _end(self) -> None:
        self._status.apply(SendEvent.READ if self._forbidden is None else SendEvent.FORBID)
        self.ended.emit(self.progress)

    def _offer(self, unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
        self.unfinished_runs.replace(unfinished)
        if not self.busy:
            self._status.show_newest()

    def _given_up(self, progress: RunProgress) -> None:
        self.unfinished_runs.forget(progress.run_id)
        self._status.show(progress)
        self.unfinished_runs.offer_newest()
        self.ended.emit(progress)
