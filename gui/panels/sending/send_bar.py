"""What is going on: the button that sends, and the bar that shows a run and holds it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.core.message.draft import DraftProblem, UnknownColumns
from gui.core.sending.progress import RunAction, SendState
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import TONES, Theme, restyle
from gui.panels.widgets.buttons import set_icons
from gui.panels.widgets.step_heading import embolden
from gui.words.message import draft
from gui.words.notices import Severity
from gui.words.sending import progress as words


class SendPanel(QWidget):
    """The button that sends: it carries the count, and what is missing stands beside it."""

    submitted = Signal()
    """The operator wants to send what is in the form."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that there is nothing to send yet."""
        super().__init__(parent)
        self._theme = theme
        self._kind = AccountKind.ORDINARY
        self._send = QPushButton()
        self._send.setObjectName("send")
        embolden(self._send)
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName("sendProblem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step)
        row.addWidget(self._send)
        row.addWidget(self._problem, 1)

        self._send.clicked.connect(self.submitted)
        # Return for the main block, Enter for the numeric one.
        shortcut = QShortcut(self)
        shortcut.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        shortcut.activated.connect(self._send.click)
        theme.changed.connect(self._dress)
        self.show_ready(0, ())

    def show_ready(
        self,
        count: int,
        problems: Sequence[DraftProblem | UnknownColumns],
        kind: AccountKind = AccountKind.ORDINARY,
    ) -> None:
        """Say how many messages would go, in the colour of the account, or why none can.

        The first of `problems` is shown, the others stand in the tool tip.
        """
        sentences = [draft.problem(problem) for problem in problems]
        self._kind = kind
        self._send.setText(
            self.tr("&Send %Ln message(s)", "", count) if count else self.tr("&Send")
        )
        self._send.setEnabled(count > 0 and not problems)
        first = sentences[0] if sentences else ""
        more = len(problems) - 1
        if more > 0:
            first = self.tr("{problem} (and %Ln more)", "", more).format(problem=first)
        self._problem.setText(first)
        every = "\n".join(sentences)
        self._problem.setToolTip(every if more > 0 else "")
        self._send.setToolTip(every or self.tr("Look it over and confirm (Ctrl+Enter)"))
        self._send.setAccessibleDescription(every)
        self._dress()

    def _dress(self) -> None:
        ready = self._send.isEnabled()
        self._theme.style_send(self._send, self._kind, ready=ready)
        self._send.setIcon(self._theme.icon("send", "on-accent" if ready else "text-disabled"))
        self._send.setIconSize(self._theme.icon_size)
        restyle(self._problem, tone=TONES[Severity.WARNING])


class SendBar(QWidget):
    """Shows how far a run has come; pauses, resumes and stops it."""

    paused = Signal()
    resumed = Signal()
    stopped = Signal()
    given_up = Signal()
    """Nobody who is still queued is to be sent to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that nothing is being sent."""
        super().__init__(parent)
        self._theme = theme
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("progress")
        self._bar.setFixedHeight(theme.step)
        self._bar.setAccessibleName(self.tr("Progress of the sending"))
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("progressText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._pause = QPushButton(self.tr("Pa&use"))
        self._pause.setObjectName("pause")
        self._resume = QPushButton(self.tr("Res&ume"))
        self._resume.setObjectName("resume")
        self._stop = QPushButton(self.tr("St&op"))
        self._stop.setObjectName("stop")
        self._stop.setToolTip(
            self.tr("Make no new call; those that are queued stay queued, and can go on later")
        )
        self._give_up = QPushButton(self.tr("Give up the rest"))
        self._give_up.setObjectName("giveUp")
        self._give_up.setToolTip(self.tr("Cancel those that are still queued"))

        column = QVBoxLayout()
        column.setSpacing(theme.step // 2)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.step, theme.step, theme.step, theme.step)
        row.setSpacing(theme.step)
        row.addLayout(column, 1)
        for button in (self._pause, self._resume, self._stop, self._give_up):
            row.addWidget(button)

        self._pause.clicked.connect(self.paused)
        self._resume.clicked.connect(self.resumed)
        self._stop.clicked.connect(self.stopped)
        self._give_up.clicked.connect(self.given_up)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_state(SendState())

    def show_state(self, state: SendState) -> None:
        """Show a run, or that there is none; a button is enabled when it would do something."""
        self._allow(state.actions)
        progress = None if state.preparing else state.progress
        # A range of nothing at all would show a busy bar.
        self._bar.setRange(0, max(1, progress.counts.total) if progress else 1)
        self._bar.setValue(progress.counts.completed if progress else 0)
        if progress is not None:
            said = words.summary(progress)
        else:
            said = words.preparing() if state.preparing else self.tr("Nothing is being sent.")
        if state.label is not None:
            said = f"{said} · {words.label(state.label)}"
        if state.unfinished_run is not None:
            said = f"{said}\n{words.unfinished(state.unfinished_run)}"
        self._say(said, words.cause(progress.cause) if progress and progress.cause else "")

    def _say(self, text: str, cause: str) -> None:
        if self._text.text() != text:
            self._text.setText(text)
        self._text.setToolTip(cause)
        self._text.setAccessibleDescription(cause)

    def _allow(self, acts: Set[RunAction]) -> None:
        focused = self.focusWidget()
        held = focused is not None and focused.hasFocus()
        self._give_up.setVisible(RunAction.GIVE_UP in acts)
        for button, act in (
            (self._pause, RunAction.PAUSE),
            (self._resume, RunAction.RESUME),
            (self._stop, RunAction.STOP),
        ):
            button.setEnabled(act in acts)
        if held and focused is not None and not focused.isEnabled():
            # Pause gives way to Resume and back; the keyboard goes along.
            for button in (self._resume, self._pause):
                if button.isEnabled():
                    button.setFocus()

    def _dress(self) -> None:
        set_icons(
            self._theme,
            (self._pause, "pause"),
            (self._resume, "resume"),
            (self._stop, "stop"),
            (self._give_up, "remove"),
        )
