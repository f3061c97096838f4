"""What became of every message: search, filter, table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.core.sending.state import RecipientState
from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.search_field import SearchField
from gui.panels.widgets.selection import free_header, selected_ranges, selected_rows
from gui.panels.widgets.table_style import style_table
from gui.words import history
from gui.words.notices import Notice, Severity
from gui.words.sending import states
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from gui.core.history import HistoryEntry

READ = 10_000
"""Maximum number of rows read to copy them or inspect their states."""
GLANCE = 50
"""Rows of a selection that are read at once to see whether a button applies to them."""
WIDTHS = {
    "time": 21,
    "number": 14,
    "sign": 10,
    "template": 16,
    "state": 12,
    "code": 16,
    "message": 32,
    "request_id": 38,
    "biz_id": 24,
    "out_id": 20,
}
"""Of the columns, in letters, until the operator changes them."""


class _StateDelegate(QStyledItemDelegate):
    """Writes a state in its colour; the text alone says it too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        entry = index.data(ROW_ROLE)
        if entry is not None:
            colour = self._theme.colours.states[entry.state]
            option.text = f"● {option.text}"
            palette = option.palette
            palette.setColor(palette.ColorRole.Text, colour)


class HistoryPanel(QWidget):
    """Shows rows by the page, newest run first; what to show is asked for, not done here."""

    searched = Signal(str, object)
    """Part of a number, and a `RecipientState` or none."""
    selected = Signal(object)
    """The id of the row whose details are wanted, or none."""
    reconcile_requested = Signal(object)
    """Look for unknown messages: the ids of those selected, or none for all."""
    resend_requested = Signal(int, object)
    """Send again what was refused: the number of a run, and the ids selected, or none for all."""
    export_requested = Signal()
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: PagedModel | None = None
        self._build()
        self._lay_out()
        self._wire()

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._model = model
        self.table.setModel(model)
        free_header(self.table)
        letter = self.fontMetrics().horizontalAdvance("0")
        for number, column in enumerate(model.columns):
            self.table.setColumnWidth(number, WIDTHS[column.name] * letter)
            if column.name == "state":
                self.table.setItemDelegateForColumn(number, _StateDelegate(self._theme, self))
        self.table.selectionModel().selectionChanged.connect(self._select)
        model.modelReset.connect(self._show_count)
        model.dataChanged.connect(self._allow_resend)
        self._show_count()

    def columns_state(self) -> QByteArray:
        """The widths and order of the columns."""
        return self.table.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Put widths and order of the columns as they were."""
        self.table.horizontalHeader().restoreState(state)

    def focus_search(self) -> None:
        """Let the operator type what to search for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def wanted(self) -> tuple[str, RecipientState | None]:
        """What is searched for now."""
        return self.search.text().strip(), self.state.currentData()

    def _build(self) -> None:
        self.search = SearchField(
            "historySearch", self.tr("Search by number…"), self.tr("Search by number")
        )
        self.state = QComboBox()
        self.state.setObjectName("historyState")
        self.state.setAccessibleName(self.tr("Show only this state"))
        # On Linux a combo box is called by its value.
        self.state.setAccessibleDescription(self.state.accessibleName())
        self.state.addItem(self.tr("All states"), None)
        for state in RecipientState:
            self.state.addItem(states.state(state), state)
        self._resolve = named_button("resolveUnknown", self.tr("Settle unknown"))
        self._resolve.setToolTip(
            self.tr("Ask the service what became of unknown messages: the selected ones, or all")
        )
        self._resend = named_button("resendFailed", self.tr("Resend refused…"))
        self._resend.setToolTip(
            self.tr(
                "Send again what the service refused: of the selected rows, or of the newest run "
                "on show where none is selected"
            )
        )
        self._export = named_button("exportHistory", self.tr("Export…"))
        self._export.setToolTip(self.tr("Save the rows on show as CSV or XLSX"))
        self.count = QLabel()
        self.count.setObjectName("historyCount")
        self.table = QTableView()
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName(self.tr("History"))
        style_table(self.table, row_lines=1.6)
        self.table.horizontalHeader().setSectionsMovable(True)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty.setObjectName("historyEmpty")
        self._copies = self._copy_actions()

    def _copy_actions(self) -> list[QAction]:
        wishes = (
            (self.tr("Copy &row"), self._copy_rows, QKeySequence.StandardKey.Copy),
            (self.tr("Copy &cell"), self._copy_cell, "Ctrl+Shift+C"),
            (self.tr("Copy Request&Id"), self._copy_request_id, "Ctrl+Alt+C"),
        )
        actions = []
        for text, verb, keys in wishes:
            action = QAction(text, self.table)
            action.triggered.connect(verb)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            actions.append(action)
        self.table.addActions(actions)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return actions

    def _lay_out(self) -> None:
        self.tools = QHBoxLayout()
        self.tools.addWidget(self.search, 1)
        self.tools.addWidget(self.state)
        self.tools.addWidget(self.count)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.acts = QHBoxLayout()
        for button in (self._resolve, self._resend, self._export):
            self.acts.addWidget(button)
        self.acts.addStretch(1)
        outer.addLayout(self.tools)
        outer.addLayout(self.acts)
        outer.addWidget(self.pages, 1)

    def _wire(self) -> None:
        self.search.searched.connect(lambda _: self.searched.emit(*self.wanted()))
        self.state.currentIndexChanged.connect(self.search.search)
        self._resolve.clicked.connect(self._ask_to_resolve)
        self._resend.clicked.connect(self._ask_to_resend)
        self._export.clicked.connect(self.export_requested)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        set_icons(
            self._theme,
            (self._resolve, "resolve"),
            (self._resend, "resend"),
            (self._export, "export"),
        )
        self.table.viewport().update()

    def _show_count(self) -> None:
        rows = self._model.rowCount() if self._model else 0
        self.count.setText(self.tr("%Ln row(s)", "", rows))
        if any(self.wanted()):
            text = self.tr("Nothing matches. Clear the search or choose another state.")
        else:
            text = self.tr(
                "Nothing has been sent yet.\n\nFill in sign, template and numbers on the left and"
                " press Send: each number gets a row here and keeps it. With the sandbox account"
                " nothing leaves this computer."
            )
        self.empty.setText(text)
        self.pages.setCurrentWidget(self.table if rows else self.empty)
        self._allow_resend()
        self._export.setEnabled(rows > 0)
        # All unknown are meant if none of them is selected, also those that are not on show.
        self._resolve.setEnabled(rows > 0 or any(self.wanted()))

    def _select(self, *_: QItemSelection) -> None:
        first = next(selected_rows(self.table), None)
        self.selected.emit(self._model.id_of(first) if self._model and first is not None else None)

        self._allow_resend()

    def _allow_resend(self, *_: object) -> None:
        """Enable the button unless it is plain that none of the selected rows was refused."""
        chosen = self._selected(GLANCE + 1)
        refused = not chosen or any(entry.state is RecipientState.REJECTED for entry in chosen)
        rows = self._model.rowCount() if self._model else 0
        self._resend.setEnabled(rows > 0 and (refused or len(chosen) > GLANCE))

    def _selected(self, most: int) -> list[HistoryEntry]:
        """Read at most `READ` of the selected rows: each page costs a query."""
        model = self._model
        if model is None:
            return []
        rows = islice(selected_rows(self.table), most)
        found = (model.index(row, 0).data(ROW_ROLE) for row in rows)
        return [entry for entry in found if entry is not None]

    def _selected_ids(self) -> list[int]:
        ids: list[int] = []
        if self._model is not None:
            for rows in selected_ranges(self.table):
                ids += self._model.ids()[rows.start : rows.stop]
        return ids

    def _chosen(self, state: RecipientState) -> list[int]:
        """Tell which of the selected rows are in `state`; of very many this is found out later."""
        ids = self._selected_ids()
        if len(ids) > READ:
            return ids
        return [entry.id for entry in self._selected(READ) if entry.state is state]

    def _ask_to_resolve(self) -> None:
        self.reconcile_requested.emit(self._chosen(RecipientState.UNKNOWN) or None)

    def _ask_to_resend(self) -> None:
        if self._model is None or not self._model.rowCount():
            return
        chosen = self._selected(READ)
        if not chosen:
            newest = self._model.index(0, 0).data(ROW_ROLE)
            if newest is not None:
                self.resend_requested.emit(newest.run_id, None)
            return
        refused = [entry for entry in chosen if entry.state is RecipientState.REJECTED]
        # Where none of them was refused, nobody else is sent to instead.
        self.resend_requested.emit(
            (refused or chosen)[0].run_id, self._chosen(RecipientState.REJECTED)
        )

    def _copy_rows(self) -> None:
        many = sum(map(len, selected_ranges(self.table)))
        columns = self._model.columns if self._model else ()
        entries = self._selected(READ)
        _copy("\n".join("\t".join(one.text(entry) for one in columns) for entry in entries))
        if many > READ:
            self.noticed.emit(Notice(Severity.WARNING, sentence(history.copied_first, READ)))

    def _copy_cell(self) -> None:
        _copy(str(self.table.currentIndex().data() or ""))

    def _copy_request_id(self) -> None:
        _copy("\n".join(entry.request_id for entry in self._selected(READ)))


def _copy(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
