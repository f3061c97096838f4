"""What became of a list, and who of it is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.lists.draft_rows import DraftStep, StepKind
from gui.core.lists.layout import ListEncoding
from gui.words.phrases import enumerated, number
from gui.words.recipients import lists

translate = QCoreApplication.translate


def loaded(name: str, recipients: int) -> str:
    """Say what a list added; `name` is empty for what was pasted."""
    if not name:
        return translate("words", "Recipients read from what was pasted: {count}.").format(
            count=number(recipients)
        )
    return translate("words", "Recipients read from {name}: {count}.").format(
        count=number(recipients), name=name
    )


def read_as(encoding: ListEncoding) -> str:
    """Notice how a list was read that needed no dialog."""
    return translate("words", "Read as {encoding}.").format(encoding=lists.encoding(encoding))


def change() -> str:
    """Name the button with which a list is read another way."""
    return translate("words", "Change…")


def stopped() -> str:
    """Notice that an import was stopped."""
    return translate("words", "The import was stopped; the recipients are what they were.")


def undone(step: DraftStep) -> str:
    """Notice that a step was undone."""
    count = number(step.many)
    match step.kind:
        case StepKind.ADDED | StepKind.ENTRIES_ADDED:
            text = translate("words", "Undone. Recipients taken out again: {count}.")
        case StepKind.ROWS_TAKEN:
            text = translate("words", "Undone. Rows no longer taken: {count}.")
        case StepKind.REPLACED:
            return translate("words", "Undone. The list is what it was before it was read anew.")
        case (
            StepKind.SOURCE_REMOVED
            | StepKind.ROWS_REMOVED
            | StepKind.CLEARED
            | StepKind.PRESET_CHOSEN
            | StepKind.ENTRIES_REMOVED
        ):
            text = translate("words", "Undone. Recipients brought back: {count}.")
        case _:
            assert_never(step.kind)
    return text.format(count=count)


def reload() -> str:
    """Name the button that shows again what would be sent."""
    return translate("words", "Look it over…")


def creation_progress(done: int, total: int) -> str:
    """Say how far the recipients of a run are written down."""
    return translate("words", "Writing the recipients down: {done} of {total}.").format(
        done=number(done), total=number(total)
    )


def blocked(many: int) -> str:
    """Say how many numbers are new to the do-not-send list."""
    return translate("words", "Added to the list: {count}.").format(count=number(many))


def list_blocked(new: int, unread: int, first: Sequence[tuple[int, str]]) -> str:
    """Say what came of a list whose numbers were blocked; `first` are some rows without one."""
    said = blocked(new)
    if unread:
        text = translate(
            "words", "Rows without a valid number, not blocked: {count}. First: {rows}"
        )
        row = translate("words", "row {line} “{text}”")
        rows = enumerated(row.format(line=number(line), text=there) for line, there in first)
        said = f"{said} {text.format(count=number(unread), rows=rows)}"
    return said


def some_unread(many: int) -> str:
    """Say that not all that was typed was a number."""
    return translate(
        "words", "No valid number, not blocked: {count}. It stands in the field to be mended."
    ).format(count=number(many))


def unblocked(many: int) -> str:
    """Notice how many numbers were removed from the do-not-send list."""
    return translate("words", "Taken off the list: {count}.").format(count=number(many))


def nothing_to_block() -> str:
    """Say that what was typed holds no number."""
    return translate("words", "There is no valid number in it.")


def notes_saved(name: str, done: int, total: int, *, masked: bool) -> str:
    """Say how far the problems have been saved, and at the end what numbers are in the file."""
    if done < total:
        return translate("words", "Saving to {name}: {done} of {total} rows.").format(
            name=name, done=number(done), total=number(total)
        )
    if masked:
        text = translate("words", "Rows saved to {name}: {count}. The numbers in it are masked.")
    else:
        text = translate("words", "Rows saved to {name}: {count}, with the numbers in full.")
    return text.format(count=number(total), name=name)
