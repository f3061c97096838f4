"""An imported list in the form: its name and count, its first rows, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.core.lists.draft_rows import DraftSource, SourceKind
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button, named_button
from gui.panels.widgets.elided_label import ElidedLabel
from gui.words.recipients import lists

VALUES_SHOWN = 3
"""Values of a row, behind its number."""


class ListCard(QFrame):
    """Shows one list; the buttons come in the order of the Tab key from left to right."""

    removed = Signal()
    list_requested = Signal()
    """All recipients are to be shown."""
    reading_requested = Signal()
    """The file is to be read again, with its columns to be chosen."""

    def __init__(
        self,
        theme: Theme,
        position: int,
        source: DraftSource,
        rows: Sequence[Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        """Show `source`, the list at `position` from 1, and the texts of its first rows."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "listCard")
        name = lists.source(source)
        text = self.tr("{list}: %Ln recipient(s)", "", source.recipients)
        label = ElidedLabel(text.format(list=name))
        label.setObjectName(f"source{position}")
        label.setToolTip(source.path or name)
        icon = QLabel()
        icon.setPixmap(theme.pixmap("file", self, "text-secondary"))
        self.buttons: list[QWidget] = []
        head = QHBoxLayout()
        head.setSpacing(theme.step // 2)
        head.addWidget(icon)
        head.addWidget(label, 1)
        view = self._link(f"viewSource{position}", self.tr("View"))
        view.setAccessibleName(self.tr("View the recipients of {list}").format(list=name))
        view.clicked.connect(self.list_requested)
        self.buttons.append(view)
        if source.kind is SourceKind.FILE:
            read = self._link(f"readSource{position}", self.tr("Columns…"))
            read.setAccessibleName(self.tr("Columns of {list}").format(list=name))
            read.setToolTip(self.tr("Choose the columns and how the file is read"))
            read.clicked.connect(self.reading_requested)
            self.buttons.append(read)
        remove = icon_button(f"removeSource{position}", self.tr("Remove {list}").format(list=name))
        remove.setToolTip(self.tr("Remove this list and its recipients"))
        remove.setIcon(theme.icon("close"))
        remove.setIconSize(theme.icon_size)
        remove.clicked.connect(self.removed)
        self.buttons.append(remove)
        for button in self.buttons:
            head.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 2, 4, 2)
        grid.setHorizontalSpacing(2 * theme.step)
        grid.setVerticalSpacing(0)
        grid.addLayout(head, 0, 0, 1, VALUES_SHOWN + 3)
        grid.setColumnStretch(VALUES_SHOWN + 2, 1)
        for at, row in enumerate(rows):
            self._add_row(grid, 2 * at + 1, row)

    def _add_row(self, grid: QGridLayout, at: int, row: Sequence[str]) -> None:
        line = QFrame()
        line.setProperty("role", "line")
        grid.addWidget(line, at, 0, 1, VALUES_SHOWN + 3)
        for column, text in enumerate(row[: VALUES_SHOWN + 2]):
            cell = ElidedLabel(text)
            cell.setProperty("role", "caption")
            cell.setFixedHeight(round(24 * self._theme.scale))
            grid.addWidget(cell, at + 1, column)

    def _link(self, name: str, text: str) -> QPushButton:
        button = named_button(name, text)
        button.setProperty("role", "link")
        button.setProperty("small", "true")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
