"""Sentences about what is wrong with a phone number."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.phones.number import PhoneProblem

translate = QCoreApplication.translate


def phone_problem(reason: PhoneProblem) -> str:
    """Say why an entry of a list is left out, and how to correct it."""
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
