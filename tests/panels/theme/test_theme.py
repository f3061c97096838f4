from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.core.sending.state import RecipientState
from gui.panels.theme.colours import DARK, LIGHT, AccountKind, Surface
from gui.panels.theme.theme import SEVERITY_ICONS, Theme
from gui.words.notices import Severity

ICONS = Path(__file__).parent.parents[2] / "resources" / "icons"
SCHEMES = {Qt.ColorScheme.Light: LIGHT, Qt.ColorScheme.Dark: DARK}


@pytest.fixture(autouse=True)
def same_look_afterwards(qapp):
    palette, font = QPalette(qapp.palette()), QFont(qapp.font())
    yield
    qapp.setPalette(palette)
    qapp.setFont(font)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: from 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_written_can_be_read(colours):
    pairs = [
        (ground, ink)
        for ground in (colours.window, colours.button, colours.base, colours.alternate)
        for ink in (colours.text, colours.muted)
    ]
    pairs += [
        (ground, ink)
        for ground in (colours.window, colours.base)
        for ink in (colours.link, *colours.inks.values())
    ]
    pairs += [
        (ground, ink)
        for ground in (colours.base, colours.alternate)
        for ink in colours.states.values()
    ]
    groups = (colours.bars, colours.buttons, colours.notices)
    surfaces = [surface for group in groups for surface in group.values()]
    pairs += [(surface.ground, surface.ink) for surface in (colours.accent, *surfaces)]

    assert [(pair, contrast(*pair)) for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_kind_severity_and_state_has_a_colour(colours):
    assert set(colours.bars) == set(colours.buttons) == set(AccountKind)
    assert set(colours.notices) == set(colours.inks) == set(SEVERITY_ICONS) == set(Severity)
    assert set(colours.states) == set(RecipientState)
    assert len({surface.ground for surface in colours.bars.values()}) == len(AccountKind)


def test_the_sandbox_is_never_production():
    assert AccountKind.of(production=True, sandbox=True) is AccountKind.SANDBOX
    assert AccountKind.of(production=True, sandbox=False) is AccountKind.PRODUCTION
    assert AccountKind.of(production=False, sandbox=False) is AccountKind.ORDINARY


@pytest.mark.parametrize(("scheme", "colours"), SCHEMES.items())
def test_the_palette_is_of_the_scheme(qapp, scheme, colours):
    qapp.setStyle("Fusion")

    Theme(ICONS, scheme).apply()

    assert qapp.palette().window().color() == QColor(colours.window)
    assert qapp.palette().text().color() == QColor(colours.text)


def test_a_new_scheme_is_told_once(qapp, qtbot):
    theme = Theme(ICONS, Qt.ColorScheme.Light)
    theme.apply()

    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Qt.ColorScheme.Dark)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Qt.ColorScheme.Dark)

    assert theme.colours is DARK
    assert qapp.palette().window().color() == QColor(DARK.window)


def test_it_follows_the_system(qapp, qtbot, monkeypatch):
    # The offscreen platform has no scheme of its own to change.
    system = [Qt.ColorScheme.Light]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: system[0])
    theme = Theme(ICONS)
    assert not theme.dark

    system[0] = Qt.ColorScheme.Dark
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.dark


def test_without_a_word_of_the_system_its_palette_tells(qapp, monkeypatch):
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Unknown)
    qapp.setPalette(QPalette(QColor("#222222")))

    assert Theme(ICONS).dark


def test_the_step_grows_with_the_font(qapp):
    theme = Theme(ICONS)
    small, icon = theme.step, theme.icon_size
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)

    assert theme.step == pytest.approx(2 * small, abs=1)
    assert theme.icon_size.height() > icon.height()


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_text(qapp, path):
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 3)  # large enough to have a solid middle
    qapp.setFont(font)
    theme = Theme(ICONS, Qt.ColorScheme.Dark)

    image = theme.icon(path.stem).pixmap(QSize(48, 48)).toImage()

    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {DARK.text}


def test_an_icon_that_is_not_there_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        Theme(ICONS).icon("no-such-icon")


@pytest.mark.parametrize("style", ["Fusion", "Windows"])
def test_a_coloured_button_has_that_very_colour(qapp, qtbot, style):
    qapp.setStyle(style)
    theme = Theme(ICONS, Qt.ColorScheme.Light)
    theme.apply()
    button = QPushButton("·")
    qtbot.addWidget(button)
    button.resize(200, 60)

    theme.paint_button(button, Surface("#9a3412", "#ffffff"))
    image = button.grab().toImage()
    button.setEnabled(False)
    off = button.grab().toImage()
    qapp.setStyle("Fusion")

    assert image.pixelColor(20, 30).name() == "#9a3412"
    assert off.pixelColor(20, 30).name() == LIGHT.button


def test_a_painted_bar_passes_its_ink_to_its_labels(qapp, qtbot):
    theme = Theme(ICONS)
    bar = QWidget()
    inside = QWidget(bar)
    qtbot.addWidget(bar)
    bar.resize(50, 50)

    theme.paint(bar, Surface("#9a3412", "#ffffff"))

    assert inside.palette().windowText().color() == QColor("#ffffff")
    assert bar.grab().toImage().pixelColor(5, 5).name() == "#9a3412"
    assert QApplication.palette().windowText().color() != QColor("#ffffff")
