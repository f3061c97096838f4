"""Sentences about the preview of a message and its billing."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.message.draft import MissingParams, MissingValues, PreviewNote, UnknownTemplate
from gui.core.message.segments import SegmentCount
from gui.words.phrases import enumerated, number

translate = QCoreApplication.translate


def missing_value(column: str) -> str:
    """The text in a message in place of a value that its row does not have."""
    return translate("words", "[no {column}]").format(column=column)


def note(note: PreviewNote | None) -> str:
    """Say how long a message is and how many it is billed as, or what is missing in it."""
    match note:
        case SegmentCount():
            return translate("words", "{characters} characters · {segments} SMS").format(
                characters=number(note.characters), segments=number(note.segments)
            )
        case UnknownTemplate():
            return translate("words", "The text of this template is not known")
        case MissingParams():
            return translate("words", "Variables missing: {count}; length open").format(
                count=number(len(note.names))
            )
        case MissingValues():
            return translate(
                "words", "This row has no value for {names}: it is not sent to."
            ).format(names=enumerated(note.names))
        case None:
            return ""
        case _:
            assert_never(note)
