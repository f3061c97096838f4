"""Sentences about phone lists: their contents, layout, and notes on rows."""

from __future__ import annotations

from pathlib import PurePath
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.lists.draft_rows import (
    DraftNote,
    DraftOverview,
    DraftSource,
    DraftStep,
    LoadProgress,
    SourceKind,
)
from gui.core.lists.draft_rows import StepKind as Kind
from gui.core.lists.layout import Certainty, ListEncoding, ListInspection
from gui.core.lists.notes import SENT, Note, RowNote
from gui.core.phones.masking import mask_number
from gui.core.phones.number import TAKEABLE, PhoneProblem
from gui.words.phrases import counted, number
from gui.words.recipients import regions
from gui.words.recipients.phone_problems import phone_problem

translate = QCoreApplication.translate


def summary(overview: DraftOverview, blocked: int = 0, missing: int = 0, unfit: int = 0) -> str:
    """Count what the draft holds: valid, invalid and repeated always, for scripts read them.

    `blocked` of the recipients are on the do-not-send list, and `missing` of the others lack a
    value. The service is likely to refuse the values of `unfit` of those that are sent to.
    """
    notes = overview.notes
    counts = [
        translate("words", "{count} valid").format(count=number(overview.recipients)),
        translate("words", "{count} left out").format(count=number(invalid(overview))),
        translate("words", "{count} repeated").format(count=number(notes.get(RowNote.REPEATED, 0))),
    ]
    for template, many in (
        (translate("words", "{count} repaired"), notes.get(RowNote.REPAIRED, 0)),
        (translate("words", "{count} taken by hand"), notes.get(RowNote.TAKEN, 0)),
        (translate("words", "{count} blocked"), blocked),
        (translate("words", "{count} without a value"), missing),
        (translate("words", "{count} likely to be refused"), unfit),
    ):
        if many:
            counts.append(template.format(count=number(many)))
    return " · ".join(counts)


def invalid(overview: DraftOverview) -> int:
    """Count the rows that are left out, but for repeated ones."""
    fine = (RowNote.REPEATED, *SENT)
    return sum(many for note, many in overview.notes.items() if note not in fine)


def note(note: DraftNote, *, masked: bool = False) -> str:
    """Explain a row's note; for a duplicate, where its first occurrence is."""
    kind: Note = note.note
    number_shown = mask_number(note.number) if masked else note.number
    match kind:
        case RowNote.REPAIRED:
            return translate("words", "Repaired: it is sent to {number}.").format(
                number=number_shown
            )
        case RowNote.REPEATED:
            return _repeated(note)
        case RowNote.MISSING_VALUE:
            return translate("words", "“{name}” is empty in this row: fill it in.").format(
                name=note.detail
            )
        case RowNote.UNCLOSED_QUOTE:
            return translate(
                "words",
                "A number inside a cell of several lines: a quote before it is never closed.",
            )
        case RowNote.SHIFTED:
            return translate(
                "words",
                "More cells than the header has: a delimiter within a value moves the values behind"
                " it. Put quotes around that value.",
            )
        case RowNote.EXTRA_CELL:
            return translate(
                "words", "It is sent to. The row has more cells than the header: please check it."
            )
        case RowNote.UNREADABLE:
            return translate(
                "words",
                "Characters of the row are damaged and cannot be read (\ufffd). It is sent to,"
                " unless the message uses them: please check it.",
            )
        case RowNote.UNREADABLE_VALUE:
            return translate(
                "words",
                "“{name}” has damaged characters in it (\ufffd): mend them in the file, or choose"
                " the encoding it was saved in.",
            ).format(name=note.detail)
        case RowNote.LINE_BREAK:
            return translate(
                "words", "It is sent to. A value has a line break in it: please check it."
            )
        case RowNote.TAKEN:
            return translate("words", "It is sent to, for you took it.")
        case RowNote.UNFIT_VALUE:
            return _unfit(note)
        case _:
            return phone_problem(kind)


def _unfit(note: DraftNote) -> str:
    from gui.words.message.variables import misfit  # few lists have such rows

    if note.unfit is None:
        return ""
    variable = note.unfit.variable
    return translate("words", "It is sent to, but see “{name}”: {reason}.").format(
        name=variable.name, reason=misfit(variable, note.unfit.value, note.unfit.fault)
    )


def would_go_to(note: DraftNote, *, masked: bool = False) -> str:
    """Write the number that a doubtful or taken row is about, with its country or region."""
    if not note.number or note.note not in (*TAKEABLE, RowNote.TAKEN):
        return ""
    shown = mask_number(note.number) if masked else note.number
    region = regions.region_of(note.number)
    if not region:
        return shown
    return translate("words", "{number} ({region})").format(number=shown, region=region)


def _repeated(note: DraftNote) -> str:
    if not note.first_line:
        return translate("words", "Repeated: it is sent to once only.")
    if note.first_place and note.first_place != note.place:
        return translate(
            "words", "Repeated: row {line} of {file} has it already; sent once."
        ).format(line=number(note.first_line), file=note.first_place)
    if note.place and not note.first_place:
        return translate("words", "Repeated: it was typed or pasted already; sent once.")
    return translate("words", "Repeated: row {line} has it already; sent once.").format(
        line=number(note.first_line)
    )


def take_all(problem: PhoneProblem, many: int) -> str:
    """Name the button that accepts every row that is doubtful for one of `TAKEABLE`."""
    count = number(many)
    match problem:
        case PhoneProblem.ROUNDED:
            return translate("words", "Take those that end in zeros: {count}").format(count=count)
        case PhoneProblem.DOUBTFUL_REGION:
            return translate("words", "Take those of a doubtful country or region: {count}").format(
                count=count
            )
        case _:
            return translate(
                "words", "Take those with other things beside the number: {count}"
            ).format(count=count)


def place(kind: SourceKind, name: str) -> str:
    """Name the origin of a row: its file, or whether it was typed or pasted."""
    match kind:
        case SourceKind.TYPED:
            return translate("words", "Typed")
        case SourceKind.PASTED:
            return translate("words", "Pasted table")
        case SourceKind.FILE:
            return name
        case SourceKind.SAVED:
            return translate("words", "Test phones")
        case _:
            assert_never(kind)


def source(source: DraftSource) -> str:
    """Name a list: its file, and its sheet where it has one."""
    name = place(source.kind, PurePath(source.path).name)
    return f"{name} · {source.sheet}" if source.sheet else name


def undo(step: DraftStep) -> str:
    """Label of the undo button."""
    match step.kind:
        case Kind.ADDED:
            one = translate("words", "Undo adding a list of 1 row")
            more = translate("words", "Undo adding a list of {count} rows")
        case Kind.REPLACED:
            one = translate("words", "Undo reading a list of 1 row anew")
            more = translate("words", "Undo reading a list of {count} rows anew")
        case Kind.SOURCE_REMOVED:
            one = translate("words", "Undo removing a list of 1 row")
            more = translate("words", "Undo removing a list of {count} rows")
        case Kind.ROWS_REMOVED:
            one = translate("words", "Undo removing 1 row")
            more = translate("words", "Undo removing {count} rows")
        case Kind.ROWS_TAKEN:
            one = translate("words", "Undo taking 1 row")
            more = translate("words", "Undo taking {count} rows")
        case Kind.CLEARED:
            one = translate("words", "Undo clearing 1 row")
            more = translate("words", "Undo clearing {count} rows")
        case Kind.PRESET_CHOSEN:
            one = translate("words", "Undo replacing 1 recipient")
            more = translate("words", "Undo replacing {count} recipients")
        case Kind.ENTRIES_ADDED:
            one = translate("words", "Undo adding 1 typed recipient")
            more = translate("words", "Undo adding {count} typed recipients")
        case Kind.ENTRIES_REMOVED:
            one = translate("words", "Undo removing 1 typed recipient")
            more = translate("words", "Undo removing {count} typed recipients")
        case _:
            assert_never(step.kind)
    return counted(one, more, step.many)


def load_progress(progress: LoadProgress) -> str:
    """Progress of reading a list."""
    if progress.downloading:
        return translate("words", "Downloading the list…")
    text = translate("words", "{recipients} valid so far")
    if progress.notes:
        text = translate("words", "{recipients} valid, {notes} to look at so far")
    return text.format(recipients=number(progress.recipients), notes=number(progress.notes))


def certainty(inspection: ListInspection) -> str:
    """Say what the guess of the number column rests on, and what to do if it is wrong."""
    column = inspection.layout.number_column
    match inspection.certainty:
        case Certainty.BY_NAME if column is not None:
            text = translate("words", "“{column}” says by its header that it holds the numbers.")
        case Certainty.BY_CONTENT if column is not None:
            text = translate("words", "Only “{column}” holds mobile numbers.")
        case Certainty.BY_NAME | Certainty.BY_CONTENT | Certainty.UNSURE:
            if column is None:
                return translate(
                    "words",
                    "No column is sure to hold the numbers, so they are looked for anywhere in a"
                    " row. Choose the column if there is one.",
                )
            text = translate(
                "words", "Several columns hold numbers, “{column}” was guessed: please check."
            )
        case _:
            assert_never(inspection.certainty)
    return text.format(column=inspection.names[column] if column < len(inspection.names) else "")


def evidence(certainty: Certainty) -> str:
    """Say in a few words what the guess of a column rests on."""
    match certainty:
        case Certainty.BY_NAME:
            return translate("words", "by its header")
        case Certainty.BY_CONTENT:
            return translate("words", "by what is in it")
        case Certainty.UNSURE:
            return translate("words", "please check")
        case _:
            assert_never(certainty)


def encoding(encoding: ListEncoding) -> str:
    """Name an encoding as a list of encodings does."""
    match encoding:
        case ListEncoding.UTF_8:
            return "UTF-8"
        case ListEncoding.UTF_8_MARKED:
            return translate("words", "UTF-8 with a mark")
        case ListEncoding.GB18030:
            return "GB18030 (GBK)"
        case ListEncoding.UTF_16:
            return translate("words", "UTF-16 with a mark")
        case ListEncoding.UTF_16_LE:
            return "UTF-16 LE"
        case ListEncoding.UTF_16_BE:
            return "UTF-16 BE"
        case ListEncoding.UTF_32:
            return translate("words", "UTF-32 with a mark")
        case ListEncoding.BIG5:
            return "Big5"
        case ListEncoding.SHIFT_JIS:
            return "Shift_JIS"
        case ListEncoding.LATIN_1:
            return "Latin-1"
        case _:
            assert_never(encoding)


def delimiter(mark: str) -> str:
    """Name what stands between columns: one of `layout.DELIMITERS`, or nothing."""
    match mark:
        case "":
            return translate("words", "None: no columns")
        case ",":
            return translate("words", "Comma ( , )")
        case "\t":
            return translate("words", "Tab")
        case ";":
            return translate("words", "Semicolon ( ; )")
        case "，":
            return translate("words", "Chinese comma ( ， )")
        case "；":
            return translate("words", "Chinese semicolon ( ； )")
        case "|":
            return translate("words", "Vertical bar ( | )")
        case _:
            return mark


def row_of(row: int, count: int) -> str:
    """Say which row of all is on show; `row` counts from 0."""
    return translate("words", "Row {row} of {count}").format(
        row=number(row + 1), count=number(count)
    )
