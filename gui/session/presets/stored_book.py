"""The presets and test phones of the current account, as they are stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.errors import SmsDeskError
from gui.core.presets.preset import Preset, PresetBook, PresetResults
from gui.jobs import presets as jobs
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.presets import presets as words
from gui.words.sentence import Sentence, sentence

KEY = NoticeKey(NoticeTopic.PRESETS)

MakeJob = Callable[[Path, Account], jobs.ChangeJob]


class StoredBook(QObject):
    """Reads the book of the current account and changes it; a deletion can be undone.

    Attributes:
        book: empty until it has been read.
        results: what became of its presets, and the last runs.
    """

    changed = Signal(object)
    """The `PresetBook` of the current account."""
    results_changed = Signal(object)
    """Its `PresetResults`."""
    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The `NoticeKey` of a notice that is stale."""

    def __init__(
        self, work: Work, accounts: Accounts, paths: Paths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._ledger = paths.ledger
        self._ready = False
        self._reading = self._stale = False
        self.book = PresetBook()
        self.results = PresetResults()
        accounts.changed.connect(self._switch)

    @property
    def account(self) -> Account:
        """The account that it is of."""
        return self._accounts.current

    def name_of(self, number: str) -> str:
        """The name of the test phone with a number, or empty."""
        phone = self.book.phone_with(number)
        return phone.name if phone else ""

    def begin(self) -> None:
        """Read for the first time, once the ledger is open."""
        self._ready = True
        self.reload()

    def reload(self) -> None:
        """Read the presets, the test phones and what became of them."""
        if not self._ready:
            return
        account = self.account

        def take(book: PresetBook) -> None:
            if account == self.account:
                self._show(book)

        job = jobs.load_book(self._ledger, account)
        self._work.start(self._work.decisions, job, Operation.READ_PRESETS, on_result=take)
        self.refresh()

    def refresh(self) -> None:
        """Read what became of the presets; requests during a read cause one more."""
        if not self._ready:
            return
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        account = self.account

        def take(results: PresetResults) -> None:
            if account == self.account and results != self.results:
                self.results = results
                self.results_changed.emit(results)

        job = jobs.load_results(self._ledger, account)
        self._work.start(
            self._work.reading,
            job,
            Operation.READ_PRESET_RESULTS,
            on_result=take,
            on_error=lambda _: None,  # the next one may do; a damaged ledger is told of elsewhere
            on_end=self._read,
        )

    def read_run(self, run_id: int, name: str, then: Callable[[Preset], None]) -> None:
        """Read a run of the account as a preset that could be saved; `then` is called with it."""
        account = self.account

        def take(preset: Preset) -> None:
            if account == self.account:
                then(preset)

        job = jobs.read_run(self._ledger, run_id, name)
        self._work.start(self._work.decisions, job, Operation.READ_RUN, on_result=take)

    def change(
        self,
        make: MakeJob,
        then: Callable[[jobs.BookChange], Sentence | None] | None = None,
        *,
        undoable: bool = False,
    ) -> None:
        """Change the book.

        Args:
            make: makes the job, from the ledger and the account.
            then: called with the result; returns what is to be said of it, if anything.
            undoable: whether what was deleted can be brought back by a button of the notice.
        """
        account = self.account
        self.withdrawn.emit(KEY)

        def take(change: jobs.BookChange) -> None:
            if account != self.account:
                return
            self._show(change.after)
            said = then(change) if then else None
            if said is None:
                return
            notice = Notice(Severity.INFORMATION, said, topic_key=KEY)
            if undoable:
                notice = Notice(
                    Severity.INFORMATION,
                    said,
                    sentence(words.undo),
                    lambda: self._restore(account, change.before),
                    topic_key=KEY,
                )
            self.noticed.emit(notice)

        self._work.start(
            self._work.decisions,
            make(self._ledger, account),
            Operation.CHANGE_PRESETS,
            on_result=take,
            on_error=self._refuse,
        )

    def import_file(self, path: str) -> None:
        """Add the presets and test phones of a file."""

        def say(change: jobs.BookChange) -> Sentence:
            return sentence(words.imported, change.many, change.renamed, change.known)

        self.change(lambda ledger, account: jobs.import_presets(ledger, account, Path(path)), say)

    def export_file(self, path: str) -> None:
        """Write all presets and test phones to a file, with their numbers in full."""
        book = self.book

        def say(_: None) -> None:
            many = len(book.presets) + len(book.phones)
            said = sentence(words.exported, many, Path(path).name)
            self.noticed.emit(Notice(Severity.SUCCESS, said, topic_key=KEY))

        job = jobs.export_presets(self._ledger, book, Path(path))
        self._work.start(
            self._work.exports,
            job,
            Operation.EXPORT_PRESETS,
            on_result=say,
            on_error=self._refuse,
        )

    def _restore(self, account: Account, before: PresetBook) -> None:
        if account == self.account:
            self.change(lambda ledger, of: jobs.restore_book(ledger, of, before))

    def _switch(self) -> None:
        self.withdrawn.emit(KEY)
        self.results = PresetResults()
        self._show(PresetBook())
        self.results_changed.emit(self.results)
        self.reload()

    def _show(self, book: PresetBook) -> None:
        if book != self.book:
            self.book = book
            self.changed.emit(book)

    def _read(self) -> None:
        self._reading = False
        if self._stale:
            self.refresh()

    def _refuse(self, error: SmsDeskError) -> None:
        self.noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error), topic_key=KEY))
