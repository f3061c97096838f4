"""Files of presets and test phones: what is wrong with one, where, and how to mend it."""

from __future__ import annotations

from pathlib import PurePath
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.presets.file_faults import FilePlace, PresetFileError, PresetFileFault, Section
from gui.core.presets.preset import NAME_MAX, RECIPIENTS_MAX
from gui.words.recipients.phone_problems import phone_problem

translate = QCoreApplication.translate


def refused(error: PresetFileError) -> str:
    """Say why a file was not taken, where the reason is, and what to do."""
    return translate("words", "Nothing was imported from {file}. {what}").format(
        file=PurePath(error.path).name, what=_what(error)
    )


def _what(error: PresetFileError) -> str:
    place = _place(error.place)
    match error.fault:
        case PresetFileFault.UNREADABLE:
            return translate(
                "words", "It is not there, or you may not read it: look for it, then try again."
            )
        case PresetFileFault.IN_USE:
            return translate(
                "words",
                "Another program has it open and lets no other one read it: close that program, "
                "or wait until it is done, then try again.",
            )
        case PresetFileFault.NOT_DOWNLOADED:
            return translate(
                "words",
                "It is only in the cloud (OneDrive or another cloud drive) and could not be "
                "downloaded: see that this computer is online and the cloud drive is running, "
                "then try again.",
            )
        case PresetFileFault.TOO_LARGE:
            return translate(
                "words", "It is too large for a file of presets: choose the one that was exported."
            )
        case PresetFileFault.ENCODING:
            return translate("words", "It is no UTF-8 text: save it as UTF-8, then try again.")
        case PresetFileFault.NOT_JSON:
            return translate(
                "words",
                "It is no JSON from line {line}, column {column} on: mend it there, or export it"
                " again.",
            ).format(line=error.place.line, column=error.place.column)
        case PresetFileFault.NOT_PRESETS:
            return translate(
                "words", "It holds something else than presets: choose a file that was exported."
            )
        case PresetFileFault.NEWER:
            return translate(
                "words", "It was made by a newer SMS Desk: install the newest one, then try again."
            )
        case PresetFileFault.NOTHING:
            return translate("words", "There is neither a preset nor a test phone in it.")
        case PresetFileFault.TOO_MANY:
            return translate(
                "words", "{place}: a preset has at most {count} recipients; take some out."
            ).format(place=place, count=RECIPIENTS_MAX)
        case PresetFileFault.MISSING:
            return translate("words", "{place} is missing or empty: fill it in.").format(
                place=place
            )
        case PresetFileFault.TYPE:
            return translate(
                "words", "{place} holds another kind of value than it must: mend it."
            ).format(place=place)
        case PresetFileFault.TOO_LONG:
            return translate(
                "words", "{place} is too long: shorten it; names have at most {count} characters."
            ).format(place=place, count=NAME_MAX)
        case PresetFileFault.NUMBER:
            problem = phone_problem(error.problem) if error.problem else ""
            return translate("words", "{place}: {problem}").format(place=place, problem=problem)
        case PresetFileFault.EXTEND_CODE:
            return translate("words", "{place} has other characters than digits.").format(
                place=place
            )
        case PresetFileFault.SEND_MODE:
            return translate("words", "{place} must be one-by-one or batched.").format(place=place)
        case _:
            assert_never(error.fault)


def _place(place: FilePlace) -> str:
    """Name a place: the entry of a list, and its field as the file has it."""
    match place.section:
        case None:
            return ""
        case Section.PHONES:
            text = translate("words", "testPhones, entry {entry}")
        case Section.PRESETS:
            text = translate("words", "presets, entry {entry}")
        case _:
            assert_never(place.section)
    if not place.entry:
        return place.section.value
    parts = [text.format(entry=place.entry)]
    if place.recipient:
        parts.append(translate("words", "recipients, entry {entry}").format(entry=place.recipient))
    if place.field:
        parts.append(place.field)
    return " › ".join(parts)
