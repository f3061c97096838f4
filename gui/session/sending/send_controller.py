"""Start, pause, resume and stop the run under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account, same_endpoint
from gui.core.errors import FileFault, LedgerError, OutdatedError, SmsDeskError
from gui.core.message.draft import DraftProblem, SendMode
from gui.core.sending.calls import RunControls
from gui.core.sending.progress import (
    RunAction,
    RunLabel,
    RunPhase,
    RunProgress,
    SendState,
    StopCause,
    StopCauseKind,
)
from gui.core.sending.sent_before import HistoryMark, SentBefore
from gui.core.witness import SetAside
from gui.jobs.job import Job
from gui.jobs.sending import sending as jobs
from gui.session.accounts import Accounts
from gui.session.sending.run_notices import RunNotices
from gui.session.sending.unfinished_runs import UnfinishedRuns
from gui.session.work import Work
from gui.storage.database.database import forbid_writing
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.runs.creation import CreationProgress
from gui.words import errors, receipts
from gui.words import witness as witness_words
from gui.words.message import draft
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.recipients import list_import
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence

NOTICE_FROM = 50_000
"""Number of recipients from which writing a run takes noticeable time."""
UNDER_WAY = {RunPhase.SENDING, RunPhase.PAUSED, RunPhase.STOPPING}
NO_LONGER_OURS = {FileFault.REPLACED, FileFault.UNLOCKED}
HOLDABLE = {RunPhase.SENDING, RunPhase.PAUSED}


class SendController(QObject):
    """Controls the run that is under way, or the one that could be resumed."""

    progressed = Signal(object)
    """A `RunProgress`, or none if there is no run to speak of."""
    state_changed = Signal(object)
    """A `SendState`."""
    noticed = Signal(object)
    """A `Notice`."""
    agreement_requested = Signal(object)
    """An `UnfinishedRun` of another account than the current one: the operator decides."""
    repeat_found = Signal(object, object)
    """An `UnfinishedRun`, and a `SentBefore`: who got exactly this since; the operator decides."""
    started = Signal()
    """A run and its recipients are about to be in the ledger."""
    recovered = Signal()
    """What the last session left has been looked at."""
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
        self._witness = witness
        self._set_aside: SetAside | None = None
        self._work = work
        self._accounts = accounts
        self._paths = paths
        self._job: Job[jobs.SendProgress, jobs.SendResult] | None = None
        self._waiting = False
        self._has_progress = False
        self._failed = False
        self._found_first = (0, 0)
        self._batched = False
        self._controls = RunControls()
        self._run_id: int | None = None
        self._labels: dict[int, RunLabel] = {}
        self._label: RunLabel | None = None
        self._closing = False
        self._forbidden: Sentence | None = None
        self.progress: RunProgress | None = None
        self.unfinished_runs = UnfinishedRuns(work, accounts, self)
        self.unfinished_runs.noticed.connect(self.noticed)
        self.unfinished_runs.resume_requested.connect(self.resume_run)
        self.unfinished_runs.loading_changed.connect(self._emit_state)
        self.run_notices = RunNotices(self.unfinished_runs, self)
        self.run_notices.noticed.connect(self.noticed)

    @property
    def busy(self) -> bool:
        """Whether a run is under way or about to start."""
        return self._job is not None or self._waiting

    @property
    def state(self) -> SendState:
        """The state of sending: progress, label and possible actions."""
        shown = self.progress.run_id if self.progress else 0
        target = self._target()
        acts = self._actions(target)
        other = (
            self.unfinished_runs.find(target)
            if RunAction.GIVE_UP in acts and target != shown
            else None
        )
        unfinished_run = self.unfinished_runs.describe(other) if other else None
        preparing = self.busy and not self._has_progress
        about = self._label if preparing else self._labels.get(shown)
        return SendState(self.progress, about, preparing, unfinished_run, acts)

    @property
    def forbidden(self) -> bool:
        """Whether nothing is sent, whatever the operator does."""
        return self._forbidden is not None

    def forbid(self, why: Sentence) -> None:
        """Send nothing as long as the program runs; `why` is said then."""
        self._forbidden = why

    def recover(self, set_aside: SetAside | None = None) -> None:
        """Look for what the last session left; call it once, before anything is sent.

        `set_aside` is what was done about a ledger that is in doubt.
        """
        self._set_aside = set_aside or self._set_aside
        if self._forbidden:
            self._say_forbidden()
            self.recovered.emit()
            return
        self.unfinished_runs.reload(
            jobs.recover_runs(self._paths.ledger), self._on_recovered, self._fail_to_recover
        )

    def start(self, run: jobs.NewRun) -> None:
        """Send what the operator has confirmed, to those in the ledger's draft."""
        if self.busy:
            return
        self._batched = run.draft.mode is SendMode.BATCHED
        self._with_secret(run, RunLabel(run.account, run.draft.sign_name, run.draft.template_code))

    def pause(self) -> None:
        """Make no new call until resumed."""
        self._controls.paused = True
        self._emit_state()

    def resume(self) -> None:
        """Go on: with the run that is paused, or with one that was left unfinished."""
        if self.busy:
            self._controls.paused = False
            self._emit_state()
        elif target := self._target():
            self.resume_run(target)

    def reload_unfinished(self) -> None:
        """Reload the unfinished runs, after recipients were queued again."""
        if not self.busy:
            self.unfinished_runs.reload(jobs.list_unfinished_runs(self._paths.ledger), self._offer)

    def resume_run(
        self, run_id: int, agreed: Account | None = None, told: HistoryMark | None = None
    ) -> None:
        """Send to those queued in a run, if it is of the current account or the one agreed to.

        `told` says how far the history had come when the operator agreed to send again what
        another run has sent since.
        """
        if self.busy:
            return

        def begin(unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
            self._keep_unfinished(unfinished)
            left = self.unfinished_runs.find(run_id)
            if left is not None and not self.busy:
                self._resume(left, agreed, told)

        # The disk may not have shown it when the run ended; it may now.
        self.unfinished_runs.reload(jobs.list_unfinished_runs(self._paths.ledger), begin)

    def set_limits(self, callers: int, rate: float) -> None:
        """Change how many calls are under way at once, and how many leave a second."""
        self._controls.callers, self._controls.rate = callers, rate

    def stop(self) -> None:
        """Make no new call and end; what is queued stays queued."""
        self._controls.stopping = True
        if self._waiting:
            self._waiting = False
            if not self._closing:
                self._end_before_start()
        self._emit_state()

    def give_up(self) -> None:
        """Cancel all queued recipients of the run that could be resumed."""
        target = self._target()
        if self.busy or not target:
            return
        self.unfinished_runs.forget(target)
        self.unfinished_runs.reload(jobs.cancel_run(self._paths.ledger, target), self._given_up)

    def close(self) -> None:
        """Stop for good: the program ends once `busy` is false."""
        self._closing = True
        self.stop()

    def _target(self) -> int:
        """The run that `resume` continues if none is under way; 0 for none."""
        if self.progress is not None and self.progress.phase is RunPhase.INTERRUPTED:
            return self.progress.run_id
        return self.unfinished_runs.newest

    def _actions(self, target: int) -> frozenset[RunAction]:
        if self.unfinished_runs.loading or self._forbidden:
            return frozenset()
        if not self.busy:
            return frozenset({RunAction.RESUME, RunAction.GIVE_UP}) if target else frozenset()
        ending = (
            self._has_progress and self.progress is not None and self.progress.phase not in HOLDABLE
        )
        if ending or self._controls.stopping:
            return frozenset()
        return frozenset(
            {RunAction.RESUME if self._controls.paused else RunAction.PAUSE, RunAction.STOP}
        )

    def _emit_state(self) -> None:
        self.state_changed.emit(self.state)

    def _keep_unfinished(self, unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
        self.unfinished_runs.replace(unfinished)
        describe = self.unfinished_runs.describe
        self._labels |= {left.head.id: describe(left).label for left in unfinished}

    def _resume(
        self, left: jobs.UnfinishedRunRecord, agreed: Account | None, told: HistoryMark | None
    ) -> None:
        head, unfinished_run = left.head, self.unfinished_runs.describe(left)
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            gone = sentence(words.account_gone, head.account_label)
            self.noticed.emit(Notice(Severity.ERROR, gone))
        elif account not in (self._accounts.current, agreed):
            self.agreement_requested.emit(unfinished_run)
        elif self._is_routed(left, account):

            def decide(found: SentBefore) -> None:
                if self.busy:
                    return
                if found.sent:
                    self.repeat_found.emit(unfinished_run, found)
                    return
                self._show(left.progress)
                self._batched = head.mode is SendMode.BATCHED
                self._with_secret(head.id, unfinished_run.label)

            job = jobs.look_up_sent_since(self._paths.ledger, head.id, told)
            self.unfinished_runs.reload(job, decide)

    def _with_secret(self, run: jobs.NewRun | int, label: RunLabel) -> None:
        """Start `run` once the keyring has given the secret."""
        if self._forbidden:
            self._say_forbidden()
            return
        self._waiting, self._has_progress, self._label = True, False, label
        # Whoever stops, or pauses, while the keyring waits for its operator means this run.
        controls = self._controls = RunControls(self._controls.callers, self._controls.rate)
        self._emit_state()

        def begin(secret: str) -> None:
            if not controls.stopping:
                self._waiting = False
                self._begin(run, self._accounts.connect_as(label.account, secret))

        def refuse(error: SmsDeskError) -> None:
            if controls.stopping:
                return
            self._waiting = False
            self.noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error)))
            self._end_before_start()

        self._accounts.fetch_secret(label.account, begin, refuse)

    def _is_routed(self, left: jobs.UnfinishedRunRecord, account: Account) -> bool:
        """Whether a run goes on where it began; else the operator is asked, if calls were made."""
        head, counts = left.head, left.progress.counts
        old, new = head.endpoint, account.endpoint
        untouched = not head.declared and counts.total == counts.queued + counts.cancelled
        if account.sandbox or same_endpoint(old, new):
            return True

        def go_on() -> None:
            job = jobs.change_run_endpoint(self._paths.ledger, head.id, new)
            self._work.start(
                self._work.sending,
                job,
                on_result=lambda _: self.resume_run(head.id, account),
            )

        if untouched:
            go_on()
        else:
            changed = sentence(words.endpoint_changed, account.label, old, new)
            resume = sentence(words.resume_through, new)
            self.noticed.emit(Notice(Severity.WARNING, changed, resume, go_on))
        return False

    def _end_before_start(self) -> None:
        self.progressed.emit(self.progress)
        self._emit_state()
        self.ended.emit(self.progress)

    def _say_forbidden(self) -> None:
        if self._forbidden is not None:
            self.noticed.emit(Notice(Severity.ERROR, self._forbidden))

    def _begin(self, run: jobs.NewRun | int, connect: jobs.Connect) -> None:
        self._run_id = run if isinstance(run, int) else None
        if self._run_id is not None:
            self.unfinished_runs.withdraw_notice(self._run_id)
        job = jobs.send_run(self._paths.ledger, run, connect, self._controls, self._witness)
        self._job = job
        self._failed = False
        self._found_first = (0, 0)
        self._work.start(
            self._work.sending,
            job,
            on_progress=self._on_progress,
            on_result=self._on_result,
            on_error=self._on_error,
            on_end=self._on_end,
        )
        self.started.emit()

    def _on_progress(self, seen: jobs.SendProgress) -> None:
        match seen:
            case RunProgress():
                if self._label is not None:
                    self._labels[seen.run_id] = self._label
                self._has_progress = True
                self._run_id = seen.run_id
                self._say_what_was_found(seen)
                self._show(seen)
            case CreationProgress() if seen.total >= NOTICE_FROM:
                said = sentence(list_import.preparing, seen.done, seen.total)
                key = NoticeKey(NoticeTopic.CREATION)
                self.noticed.emit(Notice(Severity.INFORMATION, said, topic_key=key))

    def _on_result(self, result: jobs.SendResult) -> None:
        if result is jobs.SendResult.NOBODY_LEFT:
            nobody = sentence(draft.problem, DraftProblem.NOBODY_LEFT)
            self.noticed.emit(Notice(Severity.WARNING, nobody))

    def _say_what_was_found(self, progress: RunProgress) -> None:
        """Say once what the service answered before the run went on."""
        found = (progress.already, progress.doubtful)
        if found == self._found_first:
            return
        self._found_first = found
        if progress.already:
            said = sentence(witness_words.sent_already, progress.already)
            self.noticed.emit(Notice(Severity.WARNING, said))
        if progress.doubtful:
            left_open = sentence(witness_words.left_open, progress.doubtful)
            self.run_notices.offer_to_reconcile(left_open)

    def _show(self, progress: RunProgress) -> None:
        self.progress = progress
        self.progressed.emit(progress)
        self._emit_state()

    def _on_error(self, error: SmsDeskError) -> None:
        self._failed = True
        said = sentence(errors.error, error)
        if isinstance(error, OutdatedError):
            self.outdated.emit()
        elif isinstance(error, LedgerError) and error.fault in NO_LONGER_OURS:
            # The file that is there now may list as queued who was sent to: nothing goes on by it.
            forbid_writing(self._paths.ledger)
            self.forbid(said)
            self._say_forbidden()
        elif self._run_id is None:  # not even written down: there is nothing to go on with
            self.noticed.emit(Notice(Severity.ERROR, said))
        else:
            self.unfinished_runs.offer(self._run_id, Severity.ERROR, said)

    def _on_end(self) -> None:
        self._job = None
        # The ledger knows best: a job that failed had no last word.
        self.unfinished_runs.reload(
            jobs.list_unfinished_runs(self._paths.ledger), self._on_unfinished, self._on_unreadable
        )

    def _on_unreadable(self, error: SmsDeskError) -> None:
        """The disk does not even show how the run stands: what was seen last must do."""
        if not self._failed:
            self._on_error(error)
        if self.progress is not None and self.progress.phase in UNDER_WAY:
            failed = StopCause(StopCauseKind.FAILED)
            self._show(replace(self.progress, phase=RunPhase.INTERRUPTED, cause=failed))
        self.ended.emit(self.progress)

    def _on_unfinished(self, unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
        self._keep_unfinished(unfinished)
        progress = self.progress
        if progress is not None and progress.phase in UNDER_WAY:
            left = self.unfinished_runs.find(progress.run_id)
            if left is not None:
                failed = StopCause(StopCauseKind.FAILED)
                self._show(replace(left.progress, cause=failed))
        elif progress is None and unfinished:
            self._show(unfinished[0].progress)
        if self.progress is not None and self._has_progress and not self._failed:
            if self.progress.phase is RunPhase.FINISHED:
                self.unfinished_runs.offer_newest()
            self.run_notices.announce(self.progress, batched=self._batched)
        self.ended.emit(self.progress)

    def _offer(self, unfinished: Sequence[jobs.UnfinishedRunRecord]) -> None:
        self._keep_unfinished(unfinished)
        if unfinished and not self.busy:
            self._show(unfinished[0].progress)

    def _given_up(self, progress: RunProgress) -> None:
        self._show(progress)
        self.unfinished_runs.offer_newest()
        self.ended.emit(progress)

    def _on_recovered(self, found: jobs.RecoveredRuns) -> None:
        unfinished = found.unfinished
        self._keep_unfinished(unfinished)
        aside = self._set_aside
        if aside is not None and witness_words.is_worth_saying(aside):
            self.run_notices.offer_to_reconcile(sentence(witness_words.set_aside, aside))
        elif found.unknown:
            self.run_notices.offer_to_reconcile(sentence(receipts.still_unknown, found.unknown))
        if found.crashed:
            self.run_notices.offer_to_reconcile(sentence(words.crashed, found.crashed))
        if unfinished:
            self._show(unfinished[0].progress)
            self.unfinished_runs.offer_newest()
        self.recovered.emit()

    def _fail_to_recover(self, error: SmsDeskError) -> None:
        """Report the error and continue: starting a run recovers the previous ones first."""
        said, again = sentence(errors.error, error), sentence(words.try_again)
        self.noticed.emit(Notice(Severity.ERROR, said, again, self.recover))
        self.recovered.emit()
