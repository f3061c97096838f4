"""The run under way: start it, hold it, go on with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.core.account import Account, same_endpoint
from gui.core.calls import Controls
from gui.core.draft import SendMode
from gui.core.errors import FileFault, LedgerError, OutdatedError, SmsDeskError
from gui.core.progress import About, Act, Cause, CauseKind, Phase, Progress, Standing
from gui.core.witness import SetAside
from gui.jobs import sending as jobs
from gui.jobs.job import Job
from gui.session.accounts import Accounts
from gui.session.endings import Endings
from gui.session.leftovers import Leftovers
from gui.session.work import Work
from gui.storage.ledger import only_read
from gui.storage.paths import Paths
from gui.storage.run_from_draft import Started, StartProgress
from gui.storage.witness import Witness
from gui.words import errors, importing, settling
from gui.words import progress as words
from gui.words import witness as witness_words
from gui.words.notices import Notice, Severity

WORTH_SAYING = 50_000
"""Recipients from which on it takes a while to write them down."""
UNDER_WAY = {Phase.SENDING, Phase.PAUSED, Phase.STOPPING}
NO_LONGER_OURS = {FileFault.REPLACED, FileFault.UNLOCKED}
HOLDABLE = {Phase.SENDING, Phase.PAUSED}


class Sending(QObject):
    """Knows the one run that is under way, or could go on."""

    progressed = Signal(object)
    """A `Progress`, or none if there is no run to speak of."""
    standing_changed = Signal(object)
    """A `Standing`."""
    noticed = Signal(object)
    """A `Notice`."""
    agreement_wanted = Signal(object)
    """A `Leftover` of another account than the current one: the operator decides."""
    started = Signal()
    """A run and its recipients are about to be in the ledger."""
    recovered = Signal()
    """What the last session left has been looked at."""
    outdated = Signal()
    """What was confirmed is no longer what would be sent: nothing was."""
    ended = Signal(object)
    """The last `Progress` of a run."""

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
        self._job: Job | None = None
        self._waiting = False
        self._heard = False
        self._failed = False
        self._found_first = (0, 0)
        self._batched = False
        self._controls = Controls()
        self._run_id: int | None = None
        self._abouts: dict[int, About] = {}
        self._about: About | None = None
        self._closing = False
        self._forbidden = ""
        self.progress: Progress | None = None
        self.leftovers = Leftovers(work, accounts, self)
        self.leftovers.noticed.connect(self.noticed)
        self.leftovers.taken.connect(self.go_on_with)
        self.leftovers.looked.connect(self._tell)
        self.endings = Endings(self.leftovers, self)
        self.endings.noticed.connect(self.noticed)

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._job is not None or self._waiting

    @property
    def standing(self) -> Standing:
        """How the sending stands."""
        shown = self.progress.run_id if self.progress else 0
        target = self._target()
        acts = self._acts(target)
        other = self.leftovers.find(target) if Act.GIVE_UP in acts and target != shown else None
        leftover = self.leftovers.describe(other) if other else None
        preparing = self.busy and not self._heard
        about = self._about if preparing else self._abouts.get(shown)
        return Standing(self.progress, about, preparing, leftover, acts)

    @property
    def forbidden(self) -> bool:
        """Whether nothing is sent, whatever the operator does."""
        return bool(self._forbidden)

    def forbid(self, why: str) -> None:
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
        self.leftovers.look(jobs.recovering(self._paths.ledger), self._found, self._fail_to_recover)

    def start(self, run: jobs.NewRun) -> None:
        """Send what the operator has confirmed, to those in the ledger's draft."""
        if self.busy:
            return
        self._batched = run.draft.mode is SendMode.BATCHED
        self._with_secret(run, About(run.account, run.draft.sign_name, run.draft.template_code))

    def pause(self) -> None:
        """Make no new call until resumed."""
        self._controls.paused = True
        self._tell()

    def resume(self) -> None:
        """Go on: with the run that is paused, or with one that was left unfinished."""
        if self.busy:
            self._controls.paused = False
            self._tell()
        elif target := self._target():
            self.go_on_with(target)

    def look_again(self) -> None:
        """Look for runs that can go on: somebody was queued again."""
        if not self.busy:
            self.leftovers.look(jobs.looking_back(self._paths.ledger), self._offer)

    def go_on_with(self, run_id: int, agreed: Account | None = None) -> None:
        """Send to those queued in a run, if it is of the current account or the one agreed to."""
        if self.busy:
            return

        def begin(unfinished: Sequence[jobs.Unfinished]) -> None:
            self._keep(unfinished)
            left = self.leftovers.find(run_id)
            if left is not None and not self.busy:
                self._go_on(left, agreed)

        # The disk may not have shown it when the run ended; it may now.
        self.leftovers.look(jobs.looking_back(self._paths.ledger), begin)

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
        self._tell()

    def give_up(self) -> None:
        """Cancel everyone still queued in the run that could go on."""
        target = self._target()
        if self.busy or not target:
            return
        self.leftovers.forget(target)
        self.leftovers.look(jobs.cancelling(self._paths.ledger, target), self._given_up)

    def close(self) -> None:
        """Stop for good: the program ends once `busy` is false."""
        self._closing = True
        self.stop()

    def _target(self) -> int:
        """The run that resuming goes on with if none is under way; 0 for none."""
        if self.progress is not None and self.progress.phase is Phase.INTERRUPTED:
            return self.progress.run_id
        return self.leftovers.newest

    def _acts(self, target: int) -> frozenset[Act]:
        if self.leftovers.looking or self._forbidden:
            return frozenset()
        if not self.busy:
            return frozenset({Act.RESUME, Act.GIVE_UP}) if target else frozenset()
        ending = self._heard and self.progress is not None and self.progress.phase not in HOLDABLE
        if ending or self._controls.stopping:
            return frozenset()
        return frozenset({Act.RESUME if self._controls.paused else Act.PAUSE, Act.STOP})

    def _tell(self) -> None:
        self.standing_changed.emit(self.standing)

    def _keep(self, unfinished: Sequence[jobs.Unfinished]) -> None:
        self.leftovers.keep(unfinished)
        describe = self.leftovers.describe
        self._abouts |= {left.head.id: describe(left).about for left in unfinished}

    def _go_on(self, left: jobs.Unfinished, agreed: Account | None) -> None:
        head, leftover = left.head, self.leftovers.describe(left)
        account = self._accounts.find(head.access_key_id, head.sandbox)
        if account is None:
            text = words.account_gone(head.account_label)
            self.noticed.emit(Notice(Severity.ERROR, text))
        elif account not in (self._accounts.current, agreed):
            self.agreement_wanted.emit(leftover)
        elif self._is_routed(left, account):
            self._show(left.progress)
            self._batched = head.mode is SendMode.BATCHED
            self._with_secret(head.id, leftover.about)

    def _with_secret(self, run: jobs.NewRun | int, about: About) -> None:
        """Start `run` once the keyring has given the secret."""
        if self._forbidden:
            self._say_forbidden()
            return
        self._waiting, self._heard, self._about = True, False, about
        # Whoever stops, or pauses, while the keyring waits for its operator means this run.
        controls = self._controls = Controls(self._controls.callers, self._controls.rate)
        self._tell()

        def begin(secret: str) -> None:
            if not controls.stopping:
                self._waiting = False
                self._begin(run, self._accounts.connect_as(about.account, secret))

        def refuse(error: SmsDeskError) -> None:
            if controls.stopping:
                return
            self._waiting = False
            self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))
            self._never_begun()

        self._accounts.fetch_secret(about.account, begin, refuse)

    def _is_routed(self, left: jobs.Unfinished, account: Account) -> bool:
        """Whether a run goes on where it began; else the operator is asked, if calls were made."""
        head, counts = left.head, left.progress.counts
        old, new = head.endpoint.rpartition(" ")[2], account.endpoint
        untouched = not head.declared and counts.total == counts.queued + counts.cancelled
        if account.sandbox or same_endpoint(head.endpoint if untouched else old, new):
            return True

        def go_on() -> None:
            job = jobs.rerouting(self._paths.ledger, head.id, new)
            self._work.start(self._work.sending, job, lambda _: self.go_on_with(head.id, account))

        if untouched:
            go_on()
        else:
            text = words.endpoint_changed(account.label, old, new)
            verb = words.go_on_through(new)
            self.noticed.emit(Notice(Severity.WARNING, text, verb, go_on))
        return False

    def _never_begun(self) -> None:
        self.progressed.emit(self.progress)
        self._tell()
        self.ended.emit(self.progress)

    def _say_forbidden(self) -> None:
        self.noticed.emit(Notice(Severity.ERROR, self._forbidden))

    def _begin(self, run: jobs.NewRun | int, connect: jobs.Connect) -> None:
        self._run_id = run if isinstance(run, int) else None
        if self._run_id is not None:
            self.leftovers.withdraw(self._run_id)
        job = jobs.sending(self._paths.ledger, run, connect, self._controls, self._witness)
        self._job = job
        self._failed = False
        self._found_first = (0, 0)
        self._work.start(self._work.sending, job, self._hear, self._fail, self._end)
        self.started.emit()

    def _hear(self, seen: Progress | StartProgress | Started) -> None:
        match seen:
            case Progress():
                if self._about is not None:
                    self._abouts[seen.run_id] = self._about
                self._heard = True
                self._run_id = seen.run_id
                self._say_what_was_found(seen)
                self._show(seen)
            case StartProgress() if seen.total >= WORTH_SAYING:
                text = importing.preparing(seen.done, seen.total)
                self.noticed.emit(Notice(Severity.INFORMATION, text))
            case Started():
                self.noticed.emit(Notice(Severity.WARNING, importing.nobody_left()))

    def _say_what_was_found(self, progress: Progress) -> None:
        """Say once what the service answered before the run went on."""
        found = (progress.already, progress.doubtful)
        if found == self._found_first:
            return
        self._found_first = found
        if progress.already:
            text = witness_words.sent_already(progress.already)
            self.noticed.emit(Notice(Severity.WARNING, text))
        if progress.doubtful:
            self.endings.offer_to_settle(witness_words.left_open(progress.doubtful))

    def _show(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)
        self._tell()

    def _fail(self, error: SmsDeskError) -> None:
        self._failed = True
        text = errors.error(error)
        if isinstance(error, OutdatedError):
            self.outdated.emit()
        elif isinstance(error, LedgerError) and error.fault in NO_LONGER_OURS:
            # The file that is there now may list as queued who was sent to: nothing goes on by it.
            only_read(self._paths.ledger)
            self.forbid(text)
            self._say_forbidden()
        elif self._run_id is None:  # not even written down: there is nothing to go on with
            self.noticed.emit(Notice(Severity.ERROR, text))
        else:
            self.leftovers.offer(self._run_id, Severity.ERROR, text)

    def _end(self) -> None:
        self._job = None
        # The ledger knows best: a job that failed had no last word.
        self.leftovers.look(
            jobs.looking_back(self._paths.ledger), self._look_back, self._look_in_vain
        )

    def _look_in_vain(self, error: SmsDeskError) -> None:
        """The disk does not even show how the run stands: what was seen last must do."""
        if not self._failed:
            self._fail(error)
        if self.progress is not None and self.progress.phase in UNDER_WAY:
            failed = Cause(CauseKind.FAILED)
            self._show(replace(self.progress, phase=Phase.INTERRUPTED, cause=failed))
        self.ended.emit(self.progress)

    def _look_back(self, unfinished: Sequence[jobs.Unfinished]) -> None:
        self._keep(unfinished)
        progress = self.progress
        if progress is not None and progress.phase in UNDER_WAY:
            left = self.leftovers.find(progress.run_id)
            if left is not None:
                failed = Cause(CauseKind.FAILED)
                self._show(replace(left.progress, cause=failed))
        elif progress is None and unfinished:
            self._show(unfinished[0].progress)
        if self.progress is not None and self._heard and not self._failed:
            if self.progress.phase is Phase.FINISHED:
                self.leftovers.offer_newest()
            self.endings.say(self.progress, batched=self._batched)
        self.ended.emit(self.progress)

    def _offer(self, unfinished: Sequence[jobs.Unfinished]) -> None:
        self._keep(unfinished)
        if unfinished and not self.busy:
            self._show(unfinished[0].progress)

    def _given_up(self, progress: Progress) -> None:
        self._show(progress)
        self.leftovers.offer_newest()
        self.ended.emit(progress)

    def _found(self, found: jobs.Recovered) -> None:
        unfinished = found.unfinished
        self._keep(unfinished)
        aside = self._set_aside
        if aside is not None and witness_words.is_worth_saying(aside):
            self.endings.offer_to_settle(witness_words.set_aside(aside))
        elif found.unknown:
            self.endings.offer_to_settle(settling.still_unknown(found.unknown))
        if found.crashed:
            self.endings.offer_to_settle(words.crashed(found.crashed))
        if unfinished:
            self._show(unfinished[0].progress)
            self.leftovers.offer_newest()
        self.recovered.emit()

    def _fail_to_recover(self, error: SmsDeskError) -> None:
        """Say it and go on: a run that is begun recovers what there is first."""
        again = Notice(Severity.ERROR, errors.error(error), words.try_again(), self.recover)
        self.noticed.emit(again)
        self.recovered.emit()
