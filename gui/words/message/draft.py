"""What is wrong with a message before it is sent, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.message.confirmation import Confirmation
from gui.core.message.draft import (
    NUMBERS_PER_CALL,
    OUT_ID_MAX,
    DraftProblem,
    LeftOut,
    MagicNumbers,
    MissingParams,
    Problem,
    SendMode,
    UnknownColumns,
)
from gui.core.params.problems import PARAMS_MAX, ParamError, ParamProblem
from gui.core.phones.number import PhoneProblem
from gui.words.phrases import enumerated, number

translate = QCoreApplication.translate

_ContentProblem = Literal[
    ParamProblem.NOT_AN_OBJECT,
    ParamProblem.REPEATED_KEY,
    ParamProblem.EMPTY_KEY,
    ParamProblem.VALUE_NULL,
    ParamProblem.VALUE_BOOLEAN,
    ParamProblem.VALUE_LIST,
    ParamProblem.VALUE_OBJECT,
    ParamProblem.VALUE_NOT_FINITE,
]


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
        case _:
            assert_never(problem)


_GAPS = (
    DraftProblem.NO_SECRET,
    DraftProblem.NO_TEMPLATE,
    DraftProblem.NO_SIGN,
    DraftProblem.NO_NUMBERS,
)
"""Something that is not there yet, and has a name."""


def gaps(problems: Sequence[Problem]) -> str:
    """Say in one line what is missing, or else what is wrong first; empty for nothing."""
    missing: list[str] = []
    for one in problems:
        if isinstance(one, MissingParams):
            missing += one.names
        elif one in _GAPS:
            missing.append(_gap(one))
    if missing and DraftProblem.RUN_UNDER_WAY not in problems:
        return translate("words", "Still missing: {names}").format(names=enumerated(missing))
    urgent = [one for one in problems if one is DraftProblem.RUN_UNDER_WAY]
    waits = [one for one in problems if one is not DraftProblem.CHECKING]
    for one in (*urgent, *waits, *problems):
        return problem(one)
    return ""


def _gap(gap: Problem) -> str:
    if gap is DraftProblem.NO_TEMPLATE:
        return translate("words", "template")
    if gap is DraftProblem.NO_SIGN:
        return translate("words", "sign")
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
        text = translate("words", "{count} without a value")
        why.append(text.format(count=number(left_out.missing)))
    text = translate("words", "{count} valid numbers are not sent to: {why}")
    return text.format(count=number(left_out.count), why=enumerated(why))


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


def param_error(error: ParamError) -> str:
    """Say where the parameters are wrong, what is wrong, and how to mend it."""
    if error.problem is ParamProblem.TOO_LONG:
        return _param_problem(error)
    return translate("words", "Line {line}, column {column}: {what}").format(
        line=error.line, column=error.column, what=_param_problem(error)
    )


def param_errors(errors: Sequence[ParamError]) -> str:
    """Say the first of `errors`, and how many follow it; empty for none."""
    if not errors:
        return ""
    first, others = param_error(errors[0]), len(errors) - 1
    if not others:
        return first
    return translate("words", "{first} ({count} more)").format(first=first, count=number(others))


def param_refused(count: int) -> str:
    """Say that a text was not inserted: the parameters would have `count` characters with it."""
    return translate(
        "words",
        "Not inserted: the parameters would have {count} characters, and may have {most}. "
        "Insert the values of one message only.",
    ).format(count=number(count), most=number(PARAMS_MAX))


def _param_problem(error: ParamError) -> str:
    """Explain a JSON syntax error and its remedy; the position is stated separately."""
    match error.problem:
        case ParamProblem.EXPECTED_OBJECT:
            return translate(
                "words", 'This is not JSON. Write names and values in braces: {"code": "1234"}'
            )
        case ParamProblem.EXPECTED_KEY:
            text = translate("words", "A name in double quotes must stand here.")
            return _with_found(text, error.detail)
        case ParamProblem.EXPECTED_COLON:
            text = translate("words", "A colon (:) must stand between name and value.")
            return _with_found(text, error.detail)
        case ParamProblem.EXPECTED_VALUE:
            text = translate("words", "A value must stand here: a text in double quotes.")
            return _with_found(text, error.detail)
        case ParamProblem.EXPECTED_COMMA:
            text = translate("words", "A comma or the closing bracket must stand here.")
            return _with_found(text, error.detail)
        case ParamProblem.UNCLOSED:
            return translate("words", "This bracket is never closed. Add the closing one.")
        case ParamProblem.UNCLOSED_STRING:
            return translate("words", "This quote is never closed. Add the closing quote.")
        case ParamProblem.TEXT_AFTER_END:
            return translate(
                "words", "There is more text after the closing brace. Remove it or move it inside."
            )
        case ParamProblem.TRAILING_COMMA:
            return translate("words", "A comma before the closing bracket. Remove it.")
        case ParamProblem.SINGLE_QUOTES:
            return translate("words", "Single quotes. JSON has double quotes only; use those.")
        case ParamProblem.CHINESE_QUOTES:
            return translate(
                "words", "Chinese quotes. Switch the input method to English and type them again."
            )
        case ParamProblem.CHINESE_PUNCTUATION:
            return translate(
                "words",
                "Chinese punctuation. Switch the input method to English and type it again.",
            )
        case ParamProblem.UNQUOTED:
            return translate("words", "Names and texts stand in double quotes. Add them.")
        case ParamProblem.COMMENT:
            return translate("words", "JSON has no comments. Remove it.")
        case ParamProblem.BAD_ESCAPE:
            return translate(
                "words", "This backslash means nothing. For a backslash itself write two of them."
            )
        case ParamProblem.BAD_NUMBER:
            return translate("words", "This is no number of JSON. Put it in double quotes.")
        case ParamProblem.RAW_NEWLINE:
            return translate("words", "A line break inside quotes. Write {escape} for it.").format(
                escape=r"\n"
            )
        case ParamProblem.RAW_CONTROL:
            return translate(
                "words",
                "A tab or another invisible character inside quotes."
                " Remove it; for a tab write {escape}.",
            ).format(escape=r"\t")
        case ParamProblem.HALF_CHARACTER:
            return translate("words", "Half a character, which cannot be sent. Type it again.")
        case ParamProblem.TOO_LONG:
            return translate(
                "words",
                "The parameters have {count} characters; at most {most} are read, as a message has "
                "no more than 500. Shorten the values.",
            ).format(count=_grouped(error.detail), most=number(PARAMS_MAX))
        case _:
            return _content_problem(error.problem, error.detail)


def _grouped(digits: str) -> str:
    return number(int(digits)) if digits.isdecimal() else digits


def _content_problem(problem: _ContentProblem, detail: str) -> str:
    """Say what is JSON, but no parameters."""
    match problem:
        case ParamProblem.NOT_AN_OBJECT:
            return translate(
                "words",
                "Parameters are names and values in braces, such as {example}. Put them there.",
            ).format(example='{"code": "1234"}')
        case ParamProblem.REPEATED_KEY:
            return translate(
                "words", "The name “{key}” stands further up already. Remove one of them."
            ).format(key=detail)
        case ParamProblem.EMPTY_KEY:
            return translate(
                "words", "This name is empty. Write the name of a variable of the template."
            )
        case ParamProblem.VALUE_NULL:
            return translate(
                "words", "“{key}” has no value (null). Write a text in double quotes."
            ).format(key=detail)
        case ParamProblem.VALUE_BOOLEAN:
            return translate(
                "words", "“{key}” is true or false. Put it in double quotes to send it as a text."
            ).format(key=detail)
        case ParamProblem.VALUE_LIST:
            return translate("words", "“{key}” is a list. Write one text or one number.").format(
                key=detail
            )
        case ParamProblem.VALUE_OBJECT:
            return translate(
                "words", "“{key}” has braces of its own. Write one text or one number."
            ).format(key=detail)
        case ParamProblem.VALUE_NOT_FINITE:
            return translate(
                "words", "“{key}” is not a number that can be sent. Write one, or a text in quotes."
            ).format(key=detail)
        case _:
            assert_never(problem)


def _with_found(text: str, found: str) -> str:
    if not found:
        return text
    return translate("words", "{problem} Found instead: {found}").format(problem=text, found=found)


def phone_problem(reason: PhoneProblem) -> str:
    """Say why a place in a list is left out, and what would make it right."""
    match reason:
        case PhoneProblem.NOT_A_NUMBER:
            return translate("words", "Not a phone number: write digits only.")
        case PhoneProblem.NEGATIVE:
            return translate(
                "words",
                "A negative number, likely a formula such as +86-138… that the spreadsheet"
                " evaluated: format the column as text and enter the numbers anew.",
            )
        case PhoneProblem.LOSSY:
            return translate(
                "words",
                "Rounded by a spreadsheet: format the column as text and export the list again.",
            )
        case PhoneProblem.TOO_SHORT:
            return translate("words", "Too few digits: a mainland number has 11.")
        case PhoneProblem.TOO_LONG:
            return translate("words", "Too many digits: a mainland number has 11.")
        case PhoneProblem.LANDLINE:
            return translate("words", "A landline, which gets no messages: use a mobile number.")
        case PhoneProblem.NOT_MOBILE:
            return translate("words", "No mobile number begins like this: check the digits.")
        case PhoneProblem.UNKNOWN_COUNTRY:
            return translate("words", "No country has this code: check the digits after + or 00.")
        case PhoneProblem.AMBIGUOUS:
            return translate(
                "words",
                "The service cannot tell this foreign number from a mainland one."
                " If that is meant, write its 11 digits alone.",
            )
        case PhoneProblem.ROUNDED:
            return translate(
                "words",
                "Ends in zeros, as a spreadsheet's rounding leaves it: compare the original list.",
            )
        case PhoneProblem.DOUBTFUL_REGION:
            return translate(
                "words", "Perhaps no phone number: write a foreign one with + and its country code."
            )
        case PhoneProblem.NUMBER_INSIDE:
            return translate("words", "Has a number in it, and other things beside it.")
        case _:
            assert_never(reason)
