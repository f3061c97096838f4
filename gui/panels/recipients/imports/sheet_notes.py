"""What a sheet hides, with the choice to read it, and which of its values are doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import sheets


class SheetNotesPanel(QFrame):
    """Notes on a sheet as a whole; takes no room while there are none.

    Whether hidden rows are read is a question that must be answered.
    """

    hidden_chosen = Signal(bool)
    """Whether the operator wants the hidden rows to be read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = NO_SHEET_NOTES
        self._answered = False
        self._hiding = FieldNote(theme, Severity.WARNING, "importHiding", self)
        self._skip = QRadioButton(self.tr("&Leave them out"))
        self._skip.setObjectName("importHiddenSkip")
        self._take = QRadioButton(self.tr("&Read them, too"))
        self._take.setObjectName("importHiddenRows")
        self._group = QButtonGroup(self)
        self._columns = FieldNote(theme, Severity.WARNING, "importSheetNotes", self)
        answers = QHBoxLayout()
        answers.setSpacing(2 * theme.step)
        for answer in (self._skip, self._take):
            self._group.addButton(answer)
            answers.addWidget(answer)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(theme.step // 2)
        column.addWidget(self._hiding)
        column.addLayout(answers)
        column.addWidget(self._columns)
        restyle(self, role="note", tone="warning")
        # `clicked` is not emitted where assistive technology presses the button.
        self._group.buttonToggled.connect(self._answer)
        self.show_notes(NO_SHEET_NOTES, (), taken=False)

    @property
    def open_question(self) -> bool:
        """Whether the operator has still to say what becomes of hidden rows."""
        return bool(self._notes.hidden_rows) and not self._answered

    def show_notes(self, notes: SheetNotes, names: Sequence[str], *, taken: bool) -> None:
        """Show the notes on a sheet; `names` are its columns', `taken`: hidden rows are read."""
        if not notes.hidden_rows:
            self._answered = False
        elif taken:
            self._answered = True
        self._notes = notes
        self._hiding.show_text(sheets.hidden_parts(notes))
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            self._take.setChecked(self._answered and taken)
            self._skip.setChecked(self._answered and not taken)
            self._group.setExclusive(True)
        for answer in (self._skip, self._take):
            answer.setVisible(bool(notes.hidden_rows))
        self.show_names(names)
        self.setVisible(bool(notes))

    def show_names(self, names: Sequence[str]) -> None:
        """Show other names of the columns."""
        said = (
            sheets.hidden_columns(self._notes, names),
            *sheets.doubtful_columns(self._notes, names),
        )
        self._columns.show_text("\n".join(filter(None, said)))

    def forget_answer(self) -> None:
        """Ask again: another sheet has hidden rows of its own."""
        self._answered = False

    def _answer(self, button: QRadioButton, checked: bool) -> None:
        if checked:
            self._answered = True
            self.hidden_chosen.emit(button is self._take)
