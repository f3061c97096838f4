"""The panel of the recipients."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.core.lists.draft_rows import DraftNote, DraftOverview, LoadProgress, SourceKind
from gui.core.phones.number import is_mainland
from gui.models.paged import PagedModel
from gui.panels.recipients.import_progress import ImportProgress
from gui.panels.recipients.notes_box import NotesBox
from gui.panels.recipients.number_editor import NumberEditor, local_files
from gui.panels.recipients.recipient_summary import RecipientSummary
from gui.panels.recipients.region_box import RegionBox
from gui.panels.recipients.source_list import SourceList
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.field_note import FieldNote
from gui.panels.widgets.step_heading import grow, step_heading
from gui.words.notices import Severity
from gui.words.recipients import lists

if TYPE_CHECKING:
    from gui.panels.recipients.recipients_dialog import RecipientsDialog

CHANGED_AFTER = 150
"""Milliseconds without a key press before the text is handed on."""


class RecipientsPanel(QWidget):
    """Reads numbers from the operator; what they are is found out elsewhere and shown here."""

    edited = Signal()
    """The text is another one; what was found in it holds no more."""
    changed = Signal(object)
    """The text, once nobody typed for a moment."""
    import_requested = Signal()
    """The operator wants to choose a list file."""
    import_stopped = Signal()
    """The operator wants no more of the list that is being read."""
    file_dropped = Signal(object)
    """The path of a list file that was dropped or pasted, as a string."""
    table_pasted = Signal(object)
    """The text of a block of a spreadsheet, its cells apart by tabs."""
    source_removed = Signal(object)
    """The id of a list that the operator wants out."""
    rows_removed = Signal(object)
    """The ids of recipients that the operator wants out, as a list."""
    cleared = Signal()
    """Emitted when the operator clears all recipients."""
    undone = Signal()
    """The operator wants the last removal or import back."""
    rows_taken = Signal(object)
    """The ids of the notes of doubtful rows that the operator takes, as a list."""
    all_taken = Signal(object)
    """The `PhoneProblem` of which the operator takes every row."""
    region_chosen = Signal(str)
    """Where typed numbers without a country code are from, as ISO 3166 has it."""
    recipients_requested = Signal()
    """Emitted when the recipients' dialog opens: the model has to be current."""
    notes_searched = Signal(str)
    """The rows of the notes' model are looked at: those that hold this text are to be shown."""
    notes_saved = Signal()
    """The operator wants the notes on show in a file."""
    blocked_requested = Signal()
    """The operator wants to see the do-not-send list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without content."""
        super().__init__(parent)
        self._theme = theme
        self._overview = DraftOverview()
        self._model: PagedModel | None = None
        self._dialog: RecipientsDialog | None = None
        self._build()
        self._lay_out()
        self.setAcceptDrops(True)
        self._changing = QTimer(self, singleShot=True, interval=CHANGED_AFTER)
        self._wire()
        self._dress()
        self.show_overview(self._overview)

    def text(self) -> str:
        """Give the numbers as typed, right or wrong."""
        return self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill the numbers in."""
        self._editor.set_text(text)

    def append_numbers(self, numbers: tuple[str, ...]) -> None:
        """Append numbers, one per line; the editor's undo removes them again."""
        if numbers:
            # Without its plus one of another country might be anything.
            plain = (number if is_mainland(number) else f"+{number}" for number in numbers)
            self._editor.append("\n".join(plain))

    def set_region(self, region: str) -> None:
        """Show where typed numbers without a country code are from."""
        self._region.set_region(region)

    def flush(self) -> None:
        """Hand on at once what was typed last."""
        if self._changing.isActive():
            self._changing.stop()
            self.changed.emit(self.text())

    def set_models(self, recipients: PagedModel, notes: PagedModel) -> None:
        """Show the rows of these models, made with `models.draft_columns`."""
        self._model = recipients
        self._notes.set_model(notes)
        self._notes.show_overview(self._overview)

    def set_checking(self, checking: bool) -> None:
        """Show, unless it is over soon, that the numbers are being read."""
        self._summary.set_checking(checking)

    def show_overview(self, overview: DraftOverview) -> None:
        """Show what the draft holds; that ends checking."""
        self._overview = overview
        self._sources.show_sources(overview.sources)
        self._notes.show_overview(overview)
        self._summary.show_overview(overview)
        self._enable()
        self._ask_for_rows()

    def show_blocked(self, recipients: int) -> None:
        """Say how many of the recipients are on the do-not-send list."""
        self._summary.show_blocked(recipients)

    def show_missing(self, recipients: int) -> None:
        """Say how many of the recipients lack a value, now or again."""
        self._summary.show_missing(recipients)
        self._show_notes()

    def show_import(self, progress: LoadProgress | None) -> None:
        """Show how far a list is read; none means it is over."""
        self._progress.show_progress(progress)
        self._import.setEnabled(progress is None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and links; a link is explained when it is dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the first file on."""
        event.acceptProposedAction()
        self._give(local_files(event.mimeData()))

    def _build(self) -> None:
        self._editor = NumberEditor()
        self._editor.setObjectName("phoneNumbers")
        hint = self.tr(
            "Type, paste or drop numbers or a file here: one on each line, or separated by commas,"
            " semicolons or blanks. 13800138000, +86 138 0013 8000 and 0085261234567 are all read."
        )
        self._editor.setPlaceholderText(hint)
        self._editor.setAccessibleDescription(hint)
        self._region = RegionBox()
        self._region.setObjectName("typedRegion")
        self._region.setAccessibleName(self.tr("Typed numbers without a country code are from"))
        self._region.setToolTip(self._region.accessibleName())
        self._import = named_button("importList", self.tr("&Import…"))
        self._import.setToolTip(
            self.tr("Read numbers and values from a CSV, TSV, TXT, XLSX, XLS or ODS file (Ctrl+O)")
        )
        self._import.setAccessibleDescription(self._import.toolTip())
        self._block = named_button("blockedNumbers", self.tr("Do not send…"))
        self._block.setToolTip(self.tr("Numbers that this account never sends to"))
        self._sources = SourceList(self._theme, after=self._block)
        self._sources.setObjectName("recipientSources")
        self._sources.setAccessibleName(self.tr("Lists"))
        self._progress = ImportProgress(self._theme)
        self._note = FieldNote(self._theme, Severity.INFORMATION, "recipientSource", self)
        self._summary = RecipientSummary(self._theme)
        self._notes = NotesBox(self._theme)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Mobi&le numbers"))
        label.setBuddy(self._editor)
        step = self._theme.step
        heading = QHBoxLayout()
        heading.setSpacing(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        # Tab goes through what is in a layout in the order of adding: first the editor.
        column.addWidget(self._note)
        column.addWidget(self._editor, 2)
        line = QHBoxLayout()
        line.setSpacing(step)
        from_where = QLabel(self.tr("Numbers without a country code are from"))
        from_where.setBuddy(self._region)
        line.addWidget(from_where)
        line.addWidget(self._region)
        line.addStretch(1)
        column.addLayout(line)
        column.insertLayout(0, heading)
        heading.addWidget(step_heading(self.tr("2  Recipients")))
        heading.addWidget(label, 1)
        heading.addWidget(self._import)
        heading.addWidget(self._block)
        column.insertWidget(2, self._sources)
        column.insertWidget(3, self._progress)
        column.addWidget(self._summary)
        column.addWidget(self._notes, 1)
        self.setFocusProxy(self._editor)
        grow(self, 8)

    def _wire(self) -> None:
        self._changing.timeout.connect(lambda: self.changed.emit(self.text()))
        self._editor.textChanged.connect(self._edit)
        self._editor.files_given.connect(self._give)
        self._editor.table_pasted.connect(self.table_pasted)
        self._import.clicked.connect(self.import_requested)
        self._block.clicked.connect(self.blocked_requested)
        self._progress.stopped.connect(self.import_stopped)
        self._sources.removed.connect(self.source_removed)
        self._summary.list_requested.connect(self._open_list)
        self._summary.problems_toggled.connect(self._show_problems)
        self._summary.undone.connect(self.undone)
        self._summary.cleared.connect(self.cleared)
        self._notes.searched.connect(self.notes_searched)
        self._notes.saved.connect(self.notes_saved)
        self._notes.rows_taken.connect(self.rows_taken)
        self._notes.all_taken.connect(self.all_taken)
        self._region.activated.connect(lambda: self.region_chosen.emit(self._region.region()))
        self._notes.chosen.connect(self._select)
        self._notes.copied.connect(self._tell_copied)
        # While one types, the editor takes back what was typed.
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._summary.undo)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._theme.changed.connect(self._dress)

    def _edit(self) -> None:
        self._changing.start()
        self._say("")
        self._enable()
        self.edited.emit()

    def _give(self, files: list[str]) -> None:
        if not files:
            self._say(
                self.tr("This is no file of this computer. Save it here first, then drop it.")
            )
            return
        name = PurePath(files[0]).name
        several = self.tr("One file at a time: only {name} is read.").format(name=name)
        self._say(several if len(files) > 1 else "")
        self.file_dropped.emit(files[0])

    def _say(self, text: str) -> None:
        self._note.show_text(text, Severity.WARNING)

    def _open_list(self) -> None:
        if self._dialog is None and self._model is not None:
            from gui.panels.recipients.recipients_dialog import (
                RecipientsDialog,  # not before it is wanted
            )

            self._dialog = RecipientsDialog(self._theme, self)
            self._dialog.set_model(self._model)
            self._dialog.rows_removed.connect(self.rows_removed)
            self._dialog.undone.connect(self.undone)
        if self._dialog is not None:
            self._dialog.open()
            self._ask_for_rows()

    def _show_problems(self) -> None:
        self._ask_for_rows()
        # In a low window they would open out of sight.
        QTimer.singleShot(0, self._scroll_to_problems)

    def _scroll_to_problems(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._notes.isVisible():
            above.ensureWidgetVisible(self._notes)

    def _ask_for_rows(self) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.show_undo(self._summary.undo_text())
            self.recipients_requested.emit()
        self._show_notes()

    def _show_notes(self) -> None:
        wanted = self._summary.problems_requested()
        self._notes.setVisible(wanted)
        if wanted:
            self._notes.search()

    def _select(self, note: DraftNote) -> None:
        if note.kind is not SourceKind.TYPED:
            self._say(
                self.tr("That stands in {list}.").format(list=lists.place(note.kind, note.place))
            )
            return
        # Core cuts long texts, and writes one blank for many.
        if not self._editor.select(note.line, note.text.removesuffix("…")):
            self._editor.select(note.line, "")

    def _tell_copied(self, many: int, of: int) -> None:
        if many < of:
            self._say(
                self.tr("Only the first %Ln row(s) were copied: save them all instead.", "", many)
            )

    def _enable(self) -> None:
        some = bool(self._overview.sources or self._overview.recipients or self.text())
        self._summary.set_clearable(some)

    def _dress(self) -> None:
        set_icons(self._theme, (self._import, "import"))
