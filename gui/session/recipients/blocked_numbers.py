"""The numbers that the current account never sends to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.phones.number import Phone
from gui.core.phones.scan import scan_numbers
from gui.jobs.job import Query
from gui.jobs.recipients import readiness
from gui.jobs.recipients import recipients as jobs
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.recipients.list_import import ListImport
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.errors import errors
from gui.words.notices import Notice, Severity
from gui.words.phrases import enumerated
from gui.words.recipients import list_import as words
from gui.words.sentence import Sentence, join, sentence


class BlockedNumbers(QObject):
    """Reads and changes the do-not-send list."""

    listed = Signal(object)
    """Numbers, and since when each is blocked, in ms since 1970, UTC; the newest first."""
    noticed = Signal(object)
    """A `Notice`: the result of the last action."""
    busy_changed = Signal(bool)
    changed = Signal()
    """The list has changed."""

    unread = Signal(str)
    """The parts of the text to block that are no numbers."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        importing: ListImport,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._importing = importing
        self._ledger = paths.ledger
        importing.block_noticed.connect(self.noticed)
        importing.block_ended.connect(self._end)

    def reload(self) -> None:
        """Read the list."""
        job = readiness.list_blocked_numbers(self._ledger, self._key)
        self._work.start(
            self._work.lists,
            job,
            Operation.LIST_BLOCKED,
            on_result=self.listed.emit,
            on_error=self._refuse,
        )

    def add(self, text: str) -> None:
        """Put the numbers in `text` on the list; emit the rest as rejected."""
        found = [each for line in text.splitlines() for each in scan_numbers(line)]
        numbers = [one.number for _, one in found if isinstance(one, Phone)]
        unread = [piece for piece, one in found if not isinstance(one, Phone)]
        if not numbers:
            self._notify(Severity.WARNING, sentence(words.nothing_to_block))
            return

        def take(new: int) -> None:
            said = sentence(words.blocked, new)
            if not unread:
                self._notify(Severity.SUCCESS, said)
                return
            said = join(said, sentence(words.some_unread, len(unread)))
            self._notify(Severity.WARNING, said)
            self.unread.emit(enumerated(unread))

        self._change(jobs.block_numbers(self._ledger, self._key, numbers), take)

    def add_list(self, path: str) -> None:
        """Put every number of a file on the list, after the operator has confirmed its layout."""
        self.busy_changed.emit(True)
        self._importing.block(path, self._key)

    def remove(self, numbers: Sequence[str]) -> None:
        """Remove numbers from the do-not-send list."""
        self._change(
            jobs.unblock_numbers(self._ledger, self._key, numbers),
            lambda many: self._notify(Severity.SUCCESS, sentence(words.unblocked, many)),
        )

    @property
    def _key(self) -> str:
        return self._accounts.current.access_key_id

    def _change(self, job: Query[int], then: Callable[[int], None]) -> None:
        self.busy_changed.emit(True)
        self._work.start(
            self._work.lists,
            job,
            Operation.BLOCK_NUMBERS,
            on_result=then,
            on_error=self._refuse,
            on_end=self._end,
        )

    def _end(self) -> None:
        self.busy_changed.emit(False)
        self.changed.emit()
        self.reload()

    def _refuse(self, error: SmsDeskError) -> None:
        self._notify(Severity.ERROR, sentence(errors.error, error))

    def _notify(self, severity: Severity, said: Sentence) -> None:
        self.noticed.emit(Notice(severity, said))
