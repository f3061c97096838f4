"""What became of every message: search, filter, table."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.entry import Entry
from gui.core.states import State
from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.selection import free_header
from gui.panels.theme import Theme
from gui.words import states

SEARCH_AFTER = 200
"""Milliseconds without a key press before a search begins."""
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
    """Part of a number, and a `State` or none."""
    selected = Signal(object)
    """The id of the row whose details are wanted, or none."""
    resolve_wanted = Signal(object)
    """Look for unknown messages: the ids of those selected, or none for all."""
    resend_wanted = Signal(int, object)
    """Send again what was refused: the number of a run, and the ids selected, or none for all."""
    export_wanted = Signal()
    masked = Signal(bool)
    """Whether the middle of every number is to be hidden."""

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
        self._show_count()

    def set_masked(self, masked: bool) -> None:
        """Show whether numbers are masked; `masked` tells if that is new."""
        self._masking.setChecked(masked)

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

    def wanted(self) -> tuple[str, State | None]:
        """What is searched for now."""
        return self.search.text().strip(), self.state.currentData()

    def _build(self) -> None:
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setObjectName("historySearch")
        self.search.setAccessibleName(self.tr("Search by number"))
        self.search.setPlaceholderText(self.tr("Search by number…"))
        self.state = QComboBox()
        self.state.setObjectName("historyState")
        self.state.setAccessibleName(self.tr("Show only this state"))
        # On Linux a combo box is called by its value.
        self.state.setAccessibleDescription(self.state.accessibleName())
        self.state.addItem(self.tr("All states"), None)
        for state in State:
            self.state.addItem(states.state(state), state)
        self._masking = QToolButton()
        self._masking.setObjectName("maskNumbers")
        self._masking.setCheckable(True)
        self._masking.setAccessibleName(self.tr("Mask numbers"))
        self._masking.setToolTip(
            self.tr("Mask numbers on screen (138****8000). Copying copies what is shown.")
        )
        self._resolve = self._button("resolveUnknown", self.tr("Settle unknown"))
        self._resolve.setToolTip(
            self.tr("Ask the service what became of unknown messages: the selected ones, or all")
        )
        self._resend = self._button("resendFailed", self.tr("Resend refused…"))
        self._resend.setToolTip(
            self.tr("Send again what the service refused: the selected rows, or their whole run")
        )
        self._export = self._button("exportHistory", self.tr("Export…"))
        self._export.setToolTip(self.tr("Save the rows on show as CSV or XLSX"))
        self.count = QLabel()
        self.count.setObjectName("historyCount")
        self.table = QTableView()
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName(self.tr("History"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.table.verticalHeader()
        rows.hide()
        # Measuring rows by their contents froze a million of them for 78 s.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        header = self.table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty.setObjectName("historyEmpty")
        self._pause = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        self._copies = self._copy_actions()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

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
        self.tools.addWidget(self._masking)
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
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self._search)
        self.state.currentIndexChanged.connect(self._search)
        self._pause.timeout.connect(self._search)
        self._masking.toggled.connect(self.masked)
        self._resolve.clicked.connect(self._ask_to_resolve)
        self._resend.clicked.connect(self._ask_to_resend)
        self._export.clicked.connect(self.export_wanted)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for button, name in (
            (self._masking, "masked"),
            (self._resolve, "resolve"),
            (self._resend, "resend"),
            (self._export, "export"),
        ):
            button.setIcon(self._theme.icon(name))
            button.setIconSize(self._theme.icon_size)
        self.table.viewport().update()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(*self.wanted())

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

    def _select(self, *_: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.selected.emit(self._model.id_of(rows[0].row()) if self._model and rows else None)

    def _entries(self) -> list[Entry]:
        rows = self.table.selectionModel().selectedRows() if self._model else []
        return [entry for row in rows if (entry := row.data(ROW_ROLE)) is not None]

    def _ask_to_resolve(self) -> None:
        chosen = [entry.id for entry in self._entries() if entry.state is State.UNKNOWN]
        self.resolve_wanted.emit(chosen or None)

    def _ask_to_resend(self) -> None:
        chosen = self._entries()
        newest = self._model.index(0, 0).data(ROW_ROLE) if self._model else None
        first = chosen[0] if chosen else newest
        if first is None:
            return
        run = first.run_id
        refused = [e.id for e in chosen if e.run_id == run and e.state is State.REJECTED]
        self.resend_wanted.emit(run, refused or None)

    def _copy_rows(self) -> None:
        rows = sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())
        columns = range(self._model.columnCount()) if self._model else range(0)
        lines = (
            "\t".join(str(row.siblingAtColumn(column).data()) for column in columns) for row in rows
        )
        _copy("\n".join(lines))

    def _copy_cell(self) -> None:
        _copy(str(self.table.currentIndex().data() or ""))

    def _copy_request_id(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        _copy("\n".join(row.data(ROW_ROLE).request_id for row in rows))


def _copy(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
