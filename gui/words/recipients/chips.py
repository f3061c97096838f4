"""The texts of the chips of recipients, and their accessible names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.lists.draft_rows import DraftEntry
from gui.core.lists.notes import SENT, RowNote
from gui.core.phones.masking import mask_number
from gui.core.phones.number import TAKEABLE, PhoneProblem, is_mainland
from gui.words.phrases import enumerated
from gui.words.recipients.phone_problems import phone_problem
from gui.words.sending.progress import number

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ChipWords:
    """The words of a chip.

    Attributes:
        text: the name, or the number if there is none, or what was typed.
        detail: the number beside a name, or why it is left out.
        name: for screen readers, with what a press does.
        hint: the whole sentence, and what can be done.
    """

    text: str
    detail: str
    name: str
    hint: str


def is_doubtful(entry: DraftEntry) -> bool:
    """Return whether a press makes a recipient of the entry."""
    return entry.note in TAKEABLE


def is_sent(entry: DraftEntry) -> bool:
    """Return whether the entry is among the recipients."""
    return entry.note is None or entry.note in SENT


def chip(entry: DraftEntry, shown: str, lacking: Sequence[str] = (), *, masked: bool) -> ChipWords:
    """Describe a typed entry.

    Args:
        entry: what is to be described.
        shown: its text, masked if numbers are.
        lacking: columns of which it has no value.
        masked: whether numbers are masked.
    """
    if is_sent(entry) or entry.note is RowNote.REPEATED:
        plain = entry.number if is_mainland(entry.number) else f"+{entry.number}"
        phone = mask_number(plain) if masked else plain
        again = entry.note is RowNote.REPEATED
        detail = translate("words", "repeated") if again else ""
        if lacking:
            names = enumerated(lacking)
            detail = translate("words", "no {names}").format(names=names)
            who = " ".join(filter(None, (entry.name, phone, detail)))
            return ChipWords(
                entry.name or phone,
                detail,
                translate("words", "{recipient}, not sent to, remove").format(recipient=who),
                translate(
                    "words",
                    "{recipient}: not sent to, as it has no value for {names}. Delete removes it",
                ).format(recipient=" ".join(filter(None, (entry.name, phone))), names=names),
            )
        who = " ".join(filter(None, (entry.name, phone, detail)))
        return ChipWords(
            entry.name or phone,
            " ".join(filter(None, (phone if entry.name else "", detail))),
            translate("words", "{recipient}, remove").format(recipient=who),
            translate("words", "{recipient}: Delete removes it").format(recipient=who),
        )
    why = reason(entry)
    who = f"{shown} {why}"
    if is_doubtful(entry):
        return ChipWords(
            shown,
            why,
            translate("words", "{recipient}, send to it").format(recipient=who),
            translate("words", "{why} Press to send to {number} nevertheless.").format(
                why=_sentence(entry), number=mask_number(entry.number) if masked else entry.number
            ),
        )
    return ChipWords(
        shown,
        why,
        translate("words", "{recipient}, edit").format(recipient=who),
        translate("words", "{why} Press to edit it.").format(why=_sentence(entry)),
    )


def many(count: int) -> str:
    """Name the chip that stands for more numbers than are shown singly."""
    return translate("words", "{count} numbers").format(count=number(count))


def reason(entry: DraftEntry) -> str:
    """Say in a few words why an entry is left out."""
    match entry.note:
        case PhoneProblem():
            return _problem(entry.note)
        case RowNote.REPEATED:
            return translate("words", "repeated")
        case _:
            return translate("words", "left out")


def _sentence(entry: DraftEntry) -> str:
    return phone_problem(entry.note) if isinstance(entry.note, PhoneProblem) else ""


def _problem(problem: PhoneProblem) -> str:
    match problem:
        case PhoneProblem.NOT_A_NUMBER:
            return translate("words", "not a number")
        case PhoneProblem.NEGATIVE:
            return translate("words", "negative")
        case PhoneProblem.LOSSY:
            return translate("words", "rounded by a spreadsheet")
        case PhoneProblem.TOO_SHORT:
            return translate("words", "too few digits")
        case PhoneProblem.TOO_LONG:
            return translate("words", "too many digits")
        case PhoneProblem.LANDLINE:
            return translate("words", "landline")
        case PhoneProblem.NOT_MOBILE:
            return translate("words", "no mobile number")
        case PhoneProblem.UNKNOWN_COUNTRY:
            return translate("words", "unknown country code")
        case PhoneProblem.AMBIGUOUS:
            return translate("words", "two readings")
        case PhoneProblem.ROUNDED:
            return translate("words", "ends in zeros: please check")
        case PhoneProblem.DOUBTFUL_REGION:
            return translate("words", "perhaps no phone number")
        case PhoneProblem.NUMBER_INSIDE:
            return translate("words", "other things beside it")
        case _:
            assert_never(problem)
