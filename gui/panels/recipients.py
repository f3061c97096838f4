"""Whom a message is sent to."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.core.recipients import Problem, Recipients
from gui.models.left_out import PROBLEM_ROLE, LeftOutModel
from gui.panels.field_note import FieldNote
from gui.panels.left_out_table import LeftOutTable
from gui.panels.number_editor import NumberEditor, local_files
from gui.panels.steps import grow, step_heading
from gui.panels.theme import Theme
from gui.words import drafts
from gui.words.notices import Severity

CHANGED_AFTER = 150
"""Milliseconds without a key press before the text is handed on."""
CHECKING_AFTER = 300
"""Milliseconds of checking before it is said: a short list must not make the summary flicker."""


class RecipientsPanel(QWidget):
    """Reads numbers from the operator; what they are is found out elsewhere and shown here."""

    edited = Signal()
    """The text is another one; what was found in it holds no more."""
    changed = Signal(object)
    """The text, once nobody typed for a moment."""
    import_wanted = Signal()
    """The operator wants to choose a list file."""
    import_dropped = Signal()
    """The operator wants to do without the imported numbers."""
    file_dropped = Signal(object)
    """The path of a list file that was dropped or pasted, as a string."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._found = Recipients()
        self._source = ""
        self._build()
        self._lay_out()
        self.setAcceptDrops(True)
        self._changing = QTimer(self, singleShot=True, interval=CHANGED_AFTER)
        self._checking = QTimer(self, singleShot=True, interval=CHECKING_AFTER)
        self._wire()
        self._dress()
        self.show_recipients(self._found)

    def text(self) -> str:
        """Give the numbers as typed, right or wrong."""
        return self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill the numbers in."""
        self._editor.set_text(text)

    def append_numbers(self, numbers: tuple[str, ...]) -> None:
        """Add numbers below, each on a line of its own; undo takes them off again."""
        if numbers:
            self._editor.append("\n".join(numbers))

    def set_checking(self, checking: bool) -> None:
        """Show, unless it is over soon, that the numbers are being read."""
        if checking:
            self._checking.start()
        else:
            self._checking.stop()
            self._sum_up()

    def show_recipients(self, found: Recipients) -> None:
        """Show what was found in the text; that ends checking."""
        self._found = found
        self._problems.set_problems(found.problems)
        self.set_checking(False)
        self._dress()

    def show_source(self, name: str) -> None:
        """Say which file adds its numbers to the typed ones; an empty name means none does."""
        self._source = self.tr("With numbers from {name}").format(name=name) if name else ""
        self._note.say(self._source, Severity.INFORMATION)
        self._drop.setVisible(bool(name))

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
        self._import = QPushButton(self.tr("&Import…"))
        self._import.setObjectName("importList")
        self._import.setAutoDefault(False)
        self._import.setToolTip(self.tr("Read numbers from a TXT or CSV file (Ctrl+O)"))
        self._import.setAccessibleDescription(self._import.toolTip())
        self._drop = QPushButton(self.tr("Remove list"))
        self._drop.setObjectName("dropImport")
        self._drop.setAutoDefault(False)
        self._drop.setToolTip(self.tr("Do without the numbers of the imported list"))
        self._drop.setVisible(False)
        self._note = FieldNote(self._theme, Severity.INFORMATION, "recipientSource", self)
        self._summary = FieldNote(self._theme, Severity.INFORMATION, "recipientSummary", self)
        self._summary.keep_room()
        self._show = QPushButton()
        self._show.setObjectName("showProblems")
        self._show.setCheckable(True)
        self._show.setAutoDefault(False)
        self._problems = LeftOutModel(self)
        self._table = LeftOutTable(self._problems)
        self._table.setObjectName("recipientProblems")
        self._table.setAccessibleName(self.tr("Numbers left out"))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Mobi&le numbers"))
        label.setBuddy(self._editor)
        step = self._theme.step
        heading = QHBoxLayout()
        heading.setSpacing(step)
        summary = QHBoxLayout()
        summary.setSpacing(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        # Tab goes through what is in a layout in the order of adding: first the editor.
        column.addWidget(self._note)
        column.addWidget(self._editor, 2)
        column.insertLayout(0, heading)
        heading.addWidget(step_heading(self.tr("2  Recipients")))
        heading.addWidget(label, 1)
        heading.addWidget(self._drop)
        heading.addWidget(self._import)
        column.addLayout(summary)
        summary.addWidget(self._summary, 1)
        summary.addWidget(self._show)
        column.addWidget(self._table, 1)
        self.setFocusProxy(self._editor)
        grow(self, 8)

    def _wire(self) -> None:
        self._changing.timeout.connect(lambda: self.changed.emit(self.text()))
        self._checking.timeout.connect(lambda: self._summary.say(self.tr("Checking…")))
        self._editor.textChanged.connect(self._edit)
        self._editor.files_given.connect(self._give)
        self._drop.clicked.connect(self.import_dropped)
        self._import.clicked.connect(self.import_wanted)
        self._show.toggled.connect(self._dress)
        self._table.activated.connect(self._select)
        self._theme.changed.connect(self._dress)

    def _edit(self) -> None:
        self._changing.start()
        self.edited.emit()

    def _give(self, files: list[str]) -> None:
        if not files:
            self._note.say(
                self.tr("This is no file of this computer. Save it here first, then drop it."),
                Severity.WARNING,
            )
            return
        if len(files) > 1:
            name = PurePath(files[0]).name
            self._note.say(
                self.tr("One file at a time: only {name} is read.").format(name=name),
                Severity.WARNING,
            )
        else:
            self._note.say(self._source, Severity.INFORMATION)
        self.file_dropped.emit(files[0])

    def _sum_up(self) -> None:
        severity = Severity.WARNING if self._found.problems else Severity.INFORMATION
        self._summary.say(drafts.recipients(self._found), severity)

    def _select(self, index: QModelIndex) -> None:
        problem = index.data(PROBLEM_ROLE)
        if not isinstance(problem, Problem):
            return
        # Core cuts long texts, and writes one blank for many.
        typed = self._editor.select(problem.line, problem.text.removesuffix("…"))
        if not typed and self._source:
            self._note.say(self.tr("That stands in the imported file."), Severity.WARNING)
        elif not typed:
            self._editor.select(problem.line, "")

    def _dress(self) -> None:
        self._import.setIcon(self._theme.icon("import"))
        self._import.setIconSize(self._theme.icon_size)
        is_open = self._show.isChecked()
        self._show.setText(self.tr("&Hide") if is_open else self.tr("S&how"))
        self._show.setAccessibleName(
            self.tr("Hide the numbers left out")
            if is_open
            else self.tr("Show the numbers left out")
        )
        self._show.setIcon(self._theme.icon("chevron-down" if is_open else "chevron-right"))
        self._show.setIconSize(self._theme.icon_size)
        some = bool(self._found.problems)
        self._show.setVisible(some)
        self._table.setVisible(some and is_open)
