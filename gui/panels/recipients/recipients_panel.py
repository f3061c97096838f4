"""The panel of the recipients."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.core.lists.draft_rows import DraftEntry, DraftNote, DraftOverview, LoadProgress
from gui.core.phones.number import MAINLAND_REGION, is_mainland
from gui.models.paged import PagedModel
from gui.panels.recipients.chip_field import ChipField
from gui.panels.recipients.imports.import_progress import ImportProgress
from gui.panels.recipients.number_editor import NumberEditor, local_files
from gui.panels.recipients.recipient_dialogs import RecipientDialogs
from gui.panels.recipients.recipient_options import RecipientOptions
from gui.panels.recipients.recipient_summary import RecipientSummary
from gui.panels.recipients.source_list import SourceList
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import WordedTool, set_icon
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity

CHANGED_AFTER = 150
"""Milliseconds without a key press before what is being typed is handed on."""


class RecipientsPanel(QWidget):
    """Takes numbers from the operator, emits them, and shows what the session found in them."""

    edited = Signal()
    """The typed text is changing: what was found in it is outdated."""
    changed = Signal(object)
    """What is being typed, once nobody typed for a moment."""
    taken = Signal(object)
    """A finished text, which is not in the editor any more."""
    entry_removed = Signal(object)
    """The typed `DraftEntry` to remove."""
    entry_edited = Signal(object)
    """The typed `DraftEntry` to move into the editor."""
    line_edited = Signal(object)
    """The line of the typed text, from 1, to move into the editor."""
    import_requested = Signal()
    """The operator wants to choose a list file."""
    import_stopped = Signal()
    """The import of the list that is being read is to stop."""
    file_dropped = Signal(object)
    """The path of a list file that was dropped or pasted, as a string."""
    table_pasted = Signal(object)
    """The text of a block of a spreadsheet, its cells apart by tabs."""
    source_removed = Signal(object)
    """The id of the list to remove."""
    rows_removed = Signal(object)
    """The ids of the recipients to remove, as a list."""
    cleared = Signal()
    """Emitted when the operator clears all recipients."""
    undone = Signal()
    """The last change is to be undone."""
    rows_taken = Signal(object)
    """The ids of the notes of doubtful rows to accept as recipients, as a list."""
    all_taken = Signal(object)
    """The `PhoneProblem` of which every row is to be accepted."""
    region_chosen = Signal(str)
    """Where typed numbers without a country code are from, as ISO 3166 has it."""
    recipients_requested = Signal()
    """Emitted when the recipients' dialog opens: the model has to be current."""
    notes_searched = Signal(str)
    """The text to search the notes for: the model is to show the rows that hold it."""
    notes_saved = Signal()
    """The shown notes are to be saved to a file."""
    blocked_requested = Signal()
    """The operator wants to see the do-not-send list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without content."""
        super().__init__(parent)
        self._theme = theme
        self._overview = DraftOverview()
        self._dialogs = RecipientDialogs(theme, self)
        self._build()
        self._lay_out()
        self.setAcceptDrops(True)
        self._changing = QTimer(self, singleShot=True, interval=CHANGED_AFTER)
        self._wire()
        self._dress()
        self.show_overview(self._overview)

    def text(self) -> str:
        """Give what is being typed, right or wrong."""
        return self._editor.toPlainText()

    def edit(self, text: str) -> None:
        """Let the operator go on typing `text`; an empty one empties the editor."""
        self._changing.stop()
        self._editor.edit(text)
        self._enable()

    def focus_editor(self) -> None:
        """Let the operator type."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def append_numbers(self, numbers: tuple[str, ...]) -> None:
        """Add numbers to those that were typed."""
        if numbers:
            # Without its plus one of another country might be anything.
            plain = (number if is_mainland(number) else f"+{number}" for number in numbers)
            self.taken.emit("\n".join(plain))

    def set_region(self, region: str) -> None:
        """Show where typed numbers without a country code are from."""
        self._options.set_region(region)
        if region != MAINLAND_REGION:
            self._summary.open_options()

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._field.set_masked(masked)

    def flush(self) -> None:
        """Hand on at once what was typed last."""
        self._editor.finish()

    def set_models(self, recipients: PagedModel, notes: PagedModel) -> None:
        """Show the rows of these models, made with `models.draft_columns`."""
        self._dialogs.set_models(recipients, notes)

    def set_checking(self, checking: bool) -> None:
        """Show, unless it is over soon, that the numbers are being read."""
        self._summary.set_checking(checking)

    def show_overview(self, overview: DraftOverview) -> None:
        """Show what the draft holds; that ends checking."""
        self._overview = overview
        self._sources.show_sources(overview.sources)
        self._field.show_entries(overview.entries, overview.entry_count, overview.singly)
        self._summary.show_overview(overview)
        self._enable()
        self._dialogs.show_overview(overview)

    def show_first_rows(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show the first rows of the only list: line, number and values."""
        self._sources.show_first_rows(rows)

    def set_compact(self, compact: bool) -> None:
        """Do without what takes height, where there is little."""
        self._sources.set_compact(compact)

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Mark the chips that have no value for one of these columns: they are not sent to."""
        self._field.show_columns(names)

    def show_blocked(self, recipients: int) -> None:
        """Say how many of the recipients are on the do-not-send list."""
        self._summary.show_blocked(recipients)

    def show_missing(self, recipients: int) -> None:
        """Say how many of the recipients lack a value, now or again."""
        self._summary.show_missing(recipients)
        self._dialogs.show_overview(self._overview)

    def show_unfit(self, recipients: int) -> None:
        """Say how many of them have values that the service is likely to refuse."""
        self._summary.show_unfit(recipients)
        self._dialogs.show_overview(self._overview)

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
        self._editor.setAccessibleName(self.tr("Mobile numbers"))
        self._editor.setPlaceholderText(self.tr("Type or paste numbers, names"))
        self._editor.setAccessibleDescription(
            self.tr(
                "Type, paste or drop numbers or a file here: one on each line, or separated by"
                " commas, semicolons or blanks. 13800138000, +86 138 0013 8000 and 0085261234567"
                " are all read, and a name beside a number is kept."
            )
        )
        self._field = ChipField(self._theme, self._editor)
        self._import = WordedTool("importList", self.tr("&Import a list…"))
        self._import.setToolTip(
            self.tr("Read numbers and values from a text, Excel, ODS or HTML file (Ctrl+O)")
        )
        self._import.setAccessibleDescription(self._import.toolTip())
        self._sources = SourceList(self._theme, after=self._import)
        self._sources.setObjectName("recipientSources")
        self._sources.setAccessibleName(self.tr("Lists"))
        self._progress = ImportProgress(self._theme)
        self._note = FieldNote(self._theme, Severity.INFORMATION, "recipientSource", self)
        self._summary = RecipientSummary(self._theme)
        self._options = RecipientOptions(self._theme)
        self._options.setVisible(False)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Recipients"))
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.step // 2)
        column.addLayout(top)
        for part in (
            self._note,
            self._sources,
            self._progress,
            self._field,
            self._summary,
            self._options,
        ):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _wire(self) -> None:
        self._changing.timeout.connect(lambda: self.changed.emit(self.text()))
        self._editor.edited.connect(self._edit)
        self._editor.taken.connect(self._take)
        self._editor.undone.connect(self._summary.undo)
        self._editor.files_given.connect(self._give)
        self._editor.table_pasted.connect(self.table_pasted)
        self._field.removed.connect(self.entry_removed)
        self._field.edited.connect(self._edit_entry)
        self._field.accepted.connect(lambda entry: self.rows_taken.emit([entry.id]))
        self._field.list_requested.connect(self._dialogs.open_list)
        self._import.clicked.connect(self.import_requested)
        self._progress.stopped.connect(self.import_stopped)
        self._sources.removed.connect(self.source_removed)
        self._sources.list_requested.connect(self._dialogs.open_list)
        self._sources.reading_requested.connect(self.file_dropped)
        self._summary.list_requested.connect(self._dialogs.open_list)
        self._summary.problems_requested.connect(self._dialogs.open_problems)
        self._summary.options_toggled.connect(self._options.setVisible)
        self._summary.undone.connect(self.undone)
        self._summary.cleared.connect(self._clear)
        self._options.region_chosen.connect(self.region_chosen)
        dialogs = self._dialogs
        dialogs.recipients_requested.connect(self.recipients_requested)
        dialogs.rows_removed.connect(self.rows_removed)
        dialogs.undone.connect(self.undone)
        dialogs.note_edited.connect(self._edit_note)
        dialogs.notes_searched.connect(self.notes_searched)
        dialogs.notes_saved.connect(self.notes_saved)
        dialogs.rows_taken.connect(self.rows_taken)
        dialogs.all_taken.connect(self.all_taken)
        self._options.blocked_requested.connect(self.blocked_requested)
        # While one types, the editor takes back what was typed.
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._summary.undo)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._theme.changed.connect(self._dress)

    def _edit(self) -> None:
        self._changing.start()
        self._say("")
        self._enable()
        self.edited.emit()

    def _take(self, text: str) -> None:
        self._changing.stop()
        self.taken.emit(text)
        self._enable()

    def _edit_entry(self, entry: DraftEntry) -> None:
        self._editor.finish()
        self.entry_edited.emit(entry)
        self.focus_editor()

    def _edit_note(self, note: DraftNote) -> None:
        self._editor.finish()
        self.line_edited.emit(note.line)
        self.focus_editor()

    def _clear(self) -> None:
        self.edit("")
        self.cleared.emit()
        self.focus_editor()

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

    def _enable(self) -> None:
        some = bool(self._overview.sources or self._overview.recipients or self.text())
        self._summary.set_clearable(some)

    def _dress(self) -> None:
        set_icon(self._theme, self._import, "import", "text-secondary")
