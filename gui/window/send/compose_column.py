"""The column in which a message is composed: a form that scrolls, and the button below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme

if TYPE_CHECKING:
    from gui.panels.message.message_panel import MessagePanel
    from gui.panels.message.options_panel import OptionsPanel
    from gui.panels.message.parameter_panel import ParameterPanel
    from gui.panels.recipients.recipients_panel import RecipientsPanel
    from gui.panels.sending.send_panel import SendPanel
    from gui.panels.widgets.fields.field_note import FieldNote

COMPACT_BELOW = 560
"""Pixels of height below which the form hides its heading and spacing."""


class ComposeColumn(QWidget):
    """What is sent, to whom, and how.

    It is empty until `fill`: to make the panels takes as long as to show a window.

    Attributes:
        title: what is composed; `heading` is its row, for what belongs beside it.
    """

    title: QLabel
    heading: QHBoxLayout
    message: MessagePanel
    parameters: ParameterPanel
    recipients: RecipientsPanel
    recipients_gap: FieldNote
    options: OptionsPanel
    send: SendPanel

    def __init__(self, theme: Theme) -> None:
        """Reserve the width of the form."""
        super().__init__()
        self._theme = theme
        self._compact: bool | None = None
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._limit_width()
        theme.changed.connect(self._limit_width)

    def fill(self) -> None:
        """Make the panels and lay them out."""
        from gui.panels.message.message_panel import MessagePanel  # imported late
        from gui.panels.message.options_panel import OptionsPanel
        from gui.panels.message.parameter_panel import ParameterPanel
        from gui.panels.recipients.recipients_panel import RecipientsPanel
        from gui.panels.sending.send_panel import SendPanel
        from gui.panels.widgets.fields.field_note import FieldNote
        from gui.words.notices import Severity

        theme = self._theme
        self.parameters = ParameterPanel(theme)
        self.options = OptionsPanel(theme)
        self.message = MessagePanel(self.parameters, theme, (self.options,))
        self.recipients = RecipientsPanel(theme)
        self.recipients_gap = FieldNote(theme, Severity.ERROR, "recipientsGap", self)
        self.recipients_gap.setProperty("role", "caption")
        self.send = SendPanel(theme)
        self.title = QLabel(self.tr("Compose"))
        self.title.setObjectName("composeTitle")
        self.title.setProperty("role", "strong")
        self.heading = QHBoxLayout()
        self._lay_out()
        self._limit_width()
        self._set_compact(self.height() < COMPACT_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take less room where there is little."""
        super().resizeEvent(event)
        if self.layout() is not None:
            self._set_compact(event.size().height() < COMPACT_BELOW)

    def _lay_out(self) -> None:
        from gui.panels.widgets.scroll_page import ScrollPage

        step = self._theme.step
        self.heading.setSpacing(step // 2)
        self.heading.addWidget(self.title, 1)
        self._head = QWidget()
        self._head.setLayout(self.heading)
        self._head.setFixedHeight(self._theme.size("height.control"))
        self.heading.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        page.setProperty("surface", "surface")
        self._form = QVBoxLayout(page)
        for widget in (
            self._head,
            self.message,
            self.recipients,
            self.recipients_gap,
            self.options,
        ):
            self._form.addWidget(widget)
        self._form.addStretch(1)
        self._form.setSpacing(step)
        line = QFrame()
        line.setProperty("role", "line")
        self._foot = QWidget()
        self._footer = QHBoxLayout(self._foot)
        self._footer.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ScrollPage(page), 1)
        column.addWidget(line)
        column.addWidget(self._foot)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what stands in the form, and for a message."""
        hint = super().minimumSizeHint()
        least = round(self._theme.size("width.compose-min") * self._theme.scale)
        return QSize(max(hint.width(), least), hint.height())

    def _limit_width(self) -> None:
        """Limit the width: more room on a wide screen goes to the results."""
        most = round(self._theme.size("width.compose-max") * self._theme.scale)
        self.setMaximumWidth(max(most, self.minimumSizeHint().width()))

    def _set_compact(self, compact: bool) -> None:
        if compact == self._compact:
            return
        self._compact = compact
        across, along = (16, 10) if compact else (20, 12)
        self._form.setContentsMargins(across, along, across, along)
        self._footer.setContentsMargins(across, 0, across, 0)
        self._foot.setMinimumHeight(52 if compact else self._theme.size("height.footer"))
        self._head.setVisible(not compact)
        self.message.set_compact(compact)
        self.recipients.set_compact(compact)
