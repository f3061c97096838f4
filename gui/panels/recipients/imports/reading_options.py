"""How the text of a list is read: encoding, delimiter, header rows, region of its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from gui.core.lists.layout import DELIMITERS, LayoutChoice, ListEncoding, ListInspection
from gui.panels.recipients.region_box import RegionBox
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.number_box import NumberBox
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.words.recipients import lists

LETTERS = 14
"""Of a choice that are in sight at least."""


class ReadingOptions(QWidget):
    """Options that are seldom changed; one that changes the rows needs another inspection."""

    chosen = Signal()
    """Encoding or delimiter: the list is to be inspected again."""
    arranged = Signal()
    """Header rows."""
    region_changed = Signal()
    """Where numbers without a country code are from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._encoding = self._box("importEncoding")
        self._delimiter = self._box("importDelimiter")
        self._header = NumberBox("importHeader")
        self._header.setSpecialValueText(self.tr("None"))
        self._header.setToolTip(self.tr("Rows at the top that are no recipients"))
        self._region = RegionBox()
        self._region.setObjectName("importRegion")
        self._region.setToolTip(self.tr("Where numbers without a country code are from"))
        self._labels = dict[QWidget, QLabel]()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.step)
        grid.setVerticalSpacing(theme.step)
        for place, (text, widget) in enumerate(
            (
                (self.tr("&Encoding"), self._encoding),
                (self.tr("&Delimiter"), self._delimiter),
                (self.tr("&Header rows"), self._header),
                (self.tr("Without a country code"), self._region),
            )
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            label.setProperty("role", "secondary")
            widget.setAccessibleDescription(text.replace("&", ""))
            grid.addWidget(label, place // 2, place % 2 * 2)
            grid.addWidget(widget, place // 2, place % 2 * 2 + 1)
            self._labels[widget] = label
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for box in (self._encoding, self._delimiter):
            box.activated.connect(self.chosen)
        self._header.valueChanged.connect(self.arranged)
        self._region.activated.connect(self.region_changed)

    @property
    def header_rows(self) -> int:
        """How many rows at the top are no recipients."""
        return self._header.value()

    @property
    def region(self) -> str:
        """Where numbers without a country code are from, as ISO 3166 has it."""
        return self._region.region()

    def encoding(self) -> ListEncoding | None:
        """The encoding that the operator chose; none to guess."""
        encoding = self._encoding.currentData()
        # Qt keeps an enum of strings as a plain string.
        return None if encoding is None else ListEncoding(encoding)

    def delimiter(self) -> str | None:
        """The delimiter that the operator chose; none to guess."""
        delimiter = self._delimiter.currentData()
        return None if delimiter is None else str(delimiter)

    def show_header_rows(self, count: int, most: int) -> None:
        """Show how many rows at the top are no recipients, of `most` that may be."""
        self._header.setMaximum(most)
        self._header.setValue(count)

    def show_choices(self, inspection: ListInspection, choice: LayoutChoice) -> None:
        """Offer encodings and delimiters where there are any; `choice`: what was chosen of them."""
        layout = inspection.layout
        is_text = layout.encoding is not None
        self._show(self._encoding, is_text and bool(inspection.path))
        self._show(self._delimiter, is_text)
        if layout.encoding is not None:
            encodings = [(lists.encoding(one), one) for one in ListEncoding]
            self._offer(self._encoding, encodings, layout.encoding, choice.encoding is None)
            delimiters = [(lists.delimiter(one), one) for one in (*DELIMITERS, "")]
            self._offer(self._delimiter, delimiters, layout.delimiter, choice.delimiter is None)

    def show_unread(self) -> None:
        """Ask for the encoding of a list that cannot be read, and for nothing else."""
        self._show(self._delimiter, False)
        self._encoding.setItemText(0, self.tr("Automatic"))

    def enable_header(self, enabled: bool) -> None:
        """Let the header rows be changed, or not."""
        self._header.setEnabled(enabled)

    def _show(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._labels[widget].setVisible(shown)

    def _box(self, name: str) -> QComboBox:
        box = SteadyBox()
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LETTERS)
        return box

    def _offer(
        self, box: QComboBox, things: Sequence[tuple[str, str]], now: str, guessed: bool
    ) -> None:
        """Fill a box; its first item is to guess, and names the guess while that holds."""
        box.clear()
        name = dict(zip((one for _, one in things), (text for text, _ in things), strict=True))
        automatic = self.tr("Automatic: {guess}").format(guess=name.get(now, now))
        box.addItem(automatic if guessed else self.tr("Automatic"), None)
        for text, one in things:
            box.addItem(text, one)
        box.setCurrentIndex(0 if guessed else box.findData(now))
