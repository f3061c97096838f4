"""The table of the history: a row for each recipient, read by the page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.core.sending.state import RecipientState
from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.tables.selection import (
    free_header,
    selected_ids,
    selected_ranges,
    selected_rows,
)
from gui.panels.widgets.tables.table_style import style_table
from gui.words.history import details as history
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from gui.core.history import HistoryEntry

READ = 10_000
"""Maximum number of rows read to copy them or inspect their states."""
KEPT_SELECTED = 100
"""Rows that stay selected when others come in: each is searched for among all."""
WIDTHS = {
    "time": 20,
    "number": 15,
    "state": 14,
    "message": 30,
    "receipt_after": 13,
    "account": 14,
    "template": 17,
    "sign": 12,
    "code": 24,
    "receipt_at": 20,
    "request_id": 40,
    "biz_id": 26,
    "out_id": 22,
}
"""Of the columns, in digits, and their order for the eye, until the operator changes them.

The order of the model is that of exported files, and of what assistive technology counts."""
SPARE = "message"
"""The column that takes what is left of the width."""
SPARE_MAX = 44
"""Its maximum width, in digits."""
LAST_IN_SIGHT = "account"
"""The columns up to this one are in sight without scrolling, however narrow the window is."""


class _StateDelegate(QStyledItemDelegate):
    """Draws a state with its icon, in its colour; the text alone says it too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: Mapping[RecipientState, QIcon] = {}
        theme.changed.connect(self._forget)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        entry = index.data(ROW_ROLE)
        if entry is None:
            return
        if not self._icons:
            self._icons = {
                RecipientState(name): _unchanging(self._theme.icon(icon, role), self._theme)
                for name, (icon, role) in self._theme.tokens.states.items()
            }
        option.icon = self._icons[entry.state]
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = self._theme.icon_size
        colour = self._theme.colours.states[entry.state]
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)

    def _forget(self) -> None:
        self._icons = {}


class HistoryTable(QTableView):
    """Shows the rows of a `PagedModel` of `HistoryEntry`; what is selected stays so."""

    looked_at = Signal(object)
    """The id of the row whose details are wanted, or none."""
    chosen = Signal()
    """Other rows are selected, or they have changed."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paged: PagedModel | None = None
        self._fitting = True
        self._kept: tuple[list[int], int | None] = ([], None)
        self.setObjectName("historyTable")
        self.setAccessibleName(self.tr("History"))
        style_table(self)
        self.setAlternatingRowColors(False)
        self.verticalHeader().setDefaultSectionSize(theme.size("height.row"))
        self.horizontalHeader().setSectionsMovable(True)
        self._add_actions()
        theme.changed.connect(self._dress)

    def set_paged(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._paged = model
        self.setModel(model)
        free_header(self)
        header = self.horizontalHeader()
        for place, name in enumerate(WIDTHS):
            if name in self._names():
                at = self._names().index(name)
                header.moveSection(header.visualIndex(at), place)
                if name == "state":
                    self.setItemDelegateForColumn(at, _StateDelegate(self._theme, self))
        self._fit()
        header.sectionResized.connect(self._note_resize)
        self.selectionModel().selectionChanged.connect(self._select)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.dataChanged.connect(lambda *_: self.chosen.emit())

    def columns_state(self) -> QByteArray:
        """The widths and order of the columns; empty while they fit themselves."""
        return QByteArray() if self._fitting else self.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Put widths and order of the columns as they were."""
        if not state.isEmpty() and self.horizontalHeader().restoreState(state):
            self._fitting = False

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
        if self._fitting:
            self._fit()

    # The columns.

    def _names(self) -> list[str]:
        return [column.name for column in self._paged.columns] if self._paged else []

    def _fit(self) -> None:
        """Give each column its width, and what is left to the one that says why."""
        names = self._names()
        letter = self.fontMetrics().horizontalAdvance("0")
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        for at, name in enumerate(names):
            header.resizeSection(at, WIDTHS[name] * letter)
        order = [name for name in WIDTHS if name in names]
        if SPARE in order and LAST_IN_SIGHT in order:
            seen = order[: order.index(LAST_IN_SIGHT) + 1]
            left = self.viewport().width() - sum(WIDTHS[name] for name in seen) * letter
            wide = WIDTHS[SPARE] * letter + left
            least, most = WIDTHS[SPARE] * letter // 2, SPARE_MAX * letter
            header.resizeSection(names.index(SPARE), max(least, min(most, wide)))
        header.blockSignals(blocked)
        self.updateGeometries()
        self.viewport().update()

    def _note_resize(self) -> None:
        self._fitting = False

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.size("height.row"))
        if self._fitting:
            self._fit()
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
        _copy("\n".join("\t".join(one.text(entry) for one in columns) for entry in entries))
        if self.selected_count() > READ:
            self.noticed.emit(Notice(Severity.WARNING, sentence(history.copied_first, READ)))

    def _copy_cell(self) -> None:
        _copy(str(self.currentIndex().data() or ""))

    def _copy_request_id(self) -> None:
        _copy("\n".join(entry.request_id for entry in self.selected_entries(READ)))


def _unchanging(icon: QIcon, theme: Theme) -> QIcon:
    """Keep the colour of an icon where its row is selected."""
    icon.addPixmap(icon.pixmap(theme.icon_size), QIcon.Mode.Selected)
    return icon


def _copy(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
