"""Sentences about recipients who got exactly this message before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.errors import SmsDeskError
from gui.core.sending.progress import UnfinishedRun
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.words import times
from gui.words.errors import errors
from gui.words.phrases import number

translate = QCoreApplication.translate


def searching(progress: SearchProgress | None) -> str:
    """Say that the history is being searched, and how far that has come."""
    if progress is None or not progress.total:
        return translate("words", "Searching the history…")
    share = min(100, progress.done * 100 // progress.total)
    return translate("words", "Searching the history… {percent} %").format(percent=number(share))


def found(found: SentBefore) -> tuple[str, str]:
    """Say how many recipients the same message was for before, and what that means."""
    heads, details = [], []
    if found.sent:
        head = translate(
            "words", "{count} of these recipients may have got exactly this message before"
        )
        heads.append(head.format(count=number(found.sent)))
        detail = translate(
            "words",
            "The last of them at {time}: same account, sign, template and parameters. Sending"
            " sends it again.",
        )
        details.append(detail.format(time=times.local(found.last_at)))
    if found.queued:
        head = translate(
            "words",
            "Still queued for exactly this message in an unfinished run: {count} of these"
            " recipients",
        )
        heads.append(head.format(count=number(found.queued)))
        details.append(translate("words", "Resuming that run sends it, too."))
    if not heads:
        nobody = translate(
            "words", "None of these recipients was sent exactly this message before."
        )
        return nobody, ""
    return "\n".join(heads), "\n".join(details)


def repeat_title() -> str:
    """Title of the question whether a run goes on though some got the same since."""
    return translate("words", "Send the same message again?")


def repeat_text(unfinished_run: UnfinishedRun, found: SentBefore) -> str:
    """Say how many of those queued in a run got the same from another run since."""
    return translate(
        "words",
        "The run of {time} has {queued} recipients still queued. {count} of them may have got "
        "exactly this message since, from another run, the last of them at {last}: same account, "
        "sign, template and parameters. Going on sends it to them again.\n\nTo leave them out, go "
        "back and give up the rest of this run, or put their numbers on the do-not-send list.",
    ).format(
        time=times.local(unfinished_run.created_at),
        queued=number(unfinished_run.progress.counts.queued),
        count=number(found.sent),
        last=times.local(found.last_at),
    )


def resend_repeats(found: SentBefore) -> str:
    """Say how many of those who were refused got the same from another run since."""
    return translate(
        "words",
        "{count} of these may have got exactly this message since, from another run, the last of "
        "them at {last}: same account, sign, template and parameters. They would get it again.",
    ).format(count=number(found.sent), last=times.local(found.last_at))


def not_known(error: SmsDeskError) -> str:
    """Explain why the look-up failed."""
    text = translate(
        "words", "Not known, so nothing can be sent. {why} Go back, and try again after that."
    )
    return text.format(why=errors.error(error))
