"""The field of the recipients: chips, and behind them the editor in which one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.core.lists.draft_rows import DraftEntry
from gui.core.lists.notes import RowNote
from gui.models.draft_columns import mask_text
from gui.panels.recipients.number_editor import NumberEditor
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.chip import Chip, ChipContent
from gui.panels.widgets.flow_layout import FlowLayout
from gui.words.recipients import chips as words

ROWS_LEAST, ROWS_MOST = 2, 4
"""Rows of chips that there is room for; of more, one scrolls."""
NARROW = 400
"""Pixels below which a chip with a name leaves out its number."""

_GAP, _ROW, _MARGIN, _BORDER = 6, 24, 4, 2
_SHOWN_MAX = 24
"""Characters of what was typed that a chip shows."""


class ChipField(QFrame):
    """Shows the typed entries as chips, and emits what the operator does with one."""

    removed = Signal(object)
    """The `DraftEntry` to remove."""
    edited = Signal(object)
    """The `DraftEntry` to move into the editor."""
    accepted = Signal(object)
    """The doubtful `DraftEntry` to accept as a recipient."""
    list_requested = Signal()
    """The recipients' dialog is wanted: there are too many numbers for chips."""

    def __init__(self, theme: Theme, editor: NumberEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._editor = editor
        self._entries: tuple[DraftEntry, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._count = self._recipients = 0
        self._masked = False
        self._chips: list[Chip] = []
        self.setProperty("role", "field")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._page = QWidget()
        self._page.setObjectName("recipientChips")
        self._page.setAccessibleName(self.tr("Recipients"))
        self._flow = FlowLayout(_GAP, self._page)
        self._flow.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._flow.addWidget(editor)
        self._area = QScrollArea()
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        # The border takes one pixel more while the field has the focus: nothing inside moves.
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)
        self._show_focus(False)
        editor.installEventFilter(self)
        editor.left.connect(lambda: self._go_to(len(self._chips) - 1))
        editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_entries(self, entries: Sequence[DraftEntry], count: int, recipients: int) -> None:
        """Show the typed entries, or of too many (`count`) only how many are `recipients`."""
        self._entries, self._count, self._recipients = tuple(entries), count, recipients
        self._fill()

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Mark those that have no value for one of these columns."""
        if names != self._columns:
            self._columns = names
            self._fill()

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._masked = masked
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus of the editor around the field."""
        if watched is self._editor and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_focus(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let one type after a click anywhere in the field."""
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the chips need at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def _show_focus(self, focused: bool) -> None:
        restyle(self, focused="true" if focused else "false")

    def _fill(self) -> None:
        focused = next((n for n, one in enumerate(self._chips) if one.hasFocus()), -1)
        contents = [self._content(entry) for entry in self._entries]
        if self._count and not contents:
            many = words.many(self._recipients)
            name = self.tr("{numbers}, show all of them").format(numbers=many)
            text = self.tr("{numbers} · show…").format(numbers=many)
            contents = [ChipContent(text, "", name, name, acts=True, removable=False)]
        while len(self._chips) > len(contents):
            old = self._chips.pop()
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        while len(self._chips) < len(contents):
            self._add()
        narrow = self.width() < NARROW
        # In place of the number of one that is not sent to stands why.
        compact = [narrow and words.is_sent(entry) for entry in self._entries] or [narrow]
        for chip, content, short in zip(self._chips, contents, compact, strict=False):
            chip.show_content(content, compact=short)
            last = chip is self._chips[-1]
            policy = Qt.FocusPolicy.StrongFocus if last else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        if focused >= len(self._chips):
            self._go_to(len(self._chips) - 1)
        self._fit()

    def _content(self, entry: DraftEntry) -> ChipContent:
        text = mask_text(entry.text) if self._masked else entry.text
        shown = text if len(text) <= _SHOWN_MAX else f"{text[: _SHOWN_MAX - 1]}…"
        sent = words.is_sent(entry)
        lacking = entry.lacking(self._columns) if sent and self._columns else ()
        said = words.chip(entry, shown, lacking, masked=self._masked)
        tone = ""
        if lacking:
            return ChipContent(said.text, said.detail, said.name, said.hint, "warning")
        if words.is_doubtful(entry):
            tone = "warning"
        elif not sent and entry.note is not RowNote.REPEATED:
            tone = "bad"
        return ChipContent(said.text, said.detail, said.name, said.hint, tone, acts=bool(tone))

    def _add(self) -> None:
        chip = Chip(self._theme, self._page)
        chip.setObjectName(f"recipientChip{len(self._chips) + 1}")
        chip.clicked.connect(lambda: self._press(chip))
        chip.removed.connect(lambda: self._remove(chip))
        chip.moved.connect(lambda step: self._move(chip, step))
        self._flow.insert(self._flow.count() - 1, chip)
        self._chips.append(chip)
        chip.show()
        # Each call moves its second: first the chip behind the editor, then the editor behind it.
        QWidget.setTabOrder(self._editor, chip)
        QWidget.setTabOrder(chip, self._editor)

    def _press(self, chip: Chip) -> None:
        entry = self._entry(chip)
        if entry is None:
            self.list_requested.emit()
        elif words.is_doubtful(entry):
            self.accepted.emit(entry)
        elif chip.content.acts:
            self.edited.emit(entry)
        else:
            self.removed.emit(entry)

    def _remove(self, chip: Chip) -> None:
        entry = self._entry(chip)
        if entry is not None:
            self.removed.emit(entry)

    def _entry(self, chip: Chip) -> DraftEntry | None:
        at = self._chips.index(chip)
        return self._entries[at] if at < len(self._entries) else None

    def _move(self, chip: Chip, step: int) -> None:
        at = self._chips.index(chip) + step
        if at >= len(self._chips) and step == 1:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to(max(0, min(at, len(self._chips) - 1)))

    def _go_to(self, place: int) -> None:
        """Give a chip the keyboard; where there is none, the editor."""
        if 0 <= place < len(self._chips):
            self._chips[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self._chips[place], 0, _GAP)
        else:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        row = max(_ROW, self._chips[0].sizeHint().height() if self._chips else 0)
        least, most = (rows * (row + _GAP) - _GAP + 2 * _MARGIN for rows in (ROWS_LEAST, ROWS_MOST))
        self._flow.invalidate()
        wanted = self._flow.heightForWidth(max(1, self.width() - 2 * _BORDER))
        self.setFixedHeight(max(least, min(wanted, most)) + 2 * _BORDER)
        if self._editor.hasFocus():
            QTimer.singleShot(0, self._editor, self._show_editor)

    def _show_editor(self) -> None:
        self._area.ensureWidgetVisible(self._editor, 0, _MARGIN)
