"""The controllers of the draft's recipients, joined into one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.message.variables import Variable
from gui.core.params.placeholders import Placeholders
from gui.models.draft_columns import mask_text
from gui.session.accounts import Accounts
from gui.session.recipients.blocked_numbers import BlockedNumbers
from gui.session.recipients.draft_recipients import DraftList
from gui.session.recipients.draft_rows import DraftRows
from gui.session.recipients.list_columns import first_rows, list_columns
from gui.session.recipients.list_import import ListImport
from gui.session.recipients.readiness_check import ReadinessCheck
from gui.session.work import Work
from gui.storage.draft.value_notes import ValueRules
from gui.storage.paths import Paths


class Recipients(QObject):
    """The draft's recipients: the lists, their import, and who would be sent to."""

    changed = Signal()
    """Who would be sent to has changed, or is about to."""
    blocked_changed = Signal(int)
    """How many of the draft's recipients are on the account's do-not-send list."""
    missing_changed = Signal(int)
    """How many of them lack a value; emitted also if others do, as many as before."""
    unfit_changed = Signal(int)
    """How many of them have values that the service is likely to refuse."""
    first_rows_changed = Signal(object)
    """The first rows of the only list, as `first_rows` has them."""
    columns_changed = Signal(object)
    """The columns of the imported lists: a mapping of their names to their first values."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        *,
        masked: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self.draft = DraftList(work, paths, self)
        self.list_import = ListImport(work, self.draft, paths, self)
        self.rows = DraftRows(work, paths, masked=masked, parent=self)
        self.readiness_check = ReadinessCheck(work, paths, self)
        self.blocked_numbers = BlockedNumbers(work, accounts, paths, self.list_import, self)
        self.list_import.noticed.connect(self.noticed)
        self.draft.changed.connect(self._follow)
        self.draft.checking_changed.connect(lambda _: self.changed.emit())
        self.list_import.progressed.connect(lambda _: self.changed.emit())
        self._columns: tuple[tuple[str, str], ...] = ()
        self.rows.counted.connect(lambda _: self.read_columns())
        self.rows.counted.connect(lambda _: self.changed.emit())
        self.blocked_numbers.changed.connect(self._forget)
        self.readiness_check.changed.connect(self._say_left_out)

    @property
    def busy(self) -> bool:
        """Whether it is not known yet who would be sent to."""
        return self.draft.busy or self.list_import.loading or self.readiness_check.busy

    @property
    def count(self) -> int:
        """How many would be sent to, as far as is known."""
        if self.readiness_check.busy:
            return self.draft.overview.recipients
        return self.readiness_check.readiness.recipients

    def update(self, placeholders: Placeholders, variables: tuple[Variable, ...] = ()) -> None:
        """Find out, unless it is known, who would be sent to with these parameters.

        `variables` are those that have a rule for the values that rows give them.
        """
        nobody = not self.draft.overview.recipients
        account = self._accounts.current
        self.rows.set_rules(ValueRules(placeholders, variables), account.access_key_id)
        self.readiness_check.update(account, placeholders, variables, nobody=nobody)

    def read_columns(self) -> None:
        """Read which columns the lists have, with their first values as they may be shown."""
        columns = list_columns(self.draft.overview.sources, self.rows.recipient)
        if self.rows.masked:
            columns = tuple((name, mask_text(value)) for name, value in columns)
        if columns != self._columns:
            self._columns = columns
            self.columns_changed.emit(dict(columns))
        rows = first_rows(self.draft.overview.sources, self.rows.recipient)
        if self.rows.masked:
            rows = tuple(tuple(map(mask_text, row)) for row in rows)
        self.first_rows_changed.emit(rows)

    def close(self) -> None:
        """Store what was typed last, and close the ledger."""
        self.draft.close()
        self.rows.close()

    def _follow(self) -> None:
        self.rows.reload(self.draft.overview.sources)
        self._forget()

    def _forget(self) -> None:
        self.readiness_check.invalidate()
        self.changed.emit()

    def _say_left_out(self) -> None:
        readiness = self.readiness_check.readiness
        self.blocked_changed.emit(readiness.blocked)
        self.missing_changed.emit(sum(readiness.missing.values()))
        self.unfit_changed.emit(sum(unfit.count for unfit in readiness.unfit))
        self.changed.emit()
