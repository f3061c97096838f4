"""The window in which a command is found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.panels.palette.command import Command, Group, find
from gui.panels.palette.delegate import HEADING_ROLE, HINT_ROLE, PaletteDelegate
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.list_rows import remove_rows
from gui.panels.widgets.tables.two_line_delegate import CAPTION_ROLE, ICON_ROLE
from gui.words import palette as words

WIDTH, HEIGHT = 560, 420
"""Of the window and, at most, of its list, in device-independent pixels."""
TOP = 56
"""Distance to the upper edge of the program's window."""
SIDE = 32
"""Distance to its sides at least."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_COMMAND = Qt.ItemDataRole.UserRole


class Palette(QDialog):
    """A field above what it finds; the arrows choose while the keyboard stays in the field.

    It goes away when something else is clicked.
    """

    def __init__(
        self,
        commands: Sequence[Command],
        search: Callable[[str], object],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Offer `commands`, and to `search` the history for what is typed."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._window = parent
        self._closing = False
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find or run"))
        self._commands = commands
        self._search_history = search
        self._field = QLineEdit()
        self._field.setObjectName("paletteSearch")
        self._field.setAccessibleName(self.tr("Find or run"))
        self._field.setPlaceholderText(self.tr("Actions, presets, templates, numbers, runs"))
        self._list = QListWidget()
        self._list.setObjectName("paletteList")
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setProperty("flat", "true")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(PaletteDelegate(theme, self._list))
        keys = QLabel(self.tr("↑ ↓ choose · Enter runs · Esc closes"))
        restyle(keys, role="caption")
        frame = QFrame()
        restyle(frame, role="popup")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = self._column = QVBoxLayout(frame)
        step = theme.step
        column.setContentsMargins(step, step, step, step)
        column.setSpacing(step)
        for part in (self._field, self._list, keys):
            column.addWidget(part)
        self._field.textChanged.connect(self._show_found)
        self._field.returnPressed.connect(self._run)
        for chosen in (self._list.itemClicked, self._list.itemActivated):
            chosen.connect(lambda _: self._run())
        self._show_found()
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another row; the field leaves these keys alone."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(step)

    def event(self, event: QEvent) -> bool:
        """Go away when another window gets the keyboard."""
        if event.type() == QEvent.Type.WindowDeactivate and not self._closing:
            self.reject()
        return super().event(event)

    def done(self, result: int) -> None:
        """Close once: it loses the keyboard while it closes."""
        self._closing = True
        super().done(result)

    def _show_found(self) -> None:
        text = " ".join(self._field.text().split())
        commands = self._commands
        if text:
            said = words.search_history(text)
            look = Command(
                Group.SEARCH,
                said,
                lambda: self._search_history(text),
                icon="search",
                hint="Ctrl+F",
                terms=text,
            )
            commands = [*commands, look]
        remove_rows(self._list)
        group: Group | None = None
        for command in find(commands, text):
            if command.group is not group:
                group = command.group
                self._add_heading(group)
            self._add(command)
        self._list.setFixedHeight(self._height())
        self._column.activate()  # else the size would be that of the last list
        self.adjustSize()
        self._go(1)

    def _add_heading(self, group: Group) -> None:
        heading = QListWidgetItem(words.group(group.value), self._list)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setData(HEADING_ROLE, True)

    def _add(self, command: Command) -> None:
        item = QListWidgetItem(command.title, self._list)
        item.setData(_COMMAND, command)
        item.setData(CAPTION_ROLE, command.caption)
        item.setData(ICON_ROLE, command.icon)
        item.setData(HINT_ROLE, command.hint)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, command.spoken)

    def _height(self) -> int:
        rows = sum(self._list.sizeHintForRow(row) for row in range(self._list.count()))
        return min(HEIGHT, rows + 2 * self._list.frameWidth() + 2)

    def _go(self, step: int) -> None:
        """Choose the row so many commands further on, as far as there are any."""
        rows = [row for row in range(self._list.count()) if self._command(row) is not None]
        if not rows:
            return
        current = self._list.currentRow()
        at = rows.index(current) + step if current in rows else 0
        row = rows[max(0, min(len(rows) - 1, at))]
        self._list.setCurrentRow(row)
        command = self._command(row)
        if command is not None and self.isVisible():
            # The keyboard is in the field: say what it would run.
            event = QAccessibleAnnouncementEvent(self._field, command.spoken)
            QAccessible.updateAccessibility(event)

    def _command(self, row: int) -> Command | None:
        item = self._list.item(row)
        command = item.data(_COMMAND) if item is not None else None
        return command if isinstance(command, Command) else None

    def _run(self) -> None:
        if self._closing:  # a click may activate, too
            return
        command = self._command(self._list.currentRow())
        self.accept()
        if command is not None:
            # Once the keyboard is back where it was.
            QTimer.singleShot(0, self._window, command.run)

    def _place(self) -> None:
        wide = min(WIDTH, self._window.width() - 2 * SIDE)
        self.setFixedWidth(wide)
        self.move(self._window.mapToGlobal(QPoint((self._window.width() - wide) // 2, TOP)))
        self._field.setFocus()
