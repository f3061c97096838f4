"""What is sent, to whom and how, line by line, as the confirmation has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.core.message.draft import SendSummary
from gui.core.message.fields import SendMode
from gui.core.phones.masking import mask_number
from gui.panels.message.preview_bubble import PreviewBubble
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fonts import embolden
from gui.words.phrases import enumerated
from gui.words.sending import confirmation as words
from gui.words.sending.progress import duration, number

LABEL_WIDTH = 80


class ConfirmationFacts(QWidget):
    """A label and a value in each line; the values are named `confirm…`."""

    def __init__(
        self, summary: SendSummary, theme: Theme, *, masked: bool, parent: QWidget | None = None
    ) -> None:
        """Show `summary`; `masked` hides the middle of every number."""
        super().__init__(parent)
        self._summary = summary
        self._theme = theme
        self._masked = masked
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.step)
        grid.setVerticalSpacing(self._theme.step)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, (name, title, value) in enumerate(self._rows()):
            label = QLabel(title)
            label.setProperty("role", "secondary")
            value.setObjectName(name)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)

    def _rows(self) -> list[tuple[str, str, QWidget]]:
        summary, draft = self._summary, self._summary.draft
        template = " ".join(part for part in (summary.template_name, draft.template_code) if part)
        rows: list[tuple[str, str, QWidget]] = [
            ("confirmSign", self.tr("Sign"), _value(draft.sign_name)),
            ("confirmTemplate", self.tr("Template"), _value(template)),
        ]
        content = self.tr("Content")
        if summary.example:
            bubble = PreviewBubble(self._theme, widest=self._theme.size("width.dialog-confirm"))
            bubble.setAccessibleName(content)
            bubble.show_message(summary.example)
            rows.append(("confirmExample", content, bubble))
        else:
            unknown = self.tr("The text of this template was not fetched.")
            rows.append(("confirmExample", content, _value(unknown)))
            if summary.values:
                # Of the first: a placeholder says nothing of what is sent.
                varied = draft.personalised and draft.count > 1
                title = self.tr("Values of the first") if varied else self.tr("Values")
                rows.append(("confirmParam", title, _value(words.values(summary.values))))
        rows.append(("confirmSegments", self.tr("Billing"), _value(self._billing())))
        count = _value(number(draft.count), bold=True)
        rows.append(("confirmRecipients", self.tr("Recipients"), count))
        if summary.last:
            first, last = _value(self._list(summary.first)), _value(self._list(summary.last))
            rows.append(("confirmFirst", self.tr("The first"), first))
            rows.append(("confirmLast", self.tr("The last"), last))
        else:
            rows.append(("confirmFirst", self.tr("Numbers"), _value(self._list(summary.first))))
        rows.append(("confirmMode", self.tr("Sending"), _value(self._mode())))
        if draft.out_id:
            rows.append(("confirmOutId", self.tr("OutId of all"), _value(draft.out_id)))
        if draft.up_extend_code:
            extend = _value(draft.up_extend_code)
            rows.append(("confirmExtend", self.tr("Extension code"), extend))
        return rows

    def _billing(self) -> str:
        if self._summary.account.sandbox:
            return self.tr("Free in the sandbox")
        segments = self._summary.segments
        if not segments:
            return self.tr("Not known, because the text of the template is not")
        if self._summary.draft.personalised:
            first = self.tr("%Ln segment(s) for the first message", "", segments)
            return self.tr("{first}; others may differ with their values").format(first=first)
        total = number(segments * self._summary.draft.count)
        each = self.tr("%Ln segment(s) each", "", segments)
        return self.tr("{each}, {total} in all").format(each=each, total=total)

    def _mode(self) -> str:
        calls = self.tr("%Ln call(s)", "", self._summary.draft.call_count)
        time = self.tr("about {time}").format(time=duration(self._summary.seconds))
        match self._summary.draft.mode:
            case SendMode.ONE_BY_ONE:
                how = self.tr("One by one")
            case SendMode.BATCHED:
                how = self.tr("Batched")
            case _:
                assert_never(self._summary.draft.mode)
        return f"{how} · {calls} · {time}"

    def _list(self, numbers: Sequence[str]) -> str:
        return enumerated(mask_number(one) if self._masked else one for one in numbers)


def _value(text: str, *, bold: bool = False) -> QLabel:
    value = QLabel(text, wordWrap=True)
    # A sign, a template or a label may look like HTML.
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if bold:
        embolden(value)
    return value
