"""How a message will look and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.parts import Parts
from gui.words.listing import listed
from gui.words.progress import number

translate = QCoreApplication.translate


def segments(parts: Parts) -> str:
    """Say how long a message is and how many it is billed as."""
    return translate("words", "{characters} characters · {segments} SMS").format(
        characters=number(parts.characters), segments=number(parts.segments)
    )


def missing(names: tuple[str, ...]) -> str:
    """Say which variables of the template have no parameter."""
    return translate("words", "The template wants parameters that are missing: {names}.").format(
        names=listed(names)
    )


def template_unknown() -> str:
    """Say that the text of the template is not known."""
    return translate("words", "The template's text is not known: press Refresh.")
