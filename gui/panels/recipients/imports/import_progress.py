"""How far a list has been read, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from gui.core.lists.draft_rows import LoadProgress
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import Button, set_icons
from gui.panels.widgets.elided_label import ElidedLabel
from gui.words.recipients import lists

STEPS = 1000
"""Of the bar: files are larger than it can count."""


class ImportProgress(QWidget):
    """A bar, the counts so far and a button; hidden while nothing is read."""

    stopped = Signal()
    """The operator wants the import to end, and the draft as it was."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bar = QProgressBar(maximum=STEPS, textVisible=False)
        self._bar.setObjectName("importProgress")
        self._bar.setAccessibleName(self.tr("Reading the list"))
        # What is said has room first: the bar takes what is left.
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bar.setMinimumWidth(4 * theme.step)
        self._text = ElidedLabel()
        self._text.setObjectName("importProgressText")
        self._stop = Button(self.tr("Stop import"))
        self._stop.setObjectName("stopImport")
        self._stop.setToolTip(self.tr("Stop reading; the recipients stay as they were"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.step)
        line.addWidget(self._bar, 1)
        line.addWidget(self._text)
        line.addWidget(self._stop)
        self.setVisible(False)
        self._stop.clicked.connect(self._ask_to_stop)
        theme.changed.connect(self._dress)
        self._dress()

    def show_progress(self, progress: LoadProgress | None) -> None:
        """Show how far it is; none means it is over."""
        if progress is None:
            self.setVisible(False)
            self._stop.setEnabled(True)
            return
        # Without a total it is only said that it goes on.
        self._bar.setMaximum(STEPS if progress.total else 0)
        if progress.total:
            self._bar.setValue(min(STEPS, progress.done * STEPS // progress.total))
        self._text.show_text(lists.load_progress(progress))
        self.setVisible(True)

    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self.stopped.emit()

    def _dress(self) -> None:
        set_icons(self._theme, (self._stop, "stop"))
