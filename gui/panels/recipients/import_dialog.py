"""How a list is to be read, with its first rows in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.core.lists.layout import (
    DELIMITERS,
    Certainty,
    Layout,
    LayoutChoice,
    ListEncoding,
    ListInspection,
)
from gui.core.lists.sheet_notes import NO_SHEET_NOTES
from gui.models.list_preview import ListPreviewModel
from gui.panels.recipients.mapping_form import MappingForm
from gui.panels.recipients.preview_table import PreviewTable
from gui.panels.recipients.region_box import RegionBox
from gui.panels.recipients.sheet_notes import SheetNotesPanel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.field_note import FieldNote
from gui.panels.widgets.step_heading import embolden
from gui.words.notices import Severity
from gui.words.recipients import lists, sheets

LETTERS = 18
"""Of a choice that are in sight at least."""
EXAMPLE = '{"name": "{{姓名}}"}'
"""Of parameters that take a column's values; as JSON it is the same in every language."""

_UNREAD = ListInspection("?", 0, (), Layout(ListEncoding.UTF_8), Certainty.UNSURE, (), ())
"""In place of what could not be looked at."""


class ImportDialog(QDialog):
    """Asks how to read a list; open it with `open()`.

    A choice that changes what the rows are is handed on, to be answered by another inspection.
    """

    choice_changed = Signal(object)
    """A `LayoutChoice`: the list is to be inspected again."""
    accepted_layout = Signal(object)
    """The `Layout` that the operator agreed to."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, blocking: bool = False
    ) -> None:
        """Begin without a list; `blocking`: its numbers are to be blocked, and nothing else."""
        super().__init__(parent)
        self._blocking = blocking
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            self.tr("Block every number of a list") if blocking else self.tr("Import a list")
        )
        self._theme = theme
        self._inspection: ListInspection | None = None
        self._choice = LayoutChoice()
        self._hidden_columns: Sequence[int] = ()
        self._with_hidden_rows = False
        self._busy = True
        self._build()
        self._lay_out()
        self._wire()
        self._enable()

    def show_inspection(self, inspection: ListInspection) -> None:
        """Show what a list looks like; that ends being busy."""
        self._inspection = inspection
        self._title.setText(PurePath(inspection.path).name or self.tr("Pasted table"))
        self._fill_choices(inspection)
        layout = inspection.layout
        notes = inspection.sheet_notes
        self._hidden_columns = notes.hidden_columns
        self._preview.show(inspection.lines, inspection.rows, notes.hidden_columns)
        self._header.setMaximum(max(len(inspection.rows), layout.header_rows))
        self._header.setValue(layout.header_rows)
        self._preview.set_layout(layout.header_rows, layout.number_column)
        self._fill_columns(layout.number_column)
        self._sheet_notes.show_notes(notes, self._preview.names, taken=layout.hidden_rows)
        self._table.show_from(max(0, layout.header_rows - 1))
        unsure = inspection.certainty is Certainty.UNSURE and bool(inspection.names[1:])
        self._certainty.show_text(
            lists.certainty(inspection), Severity.WARNING if unsure else Severity.INFORMATION
        )
        self._problem.show_text("")
        self.set_busy(False)

    def show_unread(self, name: str, text: str) -> None:
        """Say why a list cannot be read as it looks; the operator may know its encoding."""
        self._title.setText(name)
        self._fill_choices(_UNREAD)
        self._rows.setRowVisible(self._delimiter, False)
        self._encoding.setItemText(0, self.tr("Automatic"))
        self._certainty.show_text(
            self.tr("Choose the encoding that it was saved in, if you know it."),
            Severity.INFORMATION,
        )
        self.show_problem(text)

    def show_problem(self, text: str) -> None:
        """Say why the list cannot be read as chosen; another choice may help."""
        self._problem.show_text(text, Severity.ERROR)
        self._inspection = None
        self._preview.show((), ())
        self._sheet_notes.show_notes(NO_SHEET_NOTES, (), taken=False)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Show whether the list is being looked at; meanwhile it cannot be imported."""
        self._busy = busy
        self._enable()

    def show_variables(
        self, names: Sequence[str], referred: Mapping[str, str] | None = None
    ) -> None:
        """Ask for a column for each of these variables of the template.

        `referred` says of which column the parameters take the value of some already.
        """
        self._mapping.show_variables(names, referred or {})
        self._mapping_area.setVisible(bool(names))
        self._hint.setVisible(not names and not self._blocking)

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setObjectName("importTitle")
        self._title.setWordWrap(True)
        embolden(self._title)
        self._encoding = self._box("importEncoding")
        self._delimiter = self._box("importDelimiter")
        self._sheet = self._box("importSheet")
        self._header = QSpinBox()
        self._header.setObjectName("importHeader")
        self._header.setSpecialValueText(self.tr("None"))
        self._header.setToolTip(self.tr("Rows at the top that are no recipients"))
        self._number = self._box("importNumberColumn")
        self._region = RegionBox()
        self._region.setObjectName("importRegion")
        self._region.setToolTip(self.tr("Where numbers without a country code are from"))
        self._certainty = FieldNote(self._theme, Severity.INFORMATION, "importCertainty", self)
        self._sheet_notes = SheetNotesPanel(self._theme, self)
        self._preview = ListPreviewModel(self)
        self._table = PreviewTable(self._preview, self._theme)
        self._table.setObjectName("importPreview")
        self._table.setAccessibleName(self.tr("The first rows"))
        self._mapping = MappingForm()
        self._mapping.setObjectName("importMapping")
        self._hint = QLabel(
            self.tr("Every column can be used in the parameters by its name: {example}").format(
                example=EXAMPLE
            ),
            wordWrap=True,
        )
        self._keep_both = QCheckBox(self.tr("&Keep rows of one number if values differ"))
        self._keep_both.setToolTip(self.tr("Else only the first row of a number is sent to"))
        self._keep_both.setObjectName("importKeepBoth")
        self._problem = FieldNote(self._theme, Severity.ERROR, "importProblem", self)
        self._confirm = QPushButton(self.tr("&Import"))
        self._confirm.setObjectName("importConfirm")
        self._confirm.setDefault(True)
        self._cancel = QPushButton(self.tr("&Back"))
        self._cancel.setObjectName("importCancel")
        self._cancel.setAutoDefault(False)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        # A column may be called by a whole sentence.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LETTERS)
        return box

    def _lay_out(self) -> None:
        step = self._theme.step
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(step)
        self._rows.setVerticalSpacing(step // 2)
        for text, widget in (
            (self.tr("&Encoding"), self._encoding),
            (self.tr("&Delimiter"), self._delimiter),
            (self.tr("&Sheet"), self._sheet),
            (self.tr("&Header rows"), self._header),
            (self.tr("&Number column"), self._number),
            (self.tr("Without a country code"), self._region),
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            widget.setAccessibleDescription(text.replace("&", ""))
            self._rows.addRow(label, widget)
        self._mapping_area = QScrollArea()
        self._mapping_area.setAccessibleName(self.tr("Columns for the variables"))
        self._mapping_area.setWidgetResizable(True)
        self._mapping_area.setWidget(self._mapping)
        self._mapping_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._mapping_area.setVisible(False)
        right = QVBoxLayout()
        right.setSpacing(step // 2)
        variables = QLabel(self.tr("Variables of the template"))
        for about_values in (variables, self._hint, self._keep_both):
            if self._blocking:
                about_values.hide()
        right.addWidget(variables)
        right.addWidget(self._mapping_area, 1)
        right.addWidget(self._hint)
        right.addWidget(self._keep_both)
        right.addStretch()
        top = QHBoxLayout()
        top.setSpacing(3 * step)
        top.addLayout(self._rows)
        top.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(step)
        buttons.addWidget(self._problem, 1)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * step, 2 * step, 2 * step, 2 * step)
        column.setSpacing(step)
        column.addWidget(self._title)
        column.addLayout(top)
        column.addWidget(self._certainty)
        column.addWidget(self._sheet_notes)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)
        letter = self.fontMetrics().horizontalAdvance("0")
        room = self.screen().availableGeometry().size()
        self.resize(min(letter * 116, room.width()), min(letter * 80, room.height() * 9 // 10))

    def _wire(self) -> None:
        for box in (self._encoding, self._delimiter):
            box.activated.connect(self._choose)
        # Whose hidden rows are wanted is decided for each sheet.
        self._sheet.activated.connect(lambda: self._choose_hidden(False))
        self._sheet_notes.hidden_chosen.connect(self._choose_hidden)
        self._header.valueChanged.connect(self._arrange)
        self._number.activated.connect(self._arrange)
        self._mapping.changed.connect(self._enable)
        self._confirm.clicked.connect(self._agree)
        self._cancel.clicked.connect(self.reject)

    def _fill_choices(self, inspection: ListInspection) -> None:
        layout = inspection.layout
        is_text = layout.encoding is not None
        for box, shown in (
            (self._encoding, is_text and bool(inspection.path)),
            (self._delimiter, is_text),
            (self._sheet, len(inspection.sheets) > 1),
        ):
            self._rows.setRowVisible(box, shown)
        if layout.encoding is not None:
            self._offer(
                self._encoding,
                [(lists.encoding(one), one) for one in ListEncoding],
                layout.encoding,
                self._choice.encoding is None,
            )
            self._offer(
                self._delimiter,
                [(lists.delimiter(one), one) for one in (*DELIMITERS, "")],
                layout.delimiter,
                self._choice.delimiter is None,
            )
        self._sheet.clear()
        for sheet in inspection.sheets:
            hidden = self.tr("{sheet} (hidden)").format(sheet=sheet.name)
            self._sheet.addItem(hidden if sheet.hidden else sheet.name, sheet.name)
        self._sheet.setCurrentIndex(self._sheet.findData(layout.sheet))

    def _offer(
        self, box: QComboBox, things: Sequence[tuple[str, str]], now: str, guessed: bool
    ) -> None:
        """Fill a box; its first item is to guess, and names the guess while that holds."""
        box.clear()
        name = dict(zip((one for _, one in things), (text for text, _ in things), strict=True))
        automatic = self.tr("Automatic: {guess}").format(guess=name.get(now, now))
        box.addItem(automatic if guessed else self.tr("Automatic"), None)
        for text, one in things:
            box.addItem(text, one)
        box.setCurrentIndex(0 if guessed else box.findData(now))

    def _fill_columns(self, chosen: int | None) -> None:
        self._number.clear()
        self._number.addItem(self.tr("Anywhere in a row"), None)
        for column, name in enumerate(self._preview.names):
            hidden = column in self._hidden_columns
            self._number.addItem(sheets.hidden_column(name) if hidden else name, column)
        self._number.setCurrentIndex(0 if chosen is None else chosen + 1)
        self._mapping.show_columns(self._preview.names, self._hidden_columns)
        self._table.fit_columns()
        self._enable()

    def _choose(self) -> None:
        encoding = self._encoding.currentData()
        self._choice = LayoutChoice(
            # Qt keeps an enum of strings as a plain string.
            encoding=None if encoding is None else ListEncoding(encoding),
            delimiter=self._delimiter.currentData(),
            sheet=self._sheet.currentData(),
            hidden_rows=self._with_hidden_rows,
        )
        self.set_busy(True)
        self.choice_changed.emit(self._choice)

    def _choose_hidden(self, wanted: bool) -> None:
        self._with_hidden_rows = wanted
        self._choose()

    def _arrange(self) -> None:
        """Follow header rows and number column."""
        column = self._number.currentData()
        self._preview.set_layout(self._header.value(), column)
        self._fill_columns(column)
        self._sheet_notes.show_names(self._preview.names)
        self._certainty.show_text("")

    def _enable(self) -> None:
        known = self._inspection is not None and not self._busy
        self._confirm.setEnabled(known)
        for widget in (self._header, self._number):
            widget.setEnabled(known)
        # Numbers that stand anywhere have no row of values.
        self._mapping.setEnabled(known and self._number.currentData() is not None)
        self._keep_both.setEnabled(self._mapping.isEnabled() and bool(self._mapping.mapping()))

    def _agree(self) -> None:
        if self._inspection is None:
            return
        layout: Layout = replace(
            self._inspection.layout,
            header_rows=self._header.value(),
            number_column=self._number.currentData(),
            region=self._region.region(),
            mapping=self._mapping.mapping() if self._mapping.isEnabled() else (),
            keep_both=self._keep_both.isEnabled() and self._keep_both.isChecked(),
        )
        self.accepted_layout.emit(layout)
        self.accept()
