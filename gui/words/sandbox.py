"""What the magic numbers of the sandbox do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def effect(name: str, code: str, meaning: str) -> str:
    """Explain what the sandbox does with a message to a magic number.

    `name` is its effect; `code` that of the answer or receipt, if any, and `meaning` what it means.
    """
    text = _sentences().get(name, "")
    if not code:
        return text
    if meaning:
        code = translate("magic", "{meaning} ({code})").format(code=code, meaning=meaning)
    return translate("magic", "{effect} {code}").format(effect=text, code=code) if text else code


def _sentences() -> dict[str, str]:
    refused = translate("magic", "Refused.")
    return {
        "REFUSED": refused,
        "LIMIT_MINUTE": translate("magic", "Refused: one a minute."),
        "LIMIT_HOUR": translate("magic", "Refused: five an hour."),
        "LIMIT_DAY": translate("magic", "Refused: ten a day."),
        "LIMIT_NUMBER_DAY": translate("magic", "Refused: forty a day for one number."),
        "THROTTLED_ONCE": translate("magic", "Throttled the first time, then accepted."),
        "SYSTEM_ERROR": translate("magic", "Unknown: the service failed; nothing was taken."),
        "SYSTEM_ERROR_TAKEN": translate(
            "magic", "Unknown: the service failed, although the message was taken."
        ),
        "TIMEOUT": translate("magic", "Unknown: no answer comes; nothing was taken."),
        "TIMEOUT_TAKEN": translate(
            "magic", "Unknown: no answer comes, although the message was taken."
        ),
        "RESET": translate("magic", "Unknown: the connection is reset; nothing was taken."),
        "RESET_TAKEN": translate(
            "magic", "Unknown: the connection is reset, although the message was taken."
        ),
        "CLOSED_TAKEN": translate(
            "magic", "Unknown: the connection is closed, although the message was taken."
        ),
        "HTTP_500": translate("magic", "Unknown: HTTP 500; nothing was taken."),
        "HTTP_500_TAKEN": translate("magic", "Unknown: HTTP 500, although the message was taken."),
        "HTTP_503": translate("magic", "Unknown: HTTP 503; nothing was taken."),
        "HTML": translate("magic", "Unknown: a web page instead of an answer."),
        "EMPTY_TAKEN": translate(
            "magic", "Unknown: an empty answer, although the message was taken."
        ),
        "TRUNCATED_TAKEN": translate(
            "magic", "Unknown: an answer cut off, although the message was taken."
        ),
        "BROKEN_JSON_TAKEN": translate(
            "magic", "Unknown: an answer that is no JSON, although the message was taken."
        ),
        "REDIRECT": translate("magic", "Unknown: a redirect to another address."),
        "RECEIPT_LATE": translate("magic", "Accepted; the receipt comes after a minute."),
        "RECEIPT_FAILED": translate("magic", "Accepted, then not delivered."),
        "RECEIPT_NEVER": translate("magic", "Accepted; the receipt never comes."),
        "RECEIPT_SPELLING": translate("magic", "Delivered; the receipt is spelled differently."),
        "ROW_LATE": translate("magic", "Accepted; the details show it after a minute."),
        "TOTAL_AS_TEXT": translate("magic", "Accepted; the details give their count as text."),
        "ROWS_MISSING": translate("magic", "Accepted; the details count it, but show nothing."),
    }
