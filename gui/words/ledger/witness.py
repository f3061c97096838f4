"""Sentences about a ledger that may be an older copy, or a second one."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.witness import Doubt, SetAside
from gui.words.phrases import number

translate = QCoreApplication.translate


def is_worth_saying(aside: SetAside) -> bool:
    """Tell whether the operator has to know: somebody is unknown, or news may be missing."""
    return bool(aside.recipients) or aside.doubt is Doubt.BEHIND


def set_aside(aside: SetAside) -> str:
    """Say why the ledger is in doubt, and what was done about it."""
    match aside.doubt:
        case Doubt.BEHIND:
            why = translate(
                "words",
                "The history in the data directory is older than what this computer has sent from "
                "it: a backup was restored, or its last changes were lost. What was sent since is "
                "not in it.",
            )
        case Doubt.MISSING:
            why = translate(
                "words",
                "Nothing on this computer proves that the history in the data directory is the "
                "newest copy: an older version of SMS Desk used it last, or what proves it was "
                "deleted.",
            )
        case Doubt.ELSEWHERE:
            why = translate(
                "words",
                "The history in the data directory was copied or moved here from another computer "
                "or directory, where it may have been used since.",
            )
        case _:
            assert_never(aside.doubt)
    if not aside.recipients:
        return why
    return translate(
        "words",
        "{why} {count} messages that were still queued in it may have been sent already by a later "
        "copy: they are unknown now and are not sent by themselves. Look them up with the service.",
    ).format(why=why, count=number(aside.recipients))


def sent_already(found: int) -> str:
    """Notice that some recipients of a resumed run had been sent to already."""
    return translate(
        "words",
        "Before this run went on, the service was asked: {found} of those still queued had been "
        "sent already, by a later copy of this history. They are accepted now and are not sent "
        "again.",
    ).format(found=number(found))


def left_open(count: int) -> str:
    """Warn that some recipients of a resumed run may have been sent to already."""
    return translate(
        "words",
        "Before this run went on, the service was asked: of {count} of those still queued it "
        "leaves open whether they were sent already. They are unknown now and are not sent by "
        "themselves.",
    ).format(count=number(count))
