"""The notes on the draft's rows: search, table, save."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.core.lists.draft_rows import DraftNote, DraftOverview, SourceKind
from gui.core.lists.notes import RowNote
from gui.core.phones.number import TAKEABLE
from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.fields.search_field import SearchField
from gui.panels.widgets.tables.paged_table import PagedTable
from gui.words.recipients import lists as words

WIDTHS = {"line": 7, "text": 18, "number": 27, "why": 66, "place": 18, "sheet": 10}


class NotesBox(QWidget):
    """Shows the rows of a model; it emits what to search for and to save."""

    searched = Signal(str)
    """The text to search for, in the original text or the number."""
    saved = Signal()
    """The shown notes are to be saved to a file."""
    chosen = Signal(object)
    """The `DraftNote` whose entry is to be edited."""
    rows_taken = Signal(object)
    """The ids of the notes of doubtful rows to accept as recipients, as a list."""
    all_taken = Signal(object)
    """The `PhoneProblem` of which every row is to be accepted as a recipient."""
    copied = Signal(object, object)
    """How many rows were copied, and how many were selected."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = PagedTable(WIDTHS)
        self._table.setObjectName("recipientProblems")
        self._table.setAccessibleName(self.tr("Rows left out or repaired"))
        self._table.setToolTip(self.tr("Enter or a double click goes to what was typed"))
        self._search = SearchField(
            "problemSearch",
            self.tr("Search in what was there…"),
            self.tr("Search in what was there"),
        )
        self._save = named_button("saveProblems", self.tr("Save…"))
        self._save.setToolTip(self.tr("Save the rows on show as CSV or XLSX"))
        self._take = named_button("takeRows", self.tr("Take selected"))
        self._take.setToolTip(
            self.tr("Send to the numbers that the selected doubtful rows say; this can be undone")
        )
        self._take_all = named_button("takeAll", self.tr("Take all"))
        self._take_all.setToolTip(
            self.tr("Send to every row that is doubtful for one reason; this can be undone")
        )
        self._reasons = QMenu(self)
        self._take_all.setMenu(self._reasons)
        tools = QHBoxLayout()
        tools.setSpacing(theme.step)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._take)
        tools.addWidget(self._take_all)
        tools.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step // 2)
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        self._search.searched.connect(self.searched)
        self._save.clicked.connect(self.saved)
        self._take.clicked.connect(self._ask_to_take)
        self._table.activated.connect(self._choose)
        self._table.copied.connect(self.copied)
        theme.changed.connect(self._dress)
        self._dress()

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._table.set_model(model)
        self._table.selectionModel().selectionChanged.connect(self._enable)
        model.modelReset.connect(self._enable)
        # The number that a press would send to is in sight beside what was there.
        names = [column.name for column in model.columns]
        self._table.horizontalHeader().moveSection(names.index("number"), names.index("why"))
        # The sentence of a repeated row says where its first stands.
        self._table.show_column("first", False)

    def show_overview(self, overview: DraftOverview) -> None:
        """Leave out columns that would be the same, or empty, in every row.

        What may be taken deliberately is offered, by its reason and with its count.
        """
        self._reasons.clear()
        for problem in TAKEABLE:
            if many := overview.notes.get(problem, 0):
                action = self._reasons.addAction(words.take_all(problem, many))
                action.triggered.connect(lambda _, one=problem: self.all_taken.emit(one))
        about_number = (*TAKEABLE, RowNote.TAKEN)
        self._table.show_column("number", any(overview.notes.get(one) for one in about_number))
        for button in (self._take, self._take_all):
            button.setVisible(not self._reasons.isEmpty())
        self._enable()
        lists = [one for one in overview.sources if one.kind is not SourceKind.TYPED]
        self._table.show_column("place", bool(lists))
        self._table.show_column("sheet", any(one.sheet for one in lists))

    def search(self) -> None:
        """Ask for the rows that are searched for."""
        self._search.search()

    def _choose(self, index: QModelIndex) -> None:
        note = index.data(ROW_ROLE)
        if isinstance(note, DraftNote):
            self.chosen.emit(note)

    def _enable(self) -> None:
        selection = self._table.selectionModel()
        some = selection is not None and selection.hasSelection()
        self._take.setEnabled(some and not self._reasons.isEmpty())

    def _ask_to_take(self) -> None:
        if ids := self._table.selected_ids():
            self.rows_taken.emit(ids)

    def _dress(self) -> None:
        set_icons(self._theme, (self._save, "export"))
