"""The columns of the draft's tables of recipients and of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from gui.core.lists.draft_rows import DraftNote, DraftRecipient, DraftSource
from gui.core.phones.masking import mask_number
from gui.models.paged import Column
from gui.words.recipients import lists

translate = QCoreApplication.translate

VALUES_MAX = 60
"""Columns of values that are shown."""
LONG_ENOUGH = 7
"""Minimum digits of a text that may contain a phone number."""

_DIGIT = re.compile(r"\d")


class RecipientColumns:
    """Creates the columns of recipients; numbers are masked while `masked` is true."""

    def __init__(self, masked: bool = False) -> None:
        self.masked = masked

    def all(self, names: Sequence[str] = ()) -> tuple[Column, ...]:
        """Return the columns in the order of the table, with one for each of the `names`."""
        return (
            Column("number", translate("lists", "Number"), self._number),
            *(Column(f"value {name}", _title(name), self._value(name)) for name in names),
            Column("place", translate("lists", "List"), _place_of_recipient),
            Column("sheet", translate("lists", "Sheet"), lambda row: row.sheet),
            Column("line", translate("lists", "Row"), lambda row: str(row.line or "")),
        )

    def _number(self, row: DraftRecipient) -> str:
        return mask_number(row.number) if self.masked else row.number

    def _value(self, name: str) -> Callable[[DraftRecipient], str]:
        def text(row: DraftRecipient) -> str:
            value = row.values.get(name, "")
            return mask_text(value) if self.masked else value

        return text


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


def value_names(sources: Sequence[DraftSource]) -> tuple[str, ...]:
    """Return the names of the values of some lists in the order of their columns, each once.

    The columns of the numbers, and the other names of columns, are left out.
    """
    names = dict[str, None]()
    for source in sources:
        mapped = {variable for variable, _ in source.layout.mapping}
        columns = [name for name in source.names if name not in mapped]
        number = source.layout.number_column
        for place, name in enumerate(columns):
            if place != number:
                names[name] = None
    return tuple(names)[:VALUES_MAX]


def mask_text(text: str) -> str:
    """Mask the digits of a possible phone number except its first 3 and last 4."""
    places = [found.start() for found in _DIGIT.finditer(text)]
    if len(places) < LONG_ENOUGH:
        return text
    hidden = set(places[3:-4] or places[:-4])
    return "".join("*" if place in hidden else letter for place, letter in enumerate(text))


def _title(name: str) -> str:
    """Name the column of a value; that of saved numbers has no name of the operator's."""
    return translate("lists", "Name") if name == "name" else name


def _place_of_recipient(row: DraftRecipient) -> str:
    return row.place or translate("lists", "Typed or pasted")


def _place_of_note(note: DraftNote) -> str:
    return lists.place(note.kind, note.place)


def _first(note: DraftNote) -> str:
    if not note.first_line:
        return ""
    other = note.first_place if note.first_place != note.place else ""
    return f"{other} {note.first_line}".strip()
