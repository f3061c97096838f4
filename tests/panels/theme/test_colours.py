"""The colours of what the style sheet does not draw."""

import pytest
from PySide6.QtGui import QColor, QPalette

from gui.panels.theme.colours import make_palette, to_colour
from gui.panels.theme.theme import Theme


def test_a_colour_with_alpha_is_read_as_css_has_it() -> None:
    assert to_colour("#1A1D2166") == QColor(0x1A, 0x1D, 0x21, 0x66)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_cannot_be_used_is_paler(theme: Theme, name: str) -> None:
    scheme = getattr(theme.tokens, name)
    palette, text = make_palette(scheme), QPalette.ColorRole.Text
    assert palette.color(text) == QColor(scheme["text"])
    disabled = palette.color(QPalette.ColorGroup.Disabled, text)
    assert disabled == to_colour(scheme["text-disabled"])
