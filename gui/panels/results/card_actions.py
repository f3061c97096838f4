"""The buttons of a run's card; each exists only while it would do something."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gui.core.sending.progress import RunAction
from gui.core.sending.run_card import CardPhase, RunCard
from gui.panels.results.card_rows import LEFT, RIGHT
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import (
    BLANKS,
    GAP,
    SendingButton,
    Tool,
    named_button,
    set_icon,
    set_icons,
)
from gui.panels.widgets.flow_layout import FlowLayout
from gui.words.sending import run_cards as words

TEXT_EDGES = 16
"""Pixels of the button of the history beside its text."""


class CardActions(QFrame):
    """The buttons below the rows of a card; those of a run under way stand in its head."""

    paused = Signal()
    resumed = Signal()
    stopped = Signal()
    given_up = Signal()
    repeated = Signal()
    """Send exactly the same again."""
    edited = Signal()
    """Load the message and its recipients into the form."""
    kept = Signal()
    """Save the message and its recipients as a preset."""
    resend_requested = Signal()
    look_up_requested = Signal()
    """The service is to be asked about unknown results."""
    history_requested = Signal()

    def __init__(self, theme: Theme, head: QHBoxLayout, parent: QWidget | None = None) -> None:
        """Put what controls a run under way into `head`."""
        super().__init__(parent)
        self._theme = theme
        self._head = head
        self._shown: tuple[tuple[str, str], ...] = ()
        restyle(self, role="row")
        self._pause = named_button("pause", self.tr("Pa&use"))
        self._resume = named_button("resume", words.resume_paused())
        self._stop = named_button("stop", self.tr("St&op"))
        self._stop.setToolTip(
            self.tr("Make no new call; those that are queued stay queued, and can go on later")
        )
        self._give_up = named_button("giveUp", "")
        self._again = SendingButton(self.tr("Send again"))
        self._again.setObjectName("sendAgain")
        self._edit = named_button("editAgain", self.tr("Edit"))
        self._edit.setAccessibleName(self._edit.text())
        self._edit.setToolTip(self.tr("Load the message and its recipients into the form"))
        self._resend = named_button("resendFailed", "")
        # Short, as all buttons have to fit in one row of a small window.
        self._look_up = named_button("lookUpUnknown", self.tr("Look up"))
        self._look_up.setToolTip(
            self.tr("Ask the service what became of the messages without a clear answer")
        )
        self._keep = named_button("keepAsPreset", "")
        self._keep.setAccessibleName(self.tr("Save as preset"))
        self._keep.setToolTip(self.tr("Save the message and its recipients as a preset"))
        self._history = Tool()
        self._history.setObjectName("showRunInHistory")
        self._history.setText(self.tr("See in history"))
        self._history.setAccessibleName(self._history.text())
        self._history.setToolTip(self.tr("Show the rows of this run in the history"))
        restyle(self._history, role="quiet", small="true")
        buttons = QWidget()
        self._row = FlowLayout(theme.step, buttons)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons():
            restyle(button, small="true")
            button.setVisible(False)
            if button not in (self._pause, self._stop):
                self._row.addWidget(button)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(LEFT, 8, RIGHT - 6, 8)
        outer.setSpacing(theme.step)
        outer.addWidget(buttons, 1)
        outer.addWidget(self._history, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self._pause, self._stop):
            head.addWidget(button)

        self._pause.clicked.connect(self.paused)
        self._resume.clicked.connect(self.resumed)
        self._stop.clicked.connect(self.stopped)
        self._give_up.clicked.connect(self.given_up)
        self._again.clicked.connect(self.repeated)
        self._edit.clicked.connect(self.edited)
        self._resend.clicked.connect(self.resend_requested)
        self._look_up.clicked.connect(self.look_up_requested)
        self._keep.clicked.connect(self.kept)
        self._history.clicked.connect(self.history_requested)
        theme.changed.connect(self._dress)
        self._dress()

    def leave_head(self) -> None:
        """Take the buttons out of the head of the card, as they go with the rest."""
        for button in (self._pause, self._resume, self._stop):
            self._head.removeWidget(button)
            button.setParent(self)
            button.hide()

    def show_card(self, card: RunCard) -> None:
        """Show the buttons that apply now."""
        focused = next((button for button in self._buttons() if button.hasFocus()), None)
        stopped = card.phase is CardPhase.STOPPED
        self._place_resume(in_head=card.under_way)
        self._resume.setText(words.resume(card))
        restyle(self._resume, role="primary" if stopped else "")
        self._give_up.setText(words.give_up(card))
        self._resend.setText(words.resend(card))
        quiet = not card.under_way and not stopped
        buttons = (
            (self._pause, RunAction.PAUSE in card.actions),
            (self._resume, RunAction.RESUME in card.actions),
            (self._stop, RunAction.STOP in card.actions),
            (self._give_up, RunAction.GIVE_UP in card.actions and stopped),
            (self._look_up, not card.under_way and card.counts.unknown > 0),
            (self._again, quiet and card.repeatable),
            (self._edit, quiet and card.repeatable),
            (self._resend, quiet and card.resendable > 0),
            (self._keep, quiet and card.repeatable),
        )
        for button, there in buttons:
            button.setEnabled(there)
            button.setVisible(there)
        # A card is shown again several times a second while messages are sent.
        shown = tuple((button.objectName(), button.text()) for button, there in buttons if there)
        if shown != self._shown:
            self._shown = shown
            self._dress()
            self._fit()
        if focused is not None and not focused.isEnabled():
            # Pause gives way to Resume and back; the focus goes along.
            for button in (self._resume, self._pause, self._again):
                if button.isEnabled():
                    button.setFocus()
                    break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep one row."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let icons stand alone where their texts would make a second row of buttons."""
        shown = [
            button
            for button in self._buttons()
            if not button.isHidden() and self._row.indexOf(button) >= 0
        ]
        room = self.contentsRect().width() - LEFT - RIGHT + 6
        letters = self._history.fontMetrics()
        text = letters.horizontalAdvance(self._history.text() + BLANKS * " ") + TEXT_EDGES
        wide = sum(button.sizeHint().width() + self._theme.step for button in shown)
        name = self._edit.accessibleName()
        if self._edit in shown and not self._edit.text():
            wide += self._edit.fontMetrics().horizontalAdvance(name) + GAP
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonTextOnly if wide + text <= room else style.ToolButtonIconOnly
        if wanted is not self._history.toolButtonStyle():
            self._history.setToolButtonStyle(wanted)
        said = name if wide + self._theme.size("height.control") <= room else ""
        if said != self._edit.text():
            self._edit.setText(said)
            set_icon(self._theme, self._edit, "edit")

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self._pause,
            self._resume,
            self._stop,
            self._give_up,
            self._look_up,
            self._again,
            self._edit,
            self._resend,
            self._keep,
        )

    def _place_resume(self, *, in_head: bool) -> None:
        there = self._head.indexOf(self._resume) >= 0
        if there != in_head:
            held = self._resume.hasFocus()
            if in_head:
                self._head.insertWidget(0, self._resume)
            else:
                self._row.insert(0, self._resume)
            if held:
                self._resume.setFocus()

    def _dress(self) -> None:
        set_icons(
            self._theme,
            (self._pause, "pause"),
            (self._stop, "stop"),
            (self._again, "repeat"),
            (self._edit, "edit"),
            (self._resend, "resend"),
            (self._look_up, "resolve"),
            (self._keep, "star"),
            (self._history, "list"),
        )
        role = "on-accent" if self._resume.property("role") == "primary" else "text"
        set_icon(self._theme, self._resume, "resume", role)
