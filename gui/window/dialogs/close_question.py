"""The question whether to stop the run that is under way and close the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from gui.panels.theme.theme import Theme
from gui.words import window as words


class CloseQuestion(QObject):
    """Asks once at a time; going on is the default."""

    agreed = Signal()
    """The run is to be stopped and the window closed."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Ask nothing yet."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._dialog: QDialog | None = None

    def ask(self) -> None:
        """Ask over the window, unless that is asked already."""
        from gui.panels.widgets.dialogs.confirm_dialog import ConfirmDialog  # imported when needed

        if self._dialog is not None:
            return
        dialog = self._dialog = ConfirmDialog(
            words.close_title(),
            words.close_question(),
            words.stop_and_close(),
            self._theme,
            self._window,
            back=words.go_on_sending(),
        )
        dialog.accepted.connect(self.agreed)
        dialog.finished.connect(self._forget)
        dialog.open()

    def withdraw(self) -> None:
        """Close the question: there is nothing to stop any more."""
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self) -> None:
        self._dialog = None
