"""Presets and test phones: what was done to them, and how they are told in a list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.phones.masking import mask_number
from gui.core.presets.preset import LastResult, Preset, PresetBook, PresetOutcome, TestPhone
from gui.words.phrases import counted, number
from gui.words.recipients.phone_problems import phone_problem

if TYPE_CHECKING:
    # The rail is shown before numbers are read.
    from gui.core.presets.phone_lines import LineProblem

translate = QCoreApplication.translate


def about(preset: Preset, book: PresetBook, *, short: bool = False) -> str:
    """Say in a few words, or in fewer, what a preset sends with, and to whom."""
    many = len(preset.recipients)
    if not many:
        whom = translate("words", "list") if short else translate("words", "list each time")
    elif all(book.phone_with(one.number) for one in preset.recipients):
        one, more = translate("words", "1 test phone"), translate("words", "{count} test phones")
        if short:
            one, more = translate("words", "1 phone"), translate("words", "{count} phones")
        whom = counted(one, more, many)
    else:
        one, more = translate("words", "1 number"), translate("words", "{count} numbers")
        whom = counted(one, more, many)
    return f"{preset.sign_name} · {whom}" if preset.sign_name else whom


def result(found: LastResult) -> str:
    """Say what became of the last run of a preset, and when it was."""
    match found.outcome:
        case PresetOutcome.DELIVERED:
            text = translate("words", "Last sent {when}: delivered")
        case PresetOutcome.FAILED:
            text = translate("words", "Last sent {when}: {count} failed")
        case PresetOutcome.UNKNOWN:
            text = translate("words", "Last sent {when}: {count} unknown")
        case PresetOutcome.PENDING:
            text = translate("words", "Last sent {when}: under way")
        case PresetOutcome.CANCELLED:
            text = translate("words", "Last sent {when}: cancelled")
        case _:
            assert_never(found.outcome)
    counts = found.counts
    failed = counts.undelivered + counts.rejected
    many = failed if found.outcome is PresetOutcome.FAILED else counts.unknown
    return text.format(when=when(found.created_at), count=number(many))


def when(milliseconds: int, now: datetime | None = None) -> str:
    """Write a time (ms since 1970, UTC) shortly: the hour today, the day before that."""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    today = (now or datetime.now(UTC)).astimezone()
    if moment.date() == today.date():
        return moment.strftime("%H:%M")
    if moment.year == today.year:
        return translate("words", "{month}/{day}").format(month=moment.month, day=moment.day)
    return moment.strftime("%Y-%m")


def last_digits(phone_number: str, *, masked: bool) -> str:
    """Write the last four digits of a number, as far as it may be shown."""
    return (mask_number(phone_number) if masked else phone_number)[-4:]


def phone(phone: TestPhone, *, masked: bool) -> str:
    """Name a test phone together with its number."""
    shown = mask_number(phone.number) if masked else phone.number
    return f"{phone.name} {shown}".strip()


def line_problem(problem: LineProblem) -> str:
    """Say why a line gives no test phone."""
    if problem.problem is None:
        what = translate("words", "there are several numbers in it; one line for each phone.")
    else:
        what = phone_problem(problem.problem)
    return translate("words", "Line {line}: {problem}").format(line=problem.line, problem=what)


def saved(name: str) -> str:
    """Tell that a preset was saved."""
    return translate("words", "“{name}” is saved as a preset.").format(name=name)


def deleted_preset(name: str) -> str:
    """Tell that a preset was deleted."""
    return translate("words", "The preset “{name}” was deleted.").format(name=name)


def deleted_phones(many: int) -> str:
    """Tell that test phones were deleted."""
    return translate("words", "Test phones deleted: {count}.").format(count=number(many))


def added_phones(many: int, known: int) -> str:
    """Tell that test phones were added, and how many were there already."""
    text = translate("words", "Test phones added: {count}.").format(count=number(many))
    if not known:
        return text
    already = translate("words", "Saved already: {count}.").format(count=number(known))
    return f"{text} {already}"


def imported(many: int, renamed: int, known: int) -> str:
    """Tell what an import has added."""
    said = [translate("words", "Presets and test phones imported: {count}.")]
    if renamed:
        said.append(translate("words", "{renamed} got another name, as theirs was taken."))
    if known:
        said.append(translate("words", "{known} were there already."))
    return " ".join(said).format(count=number(many), renamed=number(renamed), known=number(known))


def exported(many: int, file: str) -> str:
    """Tell what was written to a file, and what is in it."""
    return translate(
        "words",
        "{count} presets and test phones are in {file}. It holds their numbers in full: keep it"
        " safe.",
    ).format(count=number(many), file=file)


def replaced(name: str, many: int) -> str:
    """Tell that the recipients of a preset took the place of others."""
    one = translate("words", "“{name}” replaced 1 recipient.")
    more = translate("words", "“{name}” replaced {count} recipients.")
    return (one if many == 1 else more).format(name=name, count=number(many))


def undo() -> str:
    """Name the button that takes the last change back."""
    return translate("words", "Undo")


def example_names() -> tuple[str, ...]:
    """Name the test phones of the sandbox: one that gets messages, others that do not.

    They name phones, not states: on a card a name stands beside the state of its message.
    """
    return (
        translate("words", "Phone in order"),
        translate("words", "Phone off"),
        translate("words", "No such phone"),
        translate("words", "Slow phone"),
    )
