"""Sentences about the preview of a message and its billing."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.message.draft import (
    MissingParams,
    MissingValues,
    NoSign,
    PreviewNote,
    UnknownTemplate,
)
from gui.core.message.segments import SegmentCount
from gui.words.phrases import enumerated, number

translate = QCoreApplication.translate


def missing_value(column: str) -> str:
    """The text in a message in place of a value that its row does not have."""
    return translate("words", "[no {column}]").format(column=column)


def hint(note: PreviewNote | None) -> str:
    """Say why there is no message to be shown; `note` is what is known about it."""
    match note:
        case UnknownTemplate():
            return translate("words", "The text of this template was not fetched: no preview.")
        case NoSign():
            return translate("words", "The message appears here once a sign is chosen.")
        case _:
            return translate(
                "words",
                "The message appears here once a template is chosen; each variable has a field.",
            )


def note(note: PreviewNote | None) -> str:
    """Say how long a message is and how many it is billed as, or what is missing in it."""
    match note:
        case SegmentCount():
            return translate("words", "{characters} characters · {segments} SMS").format(
                characters=number(note.characters), segments=number(note.segments)
            )
        case UnknownTemplate():
            return translate("words", "Length and count of SMS not known")
        case MissingParams():
            return translate("words", "Variables missing: {count}; length unknown").format(
                count=number(len(note.names))
            )
        case MissingValues():
            return translate(
                "words", "This row has no value for {names}: it is not sent to."
            ).format(names=enumerated(note.names))
        case NoSign() | None:
            return ""
        case _:
            assert_never(note)
