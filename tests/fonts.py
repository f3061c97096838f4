"""Fonts where there is no screen: Qt knows none of the desktop there."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QFont

_INSTEAD = {
    "win32": {
        "Sans Serif": ["Segoe UI", "Noto Sans CJK SC"],
        "Microsoft YaHei UI": [
            "SimHei",
            "Noto Sans CJK SC",
        ],  # else in a .ttc, unread by Qt
        "Consolas": ["Noto Sans Mono CJK SC"],
    },
    # What Qt asks for without a screen, and macOS does not have.
    "darwin": {"Sans Serif": ["Helvetica Neue", "PingFang SC"]},
}


def use_fonts_without_a_screen() -> None:
    """Let Qt find fonts of the system. Call it before there is an application."""
    if sys.platform == "win32":
        # Qt looks for fonts beside itself, where there are none.
        os.environ.setdefault("QT_QPA_FONTDIR", os.path.expandvars(r"%WINDIR%\Fonts"))
    for family, instead in _INSTEAD.get(sys.platform, {}).items():
        QFont.insertSubstitutions(family, instead)
