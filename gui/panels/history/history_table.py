"""The table of the history: a row for each recipient, read by the page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.history.column_layout import ColumnLayout
from gui.panels.history.delegates import CODES, CodeDelegate, StateDelegate
from gui.panels.theme.theme import Theme
from gui.panels.widgets.tables.selection import (
    free_header,
    selected_ids,
    selected_ranges,
    selected_rows,
)
from gui.panels.widgets.tables.table_style import style_table
from gui.words.history import details as history
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from gui.core.history import HistoryEntry

ROW_LINES = 1.6
"""Height of a row, in lines of text: 32 pixels at a text scale of 100 %."""
COPIED = NoticeKey(NoticeTopic.COPIED)
READ = 10_000
"""Maximum number of rows read to copy them or inspect their states."""
KEPT_SELECTED = 100
"""Rows that stay selected when others come in: each is searched for among all."""


class HistoryTable(QTableView):
    """Shows the rows of a `PagedModel` of `HistoryEntry`; what is selected stays so."""

    looked_at = Signal(object)
    """The id of the row whose details are wanted, or none."""
    chosen = Signal()
    """Other rows are selected, or they have changed."""
    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The key of a notice that is stale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paged: PagedModel | None = None
        self.columns = ColumnLayout(self, theme)
        self._kept: tuple[list[int], int | None] = ([], None)
        self.setObjectName("historyTable")
        self.setAccessibleName(self.tr("History"))
        style_table(self, ROW_LINES)
        self.setAlternatingRowColors(False)
        self.horizontalHeader().setSectionsMovable(True)
        self._add_actions()
        theme.changed.connect(self._dress)

    def set_paged(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._paged = model
        self.setModel(model)
        free_header(self)
        for at, name in enumerate(column.name for column in model.columns):
            if name == "state":
                self.setItemDelegateForColumn(at, StateDelegate(self._theme, self))
            elif name in CODES:
                self.setItemDelegateForColumn(at, CodeDelegate(self))
        self.columns.begin(model.columns)
        self.selectionModel().selectionChanged.connect(self._select)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.dataChanged.connect(self._follow_data)

    def selected_entries(self, most: int) -> list[HistoryEntry]:
        """Read at most `most` of the selected rows: each page costs a query."""
        model = self._paged
        if model is None:
            return []
        rows = islice(selected_rows(self), most)
        found = (model.index(row, 0).data(ROW_ROLE) for row in rows)
        return [entry for entry in found if entry is not None]

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in order; nothing is read."""
        return selected_ids(self, self._paged)

    def selected_count(self) -> int:
        """Count the selected rows."""
        return sum(map(len, selected_ranges(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fit the new width, unless the operator has set theirs."""
        super().resizeEvent(event)
        self.columns.fit()

    def _follow_data(self) -> None:
        """Tell that the selected rows may have changed.

        This is no lambda: the model lives longer than the table, and would go on calling one.
        """
        self.chosen.emit()

    def _dress(self) -> None:
        self.columns.fit()
        self.viewport().update()

    # What is selected.

    def _select(self, *_: QItemSelection) -> None:
        first = next(selected_rows(self), None)
        self.looked_at.emit(self._paged.id_of(first) if self._paged and first is not None else None)
        self.chosen.emit()

    def _keep_selection(self) -> None:
        model = self._paged
        if model is None:
            return
        ids = [model.id_of(row) for row in islice(selected_rows(self), KEPT_SELECTED)]
        current = self.currentIndex().row()
        self._kept = ids, model.id_of(current) if current >= 0 else None

    def _restore_selection(self) -> None:
        model = self._paged
        ids, current = self._kept
        if model is None or (not ids and current is None):
            self.chosen.emit()
            return
        selection = QItemSelection()
        last = len(model.columns) - 1
        for row in filter(lambda row: row >= 0, map(model.row_of, ids)):
            selection.select(model.index(row, 0), model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        row = -1 if current is None else model.row_of(current)
        if row >= 0:
            self.selectionModel().setCurrentIndex(model.index(row, 0), flags.NoUpdate)
        if selection.isEmpty():
            # The selection was emptied without a signal.
            self._select()
        else:
            self.selectionModel().select(selection, flags.ClearAndSelect)

    # Copying.

    def _add_actions(self) -> None:
        wishes = (
            (self.tr("Copy &row"), self._copy_rows, QKeySequence.StandardKey.Copy),
            (self.tr("Copy &cell"), self._copy_cell, "Ctrl+Shift+C"),
            (self.tr("Copy Request&Id"), self._copy_request_id, "Ctrl+Alt+C"),
        )
        for text, verb, keys in wishes:
            action = QAction(text, self)
            action.triggered.connect(verb)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _copy_rows(self) -> None:
        columns = self._paged.columns if self._paged else ()
        entries = self.selected_entries(READ)
        self._copy("\n".join("\t".join(one.text(entry) for one in columns) for entry in entries))
        if self.selected_count() > READ:
            said = sentence(history.copied_first, READ)
            self.noticed.emit(Notice(Severity.WARNING, said, topic_key=COPIED))

    def _copy(self, text: str) -> None:
        """Put a text on the clipboard, in place of what was said to be there."""
        if text:
            QGuiApplication.clipboard().setText(text)
            self.withdrawn.emit(COPIED)

    def _copy_cell(self) -> None:
        current = self.currentIndex()
        entry = current.data(ROW_ROLE)
        if self._paged is not None and entry is not None:
            self._copy(self._paged.columns[current.column()].text(entry))

    def _copy_request_id(self) -> None:
        self._copy("\n".join(entry.request_id for entry in self.selected_entries(READ)))
