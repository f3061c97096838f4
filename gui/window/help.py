"""Opens the manual in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.panels.theme.theme import Theme
from gui.resource import resource

if TYPE_CHECKING:
    from gui.panels.help.help_dialog import HelpDialog


SHORTCUT = "helpShortcut"
"""Object name of the F1 of a dialog."""


class Help(QObject):
    """One help dialog for the window, made when it is first asked for.

    F1 opens it in the dialogs of the window, too: their keys do not reach the window.
    """

    log_requested = Signal()
    """The operator wants to read the log."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._dialog: HelpDialog | None = None
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._give_key)

    def show(self) -> None:
        """Show the manual, or bring it to the front with the page that was read last."""
        if self._dialog is None:
            from gui.panels.help.help_dialog import HelpDialog  # imported when needed

            chinese = QLocale().language() == QLocale.Language.Chinese
            folder = resource("manual/zh_CN" if chinese else "manual/en")
            self._dialog = HelpDialog(folder, self._theme, self._window)
            self._dialog.log_requested.connect(self.log_requested)
        self._dialog.show()
        # Else a modal dialog would block the manual, as a child of the window that it blocks.
        if handle := self._dialog.windowHandle():
            handle.setTransientParent(None)  # type: ignore[arg-type]
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _give_key(self, focused: QWindow | None) -> None:
        for widget in QApplication.topLevelWidgets() if focused is not None else ():
            if not isinstance(widget, QDialog) or widget is self._dialog:
                continue
            if not self._belongs(widget) or widget.windowHandle() is not focused:
                continue
            if widget.findChild(QShortcut, SHORTCUT) is None:
                shortcut = QShortcut(QKeySequence("F1"), widget, self.show)
                shortcut.setObjectName(SHORTCUT)

    def _belongs(self, dialog: QDialog) -> bool:
        """Whether the dialog is of this window, however deep: others have a help of their own."""
        widget: QWidget | None = dialog
        while widget is not None and widget is not self._window:
            widget = widget.parentWidget()
        return widget is not None
