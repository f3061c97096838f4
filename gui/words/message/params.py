"""Sentences about the JSON of the parameters: what is wrong with it, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.params.problems import PARAMS_MAX, ParamError, ParamProblem
from gui.words.phrases import number

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


def no_fields() -> str:
    """Say why the JSON cannot be left for the fields."""
    return translate("words", "The fields come back once the JSON is right.")


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
    """Explain valid JSON that is no valid parameters."""
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
