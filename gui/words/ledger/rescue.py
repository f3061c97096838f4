"""The result of rescuing a damaged database."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.words.phrases import number
from gui.words.times import local

translate = QCoreApplication.translate


def rescued(
    kept: str,
    runs: int,
    recipients: int,
    uncertain: int,
    restored: int = 0,
    restored_of: int = 0,
    behind: bool = False,
) -> str:
    """Notice what was rescued from a damaged database, and where the damaged file is.

    Args:
        kept: the damaged file, put aside.
        runs: how many could be read.
        recipients: how many of these could be read.
        uncertain: how many of these are unknown now, though they were queued or under way.
        restored: how many of these only a backup still had.
        restored_of: when that backup was made: ms since 1970, UTC.
        behind: whether its last changes were missing.
    """
    if behind:
        text = translate(
            "words",
            "The history in the data directory lacks its last changes: an older copy was put in "
            "its place, or its log was damaged. What could be read of it is here: {runs} runs, "
            "{recipients} recipients. The file as it was is kept as {kept}.",
        )
    else:
        text = translate(
            "words",
            "The history was damaged. What could be read of it is here: {runs} runs, {recipients} "
            "recipients. The damaged file is kept as {kept}.",
        )
    text = text.format(runs=number(runs), recipients=number(recipients), kept=kept)
    if restored:
        text = translate(
            "words",
            "{text} {restored} of them come from the backup of {time}: what became of them later "
            "is lost.",
        ).format(text=text, restored=number(restored), time=local(restored_of))
    if not uncertain:
        return text
    return translate(
        "words",
        "{text} {uncertain} of them are unknown now, as news of them may be lost: nobody is sent "
        "to again by itself.",
    ).format(text=text, uncertain=number(uncertain))
