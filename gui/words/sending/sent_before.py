"""Whom exactly this message was sent to before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.errors import SmsDeskError
from gui.core.sending.sent_before import LookupProgress, SentBefore
from gui.words import errors, times
from gui.words.sending.progress import number

translate = QCoreApplication.translate


def looking_up(progress: LookupProgress | None) -> str:
    """Say that the history is being searched, and how far that has come."""
    if progress is None or not progress.total:
        return translate("words", "Searching the history…")
    share = min(100, progress.done * 100 // progress.total)
    return translate("words", "Searching the history… {percent} %").format(percent=number(share))


def found(found: SentBefore) -> str:
    """Say how many recipients the same message was for before."""
    said = []
    if found.sent:
        text = translate(
            "words",
            "{count} of these recipients may have got exactly this message before, the last of"
            " them at {time}: same account, sign, template and parameters. Sending sends it again.",
        )
        said.append(text.format(count=number(found.sent), time=times.local(found.last_at)))
    if found.queued:
        text = translate(
            "words",
            "Still queued for exactly this message in an unfinished run: {count} of these"
            " recipients. Resuming that run sends it, too.",
        )
        said.append(text.format(count=number(found.queued)))
    return "\n".join(said) or translate(
        "words", "None of these recipients: the history has no run that sent them exactly this."
    )


def not_known(error: SmsDeskError) -> str:
    """Explain why the look-up failed."""
    text = translate(
        "words", "Not known, so nothing can be sent. {why} Go back, and try again after that."
    )
    return text.format(why=errors.error(error))
