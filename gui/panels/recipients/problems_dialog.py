"""The dialog of the rows that were left out, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.core.lists.draft_rows import DraftNote, DraftOverview, SourceKind
from gui.models.paged import PagedModel
from gui.panels.recipients.notes_box import NotesBox
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.room import resize_within
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import lists

WIDTH, HEIGHT = 960, 560


class ProblemsDialog(QDialog):
    """Shows the rows of a model in a `NotesBox`, whose signals it relays."""

    edited = Signal(object)
    """The typed `DraftNote` to move into the editor; the dialog has closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemsDialog")
        self.setProperty("surface", "surface")
        self.setWindowTitle(self.tr("Left out or repaired"))
        self.notes = NotesBox(theme)
        self._note = FieldNote(theme, Severity.INFORMATION, "problemsNote", self)
        close = named_button("closeProblems", self.tr("&Close"))
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        margin = theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(2 * theme.step)
        column.addWidget(self.notes, 1)
        column.addLayout(foot)
        resize_within(self, WIDTH, HEIGHT)
        close.clicked.connect(self.accept)
        self.notes.chosen.connect(self._choose)
        self.notes.copied.connect(self._tell_copied)

    def show_overview(self, overview: DraftOverview) -> None:
        """Show what may be taken, and load the rows again."""
        self.notes.show_overview(overview)
        self.notes.search()

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self.notes.set_model(model)

    def _choose(self, note: DraftNote) -> None:
        if note.kind is SourceKind.TYPED:
            self.accept()
            self.edited.emit(note)
        else:
            place = lists.place(note.kind, note.place)
            self._note.show_text(self.tr("That stands in {list}.").format(list=place))

    def _tell_copied(self, many: int, of: int) -> None:
        if many < of:
            self._note.show_text(
                self.tr("Only the first %Ln row(s) were copied: save them all instead.", "", many),
                Severity.WARNING,
            )
