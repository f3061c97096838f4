"""What a sheet hides, with the choice to read it, and which of its values are doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.panels.theme.theme import Theme
from gui.panels.widgets.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import sheets


class SheetNotesPanel(QWidget):
    """Notes on a sheet as a whole; takes no room while there are none."""

    hidden_chosen = Signal(bool)
    """Whether the operator wants the hidden rows to be read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = NO_SHEET_NOTES
        self._hiding = FieldNote(theme, Severity.WARNING, "importHiding", self)
        self._take = QCheckBox(self.tr("&Read the hidden rows, too"))
        self._take.setObjectName("importHiddenRows")
        self._columns = FieldNote(theme, Severity.WARNING, "importSheetNotes", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step // 2)
        for widget in (self._hiding, self._take, self._columns):
            column.addWidget(widget)
        # `clicked` is not emitted where assistive technology ticks the box.
        self._take.toggled.connect(self.hidden_chosen)
        self.show_notes(NO_SHEET_NOTES, (), taken=False)

    def show_notes(self, notes: SheetNotes, names: Sequence[str], *, taken: bool) -> None:
        """Show the notes on a sheet; `names` are its columns', `taken`: hidden rows are read."""
        self._notes = notes
        self._hiding.show_text(sheets.hiding(notes, taken=taken))
        self._take.setVisible(bool(notes.hidden_rows))
        with QSignalBlocker(self._take):
            self._take.setChecked(taken)
        self.show_names(names)
        self.setVisible(bool(notes))

    def show_names(self, names: Sequence[str]) -> None:
        """Show other names of the columns."""
        said = (
            sheets.hidden_columns(self._notes, names),
            *sheets.doubtful_columns(self._notes, names),
        )
        self._columns.show_text("\n".join(filter(None, said)))
