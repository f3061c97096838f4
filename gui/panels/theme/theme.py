"""How the window looks: its colours of now, one spacing step, tinted icons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.theme.colours import DARK, LIGHT, AccountKind, Colours, Surface
from gui.words.notices import Severity

# Who takes a theme says the kind of account, too.
__all__ = ["SEVERITY_ICONS", "AccountKind", "Theme"]

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
        # Once for each density there is, not for all there could be: it shows at the start.
        for density in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
            side = round(self._line() * density)
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
