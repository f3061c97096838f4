"""What the sandbox is, and the numbers that have a known answer in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.tables.table_style import style_table

ROWS_SHOWN = 4
"""Minimum rows of the table, where space is short."""


class SandboxPage(QWidget):
    """Explains the sandbox; its numbers can be taken into the recipients or copied."""

    number_requested = Signal(str)
    """A number of the table, to be put among the recipients."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without numbers."""
        super().__init__(parent)
        self._theme = theme
        about = QLabel(
            self.tr(
                "The sandbox is an SMS service on this computer: it checks keys, parameters and "
                "limits as the real one does, but no message leaves and nothing costs money. "
                "Every number is accepted and delivered after some seconds, but these have an "
                "answer of their own:"
            ),
            wordWrap=True,
        )
        self._table = QTableWidget(0, 2)
        self._table.setObjectName("magicNumbers")
        self._table.setHorizontalHeaderLabels([self.tr("Number"), self.tr("What becomes of it")])
        style_table(self._table)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        about.setBuddy(self._table)
        self._table.setAccessibleName(self.tr("Numbers of the sandbox"))
        self._insert = named_button("insertMagicNumber", self.tr("Add to the recipients"))
        self._copy = named_button("copyMagicNumber", self.tr("Copy the number"))

        buttons = QHBoxLayout()
        buttons.setSpacing(theme.step)
        buttons.addWidget(self._insert)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step)
        column.addWidget(about)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)

        self._insert.clicked.connect(self._want)
        self._copy.clicked.connect(self._take)
        # Enter and a double click.
        self._table.activated.connect(self._want)
        self._table.itemSelectionChanged.connect(self._check)
        QShortcut(
            QKeySequence.StandardKey.Copy,
            self._table,
            self._take,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        theme.changed.connect(self._dress)
        self._dress()
        self._check()

    def show_magic(self, rows: Sequence[tuple[str, str]]) -> None:
        """List `rows`, each a number and what becomes of a message to it."""
        self._table.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, column, item)
        self._table.resizeColumnToContents(0)
        height = self._table.verticalHeader().defaultSectionSize()
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setMinimumHeight(min(len(rows), ROWS_SHOWN) * height + head)
        if rows:
            self._table.selectRow(0)
        self._check()

    def _number(self) -> str:
        rows = self._table.selectionModel().selectedRows()
        return str(rows[0].data()) if rows else ""

    def _want(self) -> None:
        if number := self._number():
            self.number_requested.emit(number)

    def _take(self) -> None:
        if number := self._number():
            QGuiApplication.clipboard().setText(number)

    def _check(self) -> None:
        some = bool(self._number())
        self._insert.setEnabled(some)
        self._copy.setEnabled(some)

    def _dress(self) -> None:
        set_icons(self._theme, (self._insert, "insert"), (self._copy, "copy"))
