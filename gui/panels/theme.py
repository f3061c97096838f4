"""How the window looks: colours for light and dark, one spacing step, tinted icons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Self

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.core.states import State
from gui.words.notices import Severity


class Kind(Enum):
    """What sending with an account means; each kind is painted in its own colour."""

    ORDINARY = auto()
    PRODUCTION = auto()
    SANDBOX = auto()

    @classmethod
    def of(cls, *, production: bool, sandbox: bool) -> Self:
        """Name the kind; the sandbox is never production."""
        if sandbox:
            return cls.SANDBOX
        return cls.PRODUCTION if production else cls.ORDINARY


@dataclass(frozen=True, slots=True)
class Surface:
    """A coloured ground and what is written on it, as `#rrggbb`."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, as `#rrggbb`.

    Each ink stands out from its ground by at least 4.5 (WCAG 2.2, 1.4.3); the tests hold that.

    Attributes:
        window, button, base, alternate: grounds that carry `text` and `muted`.
        muted: hints, placeholders, counts.
        faint: what cannot be used now; the only ink without a least contrast.
        accent: selection and what the eye should find first.
        link: written on `window` and `base`.
        bars: the account bar and the confirmation's banner.
        buttons: the button that sends.
        notices: the message bar.
        inks: a note beside a field, by how much it matters; on `window` and `base`.
        states: the state of a recipient, on `base` and `alternate`.
    """

    window: str
    button: str
    base: str
    alternate: str
    text: str
    muted: str
    faint: str
    link: str
    accent: Surface
    bars: Mapping[Kind, Surface]
    buttons: Mapping[Kind, Surface]
    notices: Mapping[Severity, Surface]
    inks: Mapping[Severity, str]
    states: Mapping[State, str]


LIGHT = Colours(
    window="#f3f4f6",
    button="#e8eaee",
    base="#ffffff",
    alternate="#f6f7f9",
    text="#1b1f24",
    muted="#57606a",
    faint="#8c959f",
    link="#1a56c4",
    accent=Surface("#1d5fd1", "#ffffff"),
    bars={
        Kind.ORDINARY: Surface("#e2e6ec", "#1b1f24"),
        Kind.PRODUCTION: Surface("#9a3412", "#ffffff"),
        Kind.SANDBOX: Surface("#c9f0ea", "#0c4a44"),
    },
    buttons={
        Kind.ORDINARY: Surface("#1d5fd1", "#ffffff"),
        Kind.PRODUCTION: Surface("#9a3412", "#ffffff"),
        Kind.SANDBOX: Surface("#0f766e", "#ffffff"),
    },
    notices={
        Severity.INFORMATION: Surface("#dbeafe", "#0f3d82"),
        Severity.SUCCESS: Surface("#dcf5e3", "#0d4f25"),
        Severity.WARNING: Surface("#fdf0c8", "#5c3b00"),
        Severity.ERROR: Surface("#fde2e0", "#861a12"),
    },
    inks={
        Severity.INFORMATION: "#57606a",
        Severity.SUCCESS: "#17692f",
        Severity.WARNING: "#854800",
        Severity.ERROR: "#b42318",
    },
    states={
        State.QUEUED: "#57606a",
        State.SUBMITTING: "#1a56c4",
        State.ACCEPTED: "#0b6b66",
        State.REJECTED: "#b42318",
        State.UNKNOWN: "#854800",
        State.DELIVERED: "#17692f",
        State.UNDELIVERED: "#a3195b",
        State.CANCELLED: "#57606a",
    },
)

DARK = Colours(
    window="#1b1d21",
    button="#3a4048",
    base="#2e333a",
    alternate="#292d34",
    text="#e6e8eb",
    muted="#b3bac3",
    faint="#7d858f",
    link="#8ab4ff",
    accent=Surface("#2b66cc", "#ffffff"),
    bars={
        Kind.ORDINARY: Surface("#2a2f36", "#e6e8eb"),
        Kind.PRODUCTION: Surface("#8f3112", "#ffffff"),
        Kind.SANDBOX: Surface("#0f3f3b", "#b5f0e8"),
    },
    buttons={
        Kind.ORDINARY: Surface("#2b66cc", "#ffffff"),
        Kind.PRODUCTION: Surface("#a83a16", "#ffffff"),
        Kind.SANDBOX: Surface("#0f766e", "#ffffff"),
    },
    notices={
        Severity.INFORMATION: Surface("#16325c", "#cfe2ff"),
        Severity.SUCCESS: Surface("#12381f", "#bff0cd"),
        Severity.WARNING: Surface("#453106", "#ffe3a3"),
        Severity.ERROR: Surface("#551814", "#ffd0cb"),
    },
    inks={
        Severity.INFORMATION: "#b3bac3",
        Severity.SUCCESS: "#6fd08c",
        Severity.WARNING: "#f0b849",
        Severity.ERROR: "#ff9a92",
    },
    states={
        State.QUEUED: "#b3bac3",
        State.SUBMITTING: "#8ab4ff",
        State.ACCEPTED: "#62cfc6",
        State.REJECTED: "#ff9a92",
        State.UNKNOWN: "#f0b849",
        State.DELIVERED: "#6fd08c",
        State.UNDELIVERED: "#ff8fbf",
        State.CANCELLED: "#b3bac3",
    },
)

SEVERITY_ICONS = {
    Severity.INFORMATION: "information",
    Severity.SUCCESS: "success",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


class Theme(QObject):
    """The look of the window, light or dark after the system.

    Panels take it at construction, dress themselves once, and again at `changed`.
    """

    changed = Signal()
    """Light has become dark, or the other way round."""

    def __init__(
        self,
        icons: Path,
        scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
        parent: QObject | None = None,
    ) -> None:
        """Take icons from the folder `icons`; any `scheme` but unknown overrides the system's."""
        super().__init__(parent)
        self._icons = icons
        self._scheme = scheme
        # Where the platform does not say, what it painted before we did tells.
        self._system_dark = QGuiApplication.palette().window().color().lightness() < 128
        self._dark = self._is_dark()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def dark(self) -> bool:
        """Whether the window is dark."""
        return self._dark

    @property
    def colours(self) -> Colours:
        """The colours of now."""
        return DARK if self._dark else LIGHT

    @property
    def step(self) -> int:
        """The one spacing step, in device-independent pixels: half a line of text."""
        return max(2, round(self._line() / 2))

    @property
    def icon_size(self) -> QSize:
        """Of an icon beside text: as high as a line of it."""
        side = round(self._line())
        return QSize(side, side)

    def apply(self) -> None:
        """Give the application our palette where its style takes one; native styles have theirs."""
        if QApplication.style().objectName().lower() == "fusion":
            QApplication.setPalette(self.palette())

    def set_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Be light or dark whatever the system is; unknown follows it again."""
        self._scheme = scheme
        self._follow()

    def palette(self) -> QPalette:
        """Make the palette of the application."""
        colours = self.colours
        palette = QPalette(QColor(colours.button), QColor(colours.window))
        role = QPalette.ColorRole
        for where, colour in (
            (role.Window, colours.window),
            (role.WindowText, colours.text),
            (role.Base, colours.base),
            (role.AlternateBase, colours.alternate),
            (role.Text, colours.text),
            (role.Button, colours.button),
            (role.ButtonText, colours.text),
            (role.PlaceholderText, colours.muted),
            (role.Highlight, colours.accent.ground),
            (role.HighlightedText, colours.accent.ink),
            (role.Accent, colours.accent.ground),
            (role.Link, colours.link),
            (role.LinkVisited, colours.link),
            (role.ToolTipBase, colours.base),
            (role.ToolTipText, colours.text),
        ):
            palette.setColor(where, QColor(colour))
        for where in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.faint))
        return palette

    def paint(self, widget: QWidget, surface: Surface) -> None:
        """Give `widget` a coloured ground; the labels on it take its ink."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(surface.ground))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(surface.ink))
        widget.setPalette(palette)
        widget.setAutoFillBackground(True)

    def paint_button(self, button: QWidget, surface: Surface) -> None:
        """Colour a button in exactly this way in every style; one that is disabled looks it."""
        colours, step = self.colours, self.step
        # Styles lighten or ignore the palette of a button, and the contrast with it.
        button.setStyleSheet(
            f"QPushButton {{ background: {surface.ground}; color: {surface.ink};"
            f" border: 1px solid {surface.ground}; border-radius: {step // 2}px;"
            f" padding: {step // 2}px {2 * step}px; }}"
            f"QPushButton:hover {{ border-color: {surface.ink}; }}"
            f"QPushButton:focus {{ border: 2px solid {surface.ink}; }}"
            f"QPushButton:pressed {{ background: {colours.text}; color: {colours.base}; }}"
            f"QPushButton:disabled {{ background: {colours.button}; color: {colours.muted};"
            f" border-color: {colours.faint}; }}"
        )

    def ink(self, widget: QWidget, colour: str) -> None:
        """Write what `widget` says in `colour`."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        widget.setPalette(palette)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Give the icon `name` in `colour`, or in that of text.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        path = self._icons / f"{name}.svg"
        if not path.is_file():
            raise FileNotFoundError(path)
        drawing = QIcon(str(path))
        icon = QIcon()
        for times in (1, 1.25, 1.5, 2, 3):
            side = round(self._line() * times)
            for mode, ink in (
                (QIcon.Mode.Normal, colour or self.colours.text),
                (QIcon.Mode.Disabled, self.colours.faint),
            ):
                icon.addPixmap(_tinted(drawing.pixmap(QSize(side, side), 1.0), ink), mode)
        return icon

    def pixmap(self, name: str, widget: QWidget, colour: str = "") -> QPixmap:
        """Give the icon `name` as `widget` shows it beside text, sharp on its screen."""
        return self.icon(name, colour).pixmap(self.icon_size, widget.devicePixelRatioF())

    def _line(self) -> float:
        return QFontMetricsF(QApplication.font()).height()

    def _is_dark(self) -> bool:
        scheme = self._scheme
        if scheme is Qt.ColorScheme.Unknown:
            scheme = QGuiApplication.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._system_dark
        return scheme is Qt.ColorScheme.Dark

    def _follow(self) -> None:
        dark = self._is_dark()
        if dark != self._dark:
            self._dark = dark
            self.apply()
            self.changed.emit()


def _tinted(drawing: QPixmap, colour: str) -> QPixmap:
    painter = QPainter(drawing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(drawing.rect(), QColor(colour))
    painter.end()
    return drawing
