"""What the command palette says."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication

from gui.core.sending.run_card import RunCard
from gui.words import times
from gui.words.sending import run_cards

translate = QCoreApplication.translate


def group(name: str) -> str:
    """Name a group of commands."""
    return {
        "numbers": translate("words", "Numbers"),
        "presets": translate("words", "Presets"),
        "templates": translate("words", "Templates"),
        "history": translate("words", "History"),
        "actions": translate("words", "Actions"),
        "search": translate("words", "Search"),
    }[name]


def action(control: str) -> str:
    """Say what the control with this object name does."""
    return {
        "send": translate("words", "Send the message"),
        "sendAgain": translate("words", "Send the newest run again"),
        "pause": translate("words", "Pause sending"),
        "resume": translate("words", "Go on sending"),
        "stop": translate("words", "Stop sending"),
        "savePreset": translate("words", "Save the form as a preset"),
        "importList": translate("words", "Import a phone list"),
        "clearRecipients": translate("words", "Take all recipients out"),
        "addTestPhone": translate("words", "Add test phones"),
        "refreshTemplates": translate("words", "Fetch signs and templates"),
        "resolveUnknown": translate("words", "Look up unknown results"),
        "exportHistory": translate("words", "Export the history"),
        "maskNumbers": translate("words", "Hide or show numbers"),
        "accountSettings": translate("words", "Account settings"),
        "settings": translate("words", "Settings"),
        "help": translate("words", "Open the manual"),
        "pageSend": translate("words", "Go to Send"),
        "pageHistory": translate("words", "Go to History"),
    }[control]


def synonyms(control: str) -> str:
    """What else the control with this object name is looked for by; empty for nothing.

    A translation has the English words, too: both are typed.
    """
    return {
        "settings": translate(
            "words",
            "settings preferences options theme appearance dark light night language text size"
            " font masking speed backup data directory keyring about version",
            "synonyms, separated by blanks",
        ),
        "accountSettings": translate(
            "words",
            "accesskey secret key test connection sandbox production",
            "synonyms, separated by blanks",
        ),
        "importList": translate(
            "words",
            "excel csv xlsx file phone book contacts",
            "synonyms, separated by blanks",
        ),
        "pageHistory": translate(
            "words",
            "records receipts results log",
            "synonyms, separated by blanks",
        ),
        "exportHistory": translate(
            "words",
            "save excel csv xlsx file",
            "synonyms, separated by blanks",
        ),
        "maskNumbers": translate(
            "words",
            "mask privacy stars",
            "synonyms, separated by blanks",
        ),
        "savePreset": translate(
            "words",
            "favourite bookmark keep",
            "synonyms, separated by blanks",
        ),
        "help": translate(
            "words",
            "help guide how to shortcuts keys error codes",
            "synonyms, separated by blanks",
        ),
    }.get(control, "")


def search_history(text: str) -> str:
    """Offer to search the history for what was typed."""
    return translate("words", "Search the history for “{text}”").replace("{text}", text)


def run_title(card: RunCard) -> str:
    """Name a run: its time, with the day unless that is today, and its template."""
    at = card.created_at
    if run_cards.same_day(at, int(time.time() * 1000)):
        moment = run_cards.clock_time(at, seconds=False)
    else:
        moment = times.short(at)[:-3]  # no seconds
    return f"{moment}  {run_cards.title(card)}"


def load() -> str:
    """Say that choosing it puts it into the form."""
    return translate("words", "load")


def use() -> str:
    """Say that choosing a template takes it."""
    return translate("words", "use")


def add_recipient() -> str:
    """Say that choosing a test phone makes it a recipient."""
    return translate("words", "add as a recipient")


def show() -> str:
    """Say that choosing it shows it in the history."""
    return translate("words", "show in History")
