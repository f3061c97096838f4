"""The settings: how the window looks, what it hides, how fast it sends, and About."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.core.appearance import TEXT_SCALES, Choices, SchemeChoice
from gui.core.sending.rate_limit import CALLERS_MAX, RATE_MAX
from gui.panels.settings.about_page import AboutPage
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.room import resize_within, room_for
from gui.panels.widgets.fields.number_box import NumberBox
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.panels.widgets.scroll_page import ScrollPage

WIDTH, HEIGHT = 600, 760
"""Device-independent pixels, as far as the screen has them."""
LABEL_WIDTH = 128
NUMBER_WIDTH = 96


class SettingsDialog(QDialog):
    """Beside the window, not modal: every change takes effect at once.

    Attributes:
        about: what the program says about itself.
    """

    language_chosen = Signal(str)
    """`zh_CN`, `en`, or empty to follow the system."""
    scheme_chosen = Signal(object)
    """A `SchemeChoice`."""
    scale_chosen = Signal(int)
    """Percent of the usual text size."""
    masked = Signal(bool)
    """Whether the middle of every number is to be hidden."""
    limits_changed = Signal(int, int)
    """How many calls are under way at once, and how many leave a second."""
    folder_requested = Signal()
    """The data directory is to be shown in the system's file manager."""

    def __init__(
        self,
        theme: Theme,
        choices: Choices,
        data_dir: str,
        witnesses: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show the current `choices` and the folders of the data."""
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self._theme = theme
        self.about = AboutPage(theme, data_dir, witnesses)
        self._labels: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.step)
        self._grid.setVerticalSpacing(theme.step)
        self._grid.setColumnStretch(1, 1)
        self._build(choices, data_dir)
        self._lay_out()
        self._language.activated.connect(
            lambda: self.language_chosen.emit(str(self._language.currentData()))
        )
        self._scheme.activated.connect(
            lambda: self.scheme_chosen.emit(SchemeChoice(self._scheme.currentData()))
        )
        self._scale.activated.connect(lambda: self.scale_chosen.emit(self._scale.currentData()))
        self._mask.toggled.connect(self.masked)
        for box in (self._callers, self._rate):
            box.valueChanged.connect(self._change_limits)
        self._open.clicked.connect(self.folder_requested)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin all fields, also those of About, at one place, whatever the language."""
        own = max(label.sizeHint().width() for label in self._labels)
        width = max(LABEL_WIDTH, own, self.about.label_width())
        self._grid.setColumnMinimumWidth(0, width)
        self.about.set_label_width(width)
        super().showEvent(event)

    def show_masked(self, masked: bool) -> None:
        """Show whether numbers are masked, which the top bar decides too."""
        self._mask.setChecked(masked)

    def show_keyring(self, name: str) -> None:
        """Say which keyring there is, once that is known."""
        self._keyring.setText(name)
        self.about.show_keyring(name)

    def show_language_note(self, text: str) -> None:
        """Say below the language why it is not used yet, or nothing."""
        self._language_note.setText(text)
        self._language_note.setVisible(bool(text))

    def _build(self, choices: Choices, data_dir: str) -> None:
        self._language = _choices(
            "language",
            [(self.tr("As the system"), ""), ("简体中文", "zh_CN"), ("English", "en")],
            choices.language,
        )
        self._language_note = QLabel(wordWrap=True)
        self._language_note.setObjectName("languageNote")
        self._language_note.setProperty("role", "caption")
        self._language_note.setVisible(False)
        self._scheme = _choices(
            "colourScheme",
            [
                (self.tr("As the system"), SchemeChoice.SYSTEM),
                (self.tr("Light"), SchemeChoice.LIGHT),
                (self.tr("Dark"), SchemeChoice.DARK),
            ],
            choices.scheme,
        )
        self._scale = _choices(
            "textScale", [(f"{scale} %", scale) for scale in TEXT_SCALES], choices.text_scale
        )
        self._mask = QCheckBox(self.tr("&Hide the middle of every number (138****8000)"))
        self._mask.setObjectName("maskSetting")
        self._mask.setChecked(choices.masked)
        self._callers, self._rate = NumberBox("callers"), NumberBox("rate")
        for box, most, value in (
            (self._callers, CALLERS_MAX, choices.callers),
            (self._rate, RATE_MAX, choices.rate),
        ):
            box.setRange(1, most)
            box.setValue(value)
            box.setFixedWidth(NUMBER_WIDTH)
        self._folder = QLineEdit(data_dir)
        self._folder.setObjectName("dataDirectory")
        self._folder.setReadOnly(True)
        self._folder.setCursorPosition(0)
        self._open = named_button("openDataDirectory", self.tr("&Open the folder"))
        self._keyring = QLabel(wordWrap=True)
        self._keyring.setObjectName("keyringName")
        self._keyring.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out(self) -> None:
        self._section(self.tr("Looks"))
        self._row(self.tr("&Language"), self._language)
        self._grid.addWidget(self._language_note, self._grid.rowCount(), 1)
        self._row(self.tr("&Theme"), self._scheme)
        self._row(self.tr("Text &size"), self._scale)
        self._section(self.tr("Numbers and pace"))
        self._row(self.tr("Masking"), self._mask, buddy=False)
        self._row(self.tr("C&alls at once"), self._callers, fill=False)
        self._row(self.tr("Calls a s&econd, at most"), self._rate, fill=False)
        self._section(self.tr("Data"))
        folder = QHBoxLayout()
        folder.setSpacing(self._theme.step)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._open)
        label = self._label(self.tr("&Data directory"), self._folder)
        self._grid.addWidget(label, self._grid.rowCount(), 0)
        self._grid.addLayout(folder, self._grid.rowCount() - 1, 1)
        self._row(self.tr("Keyring"), self._keyring, buddy=False)
        self._section(self.tr("About"))
        self._grid.addWidget(self.about, self._grid.rowCount(), 0, 1, 2)
        wide = self._theme.size("space.l")
        page = QWidget()
        page.setProperty("surface", "surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(wide, self._theme.step, wide, wide)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        area = ScrollPage(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        least = area.minimumSizeHint().width()
        self.setMinimumWidth(min(least, room_for(self).width()))
        resize_within(self, max(WIDTH, least), HEIGHT)

    def _section(self, title: str) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, self._theme.step, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def _label(self, title: str, buddy: QWidget | None) -> QLabel:
        label = QLabel(title)
        label.setProperty("role", "secondary")
        self._labels.append(label)
        if buddy is not None:
            label.setBuddy(buddy)
        return label

    def _row(self, title: str, control: QWidget, *, buddy: bool = True, fill: bool = True) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(self._label(title, control if buddy else None), row, 0)
        if fill:
            self._grid.addWidget(control, row, 1)
        else:
            self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignLeft)

    def _change_limits(self) -> None:
        self.limits_changed.emit(self._callers.value(), self._rate.value())


def _choices(name: str, offered: Sequence[tuple[str, object]], chosen: object) -> SteadyBox:
    box = SteadyBox()
    box.setObjectName(name)
    for text, value in offered:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
