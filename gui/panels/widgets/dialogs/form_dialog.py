"""A form with its two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.question import Question


class FormDialog(Question):
    """A form above Save and Cancel; it is deleted when it is closed."""

    def __init__(self, theme: Theme, prefix: str, width: int, parent: QWidget | None) -> None:
        """Start with an empty form; the buttons are named `prefix` + Save and + Cancel."""
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._form = QFormLayout()
        self._form.setSpacing(theme.step)
        self._save = named_button(f"{prefix}Save", self.tr("Save"))
        self._save.setProperty("role", "primary")
        self._save.setDefault(True)
        self._cancel = named_button(f"{prefix}Cancel", self.tr("Cancel"))
        self._column = column = QVBoxLayout(self)
        margin = theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.size("space.m"))
        column.addLayout(self._form)
        self.setMinimumWidth(width)
        self._save.clicked.connect(self._save_once)
        self._cancel.clicked.connect(self._discard)

    def reject(self) -> None:
        """Close, but ask first if that would lose what was typed: Escape is pressed in passing."""
        if not self._typed():
            self._discard()
            return
        from gui.panels.widgets.dialogs.confirm_dialog import ConfirmDialog

        question = ConfirmDialog(
            self.tr("Discard what was typed?"),
            self.tr("It is not saved."),
            self.tr("&Discard"),
            self._theme,
            self,
        )
        question.accepted.connect(self._discard)
        question.open()

    def _save_once(self) -> None:
        if not self.answered:
            self.accept()

    def _discard(self) -> None:
        super().reject()

    def _typed(self) -> bool:
        """Whether something was typed that is worth a question."""
        return False

    def _add_buttons(self) -> None:
        """Add the buttons once the form is filled: Tab goes in the order of adding."""
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.step)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        self._column.addLayout(buttons)
