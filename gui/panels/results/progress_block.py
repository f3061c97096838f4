"""How far a run is: the line, the bar, and the counts of a large one."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.core.sending.run_card import SHOWN_ORDER, RunCard
from gui.core.sending.state import RecipientState
from gui.panels.results.card_rows import LEFT, RIGHT
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.flow_layout import FlowLayout
from gui.panels.widgets.icon_label import IconLabel, tone_of
from gui.panels.widgets.stacked_bar import StackedBar
from gui.words.sending import run_cards as words
from gui.words.sending import states
from gui.words.sending.progress import number

COLUMN = 72
"""Least width of a count."""


class ProgressBlock(QWidget):
    """Shows how far a run is, as long as that says more than its rows do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ProgressLine(theme)
        self._line.setObjectName("progressText")
        self._bar = StackedBar(theme)
        self._bar.setObjectName("progress")
        self._bar.setAccessibleName(self.tr("Progress of the sending"))
        self._counts = {state: _Count(theme, state) for state in SHOWN_ORDER}
        self._columns = QWidget()
        columns = FlowLayout(theme.step, self._columns)
        columns.setContentsMargins(0, 4, 0, 0)
        for count in self._counts.values():
            columns.addWidget(count)
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT, 0, RIGHT, 12)
        column.setSpacing(theme.step)
        column.addWidget(_Row(self._line))
        column.addWidget(self._bar)
        column.addWidget(self._columns)

    def show_card(self, card: RunCard) -> None:
        """Show how far the run is."""
        self.setVisible(card.many or card.under_way or bool(card.counts.queued))
        self._line.show_card(card)
        self._bar.show_counts(card.counts)
        self._columns.setVisible(card.many)
        for state, count in self._counts.items():
            many = card.counts.of(state)
            count.setVisible(bool(many))
            count.show_count(many)


class _Row(QWidget):
    """Gives a label its whole width.

    A label in a layout asks for all of the card to be laid out anew with every text.
    """

    def __init__(self, line: ProgressLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        line.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """That of the label."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """That of the label."""
        return self._line.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the label fill it."""
        super().resizeEvent(event)
        self._line.setGeometry(self.rect())


class ProgressLine(QLabel):
    """`1,240 / 2,000 submitted`, the number large, and the rest of the text at the right."""

    resized = Signal()
    """What is at the left, or the size of the text, is another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._big = self._of = self._right = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.resized)

    def show_card(self, card: RunCard) -> None:
        """Say how far the run is."""
        text = words.progress_text(card)
        if card.counts.total:
            big, of = words.submitted(card)
            right = words.rate(card) or words.time_note(card)
        else:
            big, of, right = "", text, ""
        if (big, of, right) != (self._big, self._of, self._right):
            wider = len(big + of) != len(self._big + self._of)
            self._big, self._of, self._right = big, of, right
            self.update()
            if wider:
                self.resized.emit()
        if text != self.text():
            self.setText(text)
        why = words.why(card)
        if why != self.toolTip():
            self.setToolTip(why)
            self.setAccessibleDescription(why)

    def sizeHint(self) -> QSize:
        """As high as the large number."""
        return QSize(self.minimumSizeHint().width(), QFontMetrics(self._large()).height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what is at the left."""
        wide = QFontMetrics(self._large()).horizontalAdvance(self._big)
        return QSize(
            wide + self.fontMetrics().horizontalAdvance(self._of) + self._theme.step,
            QFontMetrics(self._large()).height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the three parts on one base line."""
        painter = QPainter(self)
        large = self._large()
        base = QFontMetrics(large).ascent()
        left = 0
        if self._big:
            painter.setFont(large)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(left, base, self._big)
            left += QFontMetrics(large).horizontalAdvance(self._big) + self._theme.step
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("text-secondary"))
        painter.drawText(left, base, self._of)
        left += self.fontMetrics().horizontalAdvance(self._of) + 2 * self._theme.step
        room = self.width() - left
        right = self.fontMetrics().elidedText(self._right, Qt.TextElideMode.ElideRight, room)
        wide = self.fontMetrics().horizontalAdvance(right)
        painter.drawText(self.width() - wide, base, right)

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.size("type.title"))
        font.setBold(True)
        return font


class _Count(QWidget):
    """How many recipients are in a state, large, with the state below."""

    def __init__(self, theme: Theme, state: RecipientState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = QLabel()
        restyle(self._number, role="figure", tone=tone_of(theme.tokens.states[state.value][1]))
        self._state = IconLabel(theme)
        restyle(self._state, role="caption")
        self._state.show_state(state, states.state(state))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._state)
        # One width for all, and for numbers that grow.
        self.setMinimumWidth(COLUMN)
        theme.changed.connect(self._fit)

    def show_count(self, count: int) -> None:
        """Show another number."""
        text = number(count)
        if text != self._number.text():
            longer = len(text) != len(self._number.text())
            self._number.setText(text)
            if longer:
                self._fit()

    def _fit(self) -> None:
        """Fix the size of the number: otherwise each one lays out all of the card anew."""
        self._number.ensurePolished()
        letters = self._number.fontMetrics()
        widest = re.sub(r"\d", "8", self._number.text())
        self._number.setFixedSize(letters.horizontalAdvance(widest), letters.height())
