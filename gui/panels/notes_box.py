"""What is to be said of the draft's rows: search, table, save."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.core.drafted import DraftNote, Overview, SourceKind
from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.draft_table import DraftTable
from gui.panels.theme import Theme

SEARCH_AFTER = 200
"""Milliseconds without a key press before a search begins."""
WIDTHS = {"line": 7, "text": 18, "why": 50, "place": 18, "sheet": 10}


class NotesBox(QWidget):
    """Shows the rows of a model; what to show, and to save, is asked for, not done here."""

    searched = Signal(str)
    """Part of what was there, or of a number."""
    saved = Signal()
    """The operator wants what is on show in a file."""
    chosen = Signal(object)
    """The `DraftNote` whose place the operator wants to go to."""
    copied = Signal(object, object)
    """How many rows were copied, and how many were selected."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = DraftTable(WIDTHS)
        self._table.setObjectName("recipientProblems")
        self._table.setAccessibleName(self.tr("Rows left out or repaired"))
        self._table.setToolTip(self.tr("Enter or a double click goes to what was typed"))
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setObjectName("problemSearch")
        self._search.setPlaceholderText(self.tr("Search in what was there…"))
        self._search.setAccessibleName(self.tr("Search in what was there"))
        self._save = QPushButton(self.tr("Save…"))
        self._save.setObjectName("saveProblems")
        self._save.setAutoDefault(False)
        self._save.setToolTip(self.tr("Save the rows on show as CSV or XLSX"))
        self._pause = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        tools = QHBoxLayout()
        tools.setSpacing(theme.step)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step // 2)
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        self._search.textChanged.connect(lambda: self._pause.start())
        self._search.returnPressed.connect(self.search)
        self._pause.timeout.connect(self.search)
        self._save.clicked.connect(self.saved)
        self._table.activated.connect(self._choose)
        self._table.copied.connect(self.copied)
        theme.changed.connect(self._dress)
        self._dress()

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._table.set_model(model)
        # The sentence of a repeated row says where its first stands.
        self._table.show_column("first", False)

    def show_overview(self, overview: Overview) -> None:
        """Leave out columns that would be the same, or empty, in every row."""
        lists = [one for one in overview.sources if one.kind is not SourceKind.TYPED]
        self._table.show_column("place", bool(lists))
        self._table.show_column("sheet", any(one.sheet for one in lists))

    def search(self) -> None:
        """Ask for the rows that are searched for."""
        self._pause.stop()
        self.searched.emit(self._search.text().strip())

    def _choose(self, index: QModelIndex) -> None:
        note = index.data(ROW_ROLE)
        if isinstance(note, DraftNote):
            self.chosen.emit(note)

    def _dress(self) -> None:
        self._save.setIcon(self._theme.icon("save"))
        self._save.setIconSize(self._theme.icon_size)
