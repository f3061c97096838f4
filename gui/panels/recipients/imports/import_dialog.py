"""The dialog that asks how to read a list, and shows its first rows and messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.core.lists.layout import Certainty, Layout, LayoutChoice, ListEncoding, ListInspection
from gui.core.lists.list_check import ListCheck
from gui.core.lists.sheet_notes import NO_SHEET_NOTES
from gui.models.list_preview import ListPreviewModel
from gui.panels.recipients.imports.import_foot import ImportFoot
from gui.panels.recipients.imports.import_head import ImportHead
from gui.panels.recipients.imports.import_message import ImportMessage, Renderer
from gui.panels.recipients.imports.mapping_form import MappingForm
from gui.panels.recipients.imports.preview_table import PreviewTable
from gui.panels.recipients.imports.reading_options import ReadingOptions
from gui.panels.recipients.imports.sheet_notes import SheetNotesPanel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.dialogs.question import Question
from gui.panels.widgets.dialogs.room import resize_within
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import list_checks, lists

WIDTH, HEIGHT = 960, 728
CHECK_AFTER = 150
"""Milliseconds after a choice before the list is read with it."""
MAPPING_HEIGHT = 190
"""Pixels of the form of the columns, beyond which it scrolls."""

_UNREAD = ListInspection("?", 0, (), Layout(ListEncoding.UTF_8), Certainty.UNSURE, (), ())
"""Shown in place of a list that cannot be read."""


class ImportDialog(Question):
    """Asks how to read a list; open it with `open()`.

    A choice that changes what the rows are is handed on, to be answered by another inspection.
    Any other is answered by a check of what the import would give.
    """

    choice_changed = Signal(object)
    """A `LayoutChoice`: the list is to be inspected again."""
    check_requested = Signal(object)
    """The `Layout` to check: what would an import with it give?"""
    accepted_layout = Signal(object)
    """The `Layout` that the operator agreed to."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, blocking: bool = False
    ) -> None:
        """Begin without a list; `blocking`: its numbers are to be blocked, and nothing else."""
        super().__init__(parent)
        self._blocking = blocking
        self.setObjectName("importDialog")
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            self.tr("Block every number of a list") if blocking else self.tr("Import a list")
        )
        self._theme = theme
        self._inspection: ListInspection | None = None
        self._check: ListCheck | None = None
        self._choice = LayoutChoice()
        self._hidden_columns: Sequence[int] = ()
        self._with_hidden_rows = False
        self._busy = True
        self._checking = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._build()
        self._lay_out()
        self._wire()
        self._enable()

    def show_inspection(self, inspection: ListInspection) -> None:
        """Show the inspection of a list; that ends being busy."""
        first, self._inspection = self._inspection is None, inspection
        self._head.show_name(PurePath(inspection.path).name or self.tr("Pasted table"))
        self._fill_choices(inspection)
        layout, notes = inspection.layout, inspection.sheet_notes
        self._hidden_columns = notes.hidden_columns
        self._preview.show(inspection.lines, inspection.rows, notes.hidden_columns)
        most = max(len(inspection.rows), layout.header_rows)
        self._reading.show_header_rows(layout.header_rows, most)
        self._preview.set_layout(layout.header_rows, layout.number_column)
        self._fill_columns(layout.number_column)
        self._sheet_notes.show_notes(notes, self._preview.names, taken=layout.hidden_rows)
        self._table.show_from(max(0, layout.header_rows - 1))
        unsure = inspection.certainty is Certainty.UNSURE and bool(inspection.names[1:])
        said = lists.certainty(inspection)
        self._mapping.show_certainty(inspection.certainty, said)
        self._note.show_text(said if unsure else "", Severity.WARNING)
        if unsure:
            self._head.open_options()
        self._foot.show_problem("")
        self.set_busy(False)
        if first:
            self._mapping.focus_number()
        self._change()

    def show_unread(self, name: str, text: str) -> None:
        """Say why a list cannot be read as it looks; the operator may know its encoding."""
        self._head.show_name(name)
        self._fill_choices(_UNREAD)
        self._reading.show_unread()
        self._head.open_options()
        said = self.tr("Choose the encoding that it was saved in, if you know it.")
        self._note.show_text(said, Severity.INFORMATION)
        self.show_problem(text)

    def show_problem(self, text: str) -> None:
        """Say why the list cannot be read as chosen; another choice may help."""
        self._foot.show_problem(text)
        self._inspection = None
        self._preview.show((), ())
        self._sheet_notes.show_notes(NO_SHEET_NOTES, (), taken=False)
        self.show_check(None)
        self.set_busy(False)

    def show_check(self, check: ListCheck | None) -> None:
        """Show what the import would give; none: it is not known."""
        self._check = check
        self._preview.show_check(check)
        self._table.fit_columns()
        self._foot.show_check(check, blocking=self._blocking)
        facts = list_checks.facts(check, self._reading.header_rows) if check else ""
        self._head.show_facts(facts)
        self._show_message()
        self._enable()

    def set_busy(self, busy: bool) -> None:
        """Show whether the list is being inspected; meanwhile it cannot be imported."""
        self._busy = busy
        self._enable()

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number of the rows, or show it."""
        self._preview.set_masked(masked)

    def show_variables(
        self, names: Sequence[str], referred: Mapping[str, str] | None = None
    ) -> None:
        """Ask for a column for each of these variables of the template.

        `referred` says of which column the parameters take the value of some already.
        """
        self._mapping.show_variables(names, referred or {})

    def set_renderer(self, render: Renderer) -> None:
        """Set what renders the message to a row of the list."""
        self._message.set_renderer(render)

    def _build(self) -> None:
        self._head = ImportHead(self._theme)
        self._reading = ReadingOptions(self._theme)
        self._reading.setVisible(False)
        self._note = FieldNote(self._theme, Severity.INFORMATION, "importNote", self)
        self._sheet_notes = SheetNotesPanel(self._theme, self)
        self._message = ImportMessage(self._theme)
        self._preview = ListPreviewModel(self)
        self._table = PreviewTable(self._preview, self._theme)
        self._table.setObjectName("importPreview")
        self._table.setAccessibleName(self.tr("The first rows"))
        self._mapping = MappingForm(self._theme)
        self._mapping.setObjectName("importMapping")
        self._mapping.setProperty("surface", "surface")
        self._keep_both = QCheckBox(
            self.tr("Where rows of one number &differ, send one message for each")
        )
        self._keep_both.setObjectName("importKeepBoth")
        self._keep_both.setVisible(not self._blocking)
        self._foot = ImportFoot(self._theme)

    def _lay_out(self) -> None:
        step, margin = self._theme.step, self._theme.size("space.l")
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(self._mapping)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMaximumHeight(MAPPING_HEIGHT)
        left = QVBoxLayout()
        left.setSpacing(step)
        left.addWidget(area, 1)
        left.addWidget(self._keep_both)
        left.addWidget(self._note)
        right = QVBoxLayout()
        right.setSpacing(step)
        right.addWidget(self._message)
        right.addWidget(self._sheet_notes)
        right.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(margin)
        top.addLayout(left, 1)
        top.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, 2 * step)
        column.setSpacing(2 * step)
        column.addWidget(self._head)
        column.addWidget(self._reading)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._foot)
        resize_within(self, WIDTH, HEIGHT)

    def _wire(self) -> None:
        self._reading.chosen.connect(self._choose)
        self._reading.arranged.connect(self._arrange)
        self._reading.region_changed.connect(self._change)
        self._head.sheet_chosen.connect(self._choose_sheet)
        self._head.options_toggled.connect(self._reading.setVisible)
        self._sheet_notes.hidden_chosen.connect(self._choose_hidden)
        self._mapping.number_chosen.connect(self._arrange)
        self._mapping.changed.connect(self._change)
        self._keep_both.toggled.connect(self._change)
        self._checking.timeout.connect(self._ask_for_check)
        self._foot.only_left_out.connect(self._preview.show_only_left_out)
        self._foot.confirmed.connect(self._agree)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._foot.confirm)
        self._foot.cancelled.connect(self.reject)

    def _fill_choices(self, inspection: ListInspection) -> None:
        self._reading.show_choices(inspection, self._choice)
        self._head.show_sheets(inspection.sheets, inspection.layout.sheet)

    def _fill_columns(self, chosen: int | None) -> None:
        self._mapping.show_columns(self._preview.names, self._hidden_columns)
        self._mapping.show_number(chosen)
        self._table.fit_columns()
        self._enable()

    def _choose(self) -> None:
        self._choice = LayoutChoice(
            encoding=self._reading.encoding(),
            delimiter=self._reading.delimiter(),
            sheet=self._head.sheet(),
            hidden_rows=self._with_hidden_rows,
        )
        self.show_check(None)
        self.set_busy(True)
        self.choice_changed.emit(self._choice)

    def _choose_sheet(self) -> None:
        # Whose hidden rows are wanted is decided for each sheet.
        self._sheet_notes.forget_answer()
        self._with_hidden_rows = False
        self._choose()

    def _choose_hidden(self, wanted: bool) -> None:
        if wanted != self._with_hidden_rows:
            self._with_hidden_rows = wanted
            self._choose()
        self._enable()

    def _arrange(self) -> None:
        """Follow header rows and number column."""
        column = self._mapping.number_column
        self._preview.set_layout(self._reading.header_rows, column)
        self._fill_columns(column)
        self._sheet_notes.show_names(self._preview.names)
        self._mapping.show_certainty(None, "")
        self._note.show_text("")
        self._change()

    def _change(self) -> None:
        """Find out what would be imported now."""
        self._preview.set_variables({column: name for name, column in self._mapping.mapping()})
        self._table.fit_columns()
        self._show_message()
        self._enable()
        if self._inspection is not None:
            self._checking.start()

    def _show_message(self) -> None:
        """Show the message to each recipient that is known, with the columns chosen now."""
        check = self._check
        names = self._preview.names
        mapped = {name: names[column] for name, column in self._mapping.mapping()}
        samples = check.samples if check and not self._blocking else ()
        self._message.show_samples(samples, check.recipients if check else 0, mapped)

    def _ask_for_check(self) -> None:
        if (layout := self._layout()) is not None:
            self.check_requested.emit(layout)

    def _enable(self) -> None:
        known = self._inspection is not None and not self._busy
        hint = ""
        if known and self._sheet_notes.open_question:
            hint = self.tr("First say what becomes of the hidden rows")
        self._foot.set_ready(known and not hint, hint)
        self._reading.enable_header(known)
        # Numbers that stand anywhere have no row of values.
        self._mapping.set_usable(known, known and self._mapping.number_column is not None)
        self._keep_both.setEnabled(known and bool(self._mapping.mapping()))

    def _layout(self) -> Layout | None:
        if self._inspection is None:
            return None
        return replace(
            self._inspection.layout,
            header_rows=self._reading.header_rows,
            number_column=self._mapping.number_column,
            region=self._reading.region,
            mapping=self._mapping.mapping(),
            keep_both=self._keep_both.isEnabled() and self._keep_both.isChecked(),
        )

    def _agree(self) -> None:
        layout = self._layout()
        if layout is not None and not self.answered:
            self._checking.stop()
            self.accepted_layout.emit(layout)
            self.accept()
