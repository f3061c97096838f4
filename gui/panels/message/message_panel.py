"""What is sent: template and sign, the values of the variables, and how the phone shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.core.message.draft import (
    TEMPLATE_PREFIX,
    PreviewNote,
    clean_sign_name,
    clean_template_code,
)
from gui.core.message.template import Preview
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.message.preview_box import PreviewBox
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import Button
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.fields.choice_box import ChoiceBox, ChoiceGroup
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity

LABEL_MAX = 200
"""Pixels, more than any label here takes."""
POPUP_WIDTH = 420
"""Pixels of the list of templates, which is wider than its field."""


class LabelledFields(Protocol):
    """Other fields of the form, which begin where those of the message do."""

    def label_width(self) -> int:
        """Pixels that the widest label takes, with the gap behind it."""

    def set_label_width(self, width: int) -> None:
        """Give the labels `width` pixels, with the gap."""


class MessagePanel(QWidget):
    """Reads template and sign from the operator, and shows the message they make.

    What is read is clean whatever the fields show: no blanks around it, no brackets 【】 around a
    sign. The fields follow when they are left.
    """

    changed = Signal()
    """The sign or the template has changed."""
    template_entered = Signal()
    """The operator is done with the template: it was chosen, or its field was left."""
    passed = Signal()
    """Enter was pressed in the template's field: what comes next?"""
    refresh_requested = Signal()
    """The operator asks for the signs and templates of the account."""
    row_requested = Signal(object)
    """The recipient whose message is to be previewed, from 0."""

    def __init__(
        self,
        parameters: ParameterPanel,
        theme: Theme,
        others: Sequence[LabelledFields] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Lay the fields out around `parameters`, which stand between sign and preview.

        `others` are below; their fields begin where these do.
        """
        super().__init__(parent)
        self._theme = theme
        self._parameters = parameters
        self._aligned: tuple[LabelledFields, ...] = (parameters.fields(), *others)
        self._read = ("", "")
        self._compact = self._typing = False
        self._fetching = False
        self._build()
        self._lay_out(parameters)
        self._sign.edited.connect(self._read_fields)
        self._template.edited.connect(self._read_fields)
        self._template.edit.textEdited.connect(self._begin_typing)
        # Qt puts in what was chosen among the found templates after it told of Enter.
        self._template.edit.returnPressed.connect(self.passed, Qt.ConnectionType.QueuedConnection)
        self._sign.edit.textEdited.connect(lambda: self._sign_note.show_text(""))
        self._sign.edit.editingFinished.connect(self._clean_sign)
        self._template.edit.editingFinished.connect(self._clean_template)
        self._template.activated.connect(self._enter_template)
        self._refresh.clicked.connect(self.refresh_requested)
        self._preview.row_requested.connect(self.row_requested)
        theme.changed.connect(self._dress)
        self._dress()

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
        self._typing = False
        self._template.setEditText(clean_template_code(text))

    def finish_template(self) -> bool:
        """Replace a typed part of a code or name by the code of the only template that has it.

        Returns whether the text of the field has changed.
        """
        typed = self.template_code()
        if self._typing:
            self._clean_template()
        return self.template_code() != typed

    @property
    def typing_template(self) -> bool:
        """Whether what stands in the template's field may be the beginning of something."""
        return self._typing

    def show_signs(self, groups: Sequence[ChoiceGroup]) -> None:
        """Offer signs; what is typed stays."""
        self._sign.show_groups(groups)

    def show_templates(self, groups: Sequence[ChoiceGroup]) -> None:
        """Offer templates, by their codes; what is typed stays."""
        self._template.show_groups(groups)

    def show_about(self, template: str, sign: str, age: str) -> None:
        """Say what the chosen template is, what is wrong with the sign, and how old both are."""
        self._about.show_text(template)
        self._age.setText(age)
        self._about_sign.show_text(sign)
        told = " · ".join(part for part in (template, age) if part)
        self._template.setToolTip(told)
        self._refresh.setToolTip(
            "\n".join((self.tr("Fetch the signs and templates of this account (F5)"), age)).strip()
        )

    def show_fetching(self, busy: bool) -> None:
        """Show whether signs and templates are being fetched; meanwhile nobody can ask again."""
        self._refresh.setEnabled(not busy)
        self._fetching = busy
        self._dress()

    def show_gap(self, *, template: str = "", sign: str = "") -> None:
        """Mark the fields with something missing, and say what; empty where nothing is."""
        for box, note, said in (
            (self._template, self._template_gap, template),
            (self._sign, self._sign_gap, sign),
        ):
            restyle(box, state="error" if said else "")
            note.show_text(said)

    def focus_template(self) -> None:
        """Focus the template's field."""
        self._template.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_sign(self) -> None:
        """Focus the sign's field."""
        self._sign.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, message: Preview, note: PreviewNote | None) -> None:
        """Show the message as the phone will, and how it is billed or what it lacks."""
        self._preview.show_preview(message, note)

    def show_rows(self, count: int, row: int = 0) -> None:
        """Say how many recipients have messages of their own, and whose is shown, from 0."""
        self._preview.show_rows(count, row)

    def show_label_width(self) -> None:
        """Let all fields begin at the same place, behind the widest label."""
        least = self._theme.size("width.label-column")
        labels = (self._template_label, self._sign_label)
        for label in labels:
            label.ensurePolished()  # the style sheet decides on the font
            label.setMinimumWidth(0)
            label.setMaximumWidth(LABEL_MAX)
        own = max(label.sizeHint().width() + self._theme.step for label in labels)
        width = max(least, own, *(fields.label_width() for fields in self._aligned))
        for label in labels:
            label.setFixedWidth(width - self._theme.step)
        for fields in self._aligned:
            fields.set_label_width(width)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the labels in the font that they are shown in."""
        super().showEvent(event)
        self.show_label_width()

    def set_compact(self, compact: bool) -> None:
        """Take less height: what stands below template and sign goes to their tool tips."""
        if compact == self._compact:
            return
        self._compact = compact
        self._grid.setRowMinimumHeight(3, 6 if compact else 2)
        for widget in (self._about, self._age):
            widget.setVisible(not compact)
        self._grid.addWidget(self._template, 0, 1, 1, 1 if compact else 2)
        if compact:
            self._grid.addWidget(self._refresh, 0, 2)
        else:
            self._below.addWidget(self._refresh)
        self._parameters.set_compact(compact)
        switch = self._parameters.switch
        self._grid.addWidget(self._sign, 4, 1, 1, 1 if compact else 2)
        if compact:
            self._grid.addWidget(switch, 4, 2)
        self._preview.set_compact(compact)
        self._dress()

    def _build(self) -> None:
        self._template = ChoiceBox(self._theme, self, POPUP_WIDTH)
        self._template.setObjectName("templateCode")
        self._template.edit.setPlaceholderText(self.tr("Choose a template by name or code"))
        self._refresh = Button(parent=self)
        self._refresh.setObjectName("refreshTemplates")
        self._refresh.setProperty("role", "link")
        self._refresh.setProperty("small", "true")
        self._refresh.setAccessibleName(self.tr("Refresh signs and templates"))
        self._sign = ChoiceBox(self._theme, self)
        self._sign.setObjectName("signName")
        self._sign.edit.setPlaceholderText(self.tr("Choose a sign"))
        self._about = ElidedLabel(parent=self)
        self._about.setObjectName("templateNote")
        self._age = ElidedLabel(parent=self)
        self._age.setObjectName("catalogueAge")
        for label in (self._about, self._age):
            label.setProperty("role", "caption")
        self._about_sign = FieldNote(self._theme, Severity.WARNING, "signProblem", self)
        self._sign_note = FieldNote(self._theme, Severity.WARNING, "signNote", self)
        self._template_gap = FieldNote(self._theme, Severity.ERROR, "templateGap", self)
        self._sign_gap = FieldNote(self._theme, Severity.ERROR, "signGap", self)
        for note in (self._about_sign, self._sign_note, self._template_gap, self._sign_gap):
            note.setProperty("role", "caption")
        # Without a parent yet: Tab goes through children in the order in which they became some.
        self._preview = PreviewBox(self._theme)

    def _lay_out(self, parameters: QWidget) -> None:
        self._template_label = QLabel(self.tr("&Template"), self)
        self._template_label.setBuddy(self._template)
        self._sign_label = QLabel(self.tr("Si&gn"), self)
        self._sign_label.setBuddy(self._sign)
        for label in (self._template_label, self._sign_label):
            label.setProperty("role", "secondary")
            label.setFixedHeight(self._theme.size("height.control"))
        step = self._theme.step
        self._below = QHBoxLayout()
        self._below.setSpacing(step)
        self._below.addWidget(self._about)
        self._below.addWidget(self._age)
        self._below.addStretch(1)
        self._below.addWidget(self._refresh)
        top = Qt.AlignmentFlag.AlignTop
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(step)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._template_label, 0, 0, top)
        grid.addWidget(self._template, 0, 1, 1, 2)
        grid.addWidget(self._template_gap, 1, 1, 1, 2)
        grid.addLayout(self._below, 2, 1, 1, 2)
        grid.setRowMinimumHeight(3, 2)
        grid.addWidget(self._sign_label, 4, 0, top)
        grid.addWidget(self._sign, 4, 1, 1, 2)
        grid.addWidget(self._sign_gap, 5, 1, 1, 2)
        grid.addWidget(self._about_sign, 6, 1, 1, 2)
        grid.addWidget(self._sign_note, 7, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addLayout(grid)
        column.addWidget(parameters)
        column.addWidget(self._preview)

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
        clean = clean_template_code(text)
        if clean and not clean.startswith(TEMPLATE_PREFIX):
            found = self._template.find_only(clean)
            clean = found.value if found else clean
        if text != clean:
            self._template.setEditText(clean)
        self._enter_template()

    def _begin_typing(self) -> None:
        self._typing = True

    def _enter_template(self) -> None:
        self._typing = False
        self.template_entered.emit()

    def _dress(self) -> None:
        if self._compact:
            self._refresh.setText("")
            self._refresh.setIcon(self._theme.icon("refresh"))
            self._refresh.setIconSize(self._theme.icon_size)
        else:
            self._refresh.setText(self.tr("Fetching…") if self._fetching else self.tr("&Refresh"))
            self._refresh.setIcon(QIcon())
        self.show_label_width()
