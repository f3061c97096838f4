"""The dialog of all recipients, in the order of sending."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.models.paged import PagedModel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import Button
from gui.panels.widgets.dialogs.room import resize_within
from gui.panels.widgets.fields.field_note import FieldNote
from gui.panels.widgets.tables.paged_table import PagedTable
from gui.words.notices import Severity

WIDTHS = {"number": 16, "place": 24, "sheet": 12, "line": 8}


class RecipientsDialog(QDialog):
    """Shows the rows of a model, and emits which of them to remove."""

    rows_removed = Signal(object)
    """The ids of the rows to remove, as a list."""
    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipientsDialog")
        self.setProperty("surface", "surface")
        self.setWindowTitle(self.tr("Recipients"))
        self._theme = theme
        self._model: PagedModel | None = None
        self.table = PagedTable(WIDTHS)
        self.table.setObjectName("draftRecipients")
        self.table.setAccessibleName(self.tr("Recipients, in the order of sending"))
        self._count = QLabel()
        self._count.setObjectName("draftRecipientsCount")
        self._note = FieldNote(theme, Severity.INFORMATION, "draftRecipientsNote", self)
        self._remove = Button(self.tr("&Remove selected"))
        self._remove.setObjectName("removeRows")
        self._remove.setEnabled(False)
        self._undo = Button(self.tr("&Undo"))
        self._undo.setObjectName("undoRows")
        self._undo.setEnabled(False)
        close = Button(self.tr("&Close"))
        close.setObjectName("closeRecipients")
        self._lay_out(close)
        self._remove.clicked.connect(self._ask_to_remove)
        self._undo.clicked.connect(self.undone)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self._remove.click)
        close.clicked.connect(self.accept)
        self.table.copied.connect(self._tell_copied)

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._model = model
        self.table.set_model(model)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        model.modelReset.connect(self._show_count)
        self._show_count()

    def show_undo(self, text: str) -> None:
        """Set the label of the undo button; empty disables it."""
        self._undo.setEnabled(bool(text))
        self._undo.setToolTip(text)

    def _lay_out(self, close: Button) -> None:
        step = self._theme.step
        acts = QHBoxLayout()
        acts.setSpacing(step)
        acts.addWidget(self._remove)
        acts.addWidget(self._undo)
        acts.addStretch(1)
        acts.addWidget(close)
        column = QVBoxLayout(self)
        margin = self._theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(step)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        column.addLayout(acts)
        letter = self.fontMetrics().horizontalAdvance("0")
        resize_within(self, letter * 110, letter * 66)

    def _show_count(self) -> None:
        self._count.setText(
            self.tr("%Ln recipient(s)", "", self._model.rowCount() if self._model else 0)
        )
        self._note.show_text("")
        self._enable()

    def _enable(self) -> None:
        self._remove.setEnabled(bool(self._model) and self.table.selectionModel().hasSelection())

    def _ask_to_remove(self) -> None:
        if ids := self.table.selected_ids():
            self.rows_removed.emit(ids)

    def _tell_copied(self, many: int, of: int) -> None:
        if many < of:
            self._note.show_text(
                self.tr("Only the first %Ln row(s) of the selected ones were copied.", "", many),
                Severity.WARNING,
            )
