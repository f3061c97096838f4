"""Sentences about what an import of a list would give."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.lists.list_check import CheckedRow, ListCheck
from gui.core.lists.notes import RowNote
from gui.core.phones.number import PhoneProblem
from gui.words.phrases import counted, number
from gui.words.recipients.phone_problems import phone_problem

translate = QCoreApplication.translate


def valid(check: ListCheck) -> str:
    """Count who would be sent to."""
    return translate("words", "{count} valid").format(count=number(check.recipients))


def left_out(check: ListCheck) -> str:
    """Count the rows that would be left out, as the draft does; empty if there is none."""
    counts = (
        (translate("words", "{count} left out"), check.left_out_count),
        (translate("words", "{count} repeated"), check.repeated_count),
    )
    return " · ".join(text.format(count=number(many)) for text, many in counts if many)


def take(check: ListCheck | None) -> str:
    """Label of the button that imports."""
    if check is None:
        return translate("words", "Import")
    one = translate("words", "Import 1 recipient")
    return counted(one, translate("words", "Import {count} recipients"), check.recipients)


def facts(check: ListCheck, header_rows: int) -> str:
    """Say how many rows there are, and where the header is."""
    many = check.recipients + check.left_out_count + check.repeated_count
    one = translate("words", "1 row of data")
    rows = counted(one, translate("words", "{count} rows of data"), many)
    if not header_rows:
        return translate("words", "{rows} · no header").format(rows=rows)
    return translate("words", "{rows} · the header is row {row}").format(
        rows=rows, row=number(header_rows)
    )


def reason(row: CheckedRow) -> str:
    """Say why a row would be left out."""
    match row.note:
        case PhoneProblem():
            return phone_problem(row.note)
        case RowNote.REPEATED if row.first_line:
            return translate("words", "Repeated: row {line} has it already; sent once.").format(
                line=number(row.first_line)
            )
        case RowNote.REPEATED:
            return translate("words", "Repeated: it is sent to once only.")
        case RowNote.MISSING_VALUE:
            return translate("words", "“{name}” is empty in this row: fill it in.").format(
                name=row.detail
            )
        case RowNote.UNREADABLE_VALUE:
            return translate("words", "“{name}” has damaged characters in it.").format(
                name=row.detail
            )
        case RowNote.UNCLOSED_QUOTE:
            return translate("words", "Within quotes that are never closed.")
        case RowNote.SHIFTED:
            return translate("words", "More cells than the header has.")
        case _:
            return translate("words", "left out")
