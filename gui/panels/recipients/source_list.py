"""The lists in the draft, a card for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.core.lists.draft_rows import DraftSource, SourceKind
from gui.panels.theme.theme import Theme

SHOWN = 3
"""Lists in sight at once; one scrolls to the others."""
_GAP = 4


class SourceList(QScrollArea):
    """A card for each list, none for what is typed; hidden while there is none."""

    removed = Signal(object)
    """The id of the list to remove."""
    list_requested = Signal()
    """The operator wants to see all recipients."""
    reading_requested = Signal(object)
    """The path of a file, a string, whose columns the operator wants to choose again."""

    def __init__(self, theme: Theme, after: QWidget, parent: QWidget | None = None) -> None:
        """Begin empty; the Tab key comes from `after`."""
        super().__init__(parent)
        self._after = after
        self._theme = theme
        self._sources: tuple[DraftSource, ...] = ()
        self._first_rows: tuple[tuple[str, ...], ...] = ()
        self._compact = False
        self._page = QWidget()
        self._page.setProperty("surface", "surface")
        self._cards = QVBoxLayout(self._page)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(_GAP)
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

    def show_first_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the first rows of a list that is the only one: line, number and values."""
        first_rows = tuple(map(tuple, rows))
        if first_rows != self._first_rows:
            self._first_rows = first_rows
            self._fill()

    def set_compact(self, compact: bool) -> None:
        """Do without the rows, where there is little height."""
        if compact != self._compact:
            self._compact = compact
            self._fill()

    def _fill(self) -> None:
        if not self._sources and not self._cards.count():
            return
        from gui.panels.recipients.list_card import ListCard  # imported when there is a list

        focused = self.window().focusWidget() or self.window()
        had_focus, name = self.isAncestorOf(focused), focused.objectName()
        while item := self._cards.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        wanted: QWidget | None = None
        last = self._after
        height = 0
        alone = len(self._sources) == 1 and not self._compact
        for position, source in enumerate(self._sources, 1):
            rows = self._first_rows if alone else ()
            card = ListCard(self._theme, position, source, rows)
            card.removed.connect(lambda source=source: self.removed.emit(source.id))
            card.list_requested.connect(self.list_requested)
            card.reading_requested.connect(
                lambda source=source: self.reading_requested.emit(source.path)
            )
            self._cards.addWidget(card)
            # A layout shows it later, and Tab would come to it last of all.
            card.show()
            for button in card.buttons:
                self.setTabOrder(last, button)
                last = button
                if button.objectName() == name or wanted is None:
                    wanted = button
            if position <= SHOWN:
                height += card.sizeHint().height() + (_GAP if position > 1 else 0)
        self.setFixedHeight(height)
        self.setVisible(bool(self._sources))
        if had_focus and wanted is not None:
            wanted.setFocus()
