"""The lists in the draft, each with its count and a button that removes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.lists.draft_rows import DraftSource, SourceKind
from gui.panels.theme.theme import Theme
from gui.words.recipients import lists

SHOWN = 3
"""Lists in sight at once; one scrolls to the others."""
LETTERS = 40
"""Of a list's name; the tooltip has all of it."""


class SourceList(QScrollArea):
    """One row for each list, none for what is typed; hidden while there is none."""

    removed = Signal(object)
    """The id of a list that the operator wants out."""

    def __init__(self, theme: Theme, after: QWidget, parent: QWidget | None = None) -> None:
        """Begin empty; the Tab key comes from `after`."""
        super().__init__(parent)
        self._after = after
        self._theme = theme
        self._sources: tuple[DraftSource, ...] = ()
        self._page = QWidget()
        self._page.setProperty("surface", "surface")
        self._rows = QVBoxLayout(self._page)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(False)
        theme.changed.connect(self._fill)

    def show_sources(self, sources: Sequence[DraftSource]) -> None:
        """Show the lists among `sources`."""
        lists = (SourceKind.FILE, SourceKind.PASTED)
        listed = tuple(one for one in sources if one.kind in lists)
        if listed != self._sources:
            self._sources = listed
            self._fill()

    def _fill(self) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        while item := self._rows.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        first: QToolButton | None = None
        last = self._after
        height = 0
        for position, source in enumerate(self._sources, 1):
            row, remove = self._row(position, source)
            self._rows.addWidget(row)
            # A layout shows it later, and Tab would come to it last of all.
            row.show()
            self.setTabOrder(last, remove)
            last = remove
            height += row.sizeHint().height() if position <= SHOWN else 0
            first = first or remove
        self.setFixedHeight(height)
        self.setVisible(bool(self._sources))
        if had_focus and first is not None:
            first.setFocus()

    def _row(self, position: int, source: DraftSource) -> tuple[QWidget, QToolButton]:
        name = lists.source(source)
        text = self.tr("{list}: %Ln recipient(s)", "", source.recipients)
        shown = name if len(name) <= LETTERS else f"{name[: LETTERS // 2]}…{name[-LETTERS // 2 :]}"
        label = QLabel(text.format(list=shown))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName(f"source{position}")
        label.setToolTip(source.path or name)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        remove = QToolButton()
        remove.setObjectName(f"removeSource{position}")
        remove.setAutoRaise(True)
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        remove.setIcon(self._theme.icon("close"))
        remove.setAccessibleName(self.tr("Remove {list}").format(list=name))
        remove.setToolTip(self.tr("Remove this list and its recipients"))
        remove.clicked.connect(lambda: self.removed.emit(source.id))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.step)
        icon = QLabel()
        icon.setPixmap(self._theme.pixmap("file", self, "text-secondary"))
        line.addWidget(icon)
        line.addWidget(label, 1)
        line.addWidget(remove)
        return row, remove
