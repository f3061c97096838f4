"""Preview the message to one recipient of a list after the other, before the import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.core.message.segments import SegmentCount
from gui.core.message.template import Preview
from gui.panels.message.preview_bubble import PreviewBubble
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button
from gui.words.message import preview
from gui.words.recipients import lists

Renderer = Callable[[str, Mapping[str, str], frozenset[str]], tuple[Preview, SegmentCount] | None]
"""Renders the message to a number with the values of its row, by the variables that it fills."""
Sample = tuple[str, Mapping[str, str]]
"""The number and the values of a recipient."""


class ImportMessage(QFrame):
    """Shows what the phone will show; hidden while no message is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._render: Renderer | None = None
        self._samples: Sequence[Sample] = ()
        self._count = 0
        self._mapped: Mapping[str, str] = {}
        self._row = 0
        self.setProperty("role", "bubbleBox")
        self._icon = QLabel()
        title = QLabel(self.tr("As the phone shows it"))
        title.setProperty("role", "caption")
        self._previous = icon_button("importPrevious", self.tr("Message to the row before"))
        self._next = icon_button("importNext", self.tr("Message to the next row"))
        self._place = QLabel()
        self._place.setObjectName("importPlace")
        self._place.setProperty("role", "caption")
        self._segments = QLabel()
        self._segments.setProperty("role", "caption")
        self._bubble = PreviewBubble(theme)
        self._bubble.setObjectName("importMessage")
        self._bubble.setAccessibleName(title.text())
        head = QHBoxLayout()
        head.setSpacing(theme.step)
        head.addWidget(self._icon)
        head.addWidget(title)
        head.addStretch(1)
        for widget in (self._previous, self._place, self._next, self._segments):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.step)
        column.addLayout(head)
        column.addWidget(self._bubble)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        theme.changed.connect(self._dress)
        self._dress()
        self._show()

    def set_renderer(self, render: Renderer) -> None:
        """Set what renders messages."""
        self._render = render
        self._show()

    def show_samples(
        self, samples: Sequence[Sample], count: int, mapped: Mapping[str, str]
    ) -> None:
        """Show the message to the first of some recipients, of `count` altogether.

        `mapped`: the names of the columns that variables take their values from, by variable.
        """
        self._samples, self._count, self._mapped = samples, count, mapped
        self._row = min(self._row, max(0, len(samples) - 1))
        self._show()

    def _step(self, step: int) -> None:
        self._row += step
        self._show()

    def _show(self) -> None:
        shown = None
        if self._render is not None and self._samples:
            number, values = self._samples[self._row]
            own = {name: values.get(column, "") for name, column in self._mapped.items()}
            shown = self._render(number, {**values, **own}, frozenset(own))
        if shown is not None:
            text, segments = shown
            self._bubble.show_message(text)
            self._segments.setText(preview.note(segments))
            self._place.setText(lists.row_of(self._row, self._count))
        self._previous.setEnabled(self._row > 0)
        self._next.setEnabled(self._row + 1 < len(self._samples))
        self.setVisible(shown is not None)

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("phone", self, "text-secondary"))
        self._previous.setIcon(self._theme.icon("chevron-left", "text-secondary"))
        self._next.setIcon(self._theme.icon("chevron-right", "text-secondary"))
