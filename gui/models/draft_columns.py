"""The columns of the draft's tables of recipients and of notes."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from gui.core.lists.draft_rows import DraftNote, DraftRecipient
from gui.core.phones.masking import mask_number
from gui.models.paged import Column
from gui.words.recipients import lists

translate = QCoreApplication.translate

LONG_ENOUGH = 7
"""Minimum digits of a text that may contain a phone number."""

_DIGIT = re.compile(r"\d")


class RecipientColumns:
    """Creates the columns of recipients; numbers are masked while `masked` is true."""

    def __init__(self, masked: bool = False) -> None:
        self.masked = masked

    def all(self) -> tuple[Column, ...]:
        """Return the columns in the order of the table."""
        return (
            Column("number", translate("lists", "Number"), self._number),
            Column("values", translate("lists", "Values of its row"), self._values),
            Column("place", translate("lists", "List"), _place_of_recipient),
            Column("sheet", translate("lists", "Sheet"), lambda row: row.sheet),
            Column("line", translate("lists", "Row"), lambda row: str(row.line or "")),
        )

    def _number(self, row: DraftRecipient) -> str:
        return mask_number(row.number) if self.masked else row.number

    def _values(self, row: DraftRecipient) -> str:
        shown = mask_text if self.masked else str
        return " · ".join(
            f"{name}: {shown(value)}" for name, value in row.values.items() if value != row.number
        )


class NoteColumns:
    """Creates the columns of notes; numbers are masked while `masked` is true."""

    def __init__(self, masked: bool = False) -> None:
        self.masked = masked

    def all(self) -> tuple[Column, ...]:
        """Return the columns in the order of the table and of exported files."""
        return (
            Column("line", translate("lists", "Row"), lambda note: str(note.line)),
            Column("text", translate("lists", "What was there"), self._text),
            Column("why", translate("lists", "Why"), self._why),
            Column("number", translate("lists", "If taken, sent to"), self._number),
            Column("first", translate("lists", "First row"), _first),
            Column("place", translate("lists", "List"), _place_of_note),
            Column("sheet", translate("lists", "Sheet"), lambda note: note.sheet),
        )

    def _text(self, note: DraftNote) -> str:
        return mask_text(note.text) if self.masked else note.text

    def _number(self, note: DraftNote) -> str:
        return lists.would_go_to(note, masked=self.masked)

    def _why(self, note: DraftNote) -> str:
        return lists.note(note, masked=self.masked)


def mask_text(text: str) -> str:
    """Mask the digits of a possible phone number except its first 3 and last 4."""
    places = [found.start() for found in _DIGIT.finditer(text)]
    if len(places) < LONG_ENOUGH:
        return text
    hidden = set(places[3:-4] or places[:-4])
    return "".join("*" if place in hidden else letter for place, letter in enumerate(text))


def _place_of_recipient(row: DraftRecipient) -> str:
    return row.place or translate("lists", "Typed or pasted")


def _place_of_note(note: DraftNote) -> str:
    return lists.place(note.kind, note.place)


def _first(note: DraftNote) -> str:
    if not note.first_line:
        return ""
    other = note.first_place if note.first_place != note.place else ""
    return f"{other} {note.first_line}".strip()
