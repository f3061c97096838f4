"""What is sent: sign, template, and how the phone will show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.message.draft import PreviewNote, clean_sign_name, clean_template_code
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import set_icons
from gui.panels.widgets.choice_box import ChoiceBox, ComboChoice
from gui.panels.widgets.field_note import FieldNote
from gui.panels.widgets.step_heading import grow, step_heading
from gui.panels.widgets.text_box import TextBox
from gui.words.message import preview
from gui.words.notices import Severity
from gui.words.recipients import lists


class MessagePanel(QWidget):
    """Reads sign and template from the operator, and shows the message they make.

    What is read is clean whatever the fields show: no blanks around it, no brackets 【】 around a
    sign. The fields follow when they are left.
    """

    changed = Signal()
    """The sign or the template is another one."""
    template_entered = Signal()
    """The operator is done with the template: it was chosen, or its field was left."""
    refresh_requested = Signal()
    """The operator asks for the signs and templates of the account."""
    row_requested = Signal(object)
    """The recipient whose message is to be previewed, from 0."""

    def __init__(self, parameters: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        """Lay the fields out around `parameters`, which stand between template and preview."""
        super().__init__(parent)
        self._theme = theme
        self._read = ("", "")
        self._row, self._rows = 0, 0
        self._build()
        self._lay_out(parameters)
        self._sign.edited.connect(self._read_fields)
        self._template.edited.connect(self._read_fields)
        self._sign.edit.textEdited.connect(lambda: self._sign_note.show_text(""))
        self._sign.edit.editingFinished.connect(self._clean_sign)
        self._template.edit.editingFinished.connect(self._clean_template)
        self._template.activated.connect(self.template_entered)
        self._refresh.clicked.connect(self.refresh_requested)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        theme.changed.connect(self._dress)
        self._dress()
        self.show_preview("", None)
        self.show_rows(0)

    def sign_name(self) -> str:
        """Give the sign, without blanks and brackets around it."""
        return clean_sign_name(self._sign.currentText())[0]

    def set_sign_name(self, text: str) -> None:
        """Fill the sign in."""
        self._sign.setEditText(clean_sign_name(text)[0])
        self._sign_note.show_text("")

    def template_code(self) -> str:
        """Give the template code, without blanks around it."""
        return clean_template_code(self._template.currentText())

    def set_template_code(self, text: str) -> None:
        """Fill the template code in."""
        self._template.setEditText(clean_template_code(text))

    def show_signs(self, names: Sequence[str]) -> None:
        """Offer the signs of the account; what is typed stays."""
        self._sign.show_fetched([ComboChoice(name) for name in names])

    def show_templates(self, templates: Sequence[tuple[str, str]]) -> None:
        """Offer the templates of the account, as code and name; what is typed stays."""
        self._template.show_fetched([ComboChoice(code, name) for code, name in templates])

    def show_recents(self, signs: Sequence[str], templates: Sequence[str]) -> None:
        """Offer what was sent with lately, the latest first; what is typed stays."""
        self._sign.show_recent([ComboChoice(name) for name in signs])
        self._template.show_recent([ComboChoice(code) for code in templates])

    def show_fetching(self, busy: bool) -> None:
        """Show whether signs and templates are being fetched; meanwhile nobody can ask again."""
        self._refresh.setEnabled(not busy)
        self._refresh.setText(self.tr("Fetching…") if busy else self.tr("&Refresh"))

    def show_preview(self, text: str, note: PreviewNote | None) -> None:
        """Show the message as the phone will, and how it is billed or what it lacks."""
        if text != self._preview.toPlainText():
            self._preview.setPlainText(text)
        self._segments.setText(preview.note(note))

    def show_rows(self, count: int) -> None:
        """Say how many recipients have messages of their own; 0 if all get the same.

        The row on show stays while there is one, and is the first again otherwise.
        """
        self._rows = count
        if self._row >= max(count, 1):
            self._row = 0
            self.row_requested.emit(0)
        had_focus = self._previous.hasFocus() or self._next.hasFocus()
        several = count > 1
        for widget in (self._previous, self._row_label, self._next):
            widget.setVisible(several)
        self._row_label.setText(lists.row_of(self._row, count) if count else "")
        self._previous.setEnabled(self._row > 0)
        self._next.setEnabled(self._row + 1 < count)
        if had_focus:
            (self._next if self._next.isEnabled() else self._previous).setFocus()

    def row(self) -> int:
        """Give the row on show, from 0."""
        return self._row

    def _build(self) -> None:
        self._sign = ChoiceBox()
        self._sign.setObjectName("signName")
        self._sign.edit.setPlaceholderText(self.tr("without its brackets"))
        self._template = ChoiceBox()
        self._template.setObjectName("templateCode")
        self._template.edit.setPlaceholderText("SMS_123456789")
        self._refresh = QPushButton(self.tr("&Refresh"))
        self._refresh.setObjectName("refreshTemplates")
        self._refresh.setAutoDefault(False)
        self._refresh.setToolTip(self.tr("Fetch the signs and templates of this account (F5)"))
        self._refresh.setAccessibleDescription(self._refresh.toolTip())
        self._sign_note = FieldNote(self._theme, Severity.WARNING, "signNote", self)
        self._preview = TextBox(lines=3)
        self._preview.setObjectName("preview")
        self._preview.setReadOnly(True)
        # A read-only text is reached by keyboard only if it says so.
        self._preview.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        empty = self.tr(
            "The message as the phone will show it. Choose a sign and a template;"
            " Refresh fetches those of this account, with their texts."
        )
        self._preview.setPlaceholderText(empty)
        self._preview.setAccessibleDescription(empty)
        self._segments = FieldNote(self._theme, Severity.INFORMATION, "segments", self)
        self._segments.keep_room()
        self._previous = self._stepper("previewPrevious", self.tr("Preview the recipient before"))
        self._previous.setArrowType(Qt.ArrowType.LeftArrow)
        self._next = self._stepper("previewNext", self.tr("Preview the next recipient"))
        self._next.setArrowType(Qt.ArrowType.RightArrow)
        self._row_label = QLabel()
        self._row_label.setObjectName("previewRow")

    def _stepper(self, name: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(text)
        button.setToolTip(text)
        return button

    def _lay_out(self, parameters: QWidget) -> None:
        sign_label = QLabel(self.tr("Si&gn name"))
        sign_label.setBuddy(self._sign)
        template_label = QLabel(self.tr("&Template code"))
        template_label.setBuddy(self._template)
        preview_label = QLabel(self.tr("Previe&w"))
        preview_label.setBuddy(self._preview)

        step = self._theme.step
        grid = QGridLayout()
        grid.setHorizontalSpacing(step)
        grid.setVerticalSpacing(step // 2)
        grid.addWidget(sign_label, 0, 0)
        grid.addWidget(template_label, 0, 1)
        grid.addWidget(self._sign, 1, 0)
        grid.addWidget(self._template, 1, 1)
        grid.addWidget(self._refresh, 1, 2)
        grid.addWidget(self._sign_note, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        heading = QHBoxLayout()
        heading.setSpacing(step)
        heading.addWidget(preview_label)
        heading.addWidget(self._previous)
        heading.addWidget(self._row_label)
        heading.addWidget(self._next)
        heading.addWidget(self._segments, 1)
        shown = QVBoxLayout()
        shown.setSpacing(step // 2)
        shown.addLayout(heading)
        shown.addWidget(self._preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(step_heading(self.tr("1  Message")))
        column.addLayout(grid)
        column.addWidget(parameters, 2)
        column.addLayout(shown, 1)
        self._segments.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grow(self, 16)

    def _step(self, by: int) -> None:
        row = self._row + by
        if 0 <= row < self._rows:
            self._row = row
            self.show_rows(self._rows)
            self.row_requested.emit(row)

    def _read_fields(self) -> None:
        read = (self.sign_name(), self.template_code())
        if read != self._read:
            self._read = read
            self.changed.emit()

    def _clean_sign(self) -> None:
        text = self._sign.currentText()
        bare, had_brackets = clean_sign_name(text)
        if bare != text:
            self._sign.setEditText(bare)
        if had_brackets:
            self._sign_note.show_text(
                self.tr("The brackets 【】 were taken off: Alibaba Cloud adds them itself.")
            )

    def _clean_template(self) -> None:
        text = self._template.currentText()
        if text != (clean := clean_template_code(text)):
            self._template.setEditText(clean)
        self.template_entered.emit()

    def _dress(self) -> None:
        set_icons(self._theme, (self._refresh, "refresh"))
