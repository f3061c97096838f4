"""What a sheet hides, and which of its values may not be what a spreadsheet program shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.lists.layout import column_letters
from gui.core.lists.sheet_notes import ColumnNote, ColumnProblem, SheetNotes
from gui.words.phrases import enumerated, number

translate = QCoreApplication.translate

COLUMNS_SHOWN = 3
"""Columns with a problem that are named at most."""


def hidden_parts(notes: SheetNotes) -> str:
    """State how many rows are hidden; empty if none is."""
    if notes.hiding_unknown:
        return translate(
            "words",
            "It cannot be told which rows of this file are hidden or filtered away, nor how values "
            "are displayed: all rows are read, with the stored values. Save the file as XLSX to "
            "have both right.",
        )
    if not notes.hidden_rows:
        return ""
    return translate("words", "Rows hidden or filtered away in the table: {count}").format(
        count=number(notes.hidden_rows)
    )


def hidden_columns(notes: SheetNotes, names: Sequence[str]) -> str:
    """Say which columns are hidden; empty if none is."""
    if not notes.hidden_columns:
        return ""
    shown = enumerated(_name(column, names) for column in notes.hidden_columns[:COLUMNS_SHOWN])
    rest = len(notes.hidden_columns) - COLUMNS_SHOWN
    if rest > 0:
        text = translate("words", "Hidden columns: {columns}, and {count} more.")
        return text.format(columns=shown, count=number(rest))
    return translate("words", "Hidden columns: {columns}.").format(columns=shown)


def doubtful_columns(notes: SheetNotes, names: Sequence[str]) -> tuple[str, ...]:
    """Explain the problem of each doubtful column, and what to do."""
    said = [_problem(note, names) for note in notes.columns[:COLUMNS_SHOWN]]
    rest = len(notes.columns) - COLUMNS_SHOWN
    if rest > 0:
        text = translate("words", "Other columns with values like these: {count}.")
        said.append(text.format(count=number(rest)))
    return tuple(said)


def hidden_column(name: str) -> str:
    """Name a column that is hidden in the spreadsheet."""
    return translate("words", "{column} (hidden)").format(column=name)


def _problem(note: ColumnNote, names: Sequence[str]) -> str:
    match note.problem:
        case ColumnProblem.FORMAT:
            text = translate(
                "words",
                "{column}: cells with a display format that is not supported: {count}, first in "
                "row {line}. Their stored values are read: check them in the preview.",
            )
        case ColumnProblem.NO_RESULT:
            text = translate(
                "words",
                "{column}: formulas without a stored result: {count}, first in row {line}. They "
                "are read as empty. Open and save the file in a spreadsheet program, then import "
                "it.",
            )
        case ColumnProblem.RECALCULATED:
            text = translate(
                "words",
                "{column}: formulas to be calculated anew: {count}, first in row {line}. Their "
                "stored results may be wrong. Open and save the file in a spreadsheet program, "
                "then import it.",
            )
        case ColumnProblem.UNREADABLE:
            text = translate(
                "words",
                "{column}: cells formatted as a date or time that are none: {count}, first in "
                "row {line}. Their stored values are read.",
            )
        case _:
            assert_never(note.problem)
    return text.format(
        column=_name(note.column, names), count=number(note.cells), line=number(note.first_line)
    )


def _name(column: int, names: Sequence[str]) -> str:
    return names[column] if column < len(names) else column_letters(column)
