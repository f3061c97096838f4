"""What is wrong with a message before it is sent, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.message.confirmation import Confirmation
from gui.core.message.draft import (
    NOT_BY_TYPING,
    NUMBERS_PER_CALL,
    OUT_ID_MAX,
    DraftProblem,
    LeftOut,
    MagicNumbers,
    MissingParams,
    Problem,
    UnknownColumns,
)
from gui.core.message.fields import SendMode
from gui.words.phrases import enumerated, number

translate = QCoreApplication.translate


SHOWN = 3
"""Numbers that are listed in a sentence."""


def problem(problem: Problem) -> str:
    """Explain why a draft cannot be sent."""
    match problem:
        case MissingParams():
            return translate("words", "Fill in: {names}").format(names=enumerated(problem.names))
        case MagicNumbers():
            return magic(problem.numbers)
        case UnknownColumns():
            return translate(
                "words", "No list has the column of {names}: import one that has, or write a value."
            ).format(names=enumerated(f"{{{{{name}}}}}" for name in problem.names))
        case DraftProblem.NO_SECRET:
            return translate(
                "words",
                "There is no secret for this account: open the account settings and save it.",
            )
        case DraftProblem.NO_SIGN:
            return translate("words", "The sign name is empty: choose or type an approved sign.")
        case DraftProblem.NO_TEMPLATE:
            return translate(
                "words", "The template code is empty: choose one or type it, such as SMS_123456789."
            )
        case DraftProblem.BAD_PARAM:
            return translate(
                "words", "The parameters are not right: what is wrong stands under their field."
            )
        case DraftProblem.NO_NUMBERS:
            return translate(
                "words", "There is no valid number yet: type, paste or import some recipients."
            )
        case DraftProblem.NOBODY_LEFT:
            return translate(
                "words",
                "Nobody of the list can be sent to: all are on the do-not-send list, or lack a"
                " value.",
            )
        case DraftProblem.CHECKING:
            return translate("words", "The numbers are still being checked: wait a moment.")
        case DraftProblem.OUT_ID_LONG:
            return translate("words", "The OutId is too long: {max} characters at most.").format(
                max=OUT_ID_MAX
            )
        case DraftProblem.OUT_ID_CHARACTERS:
            return translate(
                "words",
                "The OutId has a line break or another character that cannot be seen: type it"
                " again.",
            )
        case DraftProblem.EXTEND_CODE:
            return translate(
                "words", "The extension code is not a number: use the digits 0 to 9 only."
            )
        case DraftProblem.RUN_UNDER_WAY:
            return translate(
                "words", "Another sending is under way: wait until it ends, or stop it."
            )
        case DraftProblem.FORBIDDEN:
            return translate(
                "words",
                "Read-only: nothing can be sent until SMS Desk is started anew; the reason stands"
                " at the top of the window.",
            )
        case _:
            assert_never(problem)


_GAPS = (
    DraftProblem.NO_SECRET,
    DraftProblem.NO_TEMPLATE,
    DraftProblem.NO_SIGN,
    DraftProblem.BAD_PARAM,
    DraftProblem.NO_NUMBERS,
)
"""Problems of one field that is missing or wrong; each is listed by the name of the field."""


def gaps(problems: Sequence[Problem]) -> str:
    """Say in one line what is missing, or else what is wrong first; empty for nothing."""
    missing: list[str] = []
    for one in problems:
        if isinstance(one, MissingParams):
            missing += one.names
        elif one in _GAPS:
            missing.append(_gap(one))
    if missing and NOT_BY_TYPING.isdisjoint(problems):
        return translate("words", "Still missing: {names}").format(names=enumerated(missing))
    urgent = [one for one in reversed(problems) if one in NOT_BY_TYPING]
    waits = [one for one in problems if one is not DraftProblem.CHECKING]
    for one in (*urgent, *waits, *problems):
        return problem(one)
    return ""


def _gap(gap: Problem) -> str:
    if gap is DraftProblem.NO_TEMPLATE:
        return translate("words", "template")
    if gap is DraftProblem.NO_SIGN:
        return translate("words", "sign")
    if gap is DraftProblem.BAD_PARAM:
        return translate("words", "JSON that is right")
    if gap is DraftProblem.NO_SECRET:
        return translate("words", "AccessKey secret")
    return translate("words", "recipients")


def pressing_means(confirmation: Confirmation, *, sandbox: bool, production: bool) -> str:
    """Say what happens when the button that sends is pressed."""
    if sandbox:
        if confirmation is Confirmation.NONE:
            return translate("words", "Sandbox: sent at once, free of charge")
        return translate("words", "Sandbox: free of charge; confirmed before it is sent")
    if production:
        return translate("words", "Production: really sent and billed; confirmed before that")
    return translate("words", "Really sent and billed; confirmed before that")


def not_sent_to(left_out: LeftOut) -> str:
    """Say why fewer messages go than there are valid numbers."""
    why = []
    if left_out.blocked:
        text = translate("words", "{count} on the do-not-send list")
        why.append(text.format(count=number(left_out.blocked)))
    if left_out.missing:
        text = translate("words", "{count} without a value for {names}")
        names = enumerated(left_out.columns[:SHOWN])
        why.append(text.format(count=number(left_out.missing), names=names))
    text = translate("words", "Not sent to: {why}")
    return text.format(why=enumerated(why))


def magic(numbers: Sequence[str]) -> str:
    """Say that some of the recipients are numbers of the sandbox alone."""
    text = translate(
        "words",
        "Test numbers of the sandbox are not sent to with this account, remove them: {numbers}",
    ).format(numbers=enumerated(numbers[:SHOWN]))
    more = len(numbers) - SHOWN
    if more <= 0:
        return text
    return translate("words", "{first} ({count} more)").format(first=text, count=number(more))


def mode(mode: SendMode) -> str:
    """Name a way of sending."""
    match mode:
        case SendMode.ONE_BY_ONE:
            return translate("words", "One by one")
        case SendMode.BATCHED:
            return translate("words", "Batched")
        case _:
            assert_never(mode)


def mode_note(mode: SendMode) -> str:
    """Say what a way of sending means."""
    match mode:
        case SendMode.ONE_BY_ONE:
            return translate("words", "One call for each number; each gets an answer of its own.")
        case SendMode.BATCHED:
            return translate(
                "words",
                "Up to {count} numbers share one call. Faster, but there is one answer for all"
                " of them: it does not say which number was refused.",
            ).format(count=number(NUMBERS_PER_CALL))
        case _:
            assert_never(mode)
