"""Scenes of an account whose messages cost money."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.core.accounts.account import AccountInput
from tests.scenes.stage import NUMBERS, Stage

THOUSANDS = 1572
"""More than are sent without typing how many they are."""


def production_switch(stage: Stage) -> QWidget:
    """A production account was chosen."""
    stage.fill(NUMBERS)
    accounts = stage.desk.session.accounts
    production = [account for account in accounts.all if account.production]
    if not production:
        entry = AccountInput(
            "商城",
            "LTAI5tExampleOfAKey",
            "secret",
            "http://127.0.0.1:9",  # where nobody listens
            production=True,
            keep_in_memory=True,
        )
        accounts.save(entry)  # and whoever has added an account wants to use it
        return stage.dialog()
    accounts.choose(next(account for account in accounts.all if account.sandbox))
    box = stage.desk.find("account")
    at = next(row for row in range(box.count()) if "商城" in box.itemText(row))
    box.setCurrentIndex(at)
    box.activated.emit(at)
    return stage.dialog()


def account_popup(stage: Stage) -> QWidget:
    """The list of the accounts."""
    dialog = production_switch(stage)
    dialog.close()
    stage.until(lambda: not dialog.isVisible())
    box = stage.desk.find("account")
    box.showPopup()
    stage.later(box.hidePopup)
    return stage.window


def production_confirmation(stage: Stage) -> QWidget:
    """The last question before messages leave that cost money."""
    _switch(stage)
    stage.fill(NUMBERS)
    stage.press("send")
    dialog = stage.dialog()
    stage.until(stage.desk.find("confirmSend").isEnabled)  # once the history was searched
    return dialog


def production_count(stage: Stage) -> QWidget:
    """The same for many: their number is to be typed."""
    if not stage.desk.session.accounts.current.production:
        _switch(stage)
    stage.fill(tuple(f"136{n:08}" for n in range(THOUSANDS)))
    stage.press("send")
    dialog = stage.dialog()
    stage.desk.find("confirmCount").setText(str(THOUSANDS))
    stage.until(stage.desk.find("confirmSend").isEnabled)
    return dialog


def _switch(stage: Stage) -> None:
    dialog = production_switch(stage)
    stage.press("confirmSwitch")
    stage.until(lambda: not dialog.isVisible())
    session = stage.desk.session
    stage.until(lambda: session.accounts.current.production)
    stage.until(lambda: not stage.desk.find("templateCode").currentText())
    stage.until(lambda: not session.recipients.draft.busy)
