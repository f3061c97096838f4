from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.sending.state import RecipientState
from gui.panels.theme.colours import AccountKind, Surface
from gui.panels.theme.theme import SEVERITY_ICONS, Theme, restyle
from gui.resource import resource
from gui.words.notices import Severity
from tests.panels.theme.test_tokens import contrast

RESOURCES = resource("")
SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark)


@pytest.fixture(autouse=True)
def same_look_afterwards(qapp: QApplication) -> Iterator[None]:
    palette, font = QPalette(qapp.palette()), QFont(qapp.font())
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture(params=SCHEMES, ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    qapp.setStyle("Fusion")
    theme = Theme(RESOURCES, request.param)
    theme.apply()
    return theme


def colours_of(widget: QWidget) -> Counter[str]:
    image = widget.grab().toImage()
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


def shown(qtbot: QtBot, widget: QWidget, width: int = 200, height: int = 60) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


def test_every_kind_severity_and_state_has_a_colour(theme: Theme) -> None:
    colours = theme.colours
    assert set(colours.bars) == set(AccountKind)
    assert set(colours.notices) == set(colours.inks) == set(SEVERITY_ICONS) == set(Severity)
    assert set(colours.states) == set(RecipientState)
    assert len({surface.ground for surface in colours.bars.values()}) == len(AccountKind)
    for surface in (*colours.bars.values(), *colours.notices.values()):
        assert contrast(surface.ground, surface.ink) >= 4.5


def test_the_sandbox_is_never_production() -> None:
    assert AccountKind.of(production=True, sandbox=True) is AccountKind.SANDBOX
    assert AccountKind.of(production=True, sandbox=False) is AccountKind.PRODUCTION
    assert AccountKind.of(production=False, sandbox=False) is AccountKind.ORDINARY


def test_the_palette_is_of_the_scheme(theme: Theme, qapp: QApplication) -> None:
    assert qapp.palette().window().color() == QColor(theme.scheme["window"])
    assert qapp.palette().text().color() == QColor(theme.scheme["text"])


def test_a_new_scheme_is_emitted_once(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(RESOURCES, Qt.ColorScheme.Light)
    theme.apply()

    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Qt.ColorScheme.Dark)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Qt.ColorScheme.Dark)

    assert theme.scheme.name == "dark"
    assert qapp.palette().window().color() == QColor(theme.scheme["window"])


def test_it_follows_the_system(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen platform has no scheme of its own to change.
    system = [Qt.ColorScheme.Light]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: system[0])
    theme = Theme(RESOURCES)
    assert not theme.dark

    system[0] = Qt.ColorScheme.Dark
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.dark


def test_the_palette_tells_the_scheme_of_an_unknown_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Unknown)
    qapp.setPalette(QPalette(QColor("#222222")))

    assert Theme(RESOURCES).dark


def test_larger_text_is_told_and_nothing_else_grows(theme: Theme, qtbot: QtBot) -> None:
    before = theme.size("type.body"), theme.size("space.m")
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(1.5)
    assert (theme.size("type.body"), theme.size("space.m")) == (round(before[0] * 1.5), before[1])


@pytest.mark.parametrize("path", sorted(RESOURCES.glob("icons/*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_its_role(qapp: QApplication, path: Path) -> None:
    theme = Theme(RESOURCES, Qt.ColorScheme.Dark)
    image = theme.icon(path.stem, "danger", 48).pixmap(QSize(48, 48)).toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    if path.stem == "sms-desk":
        return  # the program's own has colours of its own
    assert theme.scheme["danger"].lower() in solid
    assert not {"#000000", "#ffffff"} & solid


def test_a_missing_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Theme(RESOURCES).icon("no-such-icon")


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (AccountKind.ORDINARY, "accent"),
        (AccountKind.SANDBOX, "accent"),
        (AccountKind.PRODUCTION, "production-fill"),
    ],
)
def test_the_button_that_sends_has_the_colour_of_its_account(
    theme: Theme, qtbot: QtBot, kind: AccountKind, role: str
) -> None:
    button = shown(qtbot, QPushButton("·"))
    theme.style_send(button, kind, ready=True)
    assert colours_of(button).most_common(1)[0][0] == theme.scheme[role].lower()
    theme.style_send(button, kind, ready=False)
    assert colours_of(button).most_common(1)[0][0] == theme.scheme["hover"].lower()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, QPushButton])
def test_borders_are_seen_and_the_focus_stands_out(
    theme: Theme, qtbot: QtBot, make: type[QWidget]
) -> None:
    """Rendered: what surrounds a control has 3:1 beside its ground, the focus ring too."""
    page = QFrame()
    page.setProperty("surface", "surface")
    control = make(page)
    control.setGeometry(10, 10, 160, 40)
    shown(qtbot, page, 200, 80)
    control.clearFocus()
    ground = theme.scheme["surface"]
    plain = page.grab().toImage()
    edge = plain.pixelColor(90, 10).name()
    assert contrast(edge, ground) >= 3
    with qtbot.waitExposed(page):
        page.activateWindow()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    ring = page.grab().toImage()
    assert ring.pixelColor(90, 10).name() == theme.scheme["focus"].lower()
    assert ring.pixelColor(90, 11).name() == theme.scheme["focus"].lower()


def test_labels_on_a_coloured_bar_take_its_text_colour(theme: Theme, qtbot: QtBot) -> None:
    bar = shown(qtbot, QWidget(), 50, 50)
    inside = QLabel(bar)
    theme.paint(bar, Surface("#9a3412", "#ffffff"))
    inside.ensurePolished()
    assert bar.grab().toImage().pixelColor(5, 5).name() == "#9a3412"
    assert inside.palette().windowText().color() == QColor("#ffffff")


def test_a_changed_property_restyles_the_widget(theme: Theme, qtbot: QtBot) -> None:
    edit = shown(qtbot, QLineEdit())
    edit.clearFocus()
    restyle(edit, state="error")
    assert theme.scheme["danger-fill"].lower() in colours_of(edit)


def test_a_label_with_an_access_key_is_drawn_no_wider_than_it_is_measured(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.apply()
    field = QLineEdit()
    qtbot.addWidget(field)
    for text in ("&To", "&Template", "A&V"):
        label = QLabel(text)
        qtbot.addWidget(label)
        label.setBuddy(field)
        label.ensurePolished()
        needed = label.sizeHint().width()
        label.resize(2 * needed, 30)
        drawn = label.grab().toImage()
        ground = drawn.pixel(drawn.width() - 1, 0)
        columns = range(drawn.width())
        inked = [x for x in columns if any(drawn.pixel(x, y) != ground for y in range(30))]
        assert inked[-1] / drawn.devicePixelRatio() <= needed, text


class Moving(QWidget):
    """A window that comes to a screen of another density."""

    ratio = 1.0

    def devicePixelRatioF(self) -> float:
        return self.ratio

    def come_to(self, ratio: float) -> None:
        self.ratio = ratio
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.DevicePixelRatioChange))


def test_icons_are_drawn_for_the_density_that_a_window_comes_to(qtbot: QtBot, theme: Theme) -> None:
    window, button = Moving(), QPushButton()
    qtbot.addWidget(window)
    qtbot.addWidget(button)
    theme.follow(window)

    def dress() -> None:
        button.setIcon(theme.icon("send"))

    dress()
    theme.changed.connect(dress)
    assert QSize(24, 24) not in button.icon().availableSizes()
    with qtbot.waitSignal(theme.changed):
        window.come_to(1.5)
    assert QSize(24, 24) in button.icon().availableSizes()
    with qtbot.assertNotEmitted(theme.changed):
        window.come_to(1.5)  # Qt tells of it more than once
    with qtbot.waitSignal(theme.changed):
        window.come_to(1.0)
