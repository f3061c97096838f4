"""The palette: what the style sheet does not draw takes its colours."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from gui.panels.theme.tokens import Scheme


def make_palette(scheme: Scheme) -> QPalette:
    """Make the palette of a scheme.

    Its accent is the program's own, not the system's: states and production accounts have colours
    that another accent could be taken for, and only these have a contrast that a test holds them
    to.
    """
    role = QPalette.ColorRole
    palette = QPalette()
    for where, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.PlaceholderText, "text-secondary"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on-accent"),
        (role.Accent, "accent"),
        (role.Link, "accent-text"),
        (role.LinkVisited, "accent-text"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
    ):
        palette.setColor(where, to_colour(scheme[name]))
    disabled = to_colour(scheme["text-disabled"])
    for where in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, disabled)
    return palette


def to_colour(text: str) -> QColor:
    """Read `#RRGGBB` or `#RRGGBBAA`; Qt itself expects the alpha first."""
    if len(text) == 9:
        return QColor(f"#{text[7:9]}{text[1:7]}")
    return QColor(text)
