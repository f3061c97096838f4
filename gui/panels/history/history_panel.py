"""What became of every message: filters, table, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.history import HistoryFilter, HistoryListing
from gui.core.sending.state import RecipientState
from gui.models.paged import PagedModel
from gui.panels.history.history_filters import HistoryFilters
from gui.panels.history.history_table import READ, HistoryTable
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import Tool, named_button, set_icons

GLANCE = 50
"""Rows of a selection that are read at once to see whether a button applies to them."""


class HistoryPanel(QWidget):
    """Shows rows by the page, newest run first; it emits what is asked for, and does no I/O.

    Attributes:
        parts: the splitter between the table and what is placed beside it.
    """

    searched = Signal(object)
    """A `HistoryFilter`."""
    selected = Signal(object)
    """The id of the row whose details are wanted, or none."""
    reconcile_requested = Signal(object)
    """Look for unknown messages: the ids of those selected, or none for all."""
    resend_requested = Signal(object)
    """Send again what failed in a run: its number."""
    resend_chosen_requested = Signal(object)
    """Send again what failed of the selected rows: their ids."""
    export_requested = Signal()
    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The key of a notice that is stale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: PagedModel | None = None
        self._listing: HistoryListing | None = None
        self.filters = HistoryFilters(theme)
        self.table = HistoryTable(theme)
        self._build()
        self._lay_out()
        self._wire()

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._model = model
        self.table.set_paged(model)
        model.modelReset.connect(self._show_count)
        self._show_count()

    def place_beside(self, panel: QWidget, width: int) -> None:
        """Put `panel` right of the table, `width` pixels wide until the operator moves it."""
        self.parts.addWidget(panel)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 0)
        self.parts.setSizes([width * 3, width])

    def show_listing(self, listing: HistoryListing) -> None:
        """Take what the filter found; the model shows the rows already."""
        self._listing = listing
        self.filters.show_listing(listing)
        self.table.columns.set_several_accounts(len(listing.accounts) > 1)
        self.table.columns.set_named(listing.named)
        self._show_count()

    def show_run(self, run_id: int) -> None:
        """Show the recipients of one run alone, until the operator wants the others again."""
        self.filters.show_run(run_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_for(self, text: str) -> None:
        """Look for a text among all rows."""
        self.filters.search_for(text)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def columns_state(self) -> QByteArray:
        """The widths and order of the columns; empty while they fit themselves."""
        return self.table.columns.state()

    def restore_columns(self, state: QByteArray) -> None:
        """Put widths and order of the columns as they were."""
        self.table.columns.restore(state)

    def focus_search(self) -> None:
        """Let the operator type what to search for."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _build(self) -> None:
        self._resolve = named_button("resolveUnknown", self.tr("Look up unknown results"))
        self._resolve.setToolTip(
            self.tr("Ask the service what became of unknown messages: the selected ones, or all")
        )
        self._resend = named_button("resendFailed", self.tr("Resend failed…"))
        self._resend.setToolTip(
            self.tr(
                "Send again what was refused or not delivered: of the selected rows, one run at a "
                "time, or of the newest run on show where none is selected"
            )
        )
        self._export = named_button("exportHistory", self.tr("Export…"))
        self._export.setToolTip(self.tr("Save the rows on show as CSV or XLSX"))
        self._columns = Tool()
        self._columns.setObjectName("historyColumns")
        self._columns.setAccessibleName(self.tr("Columns"))
        self._columns.setToolTip(self.tr("Choose the columns of the table"))
        self._columns.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._columns)
        menu.aboutToShow.connect(lambda: self.table.columns.fill_menu(menu))
        self._columns.setMenu(menu)
        self.count = QLabel()
        self.count.setObjectName("historyCount")
        restyle(self.count, role="caption")
        self.chosen = QLabel()
        self.chosen.setObjectName("historyChosen")
        restyle(self.chosen, role="caption")
        self.empty = QWidget()
        self._empty_icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty_title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        restyle(self.empty_title, role="strong")
        self.empty_text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty_text.setObjectName("historyEmpty")
        restyle(self.empty_text, role="secondary")

    def _lay_out(self) -> None:
        step = self._theme.step
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(step * 2, step * 3 // 2, step * 2, step * 3 // 2)
        tools.setSpacing(step)
        tools.addWidget(self.filters, 1)
        tools.addWidget(self._columns, 0, Qt.AlignmentFlag.AlignTop)
        tools.addWidget(self._export, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(tools)
        outer.addWidget(_line())
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self.empty)
        column.setSpacing(step)
        column.addStretch(2)
        for part in (self._empty_icon, self.empty_title, self.empty_text):
            column.addWidget(part)
        column.addStretch(3)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.pages)
        outer.addWidget(self.parts, 1)
        outer.addWidget(_line())
        acts = QHBoxLayout()
        acts.setContentsMargins(step * 2, step * 3 // 4, step * 2, step * 3 // 4)
        acts.setSpacing(step)
        counts = QHBoxLayout()
        counts.setSpacing(self._theme.size("space.xs"))  # one text of two parts
        counts.addWidget(self.count)
        counts.addWidget(self.chosen)
        acts.addLayout(counts)
        acts.addStretch()
        acts.addWidget(self._resolve)
        acts.addWidget(self._resend)
        outer.addLayout(acts)

    def _wire(self) -> None:
        self.filters.changed.connect(self.searched)
        self.table.looked_at.connect(self.selected)
        self.table.chosen.connect(self._show_chosen)
        self.table.noticed.connect(self.noticed)
        self.table.withdrawn.connect(self.withdrawn)
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
            (self._columns, "columns"),
        )
        self._empty_icon.setPixmap(self._theme.pixmap("list", self, "text-secondary", 32))

    def _rows(self) -> int:
        return self._model.rowCount() if self._model else 0

    def _show_count(self) -> None:
        rows = self._rows()
        self.count.setText(self.tr("%Ln row(s)", "", rows))
        if self.filters.wanted() != HistoryFilter():
            title = self.tr("Nothing matches")
            text = self.tr("Change what is searched for, or clear the filters.")
        else:
            title = self.tr("Nothing has been sent yet")
            text = self.tr(
                "Each number that is sent to gets a row here and keeps it: when it was called,"
                " whether the message arrived, and if not, why."
            )
        self.empty_title.setText(title)
        self.empty_text.setText(text)
        self.pages.setCurrentWidget(self.table if rows else self.empty)
        self._export.setEnabled(rows > 0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        many = self.table.selected_count()
        said = self.tr("%Ln row(s) selected", "", many)
        self.chosen.setText(f"· {said}" if many else "")
        self._allow_acts()

    def _allow_acts(self) -> None:
        """Enable what would do something: for the selected rows, or for all if none is."""
        listing = self._listing
        some = self.table.selected_entries(GLANCE + 1)
        more = len(some) > GLANCE  # what is among the rest is found out when the button is pressed
        unknown = any(entry.state is RecipientState.UNKNOWN for entry in some)
        # All unknown are meant if none of them is selected, also those that are not on show.
        self._resolve.setEnabled(unknown or more or (listing is not None and listing.unknown > 0))
        failed = any(entry.can_resend for entry in some)
        if not some:
            failed = listing is not None and listing.resendable is not None
        self._resend.setEnabled(self._rows() > 0 and (failed or more))

    def _ask_to_resolve(self) -> None:
        ids = self.table.selected_ids()
        if len(ids) <= READ:
            entries = self.table.selected_entries(READ)
            ids = [one.id for one in entries if one.state is RecipientState.UNKNOWN]
        self.reconcile_requested.emit(ids or None)

    def _ask_to_resend(self) -> None:
        # Where none of the selected failed, nobody else is sent to instead.
        if ids := self.table.selected_ids():
            self.resend_chosen_requested.emit(ids)
        elif self._listing is not None and self._listing.resendable is not None:
            self.resend_requested.emit(self._listing.resendable)


def _line() -> QFrame:
    line = QFrame()
    restyle(line, role="line")
    return line
