"""The head of a card: time, message, state; a click folds and unfolds the card."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import SHOWN_ORDER, CardPhase, RunCard
from gui.core.sending.state import RecipientState
from gui.panels.results.card_rows import LEFT
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import set_icon
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.flow_layout import FlowLayout
from gui.panels.widgets.icon_label import IconLabel
from gui.words.sending import run_cards as words
from gui.words.sending.progress import number

OPEN, FOLDED = 44, 40
"""Heights of the head."""
GAP = 8
"""Pixels below the second line that a narrow one has."""
RIGHT = 16
"""Pixels at the right."""
_PHASE_ICONS = {
    CardPhase.PREPARING: "circle-dashed",
    CardPhase.SENDING: "circle-up",
    CardPhase.PAUSED: "pause",
    CardPhase.STOPPING: "stop",
    CardPhase.STOPPED: "stop",
}


class CardHead(QWidget):
    """Shows one line of a run; `controls` is where buttons of a run under way stand."""

    toggled = Signal()
    """The card is to be folded or unfolded."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open = False
        self._part: RunCard | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fold = QToolButton()
        self._fold.setObjectName("foldCard")
        restyle(self._fold, small="true", role="quiet")
        self._fold.setFixedSize(24, 24)
        self._when, self._count, self._share, self._note = QLabel(), QLabel(), QLabel(), QLabel()
        self._account = ElidedLabel()
        for label in (self._when, self._count, self._note, self._account):
            restyle(label, role="caption")
        self._share.setTextFormat(Qt.TextFormat.RichText)
        restyle(self._share, role="caption")
        self._title = ElidedLabel()
        self._phase = IconLabel(theme)
        restyle(self._phase, role="caption")
        self._chip = QFrame()
        restyle(self._chip, role="tint")
        inside = QHBoxLayout(self._chip)
        inside.setContentsMargins(6, 2, 6, 2)
        inside.addWidget(self._phase)
        self._chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Of the eight states a run has two or three, and there are many cards.
        self._counts: dict[RecipientState, IconLabel] = {}
        self._buttons = QWidget()
        self._buttons.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.controls = QHBoxLayout(self._buttons)
        self.controls.setContentsMargins(0, 0, 0, 0)
        self.controls.setSpacing(theme.step)

        self._said = _Said(theme.step)
        said = self._said.flow
        said.addWidget(self._note)
        said.addWidget(self._share)
        self._first, self._second, self._third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        row = self._first
        row.setSpacing(4)
        row.addWidget(self._fold)
        row.addWidget(self._when)
        row.addSpacing(4)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._count)
        row.addWidget(self._account)
        row.addWidget(self._chip)
        row.addStretch(1)
        row.addWidget(self._said)
        row.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, RIGHT, 0)
        column.setSpacing(0)
        column.addLayout(self._first)
        column.addLayout(self._second)
        column.addLayout(self._third)
        self._fold.clicked.connect(self.toggled)
        theme.changed.connect(self._dress)
        theme.changed.connect(self.fit)

    def show_card(self, card: RunCard, *, is_open: bool) -> bool:
        """Show the state of a run; an account that is not the current one is named.

        Returns whether anything of it has changed: then `fit` has to follow.
        """
        part = _shown_part(card, is_open=is_open)
        if part == self._part and is_open is self._open:
            return False
        self._part, self._open = part, is_open
        self._when.setText(words.clock_time(card.created_at, seconds=is_open))
        title = words.title(card)
        self._title.show_text(title)
        restyle(self._title, role="strong" if is_open else "")
        total, done = card.counts.total, card.counts.completed
        both = f"{number(done)} / {number(total)}" if is_open else number(total)
        self._count.setText(both if total else "")
        self._count.setVisible(bool(total) and not (is_open and card.many))
        self._account.show_text(card.account_label if card.foreign else "")
        self._account.setVisible(card.foreign)
        phase = words.phase(card)
        self._chip.setVisible(bool(phase))
        if phase:
            self._phase.setText(phase)
            moving = card.phase in (CardPhase.PREPARING, CardPhase.SENDING)
            role = "accent-text" if moving else "text-secondary"
            self._phase.show_icon(_PHASE_ICONS[card.phase], role)
            restyle(self._chip, tone="accent" if moving else "neutral")
        # A large run has a bar and its legend below.
        listed = not card.under_way and (is_open or not card.large) and not (is_open and card.many)
        said = dict(words.counts(card)) if listed else {}
        for state, text in said.items():
            if state not in self._counts:
                self._add_count(state)
            self._counts[state].show_state(state, text)
        for state, label in self._counts.items():
            label.setVisible(state in said)
        note = words.time_note(card) if listed else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        share = card.large and not card.under_way and not card.counts.queued
        self._share.setText(words.delivered_share(card) if share else "")
        self._share.setVisible(share)
        self._name_fold(title)
        self._dress()
        return True

    def _add_count(self, state: RecipientState) -> None:
        label = self._counts[state] = IconLabel(self._theme)
        restyle(label, role="caption")
        before = SHOWN_ORDER[: SHOWN_ORDER.index(state)]
        self._said.flow.insert(sum(one in self._counts for one in before), label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the counts have a line of their own where the first one is too narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def minimumSizeHint(self) -> QSize:
        """As wide as the line of the title; the counts and the controls give way."""
        hint = super().minimumSizeHint()
        below = max(self._said.minimumSizeHint().width(), self.controls.sizeHint().width())
        return QSize(max(self._around(), below + LEFT + RIGHT), hint.height())

    def _around(self) -> int:
        """The width of the first line without counts and controls, with little of the title."""
        fixed = (self._when, self._count, self._chip, self._account)
        wide = sum(one.sizeHint().width() + 4 for one in fixed if not one.isHidden())
        return LEFT + wide + 40 + RIGHT

    def fit(self) -> None:
        """Give the counts and the controls lines of their own where the first is too narrow."""
        title = min(self._title.sizeHint().width(), 140)
        controls = self.controls.sizeHint().width()
        below = controls > 0 and self._around() + title + controls > self.width()
        self._place_controls(below=below)
        beside = title + self._said.sizeHint().width() + (0 if below else controls)
        narrow = self._around() + beside > self.width()
        there = self._second.indexOf(self._said) >= 0
        if narrow != there:
            self._second.setContentsMargins(0, 0, 0, GAP if narrow else 0)
            if narrow:
                self._second.addSpacing(LEFT - 6)
                self._second.addWidget(self._said, 1)
            else:
                self._second.takeAt(0)
                self._first.insertWidget(self._first.count() - (0 if below else 1), self._said)
        scale = max(1.0, self._theme.scale)
        height = round((OPEN if self._open else FOLDED) * scale)
        said = self._said.sizeHint().height()
        if narrow and self._shows_counts():
            said = self._said.flow.heightForWidth(self.width() - LEFT - RIGHT)
            height += said + GAP
        if below:
            height += self.controls.sizeHint().height() + GAP
        self._said.setFixedHeight(said)
        self.setFixedHeight(height)

    def _place_controls(self, *, below: bool) -> None:
        """Put the controls into a line of their own, or at the end of the first one."""
        if below == (self._third.indexOf(self._buttons) >= 0):
            return
        self._third.setContentsMargins(0, 0, 0, GAP if below else 0)
        if below:
            self._third.addSpacing(LEFT - 6)
            self._third.addWidget(self._buttons)
            self._third.addStretch(1)
        else:
            self._first.addWidget(self._buttons)
            while self._third.count():
                self._third.takeAt(0)

    def _shows_counts(self) -> bool:
        return any(not one.isHidden() for one in (*self._counts.values(), self._note, self._share))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere folds or unfolds."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.toggled.emit()

    def _name_fold(self, title: str) -> None:
        verb = self.tr("Fold {title}") if self._open else self.tr("Unfold {title}")
        name = verb.format(title=f"{self._when.text()} {title}")
        if name != self._fold.accessibleName():
            self._fold.setAccessibleName(name)
            self._fold.setToolTip(name)

    def _dress(self) -> None:
        icon = "chevron-down" if self._open else "chevron-right"
        set_icon(self._theme, self._fold, icon, "text-secondary")


def _shown_part(card: RunCard, *, is_open: bool) -> RunCard:
    """The part of a card that its head shows, or that moves its buttons.

    A card changes several times a second while it is sent, mostly below its head.
    """
    counts = card.counts
    if is_open and card.many and card.under_way:
        counts = StateCounts()
    return replace(
        card, counts=counts, rows=(), groups=(), rate=0.0, seconds_left=None, resendable=0
    )


class _Said(QWidget):
    """How a run stands: in one line where there is room, else in as many as it takes."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(gap, self)
        self.flow.setContentsMargins(0, 0, 0, 0)
        self._gap = gap

    def sizeHint(self) -> QSize:
        """As wide as all of it in one line."""
        items = [self.flow.itemAt(at) for at in range(self.flow.count())]
        shown = [item.sizeHint() for item in items if item is not None and not item.isEmpty()]
        wide = sum(size.width() + self._gap for size in shown) - self._gap
        return QSize(max(0, wide), max((size.height() for size in shown), default=0))
