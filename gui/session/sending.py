"""The run under way: start it, hold it, go on with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.account import Account
from gui.core.calls import Controls
from gui.core.draft import Draft, SendMode
from gui.core.errors import SmsDeskError
from gui.core.pattern import Pattern
from gui.core.progress import Cause, CauseKind, Phase, Progress
from gui.jobs import sending as jobs
from gui.jobs.job import Job
from gui.session.accounts import Accounts
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.storage.run_from_draft import Started, StartProgress
from gui.words import errors, importing, settling
from gui.words import progress as words
from gui.words.notices import Notice, Severity

WORTH_SAYING = 50_000
"""Recipients from which on it takes a while to write them down."""
UNDER_WAY = {Phase.SENDING, Phase.PAUSED, Phase.STOPPING}


class Sending(QObject):
    """Knows the one run that is under way, or could go on."""

    progressed = Signal(object)
    """A `Progress`, or none if there is no run to speak of."""
    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(str)
    """The text of a notice whose run has gone on, or was given up."""
    separation_wanted = Signal(int)
    """The number of a batched run, some of which the service refused with their calls."""
    started = Signal()
    """A run and its recipients are about to be in the ledger."""
    recovered = Signal()
    """What the last session left has been looked at."""
    ended = Signal(object)
    """The last `Progress` of a run."""

    def __init__(
        self, work: Work, accounts: Accounts, paths: Paths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._paths = paths
        self._job: Job | None = None
        self._waiting = False
        self._heard = False
        self._failed = False
        self._batched = False
        self._controls = Controls()
        self._run_id: int | None = None
        self._unfinished: dict[int, jobs.Unfinished] = {}
        self._offers: dict[int, str] = {}
        self._closing = False
        self._forbidden = ""
        self.progress: Progress | None = None

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._job is not None or self._waiting

    @property
    def forbidden(self) -> bool:
        """Whether nothing is sent, whatever the operator does."""
        return bool(self._forbidden)

    def forbid(self, why: str) -> None:
        """Send nothing as long as the program runs; `why` is said then."""
        self._forbidden = why

    def recover(self) -> None:
        """Look for what the last session left; call it once, before anything is sent."""
        if self._forbidden:
            self._say_forbidden()
            self.recovered.emit()
            return
        self._work.start(self._work.sending, jobs.recovering(self._paths.ledger), self._found)

    def start(self, draft: Draft, pattern: Pattern, content: str) -> None:
        """Send a draft that the operator has confirmed, to those in the ledger's draft."""
        if self.busy:
            return
        account = self._accounts.current
        self._batched = draft.mode is SendMode.BATCHED
        self._with_secret(account, jobs.NewRun(account, draft, pattern, content))

    def pause(self) -> None:
        """Make no new call until resumed."""
        self._controls.paused = True

    def resume(self) -> None:
        """Go on: with the run that is paused, or with one that was left unfinished."""
        if self.busy:
            self._controls.paused = False
            return
        progress = self.progress
        if progress is None:
            return
        left = self._unfinished.get(progress.run_id)
        if left is None:
            # The disk did not show it when the run ended; it may now.
            self.go_on_with(progress.run_id)
            return
        account = self._accounts.find(left.head.access_key_id, left.head.sandbox)
        if account is None:
            text = words.account_gone(left.head.account_label)
            self.noticed.emit(Notice(Severity.ERROR, text))
            return
        self._batched = left.head.mode is SendMode.BATCHED
        self._with_secret(account, left.head.id)

    def look_again(self) -> None:
        """Look for runs that can go on: somebody was queued again."""
        if not self.busy:
            job = jobs.looking_back(self._paths.ledger)
            self._work.start(self._work.sending, job, self._offer)

    def go_on_with(self, run_id: int) -> None:
        """Send to those queued in a run; the operator has confirmed it."""
        if self.busy:
            return

        def begin(unfinished: list[jobs.Unfinished]) -> None:
            self._unfinished = {left.head.id: left for left in unfinished}
            if run_id in self._unfinished and not self.busy:
                self._show(self._unfinished[run_id].progress)
                self.resume()

        job = jobs.looking_back(self._paths.ledger)
        self._work.start(self._work.sending, job, begin)

    def set_pace(self, callers: int, rate: float) -> None:
        """Change how many calls are under way at once, and how many leave a second."""
        self._controls.callers, self._controls.rate = callers, rate

    def stop(self) -> None:
        """Make no new call and end; what is queued stays queued."""
        self._controls.stopping = True
        if self._waiting:
            self._waiting = False
            if not self._closing:
                self._never_begun()

    def give_up(self) -> None:
        """Cancel everyone still queued in the run that could go on."""
        progress = self.progress
        if self.busy or progress is None:
            return
        self._unfinished.pop(progress.run_id, None)
        self._withdraw(progress.run_id)
        job = jobs.cancelling(self._paths.ledger, progress.run_id)
        self._work.start(self._work.sending, job, self._given_up)

    def close(self) -> None:
        """Stop for good: the program ends once `busy` is false."""
        self._closing = True
        self.stop()

    def _with_secret(self, account: Account, run: jobs.NewRun | int) -> None:
        """Start `run` once the keyring has given the secret."""
        if self._forbidden:
            self._say_forbidden()
            return
        self._waiting = True
        # Whoever stops, or pauses, while the keyring waits for its operator means this run.
        controls = self._controls = Controls(self._controls.callers, self._controls.rate)

        def begin(secret: str) -> None:
            if not controls.stopping:
                self._waiting = False
                self._begin(run, self._accounts.connect_as(account, secret))

        def refuse(error: SmsDeskError) -> None:
            if controls.stopping:
                return
            self._waiting = False
            self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))
            self._never_begun()

        self._accounts.fetch_secret(account, begin, refuse)

    def _never_begun(self) -> None:
        self.progressed.emit(self.progress)
        self.ended.emit(self.progress)

    def _say_forbidden(self) -> None:
        self.noticed.emit(Notice(Severity.ERROR, self._forbidden))

    def _begin(self, run: jobs.NewRun | int, connect: jobs.Connect) -> None:
        self._run_id = run if isinstance(run, int) else None
        if self._run_id is not None:
            self._withdraw(self._run_id)
        job = jobs.sending(self._paths.ledger, run, connect, self._controls)
        self._job = job
        self._heard = self._failed = False
        self._work.start(self._work.sending, job, self._hear, self._fail, self._end)
        self.started.emit()

    def _hear(self, seen: Progress | StartProgress | Started) -> None:
        match seen:
            case Progress():
                self._heard = True
                self._run_id = seen.run_id
                self._show(seen)
            case StartProgress() if seen.total >= WORTH_SAYING:
                text = importing.preparing(seen.done, seen.total)
                self.noticed.emit(Notice(Severity.INFORMATION, text))
            case Started():
                self.noticed.emit(Notice(Severity.WARNING, importing.nobody_left()))

    def _show(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _fail(self, error: SmsDeskError) -> None:
        self._failed = True
        text = errors.error(error)
        if self._run_id is None:  # not even written down: there is nothing to go on with
            self.noticed.emit(Notice(Severity.ERROR, text))
        else:
            self._offer_to_go_on(self._run_id, Severity.ERROR, text)

    def _end(self) -> None:
        self._job = None
        # The ledger knows best: a job that failed had no last word.
        job = jobs.looking_back(self._paths.ledger)
        self._work.start(self._work.sending, job, self._look_back, self._look_in_vain)

    def _look_in_vain(self, error: SmsDeskError) -> None:
        """The disk does not even show how the run stands: what was seen last must do."""
        if not self._failed:
            self._fail(error)
        if self.progress is not None and self.progress.phase in UNDER_WAY:
            failed = Cause(CauseKind.FAILED)
            self._show(replace(self.progress, phase=Phase.INTERRUPTED, cause=failed))
        self.ended.emit(self.progress)

    def _look_back(self, unfinished: list[jobs.Unfinished]) -> None:
        self._unfinished = {left.head.id: left for left in unfinished}
        progress = self.progress
        if progress is not None and progress.phase in UNDER_WAY:
            left = self._unfinished.get(progress.run_id)
            if left is not None:
                failed = Cause(CauseKind.FAILED)
                self._show(replace(left.progress, cause=failed))
        elif progress is None and unfinished:
            self._show(unfinished[0].progress)
        if self.progress is not None and self._heard and not self._failed:
            if self.progress.phase is Phase.FINISHED:
                self._offer_the_next()
            self._say_end(self.progress)
        self.ended.emit(self.progress)

    def _say_end(self, progress: Progress) -> None:
        if progress.phase is Phase.FINISHED and progress.counts.rejected and self._batched:
            many = progress.counts.rejected
            text = f"{words.line(progress)} {settling.separate_hint(many)}"
            verb = partial(self.separation_wanted.emit, progress.run_id)
            self.noticed.emit(Notice(Severity.WARNING, text, settling.separate(), verb))
        elif progress.phase is Phase.FINISHED:
            fine = not (progress.counts.unknown or progress.counts.rejected)
            severity = Severity.SUCCESS if fine else Severity.WARNING
            self.noticed.emit(Notice(severity, words.line(progress)))
        elif progress.cause is not None:
            operator = progress.cause.kind in (CauseKind.OPERATOR, CauseKind.DECLARED)
            severity = Severity.INFORMATION if operator else Severity.ERROR
            self._offer_to_go_on(progress.run_id, severity, words.cause(progress.cause))

    def _offer_to_go_on(self, run_id: int, severity: Severity, text: str) -> None:
        """Say `text` with a button that goes on with this run, whichever came since."""
        self._withdraw(run_id)
        self._offers[run_id] = text
        verb = partial(self.go_on_with, run_id)
        self.noticed.emit(Notice(severity, text, words.go_on(), verb))

    def _offer_the_next(self) -> None:
        for left in self._unfinished.values():  # newest first
            text = words.unfinished(left.progress, left.head.created_at)
            self._offer_to_go_on(left.head.id, Severity.WARNING, text)
            return

    def _withdraw(self, run_id: int) -> None:
        text = self._offers.pop(run_id, "")
        # The bar has a text only once: it may be of another run by now.
        if text and text not in self._offers.values():
            self.withdrawn.emit(text)

    def _offer(self, unfinished: list[jobs.Unfinished]) -> None:
        self._unfinished = {left.head.id: left for left in unfinished}
        if unfinished and not self.busy:
            self._show(unfinished[0].progress)

    def _given_up(self, progress: Progress) -> None:
        self._show(progress)
        self._offer_the_next()
        self.ended.emit(progress)

    def _found(self, found: tuple[int, list[jobs.Unfinished]]) -> None:
        crashed, unfinished = found
        self._unfinished = {left.head.id: left for left in unfinished}
        if crashed:
            self.noticed.emit(Notice(Severity.WARNING, words.crashed(crashed)))
        if unfinished:
            self._show(unfinished[0].progress)
            self._offer_the_next()
        self.recovered.emit()
