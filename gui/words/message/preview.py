"""Sentences about the preview of a message and its billing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.message.segments import SegmentCount
from gui.words.phrases import enumerated
from gui.words.sending.progress import number

translate = QCoreApplication.translate


def segments(parts: SegmentCount) -> str:
    """Say how long a message is and how many it is billed as."""
    return translate("words", "{characters} characters · {segments} SMS").format(
        characters=number(parts.characters), segments=number(parts.segments)
    )


def missing(names: tuple[str, ...]) -> str:
    """Say which variables of the template have no parameter."""
    return translate("words", "The template wants parameters that are missing: {names}.").format(
        names=enumerated(names)
    )


def template_unknown() -> str:
    """Say that the text of the template is not known."""
    return translate("words", "The template's text is not known: press Refresh.")
