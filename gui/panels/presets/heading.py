"""The heading of what is composed: the preset in use, and a button that saves it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import WordedTool, set_icon, shown_keys
from gui.panels.widgets.icon_label import IconLabel

KEYS = "Ctrl+D"
"""What saves the form as a preset."""


class PresetHeading(QObject):
    """Names the preset in use, and says whether the form is no longer what it keeps."""

    save_requested = Signal()

    def __init__(self, theme: Theme, row: QHBoxLayout, title: QLabel) -> None:
        """Put a star before the title, which is in the row, and the button at its end."""
        super().__init__(title)
        self._theme = theme
        self._title, self._without = title, title.text()
        self._star = IconLabel(theme, "star-filled", "accent-text")
        self._save = WordedTool("saveAsPreset", self.tr("Save as a preset"))
        self._save.setAccessibleName(self.tr("Save as a preset"))
        self._save.setToolTip(shown_keys(KEYS))
        row.insertWidget(0, self._star)
        row.addWidget(self._save)
        self._save.clicked.connect(self.save_requested)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_preset("", changed=False)

    def show_preset(self, name: str, *, changed: bool) -> None:
        """Show the preset in use; an empty name means that there is none."""
        text = self.tr("{name} · changed").format(name=name) if changed else name
        self._title.setText(text or self._without)
        self._star.setVisible(bool(name))
        self._star.show_icon("star" if changed else "star-filled", "accent-text")

    def _dress(self) -> None:
        set_icon(self._theme, self._save, "star", "text-secondary")
