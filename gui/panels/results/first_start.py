"""The content of the results before anything was sent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import named_button, set_icon
from gui.panels.widgets.flow_layout import FlowLayout

WIDE = 460
LOW = 560
"""Height below which the picture gives way, and the parts stand closer."""


class FirstStart(QWidget):
    """Says what the chosen account is for, and offers a first message."""

    example_requested = Signal()
    """A message of the sandbox is to be filled in and sent."""
    add_account_requested = Signal()
    compose_requested = Signal()
    """The first field of the message is to get the focus."""
    sandbox_requested = Signal()
    """The sandbox is to be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sandbox = True
        self._picture = QLabel()
        self._picture.setFixedSize(56, 56)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restyle(self._picture, role="picture")
        self._title = QLabel(wordWrap=True)
        self._title.setContentsMargins(0, 16, 0, 0)
        self._title.setObjectName("firstStartTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        restyle(self._title, role="title")
        self._text = QLabel(wordWrap=True)
        restyle(self._text, role="secondary")
        self._example = named_button("sendExample", self.tr("Send an example message"))
        restyle(self._example, role="primary", big="true")
        self._add = named_button("addAccount", self.tr("Add an account…"))
        self._compose = named_button("beginMessage", self.tr("Choose a template"))
        restyle(self._compose, role="primary", big="true")
        self._try = named_button("trySandbox", self.tr("Try it in the sandbox first"))
        for second in (self._add, self._try):
            restyle(second, tall="true")  # as high as the one beside it
        buttons = QWidget()
        flow = FlowLayout(theme.step, buttons)
        for button in (self._example, self._add, self._compose, self._try):
            flow.addWidget(button)
        card = QFrame()
        restyle(card, role="card")
        steps = QVBoxLayout(card)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(0)
        self._steps: list[QGridLayout] = []
        self._icons: list[tuple[QLabel, str]] = []
        for place, (icon, name, what) in enumerate(
            (
                (
                    "message",
                    self.tr("Compose"),
                    self.tr("Fill a template in, and see it as the phone shows it"),
                ),
                (
                    "users",
                    self.tr("Recipients"),
                    self.tr("Test phones, numbers you paste, lists from Excel or CSV"),
                ),
                (
                    "clock",
                    self.tr("Results"),
                    self.tr("What arrived, within seconds; and if not, what helps"),
                ),
            )
        ):
            step = self._step(icon, name, what)
            restyle(step, role="step" if place else "firstStep")
            steps.addWidget(step)
        page = QWidget()
        page.setMaximumWidth(WIDE)
        column = self._column = QVBoxLayout(page)
        column.setSpacing(0)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._text)
        column.addWidget(buttons)
        column.addWidget(card)
        self._flow = flow
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(16, 0, 16, 0)
        row.addStretch(1)
        row.addWidget(page, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._example.clicked.connect(self.example_requested)
        self._add.clicked.connect(self.add_account_requested)
        self._compose.clicked.connect(self.compose_requested)
        self._try.clicked.connect(self.sandbox_requested)
        theme.changed.connect(self._dress)
        self.show_account("", sandbox=True)

    def show_account(self, label: str, *, sandbox: bool) -> None:
        """Show the texts for the chosen account."""
        self._sandbox = sandbox
        if sandbox:
            self._title.setText(self.tr("The sandbox is ready"))
            self._text.setText(
                self.tr(
                    "Signs and templates are there already. Nothing sent here reaches a phone or "
                    "costs money; receipts and failures come as they do for real."
                )
            )
        else:
            self._title.setText(self.tr("Nothing was sent with “{label}” yet").format(label=label))
            self._text.setText(
                self.tr(
                    "What this account sends reaches phones and is charged. Send a message to a "
                    "test phone of your own first; the sandbox sends none and costs nothing."
                )
            )
        for button in (self._example, self._add):
            button.setVisible(sandbox)
        for button in (self._compose, self._try):
            button.setVisible(not sandbox)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what is not needed only where there is room."""
        super().resizeEvent(event)
        low = self.height() < LOW
        self._picture.setVisible(not low)
        edge, above, below, line = (10, 12, 14, 8) if low else (24, 20, 28, 12)
        self._column.setContentsMargins(0, edge, 0, edge)
        self._flow.setContentsMargins(0, above, 0, below)
        for step in self._steps:
            step.setContentsMargins(16, line, 16, line)

    def _step(self, icon: str, name: str, what: str) -> QFrame:
        step = QFrame()
        picture, title, text = QLabel(), QLabel(name), QLabel(what, wordWrap=True)
        restyle(text, role="caption")
        self._icons.append((picture, icon))
        grid = QGridLayout(step)
        self._steps.append(grid)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(picture, 0, 0)
        grid.addWidget(title, 0, 1)
        grid.addWidget(text, 1, 1)
        return step

    def _dress(self) -> None:
        icon, role = ("flask", "sandbox") if self._sandbox else ("message", "accent-text")
        self._picture.setPixmap(self._theme.pixmap(icon, self, role, 28))
        for label, icon in self._icons:
            label.setPixmap(self._theme.pixmap(icon, self, "text-secondary"))
        set_icon(self._theme, self._example, "send", "on-accent")
        set_icon(self._theme, self._add, "key")
        set_icon(self._theme, self._compose, "message", "on-accent")
        set_icon(self._theme, self._try, "flask")
