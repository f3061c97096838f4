"""What the operator confirms before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.core.errors import SmsDeskError
from gui.core.message.draft import SendMode, SendSummary
from gui.core.phones.masking import mask_number
from gui.core.sending.sent_before import LookupProgress, SentBefore
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme
from gui.panels.widgets.step_heading import embolden
from gui.words.phrases import enumerated
from gui.words.recipients import list_import
from gui.words.sending import progress as words
from gui.words.sending import sent_before


class SendConfirmation(QDialog):
    """The confirmation dialog: what is sent, to whom, from which account, and its price.

    Open it with `open()`; `confirmed` means send. Enter and Escape both mean back: sending is
    pressed on purpose, and only once it is known who was sent the same before.
    """

    confirmed = Signal(object)
    """Send; a `SentBefore`: what the operator was told of the history."""

    def __init__(
        self, summary: SendSummary, theme: Theme, *, masked: bool, parent: QWidget | None = None
    ) -> None:
        """Show `summary`; `masked` hides the middle of every number."""
        super().__init__(parent)
        self.setObjectName("confirmation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._summary = summary
        self._masked = masked
        self._theme = theme
        self._kind = AccountKind.of(
            production=summary.account.production, sandbox=summary.account.sandbox
        )
        count = summary.draft.count
        self._banner, self._page, self._area = QWidget(), QWidget(), QScrollArea()
        self._account = _value(self._account_text(), bold=True)
        self._account.setObjectName("confirmAccount")
        self._send = QPushButton(self.tr("&Send %Ln message(s)", "", count))
        self._send.setObjectName("confirmSend")
        self._send.setAutoDefault(False)
        self._send.setEnabled(False)
        self._sent_before = _value(sent_before.looking_up(None))
        self._sent_before.setObjectName("confirmSentBefore")
        self._found: SentBefore | None = None
        self._back = QPushButton(self.tr("&Back"))
        self._back.setObjectName("confirmCancel")

        self.setWindowTitle(self.tr("Send %Ln message(s)?", "", count))
        self._lay_out()
        self._send.clicked.connect(self._confirm)
        self._back.clicked.connect(self.reject)
        self._back.setDefault(True)
        self._back.setFocus()
        theme.changed.connect(self._dress)
        self._dress()

    def show_progress(self, progress: LookupProgress) -> None:
        """Show how far the history has been searched."""
        self._sent_before.setText(sent_before.looking_up(progress))

    def show_found(self, found: SentBefore) -> None:
        """Show who was sent the same before; from now on it can be sent."""
        self._found = found
        self._send.setEnabled(True)
        warned = bool(found.sent or found.queued)
        self._say_sent_before(sent_before.found(found), bold=warned)

    def show_failure(self, error: SmsDeskError) -> None:
        """Show why it is not known who was sent the same before."""
        self._say_sent_before(sent_before.not_known(error), bold=True)

    def _say_sent_before(self, text: str, *, bold: bool) -> None:
        embolden(self._sent_before, bold)
        self._sent_before.setText(text)
        self._fit()

    def _confirm(self) -> None:
        found = self._found
        if found is not None:
            self.accept()
            self.confirmed.emit(found)

    def _lay_out(self) -> None:
        step = self._theme.step
        inside = QHBoxLayout(self._banner)
        inside.setContentsMargins(2 * step, step, 2 * step, step)
        inside.addWidget(self._account, 1)
        form = QFormLayout()
        form.setContentsMargins(2 * step, step, 2 * step, step)
        form.setHorizontalSpacing(2 * step)
        form.setVerticalSpacing(step)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, title, text in self._rows():
            value = _value(text, bold=name == "confirmRecipients")
            value.setObjectName(name)
            form.addRow(_title(title), value)
        form.addRow(_title(self.tr("Sent before")), self._sent_before)
        area = self._area
        area.setAccessibleName(self.tr("What will be sent"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        self._page.setLayout(form)
        area.setWidget(self._page)
        buttons = QDialogButtonBox()
        buttons.addButton(self._send, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._back, QDialogButtonBox.ButtonRole.RejectRole)
        frame = QHBoxLayout()
        frame.setContentsMargins(2 * step, step, 2 * step, 2 * step)
        frame.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(area, 1)
        column.addLayout(frame)
        self._column = column
        self._fit()

    def _fit(self) -> None:
        """Be as high as what it says, but never past the screen: the buttons must be in sight."""
        room = self.screen().availableGeometry().size()
        width = min(self.fontMetrics().averageCharWidth() * 56, room.width())
        around = self._column.sizeHint().height() - self._area.sizeHint().height()
        high = around + self._page.heightForWidth(width)
        self.resize(width, min(high, room.height() * 9 // 10))

    def _rows(self) -> list[tuple[str, str, str]]:
        summary, draft = self._summary, self._summary.draft
        rows = [
            ("confirmSign", self.tr("Sign name"), draft.sign_name),
            ("confirmTemplate", self.tr("Template"), draft.template_code),
        ]
        if summary.example:
            rows.append(("confirmExample", self.tr("First message"), str(summary.example)))
        else:
            unknown = self.tr("The text of this template is not known here.")
            rows.append(("confirmExample", self.tr("First message"), unknown))
            if draft.template_param:
                rows.append(("confirmParam", self.tr("Parameters"), draft.template_param))
        count = words.number(draft.count)
        rows.append(("confirmRecipients", self.tr("Recipients"), count))
        if left_out := list_import.left_out(summary):
            rows.append(("confirmLeftOut", self.tr("Mind"), left_out))
        if summary.last:
            rows.append(("confirmFirst", self.tr("The first"), self._list(summary.first)))
            rows.append(("confirmLast", self.tr("The last"), self._list(summary.last)))
        else:
            rows.append(("confirmFirst", self.tr("Numbers"), self._list(summary.first)))
        rows.append(("confirmSegments", self.tr("Billing"), self._billing()))
        rows.append(("confirmMode", self.tr("Sending"), self._mode()))
        if draft.out_id:
            rows.append(("confirmOutId", self.tr("OutId of all"), draft.out_id))
        if draft.up_extend_code:
            rows.append(("confirmExtend", self.tr("Extension code"), draft.up_extend_code))
        return rows

    def _account_text(self) -> str:
        account = self.tr("{label} · AccessKey ID {key}").format(
            label=self._summary.account.label, key=self._summary.account.access_key_id
        )
        match self._kind:
            case AccountKind.PRODUCTION:
                meaning = self.tr("Production: messages are real and cost money")
            case AccountKind.SANDBOX:
                meaning = self.tr("Sandbox: nothing leaves this computer")
            case AccountKind.ORDINARY:
                meaning = self.tr("Messages are real and cost money")
            case _:
                assert_never(self._kind)
        return f"{account}\n{meaning}"

    def _billing(self) -> str:
        if self._summary.account.sandbox:
            return self.tr("Free in the sandbox")
        segments = self._summary.segments
        if not segments:
            return self.tr("Not known, because the text of the template is not")
        if self._summary.draft.personalised:
            first = self.tr("%Ln segment(s) for the first message", "", segments)
            return self.tr("{first}; others may differ with their values").format(first=first)
        total = words.number(segments * self._summary.draft.count)
        each = self.tr("%Ln segment(s) each", "", segments)
        return self.tr("{each}, {total} in all").format(each=each, total=total)

    def _mode(self) -> str:
        calls = self.tr("%Ln call(s)", "", self._summary.draft.call_count)
        time = self.tr("about {time}").format(time=words.duration(self._summary.seconds))
        match self._summary.draft.mode:
            case SendMode.ONE_BY_ONE:
                how = self.tr("One by one")
            case SendMode.BATCHED:
                how = self.tr("Batched")
            case _:
                assert_never(self._summary.draft.mode)
        return f"{how} · {calls} · {time}"

    def _list(self, numbers: Sequence[str]) -> str:
        return enumerated(mask_number(number) if self._masked else number for number in numbers)

    def _dress(self) -> None:
        self._theme.paint(self._banner, self._theme.colours.bars[self._kind])
        self._theme.style_send(self._send, self._kind, ready=True)
        self._send.setIcon(self._theme.icon("send", "on-accent"))
        self._send.setIconSize(self._theme.icon_size)


def _title(text: str) -> QLabel:
    title = QLabel(text)
    title.setForegroundRole(title.palette().ColorRole.PlaceholderText)
    return title


def _value(text: str, *, bold: bool = False) -> QLabel:
    value = QLabel(text, wordWrap=True)
    # A sign, a template or a label may look like HTML.
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if bold:
        embolden(value)
    return value
