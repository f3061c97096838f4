"""The dialogs of the recipients, made when needed: all recipients, and rows left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.core.lists.draft_rows import DraftOverview
from gui.models.paged import PagedModel
from gui.panels.theme.theme import Theme
from gui.words.recipients import lists

if TYPE_CHECKING:
    from gui.panels.recipients.problems_dialog import ProblemsDialog
    from gui.panels.recipients.recipients_dialog import RecipientsDialog


class RecipientDialogs(QObject):
    """Opens them over a panel, and relays their signals as the panel's."""

    recipients_requested = Signal()
    rows_removed = Signal(object)
    undone = Signal()
    notes_searched = Signal(str)
    notes_saved = Signal()
    rows_taken = Signal(object)
    all_taken = Signal(object)
    note_edited = Signal(object)
    """The typed `DraftNote` to move into the editor."""

    def __init__(self, theme: Theme, panel: QWidget) -> None:
        super().__init__(panel)
        self._theme = theme
        self._panel = panel
        self._overview = DraftOverview()
        self._models: tuple[PagedModel, PagedModel] | None = None
        self._list: RecipientsDialog | None = None
        self._problems: ProblemsDialog | None = None

    def set_models(self, recipients: PagedModel, notes: PagedModel) -> None:
        """Show the rows of these models, made with `models.draft_columns`."""
        self._models = (recipients, notes)

    def show_overview(self, overview: DraftOverview) -> None:
        """Show what has changed, in those that are open."""
        self._overview = overview
        if self._list is not None and self._list.isVisible():
            self._show_list(self._list)
        if self._problems is not None and self._problems.isVisible():
            self._problems.show_overview(overview)

    def open_list(self) -> None:
        """Show everybody who will be sent to."""
        if self._list is None and self._models is not None:
            from gui.panels.recipients.recipients_dialog import (
                RecipientsDialog,  # imported when needed
            )

            self._list = RecipientsDialog(self._theme, self._panel)
            self._list.set_model(self._models[0])
            self._list.rows_removed.connect(self.rows_removed)
            self._list.undone.connect(self.undone)
        if self._list is not None:
            self._list.open()
            self._show_list(self._list)

    def open_problems(self) -> None:
        """Show what was left out or repaired."""
        if self._problems is None and self._models is not None:
            from gui.panels.recipients.problems_dialog import (
                ProblemsDialog,  # imported when needed
            )

            self._problems = ProblemsDialog(self._theme, self._panel)
            self._problems.set_model(self._models[1])
            self._problems.edited.connect(self.note_edited)
            notes = self._problems.notes
            notes.searched.connect(self.notes_searched)
            notes.saved.connect(self.notes_saved)
            notes.rows_taken.connect(self.rows_taken)
            notes.all_taken.connect(self.all_taken)
        if self._problems is not None:
            self._problems.open()
            self._problems.show_overview(self._overview)

    def _show_list(self, dialog: RecipientsDialog) -> None:
        self.recipients_requested.emit()
        undo, sources = self._overview.undo, self._overview.sources
        dialog.show_undo(lists.undo(undo) if undo else "")
        dialog.table.show_column("place", any(one.path for one in sources))
        dialog.table.show_column("sheet", any(one.sheet for one in sources))
