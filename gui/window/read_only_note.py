"""Why nothing can be written, in sight as long as it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.words.notices import Severity

if TYPE_CHECKING:
    from gui.panels.widgets.notices.note import Note
    from gui.session.session import Session


class ReadOnlyNote(QObject):
    """Puts a note below the top bar once the session says that nothing is sent any more."""

    def __init__(
        self, session: Session, theme: Theme, column: QVBoxLayout, window: QWidget
    ) -> None:
        """Show the note as the second of `column`, if there is a reason now or later."""
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._column = column
        self._note: Note | None = None
        session.sending.state_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        why = self._session.sending.why_forbidden
        if not why:
            return
        if self._note is None:
            from gui.panels.widgets.notices.note import Note  # hardly ever

            self._note = Note(self._theme)
            self._note.setObjectName("readOnlyNote")
            self._column.insertWidget(1, self._note)
        self._note.show_text(why, Severity.ERROR)
