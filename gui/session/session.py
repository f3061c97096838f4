"""Joins what the operator is doing into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace
from functools import cache

from PySide6.QtCore import QObject, Signal

from gui.cloud.codes import Codes
from gui.core.account import Account
from gui.core.draft import Summary
from gui.core.errors import FileFault, LedgerError, OutdatedError, SmsDeskError
from gui.core.progress import Progress
from gui.core.sent_before import HistoryMark
from gui.jobs.connecting import Connector
from gui.jobs.opening import Opened, machine_name, opening
from gui.jobs.sending import NewRun
from gui.session.accounts import Accounts, Status
from gui.session.browsing import Browsing
from gui.session.catalogues import Catalogues
from gui.session.composing import Composing
from gui.session.preferences import Preferences
from gui.session.receipts import Receipts
from gui.session.recipients import Recipients
from gui.session.sending import Sending
from gui.session.sent_before import SentBeforeLookup
from gui.session.upkeep import Upkeep
from gui.session.work import Work
from gui.storage.ledger import only_read
from gui.storage.lock import LedgerLock
from gui.storage.paths import Paths
from gui.storage.secrets import Secrets
from gui.storage.settings import Settings
from gui.storage.settings_file import SettingsFile
from gui.storage.witness import Witness
from gui.words import errors, importing, magic, rescue
from gui.words.notices import Notice, Severity

PATIENCE = 20.0
"""Seconds for the calls under way to end when the program does; longer than any time-out."""


class Session(QObject):
    """The accounts, the draft, the run and the history of one operator."""

    noticed = Signal(object)
    """A `Notice`."""
    crashed = Signal(Exception)
    """A bug in a job."""
    confirmation_wanted = Signal()
    """What would be sent is to be looked over once more."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        secrets: Secrets,
        connector: Connector,
        load_codes: Callable[[], Codes],
        sandbox: Account,
        *,
        chinese: bool,
        lock: LedgerLock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connector = connector
        self._codes = cache(load_codes)
        self._chinese = chinese
        self._shown_run = 0
        self.work = Work(self)
        self._ledger = paths.ledger
        self._witness = Witness(paths.ledger, paths.witnesses, machine_name(), lock)
        file = SettingsFile(paths.settings)
        self.preferences = Preferences(self.work, file, settings, self)
        self.accounts = Accounts(
            self.work, self.preferences, secrets, connector, sandbox, paths, self
        )
        self.catalogues = Catalogues(self.work, self.accounts, self)
        self.recipients = Recipients(
            self.work, self.accounts, paths, masked=settings.masked, parent=self
        )
        self.composing = Composing(
            self.accounts, self.catalogues, self.recipients, self.preferences, self
        )
        self.sent_before = SentBeforeLookup(self.work, paths, self)
        self.sending = Sending(self.work, self.accounts, paths, self._witness, self)
        self.receipts = Receipts(self.work, self.accounts, secrets, connector, paths, self)
        self.browsing = Browsing(
            self.work,
            paths,
            lambda code: self._codes().explain(code),
            chinese=chinese,
            masked=settings.masked,
            parent=self,
        )
        self.upkeep = Upkeep(self.work, paths, self)
        self.sending.set_pace(settings.callers, settings.rate)
        self._join()

    def look_only(self, error: LedgerError) -> None:
        """Write nothing to the ledger, as it cannot be locked; call it before `begin`."""
        only_read(self._ledger)
        self.sending.forbid(errors.unlocked(error))

    def begin(self) -> None:
        """Look at what is there; the window is up already."""
        self.accounts.look()
        if not self.sending.forbidden:
            # On the lane of the draft's jobs: none of them opens the ledger before.
            job = opening(self._ledger, self._witness)
            self.work.start(self.work.lists, job, self._open, self._refuse_to_send)
            self.recipients.listing.look()
            self.upkeep.begin()
        self.composing.judge()
        if self.sending.forbidden:
            self.sending.recover()

    def send(self, confirmed: Summary, mark: HistoryMark | None = None) -> None:
        """Send what was confirmed, unless it is no longer what would be sent.

        `mark` says how far the history had come that the operator was shown.
        """
        if self.composing.summary() != confirmed:
            self._offer_to_look_again()
            return
        draft = confirmed.draft
        content = self.catalogues.content(draft.template_code)
        self.composing.keep_recent()
        self.sending.start(
            NewRun(
                confirmed.account,
                draft,
                self.composing.pattern,
                content,
                confirmed.sources,
                mark,
            )
        )

    def set_pace(self, callers: int, rate: int) -> None:
        """Change how many calls are under way at once and leave a second, now and later."""
        self.sending.set_pace(callers, rate)
        settings = replace(self.preferences.settings, callers=callers, rate=rate)
        self.preferences.update(settings)

    def magic_numbers(self) -> list[tuple[str, str]]:
        """List the numbers with a known fate in the sandbox, and what that is."""
        from gui.cloud.sandbox.magic import MAGIC_NUMBERS  # not before the window is up

        rows = []
        for row in MAGIC_NUMBERS:
            code = self._codes().explain(row.code) if row.code else None
            meaning = (code.zh if self._chinese else code.en) if code else ""
            rows.append((row.number, magic.effect(row.effect.name, row.code, meaning)))
        return rows

    def close(self) -> bool:
        """End everything; true if it ended in time."""
        self.sending.close()
        self.upkeep.close()
        self.composing.keep_draft()
        ended = self.work.close(PATIENCE)
        self.preferences.close()
        self.browsing.close()
        self.recipients.close()
        self._connector.close()
        if ended:
            self._witness.close()
        return ended

    def _join(self) -> None:
        self.work.crashed.connect(self.crashed)
        self.work.refused.connect(self._refuse)
        self.accounts.noticed.connect(self.noticed)
        self.sending.noticed.connect(self.noticed)
        self.sending.outdated.connect(self._offer_to_look_again)
        self.receipts.noticed.connect(self.noticed)
        self.browsing.noticed.connect(self.noticed)
        self.receipts.changed.connect(self.browsing.refresh)
        self.receipts.queued.connect(self.sending.look_again)
        self.sending.endings.separation_wanted.connect(self.receipts.ask_to_resend)
        self.receipts.separated.connect(self.sending.go_on_with)
        self.sending.endings.settling_wanted.connect(self.receipts.settle)
        self.sending.started.connect(self.receipts.renew)
        self.sending.recovered.connect(self._receive)
        self.catalogues.noticed.connect(self.noticed)
        self.recipients.noticed.connect(self.noticed)
        self.upkeep.noticed.connect(self.noticed)
        self.accounts.status_changed.connect(self._show_standing)
        self.sending.started.connect(self.browsing.reload)
        self.sending.recovered.connect(self.browsing.reload)
        self.sending.standing_changed.connect(lambda _: self._hold_draft())
        self.sending.standing_changed.connect(lambda _: self._note_sending())
        self.sending.leftovers.looked.connect(self._note_leftovers)
        self.sending.progressed.connect(self._follow_run)
        self.sending.ended.connect(lambda _: self.browsing.reload())

    def _offer_to_look_again(self) -> None:
        text = errors.error(OutdatedError())
        verb = self.confirmation_wanted.emit
        self.noticed.emit(Notice(Severity.ERROR, text, importing.look_again(), verb))

    def _receive(self) -> None:
        if not self.sending.forbidden:  # nothing could be written down
            self.receipts.begin()

    def _show_standing(self, _: Status) -> None:
        self.composing.judge()
        # The sandbox is not started before somebody wants something of it.
        if not self.accounts.current.sandbox:
            self.composing.look_up()

    def _follow_run(self, progress: Progress | None) -> None:
        if progress is not None and progress.run_id != self._shown_run:
            self._shown_run = progress.run_id
            self.browsing.reload()
        self.browsing.refresh()

    def _note_leftovers(self) -> None:
        self.composing.leftovers = self.sending.leftovers.all()

    def _note_sending(self) -> None:
        self.upkeep.note_sending(self.sending.busy)
        if self.sending.forbidden:  # it may be another file that lies there now
            self.upkeep.close()

    def _hold_draft(self) -> None:
        held = self.sending.busy
        if held != self.composing.run_under_way:
            self.composing.run_under_way = held
            self.composing.judge()

    def _open(self, opened: Opened) -> None:
        if opened.rescued is not None:
            kept, *found = astuple(opened.rescued)
            text = rescue.rescued(str(kept), *found)
            self.noticed.emit(Notice(Severity.WARNING, text))
        self.upkeep.begin_backups()
        self.sending.recover(opened.set_aside)

    def _refuse_to_send(self, error: LedgerError) -> None:
        self.sending.forbid(errors.unopened(error))
        if error.fault in (FileFault.UNWRITABLE, FileFault.DISK_FULL):
            self.sending.recover()  # it can be read all the same
        else:
            self.noticed.emit(Notice(Severity.ERROR, errors.unopened(error)))

    def _refuse(self, error: SmsDeskError) -> None:
        self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))
