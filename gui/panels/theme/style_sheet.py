"""The style sheet of the window, made from its template and the tokens."""

from __future__ import annotations

import sys
from math import ceil
from pathlib import Path
from string import Template

from gui.panels.theme.tokens import Scheme, Tokens

LINE = 1.45
"""Height of a line of the tallest of the families, as a multiple of its size."""
HEIGHTS = {
    "control": ("body", 30),
    "small": ("body", 26),
    "big": ("body", 34),
    "tool": ("body", 22),
    "small_tool": ("caption", 22),
}
"""Kinds of controls: the text in them, and pixels of their content; the borders are besides."""
BORDERS = 2
"""Pixels of the two borders of a control; they are twice as thick while it has the keyboard."""


def style_sheet(template: str, tokens: Tokens, scheme: Scheme, scale: float, images: Path) -> str:
    """Fill the template in.

    Args:
        template: text with `$role` for colours and `${name}` for sizes.
        tokens: the sizes.
        scheme: the colours, light or dark.
        scale: factor of all text sizes; 1.0 is 100 %.
        images: the folder with one folder of sub-control images for each scheme.

    Raises:
        KeyError: the template names a token that does not exist.
    """
    dark = scheme.name == "dark"
    values = {role.replace("-", "_"): _qss(colour) for role, colour in scheme.colours.items()}
    values |= {
        "button": scheme["raised"] if dark else scheme["surface"],
        "field": scheme["window"] if dark else scheme["surface"],
        "place": scheme["pressed"] if dark else scheme["surface"],
        "toast": scheme["pressed"] if dark else scheme["text"],
        "toast_border": scheme["border-strong"] if dark else scheme["text"],
        "on_toast": scheme["text"] if dark else scheme["window"],
        "images": (images / scheme.name).as_posix(),
        "mono": f'"{tokens.mono(sys.platform)}"',
    }
    for name in ("caption", "body", "title"):
        values[f"{name}_size"] = str(round(tokens.sizes[f"type.{name}"] * scale))
    for name, (text, least) in HEIGHTS.items():
        # A text that is higher than its control would be cut, or stand too low in it.
        height = max(least, ceil(int(values[f"{text}_size"]) * LINE))
        values |= {name: str(height), f"{name}_focused": str(height - BORDERS)}
    chip = round((tokens.sizes["height.chip"] - BORDERS) * scale)
    values |= {"chip": str(chip), "chip_focused": str(chip - BORDERS)}
    # Corners that are rounder than half the height are not drawn round at all.
    round_end = min(round(tokens.sizes["radius.chip"] * scale), (chip + BORDERS) // 2)
    values["chip_radius"] = str(round_end)
    for name in ("small", "control", "card", "bubble"):
        values[f"radius_{name}"] = str(tokens.sizes[f"radius.{name}"])
    return Template(template).substitute(values)


def _qss(colour: str) -> str:
    """Write a colour as style sheets have it: they expect the alpha of `#RRGGBBAA` first."""
    return f"#{colour[7:9]}{colour[1:7]}" if len(colour) == 9 else colour
