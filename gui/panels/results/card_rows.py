"""The rows of a card: a recipient each, or a reason why many failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from gui.core.sending.run_card import FAILED, FailureGroup, RecipientResult
from gui.core.sending.state import FAILED_FOR_SURE
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.icon_label import IconLabel, tone_of
from gui.words.sending import run_cards as words
from gui.words.sending import states

LEFT, RIGHT = 34, 16
"""Inner edges of a card: what belongs to it stands under its name."""


class CardRow(QFrame):
    """What the rows have in common: they take the focus, and the arrows go through them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("cardRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        restyle(self, role="row")
        self.icon = IconLabel(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next row or the one before."""
        match event.key():
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def _say(self, text: str) -> None:
        if text != self.accessibleName():
            self.setAccessibleName(text)


class RecipientRow(CardRow):
    """One recipient: name, number, state, seconds, and if it failed why and what helps."""

    resend_requested = Signal(int)
    """The id of the recipient that is to be sent to again."""
    history_requested = Signal(object)
    """Its `RecipientState`: the history of its run is to be shown."""

    def __init__(
        self, theme: Theme, result: RecipientResult, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._result = result
        self._name = ElidedLabel()
        self._number = ElidedLabel()
        restyle(self._number, tone="secondary")
        self._state, self._seconds = QLabel(), QLabel()
        self._seconds.setMinimumWidth(52)
        self._seconds.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        restyle(self._seconds, tone="secondary")
        self._why: _Why | None = None
        who = QHBoxLayout()
        who.setSpacing(4)
        who.addWidget(self._name)
        who.addWidget(self._number, 1)
        _give_way(self._number, 64)  # who it is, is known by the name
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(theme.step)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.icon, 0, 0)
        grid.addLayout(who, 0, 1)
        grid.addWidget(self._state, 0, 2)
        grid.addWidget(self._seconds, 0, 3)
        self._grid = grid
        self.show_result(result)

    @property
    def failed(self) -> bool:
        """Whether it was rejected or not delivered."""
        return self._result.state in FAILED_FOR_SURE

    def show_result(self, result: RecipientResult) -> None:
        """Show what has become of the recipient."""
        self._result = result
        self._name.show_text(result.name)
        self._name.setVisible(bool(result.name))
        self._number.show_text(result.number)
        restyle(self._number, tone="secondary" if result.name else "")
        self.icon.show_state(result.state)
        tone = tone_of(self._theme.tokens.states[result.state.value][1])
        self._state.setText(states.state(result.state))
        restyle(self._state, tone=tone)
        reason = words.why_failed(result.state, result.reason)
        remedy = words.remedy(result.state, result.reason)
        if reason and self._why is None:
            self._why = _Why()
            self._grid.addWidget(self._why, 1, 1, 1, 3)
        if self._why is not None:
            self._why.show_reason(reason, remedy, tone)
            self._why.setVisible(bool(reason))
        self._grid.setContentsMargins(LEFT, 6, RIGHT, 6)
        self._say(words.row_text(result))

    def tick(self, now: int) -> None:
        """Count the seconds until its receipt; `now` in ms since 1970, UTC."""
        text = words.row_time(self._result, now)
        if text != self._seconds.text():
            self._seconds.setText(text)

    def select(self, selected: bool) -> None:
        """Be the row that the operator is shown first."""
        restyle(self, current="true" if selected else "false")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with one recipient."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = self._result.number
        menu.addAction(self.tr("Copy number"), lambda: QGuiApplication.clipboard().setText(number))
        if self.failed:
            id = self._result.id
            menu.addAction(
                self.tr("Resend to this one only"), lambda: self.resend_requested.emit(id)
            )
        menu.addAction(
            self.tr("See in history"), lambda: self.history_requested.emit(self._result.state)
        )
        menu.popup(event.globalPos())


class _Why(QWidget):
    """Why a recipient is in its state, and what helps: few have it, so that few rows do."""

    def __init__(self) -> None:
        super().__init__()
        self._reason, self._remedy = ElidedLabel(), ElidedLabel()
        restyle(self._reason, role="reason")
        restyle(self._remedy, role="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._reason)
        row.addWidget(self._remedy, 1)
        _give_way(self._remedy, 100)

    def show_reason(self, reason: str, remedy: str, tone: str) -> None:
        """Show the reason in the colour of the state, and the remedy, maybe empty."""
        self._reason.show_text(reason)
        restyle(self._reason, tone=tone)
        self._remedy.show_text(f"— {remedy}" if remedy else "")


class ReasonRow(CardRow):
    """Why recipients of a large run failed, and how many; it leads to the history."""

    history_requested = Signal(object)
    """The `RecipientState` of those who failed."""

    def __init__(self, theme: Theme, group: FailureGroup, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._group = group
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._state = QLabel()
        self._reason, self._remedy = ElidedLabel(), ElidedLabel()
        restyle(self._reason, role="strong")
        restyle(self._remedy, tone="secondary")
        self._count = QLabel()
        restyle(self._count, role="caption")
        self._arrow = IconLabel(theme, "chevron-right", "text-secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT, 6, RIGHT - 4, 6)
        row.setSpacing(theme.step)
        for label in (self.icon, self._state, self._reason):
            row.addWidget(label)
        row.addWidget(self._remedy, 1)
        _give_way(self._remedy, 0)
        row.addWidget(self._count)
        row.addWidget(self._arrow)
        self.show_group(group)

    def show_group(self, group: FailureGroup) -> None:
        """Show the reason and how many it concerns."""
        self._group = group
        self.icon.show_state(group.state)
        self._state.setText(states.state(group.state))
        # One column below the other, whichever state it is.
        self._state.ensurePolished()
        letters = self._state.fontMetrics()
        self._state.setFixedWidth(max(letters.horizontalAdvance(states.state(o)) for o in FAILED))
        restyle(self._state, tone=tone_of(self._theme.tokens.states[group.state.value][1]))
        self._reason.show_text(words.why_failed(group.state, group.reason))
        remedy = words.remedy(group.state, group.reason)
        self._remedy.show_text(f"— {remedy}" if remedy else "")
        self._count.setText(self.tr("%Ln number(s)", "", group.count))
        self._say(words.group_text(group))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the history."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.history_requested.emit(self._group.state)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the history."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.history_requested.emit(self._group.state)


def _give_way(label: ElidedLabel, least: int) -> None:
    """Let a label have what the one before it leaves, and `least` pixels in any case."""
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    label.setMinimumWidth(least)
