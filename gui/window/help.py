"""Opens the manual in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from gui.panels.theme.theme import Theme
from gui.resource import resource

if TYPE_CHECKING:
    from gui.panels.help.help_dialog import HelpDialog


class Help(QObject):
    """One help dialog for the window, made when it is first asked for."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._dialog: HelpDialog | None = None

    def show(self) -> None:
        """Show the manual, or bring it to the front with the page that was read last."""
        if self._dialog is None:
            from gui.panels.help.help_dialog import HelpDialog  # not at the start

            chinese = QLocale().language() == QLocale.Language.Chinese
            folder = resource("manual/zh_CN" if chinese else "manual/en")
            self._dialog = HelpDialog(folder, self._theme, self._window)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
