"""Notices, and what ends them: what failed is shown until it succeeds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, Severity
from gui.words.sentence import Sentence, sentence


class Operation(Enum):
    """A kind of work that can fail; its success withdraws the notice of its last failure."""

    OPEN_LEDGER = auto()
    TIDY_UP = auto()
    BACK_UP = auto()
    SAVE_SETTINGS = auto()
    READ_LOG = auto()
    # Accounts and their secrets, by account; signs and templates, by account.
    FIND_KEYRING = auto()
    FIND_SECRET = auto()
    SAVE_ACCOUNT = auto()
    TEST_ACCOUNT = auto()
    REMOVE_ACCOUNT = auto()
    READ_CATALOGUES = auto()
    SAVE_CATALOGUES = auto()
    FETCH_CATALOGUE = auto()
    FETCH_TEMPLATE = auto()
    # The draft.
    CHANGE_DRAFT = auto()
    READ_TYPED = auto()
    LIST_RECIPIENTS = auto()
    LIST_NOTES = auto()
    READ_DRAFT_ROWS = auto()
    CHECK_DRAFT = auto()
    IMPORT_LIST = auto()
    """By the path of the list."""
    CHECK_LIST = auto()
    LIST_BLOCKED = auto()
    BLOCK_NUMBERS = auto()
    SEARCH_SENT_BEFORE = auto()
    # Presets and test phones.
    READ_PRESETS = auto()
    READ_PRESET_RESULTS = auto()
    CHANGE_PRESETS = auto()
    EXPORT_PRESETS = auto()
    FIND_TICKED = auto()
    # Runs, and what became of their messages.
    START_RUN = auto()
    """By the AccessKey ID if it is the account that fails."""
    SEND = auto()
    RESUME_RUN = auto()
    """By the number of the run."""
    LIST_RUNS = auto()
    RECOVER_RUNS = auto()
    CANCEL_RUN = auto()
    READ_CARDS = auto()
    LIST_HISTORY = auto()
    READ_HISTORY = auto()
    EXPORT_TABLE = auto()
    """By the path of the file."""
    READ_RUN = auto()
    POLL_RECEIPTS = auto()
    QUERY_RECEIPTS = auto()
    """By account; none for the ledger."""
    RECONCILE = auto()
    """By those who were chosen; none for all."""
    LOOK_UP_UNKNOWN = auto()
    """By what left them unknown: it is offered."""
    DECLARE_UNSENT = auto()
    LIST_REFUSED = auto()
    """By the number of the run; none for chosen rows of any run."""
    RESEND = auto()
    """By the number of the run."""


class Notices(QObject):
    """Shows notices, and withdraws those about an operation when it succeeds.

    One sentence is one notice, however many operations fail for the same reason: it stays until
    all of them have succeeded. Of one operation the last sentence counts.
    """

    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The key of a notice that is stale."""
    dropped = Signal(object)
    """The key of a notice that the window no longer shows: closed, timed out or replaced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[tuple[Operation, Hashable], Notice] = {}

    def show(self, notice: Notice) -> None:
        """Show a notice until it is closed, withdrawn, or has passed."""
        self.noticed.emit(notice)

    def withdraw(self, key: NoticeKey | Sentence) -> None:
        """Withdraw the notice with this key, if it is still there."""
        self.withdrawn.emit(key)

    def report(self, operation: Operation, notice: Notice, about: Hashable = None) -> None:
        """Show a notice until `operation` succeeds; `about` tells those of one kind apart."""
        before = self._open.get((operation, about))
        self._open[operation, about] = notice
        self._withdraw(before)
        self.show(notice)

    def fail(self, operation: Operation, error: SmsDeskError, about: Hashable = None) -> None:
        """Show why an operation failed, until it succeeds."""
        self.report(operation, Notice(Severity.ERROR, sentence(errors.error, error)), about)

    def clear(self, operation: Operation, about: Hashable = None) -> None:
        """Withdraw what was said of an operation: it has succeeded, or is of no concern."""
        self._withdraw(self._open.pop((operation, about), None))

    def list_open(self, operation: Operation) -> dict[Hashable, Notice]:
        """Return the notices of an operation that are open, keyed by their `about`."""
        return {key[1]: notice for key, notice in self._open.items() if key[0] is operation}

    def clear_unchanged(self, operation: Operation, before: Mapping[Hashable, Notice]) -> None:
        """Withdraw the notices of an operation that are in `before`, an earlier `list_open`."""
        for about, notice in self.list_open(operation).items():
            if before.get(about) is notice:
                self.clear(operation, about)

    def forget(self, about: str) -> None:
        """Withdraw whatever was said about something that is gone, such as an account."""
        for key in [key for key in self._open if key[1] == about]:
            self.clear(*key)

    def drop(self, key: NoticeKey | Sentence) -> None:
        """Take note that a notice is not on show any more, such as one that was closed.

        Who says the same later withdraws it alone, whatever it was about before.
        """
        self._open = {about: shown for about, shown in self._open.items() if shown.key != key}
        self.dropped.emit(key)

    def _withdraw(self, notice: Notice | None) -> None:
        if notice and all(notice.key != shown.key for shown in self._open.values()):
            self.withdraw(notice.key)
