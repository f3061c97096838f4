"""What is going on: the button that sends, and the bar that shows a run and holds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gui.core.message.draft import DraftProblem, UnknownColumns
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import TONES, Theme, restyle
from gui.panels.widgets.step_heading import embolden
from gui.words.message import draft
from gui.words.notices import Severity


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
