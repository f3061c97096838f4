"""The report of an unhandled exception, which the operator can copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.panels.theme.theme import restyle
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.room import resize_within

WIDTH = 640
MARGIN, GAP = 24, 12


class CrashDialog(QDialog):
    """Says what an error means for what was sent, and shows where it arose; sends nothing."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        """Show `report`, which holds no numbers, parameters or secrets."""
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("SMS Desk made a mistake"))
        heading = QLabel(self.tr("Something went wrong that should not"))
        heading.setProperty("role", "title")
        said = QLabel(
            self.tr(
                "What was sent is safe in the history, and nothing is sent again by itself."
                " Please report the details below; they hold no numbers, parameters or secrets,"
                " and go nowhere by themselves."
            ),
            wordWrap=True,
        )
        said.setObjectName("crashText")
        details = QPlainTextEdit(report)
        details.setObjectName("crashReport")
        details.setAccessibleName(self.tr("Details"))
        details.setReadOnly(True)
        restyle(details, role="code")
        details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        details.setTabChangesFocus(True)
        copy = named_button("copyReport", self.tr("&Copy the details"))
        close = named_button("closeReport", self.tr("C&lose"))
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN - GAP)
        column.setSpacing(GAP)
        for widget in (heading, said):
            column.addWidget(widget)
        column.addWidget(details, 1)
        column.addLayout(row)
        resize_within(self, WIDTH, 2 * WIDTH // 3)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close.clicked.connect(self.reject)
        close.setFocus()
