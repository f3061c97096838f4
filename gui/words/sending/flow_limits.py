"""What a limit of flow control means, and what to do about it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.sending.flow_limit import FlowLimit, FlowWindow

translate = QCoreApplication.translate


def meaning(limit: FlowLimit) -> str:
    """Say which limit was hit."""
    if not limit.permits:
        return _unnumbered(limit.window)
    match limit.window:
        case FlowWindow.MINUTE:
            said = translate("words", "At most {count} a minute to one number")
        case FlowWindow.HOUR:
            said = translate("words", "At most {count} an hour to one number")
        case FlowWindow.DAY:
            said = translate("words", "At most {count} in 24 hours to one number")
        case FlowWindow.DAY_OF_NUMBER:
            said = translate(
                "words", "This number has got its {count} codes of 24 hours, from all senders"
            )
        case _:
            assert_never(limit.window)
    return said.format(count=limit.permits)


def _unnumbered(window: FlowWindow) -> str:
    match window:
        case FlowWindow.MINUTE:
            return translate("words", "Too often within a minute to one number")
        case FlowWindow.HOUR:
            return translate("words", "Too often within an hour to one number")
        case FlowWindow.DAY:
            return translate("words", "Too often within 24 hours to one number")
        case FlowWindow.DAY_OF_NUMBER:
            return translate("words", "This number has got all its codes of 24 hours")
        case _:
            assert_never(window)


def remedy(limit: FlowLimit) -> str:
    """Say when it may be sent again, and whether the console has a setting for it."""
    match limit.window:
        case FlowWindow.MINUTE:
            return translate(
                "words", "Send again in a minute, or raise the limit per minute in the console"
            )
        case FlowWindow.HOUR:
            return translate(
                "words",
                "Send again after the full hour, or raise the limit per hour in the console",
            )
        case FlowWindow.DAY:
            return translate(
                "words", "Send again after 24 hours, or raise the limit per day in the console"
            )
        case FlowWindow.DAY_OF_NUMBER:
            return translate("words", "Send again after 24 hours; no setting raises this limit")
        case _:
            assert_never(limit.window)
