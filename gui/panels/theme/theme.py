"""How the window looks: scheme, text scale, style sheet, palette, icons."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.theme.colours import AccountKind, Colours, Surface, make_palette, to_colour
from gui.panels.theme.icons import Icons
from gui.panels.theme.style_sheet import style_sheet
from gui.panels.theme.tokens import Scheme, Tokens
from gui.words.notices import Severity

# AccountKind is re-exported for the panels, which need both.
__all__ = ["SEVERITY_ICONS", "TONES", "AccountKind", "Theme", "restyle"]

TONES = {
    Severity.INFORMATION: "secondary",
    Severity.SUCCESS: "success",
    Severity.WARNING: "warning",
    Severity.ERROR: "danger",
}
"""The property `tone` that gives a label the colour of how much it matters."""
SEVERITY_ICONS = {
    Severity.INFORMATION: "information",
    Severity.SUCCESS: "check",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


class Theme(QObject):
    """Gives panels their colours, sizes and icons, and the application its style sheet.

    Widgets that take a colour in code take it again at `changed`; all others are styled by the
    sheet through their properties `role`, `tone`, `state` and `small` (see `resources/theme`).
    """

    changed = Signal()
    """The scheme, the text scale, or how dense the pixels of a followed window are."""

    def __init__(
        self,
        resources: Path,
        scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
        scale: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        """Read the tokens in the folder `resources`; an unknown `scheme` follows the system's."""
        super().__init__(parent)
        self._images = resources / "theme"
        self.tokens = Tokens.load(self._images / "tokens.json")
        self._icons = Icons(resources / "icons")
        self._wanted = scheme
        # Where the platform does not say, its own palette tells.
        self._system_dark = QGuiApplication.palette().window().color().lightness() < 128
        self._scale = scale
        self._ratios: dict[int, float] = {}
        self._dark = self._is_dark()
        self._colours = Colours.of(self.scheme, self.tokens.states)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._refresh())

    @property
    def dark(self) -> bool:
        """Whether the window is dark."""
        return self._dark

    @property
    def scheme(self) -> Scheme:
        """The current colours."""
        return self.tokens.dark if self._dark else self.tokens.light

    @property
    def colours(self) -> Colours:
        """The current colours, by what they are for."""
        return self._colours

    @property
    def step(self) -> int:
        """The spacing between things that belong together, in device-independent pixels."""
        return self.size("space.s")

    @property
    def scale(self) -> float:
        """The factor of all text sizes."""
        return self._scale

    def set_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Be light or dark whatever the system is; unknown follows the system."""
        self._wanted = scheme
        self._refresh()

    def set_scale(self, scale: float) -> None:
        """Make all text larger or smaller; 1.0 is 100 %."""
        if scale != self._scale:
            self._scale = scale
            self.apply()
            self.changed.emit()

    def follow(self, window: QWidget) -> None:
        """Emit `changed` when the pixels under a window become denser or less dense.

        It came to another screen, or that was scaled: what was drawn before would be blurred.
        """
        window.installEventFilter(self)
        window.destroyed.connect(partial(self._ratios.pop, id(window), None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the density of a followed window change; Qt tells of it more than once."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and isinstance(watched, QWidget):
            ratio = watched.devicePixelRatioF()
            if self._ratios.get(id(watched)) != ratio:
                self._ratios[id(watched)] = ratio
                self.changed.emit()
        return False

    def apply(self) -> None:
        """Give the application style, font, palette and style sheet."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        template = (self._images / "window.qss").read_text(encoding="utf-8")
        QApplication.setPalette(make_palette(self.scheme))
        self.apply_font()
        sheet = style_sheet(template, self.tokens, self.scheme, self._scale, self._images)
        app.setStyleSheet(sheet)

    def apply_font(self) -> None:
        """Give the application its font; widgets that are there before keep another one."""
        font = QApplication.font()
        # A letter underlined for its access key is not kerned, but Qt measures it as if it were:
        # the end of the label would be cut off.
        font.setKerning(False)
        if QLocale().language() is QLocale.Language.Chinese:
            # In any other language the system's own font does: a Chinese one takes 14 MB.
            font.setFamilies([self.tokens.family(sys.platform)])
        if font != QApplication.font():
            QApplication.setFont(font)

    def paint(self, widget: QWidget, surface: Surface) -> None:
        """Give `widget` a background; the labels on it take its text colour."""
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        widget.setProperty("painted", "true")
        widget.setStyleSheet(
            f'QWidget[painted="true"] {{ background: {surface.ground}; }}'
            f" QLabel {{ color: {surface.ink}; background: transparent; }}"
        )

    def style_send(self, button: QWidget, kind: AccountKind, *, ready: bool) -> None:
        """Give the button that sends the look of its account, or that of one that cannot yet."""
        role = "production" if kind is AccountKind.PRODUCTION else "primary"
        restyle(button, role=role if ready else "waiting")

    def toast_ink(self, severity: Severity | None) -> str:
        """The colour of an icon on a toast, as `#RRGGBB`: toasts are dark in both schemes."""
        dark = self.tokens.dark
        if severity is None:
            return dark["text"]
        roles = {
            Severity.INFORMATION: "accent-text",
            Severity.SUCCESS: "text",
            Severity.WARNING: "warning",
            Severity.ERROR: "danger",
        }
        return dark[roles[severity]]

    def colour(self, role: str) -> QColor:
        """The colour of a role.

        Raises:
            KeyError: there is no such role.
        """
        return to_colour(self.scheme[role])

    def size(self, name: str) -> int:
        """A size in device-independent pixels, such as `space.m`; text sizes are scaled.

        Raises:
            KeyError: there is no such size.
        """
        value = self.tokens.sizes[name]
        return round(value * self._scale) if name.startswith(("type.", "line.")) else value

    def icon(self, name: str, role: str = "text", side: int = 16, after: int = 0) -> QIcon:
        """An icon in the colour of a role, or `#RRGGBB`; it is paler where it cannot be used.

        It has `after` empty pixels at its right, for buttons that leave too few before their text.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
        inks = self._hex(role), self.scheme["text-disabled"]
        ratios = frozenset(screens.union(self._ratios.values()))
        return self._icons.icon(name, inks, self.scheme["surface"], side, after, ratios)

    def pixmap(self, name: str, widget: QWidget, role: str = "text", side: int = 16) -> QPixmap:
        """An icon as `widget` shows it in a label, sharp on its screen."""
        return self.drawing(name, role, widget.devicePixelRatioF(), side)

    def drawing(self, name: str, role: str, ratio: float, side: int = 16) -> QPixmap:
        """An icon for a painter on a device with `ratio` device pixels to one of ours."""
        return self._icons.draw(name, self._hex(role), self.scheme["surface"], side, ratio)

    @property
    def icon_size(self) -> QSize:
        """Of an icon beside text."""
        return QSize(16, 16)

    def _hex(self, role: str) -> str:
        return role if role.startswith("#") else self.scheme[role]

    def _is_dark(self) -> bool:
        scheme = self._wanted
        if scheme is Qt.ColorScheme.Unknown:
            scheme = QGuiApplication.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._system_dark
        return scheme is Qt.ColorScheme.Dark

    def _refresh(self) -> None:
        dark = self._is_dark()
        if dark != self._dark:
            self._dark = dark
            self._colours = Colours.of(self.scheme, self.tokens.states)
            self.apply()
            self.changed.emit()


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that style sheet selectors use, and apply the style sheet again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Apply the style sheet to a widget again, if it was applied before."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
