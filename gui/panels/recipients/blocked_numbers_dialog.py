"""The numbers that this account never sends to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.blocked_numbers import BlockedNumbersModel
from gui.panels.recipients.imports.list_files import ask_for_list
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.room import resize_within
from gui.panels.widgets.fields.field_note import FieldNote
from gui.panels.widgets.fields.search_field import SearchField
from gui.panels.widgets.tables.selection import free_header, selected_rows
from gui.panels.widgets.tables.table_style import style_table
from gui.words.notices import Notice, Severity


class BlockedNumbersDialog(QDialog):
    """Shows the do-not-send list, adds and removes numbers; open it with `open()`."""

    added = Signal(object)
    """Numbers to be blocked, as typed."""
    removed = Signal(object)
    """Numbers to be blocked no more, as a list of strings."""
    import_requested = Signal(object)
    """The path of a list file whose numbers are all to be blocked, as a string."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blockedDialog")
        self.setWindowTitle(self.tr("Do not send to"))
        self._theme = theme
        self._model = BlockedNumbersModel(self)
        self._build()
        self._lay_out()
        self._wire()
        self._show_count()

    def show_numbers(self, numbers: Sequence[tuple[str, int]]) -> None:
        """Show the list: numbers, and since when each is on it, in ms since 1970, UTC."""
        self._model.show(numbers)

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number on show, or do not."""
        self._model.set_masked(masked)

    def set_busy(self, busy: bool) -> None:
        """Show whether the list is being changed; meanwhile nobody can change it again."""
        self._busy = busy
        self._enable()

    def show_notice(self, notice: Notice) -> None:
        """Show the result of the last action; the input is cleared unless it is an error."""
        self._note.show_text(notice.text, notice.severity)
        if notice.severity in (Severity.INFORMATION, Severity.SUCCESS):
            self._new.clear()

    def show_unread(self, text: str) -> None:
        """Show in the field the parts that were no numbers."""
        self._new.setText(text)

    def _build(self) -> None:
        self._busy = False
        self._new = QLineEdit()
        self._new.setObjectName("blockedNew")
        self._new.setPlaceholderText(self.tr("Numbers, with commas between"))
        self._add = named_button("blockNumbers", self.tr("&Add"))
        self._import = named_button("importBlocked", self.tr("&Import…"))
        self._import.setToolTip(self.tr("Block every number of a list file"))
        self._search = SearchField(
            "blockedSearch", self.tr("Search by number…"), self.tr("Search by number")
        )
        self._table = QTableView()
        self._table.setObjectName("blockedTable")
        self._table.setAccessibleName(self.tr("Numbers that are not sent to"))
        self._table.setModel(self._model)
        free_header(self._table)
        style_table(self._table)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.setColumnWidth(0, 22 * self.fontMetrics().horizontalAdvance("0"))
        self._count = QLabel()
        self._count.setObjectName("blockedCount")
        self._note = FieldNote(self._theme, Severity.INFORMATION, "blockedNote", self)
        self._remove = named_button("unblockNumbers", self.tr("&Remove selected"))
        self._close = named_button("closeBlocked", self.tr("&Close"))

    def _lay_out(self) -> None:
        step = self._theme.step
        meaning = QLabel(
            self.tr(
                "This account never sends to these numbers, whatever list they are in:"
                " people who unsubscribed or complained, for example."
            ),
            wordWrap=True,
        )
        label = QLabel(self.tr("&New"))
        label.setBuddy(self._new)
        column = QVBoxLayout(self)
        margin = self._theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(step)
        column.addWidget(meaning)
        for widgets in (
            (label, self._new, self._add, self._import),
            (self._search, self._count),
            (self._table,),
            (self._note,),
        ):
            row = QHBoxLayout()
            row.setSpacing(step)
            for widget in widgets:
                row.addWidget(widget, int(widget in (self._new, self._search, self._note)))
            column.addLayout(row, int(self._table in widgets))
        acts = QHBoxLayout()
        acts.addWidget(self._remove)
        acts.addStretch(1)
        acts.addWidget(self._close)
        column.addLayout(acts)
        letter = self.fontMetrics().horizontalAdvance("0")
        resize_within(self, letter * 72, letter * 62)
        self._new.setFocus()

    def _wire(self) -> None:
        self._add.clicked.connect(self._ask_to_add)
        self._new.returnPressed.connect(self._ask_to_add)
        self._new.textChanged.connect(self._enable)
        self._import.clicked.connect(self._choose_file)
        self._remove.clicked.connect(self._ask_to_remove)
        self._close.clicked.connect(self.accept)
        self._search.searched.connect(self._model.search)
        self._model.modelReset.connect(self._show_count)
        self._table.selectionModel().selectionChanged.connect(self._enable)

    def _enable(self) -> None:
        free = not self._busy
        self._add.setEnabled(free and bool(self._new.text().strip()))
        self._import.setEnabled(free)
        self._remove.setEnabled(free and self._table.selectionModel().hasSelection())

    def _show_count(self) -> None:
        self._count.setText(self.tr("%Ln number(s)", "", self._model.total))
        self._enable()

    def _ask_to_add(self) -> None:
        if self._add.isEnabled():
            self.added.emit(self._new.text())

    def _ask_to_remove(self) -> None:
        if numbers := [self._model.number(row) for row in selected_rows(self._table)]:
            self.removed.emit(numbers)

    def _choose_file(self) -> None:
        ask_for_list(self.tr("Block every number of a list"), self.import_requested.emit, self)
