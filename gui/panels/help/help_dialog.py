"""The manual: a table of contents beside the page that is read."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.panels.help.manual_page import ManualPage
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.room import resize_within
from gui.panels.widgets.tables.two_line_delegate import TwoLineDelegate

INDEX = "index.md"
"""The page that lists the others: a Markdown link a line."""

LINE_HEIGHT = 115.0
"""Line height in percent of the font's: Chinese without leading is hard to read."""

PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What a picture is in the text."""

_LINK = re.compile(r"^- \[(.+?)\]\((\S+?\.md)\)", re.MULTILINE)


class HelpDialog(QDialog):
    """Shows the pages of one folder; not modal, so that the operator can read while working.

    Links between pages are followed here, others in the operator's browser.
    """

    log_requested = Signal()
    """The operator wants to read the log."""

    def __init__(self, folder: Path, theme: Theme, parent: QWidget | None = None) -> None:
        """Read the contents from `folder/index.md`, and show its first page."""
        super().__init__(parent)
        self.setObjectName("helpDialog")
        self.setWindowTitle(self.tr("Help"))
        # By default Qt keeps a dialog above its window, where it hides what is being explained.
        self.setWindowFlag(Qt.WindowType.Dialog, False)
        self.setWindowFlag(Qt.WindowType.Window)
        self._folder = folder
        self._theme = theme
        self._shown = ""
        self._build()
        self._lay_out()
        self._contents.currentItemChanged.connect(self._open_chosen)
        self._page.sourceChanged.connect(self._show_place)
        self._page.backwardAvailable.connect(self._back.setEnabled)
        self._back.clicked.connect(self._page.backward)
        self._close.clicked.connect(self.accept)
        self._log.clicked.connect(self.log_requested)
        theme.changed.connect(self._dress)
        self._contents.setCurrentRow(0)

    def open_page(self, name: str) -> None:
        """Show the page of that file name, such as `lists.md`."""
        self._page.setSource(QUrl.fromLocalFile(str(self._folder / name)))

    def _build(self) -> None:
        self._contents = QListWidget()
        self._contents.setObjectName("helpContents")
        self._contents.setProperty("flat", "true")
        self._contents.setItemDelegate(TwoLineDelegate(self._theme, self._contents, icons=False))
        self._contents.setAccessibleName(self.tr("Contents"))
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = ManualPage(self._theme)
        self._page.setObjectName("helpPage")
        self._page.setAccessibleName(self.tr("Page of the manual"))
        self._page.setOpenExternalLinks(True)
        self._back = named_button("helpBack", self.tr("&Back"))
        self._back.setToolTip(self.tr("To the page before (Alt+Left)"))
        self._back.setEnabled(False)
        self._log = named_button("openLog", self.tr("&Log…"))
        self._close = named_button("closeHelp", self.tr("&Close"))
        index = QUrl.fromLocalFile(str(self._folder / INDEX))
        kind = QTextDocument.ResourceType.MarkdownResource
        read = self._page.loadResource(int(kind), index)
        text = bytes(read.data()).decode() if isinstance(read, QByteArray) else ""
        for title, name in _LINK.findall(text):
            item = QListWidgetItem(title, self._contents)
            item.setData(Qt.ItemDataRole.UserRole, name)

    def _lay_out(self) -> None:
        step = self._theme.step
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._contents)
        splitter.addWidget(self._page)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        self._contents.ensurePolished()
        # The chosen title is bold; a scroll bar may stand beside the titles.
        wide = self._contents.sizeHintForColumn(0) + 6 * step
        column = QVBoxLayout(self)
        margin = self._theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(step)
        column.addWidget(splitter, 1)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(self._log)
        row.addStretch(1)
        row.addWidget(self._close)
        column.addLayout(row)
        # Chinese fonts have an average letter twice as wide as they show Latin.
        letter = self.fontMetrics().horizontalAdvance("0")
        resize_within(self, letter * 125, letter * 90)
        splitter.setSizes([wide, self.width() - wide])
        self._contents.setFocus()

    def _open_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and (name := item.data(Qt.ItemDataRole.UserRole)) != self._shown:
            self.open_page(name)

    def _show_place(self, page: QUrl) -> None:
        """Mark the page in the contents, however the operator came to it."""
        self._shown = page.fileName()  # `source()` is still the page before
        self._dress()
        for row in range(self._contents.count()):
            if self._contents.item(row).data(Qt.ItemDataRole.UserRole) == self._shown:
                self._contents.setCurrentRow(row)

    def _dress(self) -> None:
        """Give tables lines, and room to them and to the text: Markdown says nothing of either."""
        document = self._page.document()
        document.setDocumentMargin(2 * self._theme.step)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()  # the page is laid out once, at its end
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(lines)
        self._space_blocks(document)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        cursor.endEditBlock()

    def _space_blocks(self, document: QTextDocument) -> None:
        """Set paragraphs apart, and headings further from what is before them."""
        step = self._theme.step
        single = QTextBlockFormat.LineHeightTypes.SingleHeight.value
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            if cursor.currentTable() is None:
                room = QTextBlockFormat()
                heading = block.blockFormat().headingLevel() > 0
                room.setTopMargin(2 * step if heading and block.blockNumber() else 0)
                room.setBottomMargin(step / 2 if block.textList() else step)
                if block.text() == PICTURE:
                    room.setLineHeight(100, single)
                cursor.mergeBlockFormat(room)
            block = block.next()

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorderCollapse(True)
        look.setBorder(1)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderBrush(self._theme.colour("border-strong"))
        look.setCellPadding(self._theme.step / 2)
        look.setTopMargin(self._theme.step)
        look.setBottomMargin(self._theme.step)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(look)
