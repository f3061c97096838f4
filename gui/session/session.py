"""The session: all controllers, joined into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace
from functools import cache

from PySide6.QtCore import QObject, Signal

from gui.cloud.codes import CodeExplanations
from gui.core.accounts.account import Account
from gui.core.errors import FileError, FileFault, LedgerError, OutdatedError, SmsDeskError
from gui.core.message.draft import SendSummary
from gui.core.sending.progress import RunProgress
from gui.core.sending.sent_before import HistoryMark
from gui.jobs.accounts.connector import Connector
from gui.jobs.database import Opened, machine_name, open_database
from gui.jobs.sending.sending import NewRun
from gui.session.account_status import AccountStatus
from gui.session.accounts import Accounts
from gui.session.catalogues import Catalogues
from gui.session.composer import Composer
from gui.session.history import HistoryBrowser
from gui.session.maintenance import Maintenance
from gui.session.notices import Operation
from gui.session.preferences import Preferences
from gui.session.presets.presets import Presets
from gui.session.presets.stored_book import StoredBook
from gui.session.presets.test_phones import TestPhones
from gui.session.receipts import ReceiptController
from gui.session.recipients.recipients import Recipients
from gui.session.results.refill import Refill
from gui.session.results.run_cards import RunCards
from gui.session.sending.send_controller import SendController
from gui.session.sending.sent_before import SentBeforeSearch
from gui.session.support import Support
from gui.session.work import Work
from gui.storage.database.database import forbid_writing
from gui.storage.database.lock import LedgerLock
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.words import sandbox as sandbox_words
from gui.words.errors import errors, file_errors
from gui.words.ledger import rescue
from gui.words.notices import Notice, Severity
from gui.words.recipients import list_import
from gui.words.sentence import sentence

PATIENCE = 20.0
"""Seconds for the calls under way to end when the program does; longer than any time-out."""


class Session(QObject):
    """The accounts, the draft, the run and the history of one operator."""

    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The key of a notice that is stale."""
    crashed = Signal(Exception)
    """A bug in a job."""
    confirmation_requested = Signal()
    """The draft has changed since the confirmation: it has to be confirmed again."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        secrets: SecretStore,
        connector: Connector,
        load_codes: Callable[[], CodeExplanations],
        sandbox: Account,
        *,
        chinese: bool,
        lock: LedgerLock | None = None,
        settings_file: SettingsFile | None = None,
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
        file = settings_file or SettingsFile(paths.settings)
        self.preferences = Preferences(self.work, file, settings, self)
        self.accounts = Accounts(
            self.work, self.preferences, secrets, connector, sandbox, paths, self
        )
        self.catalogues = Catalogues(self.work, self.accounts, paths, self)
        self.recipients = Recipients(
            self.work, self.accounts, paths, masked=settings.masked, parent=self
        )
        self.composer = Composer(
            self.accounts, self.catalogues, self.recipients, self.preferences, self
        )
        self.preset_book = StoredBook(self.work, self.accounts, paths, self)
        self.presets = Presets(
            self.preset_book, self.composer, self.catalogues, self.recipients.draft, paths, self
        )
        self.test_phones = TestPhones(
            self.work, self.preset_book, self.recipients.draft, paths, self
        )
        self.sent_before = SentBeforeSearch(self.work, paths, self)
        self.sending = SendController(self.work, self.accounts, paths, self._witness, self)
        self.receipts = ReceiptController(self.work, self.accounts, paths, self)
        self.history = HistoryBrowser(
            self.work,
            paths,
            lambda code: self._codes().explain(code),
            chinese=chinese,
            masked=settings.masked,
            parent=self,
        )
        self.run_cards = RunCards(
            self.work,
            self.accounts,
            self.catalogues,
            self.sending,
            paths,
            lambda code: self._codes().explain(code),
            chinese=chinese,
            masked=settings.masked,
            parent=self,
        )
        self.refill = Refill(self.recipients.draft, self.sending, self)
        self.run_cards.name_of = self.preset_book.name_of
        self.maintenance = Maintenance(self.work, paths, self)
        self.support = Support(self.work, paths, secrets, self)
        self.sending.set_limits(settings.callers, settings.rate)
        self._join()

    def set_read_only(self, error: LedgerError) -> None:
        """Write nothing to the ledger, as it cannot be locked; call it before `begin`."""
        read_only = error.fault is FileFault.READ_ONLY
        forbid_writing(self._ledger, error if read_only else None)
        self.sending.forbid(
            sentence(file_errors.read_only if read_only else file_errors.unlocked, error)
        )

    def begin(self) -> None:
        """Open the ledger and load what it holds; call it once the window is shown."""
        self.accounts.refresh_status()
        self.catalogues.begin()
        if not self.sending.forbidden:
            # On the lane of the draft's jobs: none of them opens the ledger before.
            job = open_database(self._ledger, self._witness)
            self.work.start(
                self.work.lists,
                job,
                Operation.OPEN_LEDGER,
                on_result=self._open,
                on_error=self._refuse_to_send,
            )
            self.recipients.draft.reload()
            self.maintenance.begin()
        self.composer.forbidden = self.sending.forbidden
        self.composer.update_status()
        if self.sending.forbidden:
            self.sending.recover()

    def send(self, confirmed: SendSummary, mark: HistoryMark | None = None) -> None:
        """Send what was confirmed, unless it is no longer what would be sent.

        `mark` says how far the history had come that the operator was shown.
        """
        if self.composer.summary() != confirmed:
            self._offer_to_confirm_again()
            return
        draft = confirmed.draft
        content = self.catalogues.content(draft.template_code)
        self.composer.remember_recent()
        self.sending.start(
            NewRun(
                confirmed.account,
                draft,
                self.composer.placeholders,
                content,
                confirmed.sources,
                mark,
                self.presets.active_id,
            )
        )

    def set_limits(self, callers: int, rate: int) -> None:
        """Change how many calls are under way at once and leave a second, now and later."""
        self.sending.set_limits(callers, rate)
        settings = replace(self.preferences.settings, callers=callers, rate=rate)
        self.preferences.update(settings)

    def mask(self, masked: bool) -> None:
        """Hide the middle of every number wherever it is shown, or no longer."""
        self.preferences.update(replace(self.preferences.settings, masked=masked))
        self.history.mask(masked)
        self.run_cards.mask(masked)
        self.recipients.rows.mask(masked)
        self.recipients.read_columns()

    def magic_numbers(self) -> list[tuple[str, str]]:
        """List the numbers with a known fate in the sandbox, and what that is."""
        from gui.cloud.sandbox.magic import MAGIC_NUMBERS  # imported late

        rows = []
        for row in MAGIC_NUMBERS:
            code = self._codes().explain(row.code) if row.code else None
            meaning = (code.zh if self._chinese else code.en) if code else ""
            rows.append((row.number, sandbox_words.effect(row.effect.name, row.code, meaning)))
        return rows

    @property
    def idle(self) -> bool:
        """Whether nothing is under way that closing would cut short."""
        return not self.sending.busy and self.work.idle

    def close(self, *, keep_service: bool = False, seconds: float | None = None) -> bool:
        """End everything; true if it ended in `seconds`, or else in PATIENCE.

        With `keep_service` the connector goes on: another session is to use it.
        """
        self.sending.stop()
        self.maintenance.close()
        self.composer.save_draft()
        ended = self.work.close(PATIENCE if seconds is None else seconds, patient=keep_service)
        self.preferences.close()
        self.history.close()
        self.run_cards.close()
        self.recipients.close()
        if not keep_service:
            self._connector.close()
        if ended:
            self._witness.close()
        return ended

    def _join(self) -> None:
        self.work.crashed.connect(self.crashed)
        self.work.notices.noticed.connect(self.noticed)
        self.work.notices.withdrawn.connect(self.withdrawn)
        for part in (self.preset_book, self.presets):
            part.noticed.connect(self.noticed)
            part.withdrawn.connect(self.withdrawn)
        self.sending.outdated.connect(self._offer_to_confirm_again)
        self.receipts.changed.connect(self.history.refresh)
        self.receipts.reconciled.connect(self.history.reload)
        self.receipts.changed.connect(self.run_cards.refresh)
        self.receipts.changed.connect(self.preset_book.refresh)
        self.receipts.queued.connect(self.sending.reload_unfinished)
        self.sending.run_notices.resend_requested.connect(self.receipts.ask_to_resend)
        self.receipts.separated.connect(self.sending.resume_run)
        self.sending.run_notices.reconcile_requested.connect(self.receipts.reconcile)
        self.sending.started.connect(self.receipts.reconnect)
        self.sending.recovered.connect(self._receive)
        self.catalogues.fetching_changed.connect(lambda _: self._complete_template())
        self.recipients.noticed.connect(self.noticed)
        self.preset_book.changed.connect(lambda _: self.run_cards.rename())
        self.accounts.status_changed.connect(self._show_standing)
        self.sending.started.connect(self.history.reload)
        self.sending.started.connect(self.preset_book.refresh)
        self.sending.recovered.connect(self.history.reload)
        self.sending.state_changed.connect(lambda _: self._hold_draft())
        self.sending.state_changed.connect(lambda _: self._note_sending())
        self.sending.unfinished_runs.loading_changed.connect(self._note_unfinished_runs)
        self.sending.progressed.connect(self._follow_run)
        self.sending.ended.connect(lambda _: self.history.reload())
        self.sending.ended.connect(lambda _: self.preset_book.refresh())

    def _offer_to_confirm_again(self) -> None:
        said, action = sentence(errors.error, OutdatedError()), sentence(list_import.reload)
        notice = Notice(Severity.ERROR, said, action, self.confirmation_requested.emit)
        self.work.notices.report(Operation.START_RUN, notice)

    def _receive(self) -> None:
        if not self.sending.forbidden:  # nothing could be written down
            self.receipts.start()

    def _show_standing(self, _: AccountStatus) -> None:
        self.composer.update_status()
        self._complete_template()

    def _complete_template(self) -> None:
        """Fetch the draft's template alone, where the account's list does not have it."""
        # The sandbox is not started before somebody wants something of it.
        if not self.accounts.current.sandbox and self.catalogues.complete:
            self.composer.fetch_template()

    def _follow_run(self, progress: RunProgress | None) -> None:
        if progress is not None and progress.run_id != self._shown_run:
            self._shown_run = progress.run_id
            self.history.reload()
        self.history.refresh()

    def _note_unfinished_runs(self) -> None:
        self.composer.unfinished_runs = self.sending.unfinished_runs.all()

    def _note_sending(self) -> None:
        self.maintenance.note_sending(self.sending.busy)
        if self.sending.forbidden:  # it may be another file that lies there now
            self.maintenance.close()

    def _hold_draft(self) -> None:
        held = self.sending.busy, self.sending.forbidden
        if held != (self.composer.run_under_way, self.composer.forbidden):
            self.composer.run_under_way, self.composer.forbidden = held
            self.composer.update_status()

    def _open(self, opened: Opened) -> None:
        if opened.rescued is not None:
            kept, *found = astuple(opened.rescued)
            said = sentence(rescue.rescued, str(kept), *found)
            self.noticed.emit(Notice(Severity.WARNING, said))
        self.preset_book.begin()
        self.maintenance.begin_backups()
        self.sending.recover(opened.set_aside)

    def _refuse_to_send(self, error: SmsDeskError) -> None:
        file_error = error if isinstance(error, FileError) else None
        if file_error is not None:
            said = sentence(file_errors.unopened, file_error)
        else:
            said = sentence(errors.error, error)
        self.sending.forbid(said)
        if file_error and file_error.fault in (FileFault.UNWRITABLE, FileFault.DISK_FULL):
            self.sending.recover()  # it can be read all the same
        else:
            self.noticed.emit(Notice(Severity.ERROR, said))
