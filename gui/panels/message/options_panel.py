"""Options that few messages need: OutId, extension code, and how recipients share calls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from gui.core.message.draft import Draft, DraftProblem, find_problems
from gui.core.message.fields import SendMode
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import WordedTool, set_icon
from gui.panels.widgets.fields.field_note import FieldNote
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.words.message import draft
from gui.words.notices import Severity

OUT_ID_PROBLEMS = (DraftProblem.OUT_ID_LONG, DraftProblem.OUT_ID_CHARACTERS)
EXTEND_PROBLEMS = (DraftProblem.EXTEND_CODE,)
SHOWN = 20
"""Characters of a value in the heading."""
LABEL_MAX = 140
"""Pixels of a label; a longer one is cut."""


class ModeBox(SteadyBox):
    """The ways of sending, worded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for mode in SendMode:
            self.addItem(draft.mode(mode), mode)


class OptionsPanel(QWidget):
    """A part of the form that folds; folded, its heading says what is set in it."""

    changed = Signal()
    """A field has another value, right or wrong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start folded, with default options."""
        super().__init__(parent)
        self._theme = theme
        self._build()
        self._lay_out()
        self._fold.toggled.connect(self._dress)
        self._out_id.textChanged.connect(self._change)
        self._extend.textChanged.connect(self._change)
        self._mode.currentIndexChanged.connect(self._change)
        theme.changed.connect(self._dress)
        self._show_notes()
        self._dress()

    def out_id(self) -> str:
        """Give the OutId, without blanks around it; empty lets every message have its own."""
        return self._out_id.text().strip()

    def set_out_id(self, text: str) -> None:
        """Fill the OutId in."""
        self._out_id.setText(text.strip())

    def up_extend_code(self) -> str:
        """Give the extension code, without blanks around it; empty means none."""
        return self._extend.text().strip()

    def set_up_extend_code(self, text: str) -> None:
        """Fill the extension code in."""
        self._extend.setText(text.strip())

    def mode(self) -> SendMode:
        """Give the way of sending."""
        return SendMode(self._mode.currentData())

    def set_mode(self, mode: SendMode) -> None:
        """Choose the way of sending."""
        self._mode.setCurrentIndex(self._mode.findData(mode))

    def set_open(self, is_open: bool) -> None:
        """Show or fold the fields."""
        self._fold.setChecked(is_open)

    def label_width(self) -> int:
        """Pixels that the widest label takes, with the gap behind it."""
        for label in self._labels:
            label.ensurePolished()  # the style sheet decides on the font
            label.setMinimumWidth(0)
            label.setMaximumWidth(LABEL_MAX)
        return max(label.sizeHint().width() for label in self._labels) + self._theme.step

    def set_label_width(self, width: int) -> None:
        """Give the labels `width` pixels with the gap, so that all fields begin at one place."""
        for label in self._labels:
            label.setFixedWidth(width - self._theme.step)

    def _build(self) -> None:
        self._fold = WordedTool("showOptions", self.tr("Options"))
        self._fold.setCheckable(True)
        self._set_note = FieldNote(self._theme, Severity.INFORMATION, "optionsNote", self)
        self._set_note.setProperty("role", "caption")
        self._out_id = QLineEdit()
        self._out_id.setObjectName("outId")
        self._out_id.setPlaceholderText(self.tr("each message gets its own"))
        self._out_id_note = FieldNote(self._theme, Severity.ERROR, "outIdNote", self)
        self._extend = QLineEdit()
        self._extend.setObjectName("smsUpExtendCode")
        self._extend.setPlaceholderText(self.tr("for replies; may be empty"))
        self._extend.setAccessibleName(self.tr("Extension code for replies"))
        self._extend.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._extend_note = FieldNote(self._theme, Severity.ERROR, "smsUpExtendCodeNote", self)
        self._mode = ModeBox()
        self._mode.setObjectName("sendMode")
        self._mode.setAccessibleName(self.tr("Way of sending"))
        self._mode_note = FieldNote(self._theme, Severity.INFORMATION, "sendModeNote", self)

    def _lay_out(self) -> None:
        step = self._theme.step
        out_id_label = QLabel(self.tr("OutI&d"))
        out_id_label.setBuddy(self._out_id)
        extend_label = QLabel(self.tr("E&xtension"))
        extend_label.setBuddy(self._extend)
        mode_label = QLabel(self.tr("&Mode"))
        mode_label.setBuddy(self._mode)
        self._labels = (mode_label, out_id_label, extend_label)

        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(step)
        grid.setVerticalSpacing(2)
        for place, (label, field, note) in enumerate(
            (
                (mode_label, self._mode, self._mode_note),
                (out_id_label, self._out_id, self._out_id_note),
                (extend_label, self._extend, self._extend_note),
            )
        ):
            label.setProperty("role", "secondary")
            grid.addWidget(label, 3 * place, 0)
            grid.addWidget(field, 3 * place, 1)
            note.setProperty("role", "caption")
            grid.addWidget(note, 3 * place + 1, 1)
            grid.setRowMinimumHeight(3 * place + 2, 4)
        grid.setColumnStretch(1, 1)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(step // 2)
        outer.addWidget(self._fold, 0, 0)
        outer.addWidget(self._set_note, 0, 1)
        outer.addWidget(self._fields, 1, 0, 1, 2)
        outer.setColumnStretch(1, 1)

    def _change(self) -> None:
        self._show_notes()
        self._dress()
        self.changed.emit()

    def _show_notes(self) -> None:
        found = find_problems(Draft(out_id=self.out_id(), up_extend_code=self.up_extend_code()))
        for note, kinds in (
            (self._out_id_note, OUT_ID_PROBLEMS),
            (self._extend_note, EXTEND_PROBLEMS),
        ):
            note.show_text("\n".join(draft.problem(one) for one in found if one in kinds))
        self._mode_note.show_text(draft.mode_note(self.mode()))
        if self._out_id_note.text() or self._extend_note.text():
            # A problem that prevents sending must not be folded away.
            self.set_open(True)

    def _dress(self) -> None:
        is_open = self._fold.isChecked()
        set_icon(self._theme, self._fold, "chevron-down" if is_open else "chevron-right")
        self._fields.setVisible(is_open)
        self._set_note.show_text("" if is_open else " · ".join(self._settings()))

    def _settings(self) -> list[str]:
        """Describe the way of sending, and the options that differ from their defaults."""
        said = [draft.mode(self.mode())]
        if self.out_id():
            said.append(self.tr("OutId {value}").format(value=_short(self.out_id())))
        if self.up_extend_code():
            extend = _short(self.up_extend_code())
            said.append(self.tr("extension {value}").format(value=extend))
        return said


def _short(text: str) -> str:
    """Cut a text without blanks, which no label can wrap."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
