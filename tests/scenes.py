"""Every page, dialog and state of the window, each as a function that brings it up.

The tests of the tree of controls walk them, and `python -m tests.demo --all` takes their pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from gui.core.accounts.account import AccountInput
from gui.panels.top.place import Place
from tests.desk import Desk

NUMBERS = ("13800138000", "13900139000", "18600186000")
MIXED = ("13800138001", "13800000402", "13800000116", "13900139001")
"""Two are delivered, one is not, one is refused."""
SECONDS = 20.0

Until = Callable[[Callable[[], bool]], None]
"""Waits until the condition holds, while events are processed."""


class Stage:
    """An open window over the sandbox, and what the scenes before have left in it."""

    def __init__(self, desk: Desk, until: Until, folder: Path) -> None:
        """Play on `desk`; files are written to `folder`."""
        self.desk = desk
        self.until = until
        self.folder = folder
        self._sent: set[tuple[str, ...]] = set()

    @property
    def window(self) -> QWidget:
        """The whole window."""
        return self.desk.window

    def press(self, name: str) -> None:
        """Press a button once it can be pressed."""
        self.until(lambda: self.desk.can(name))
        self.desk.find(name).click()

    def press_if(self, name: str) -> None:
        """Press a button if it can be pressed now."""
        if self.desk.can(name):
            self.desk.find(name).click()

    def fill(self, numbers: tuple[str, ...], code: str = "1234") -> None:
        """Fill the form in."""
        find = self.desk.find
        self.desk.window.show_place(Place.SEND)
        find("signName").setEditText("阿里云")
        find("templateCode").setEditText("SMS_153055065")
        find("templateParam").setPlainText(f'{{"code":"{code}"}}' if code else "")
        self.desk.session.recipients.draft.clear()
        find("phoneNumbers").setPlainText("\n".join(numbers))
        if code:
            self.until(lambda: self._count() == len(numbers))

    def _count(self) -> int:
        summary = self.desk.session.composer.summary()
        return 0 if summary is None else summary.draft.count

    def send(self, numbers: tuple[str, ...]) -> None:
        """Send to these, once, and wait for their receipts."""
        if numbers in self._sent:
            return
        self._sent.add(numbers)
        self.fill(numbers)
        self.desk.begin_to_send()
        self.until(lambda: self.desk.session.sending.busy)
        self.until(lambda: not self.desk.session.sending.busy)
        self.until(self._settled)

    def _settled(self) -> bool:
        waiting = ("queued", "submitting", "accepted")
        rows = self.desk.rows()
        return bool(rows) and not any(state in waiting for _, state in rows)

    def dialog(self) -> QDialog:
        """The dialog that was asked for."""
        found: list[QDialog] = []

        def there() -> bool:
            dialogs = self.window.findChildren(QDialog)
            found[:] = [dialog for dialog in dialogs if dialog.isVisible()]
            return bool(found)

        self.until(there)
        dialog = found[-1]
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        return dialog

    def clear(self) -> None:
        """Close every dialog."""
        for dialog in self.window.findChildren(QDialog):
            dialog.close()


Scene = Callable[[Stage], QWidget]


def first_start(stage: Stage) -> QWidget:
    """The window as it is started for the first time."""
    stage.until(stage.desk.find("send").isVisible)
    return stage.window


def history_empty(stage: Stage) -> QWidget:
    """The history before anything was sent."""
    stage.desk.window.show_place(Place.HISTORY)
    return stage.window


def filled(stage: Stage) -> QWidget:
    """A message that can be sent."""
    stage.fill(NUMBERS)
    return stage.window


def missing(stage: Stage) -> QWidget:
    """A message that lacks a value."""
    stage.fill(NUMBERS, code="")
    return stage.window


def running(stage: Stage) -> QWidget:
    """A run under way, held back so that it can be looked at."""
    stage.desk.session.set_limits(1, 2)
    stage.desk.find("historyClear").click()
    stage.fill(tuple(f"139{n:08}" for n in range(40)))
    stage.desk.begin_to_send()
    stage.until(lambda: any(state == "accepted" for _, state in stage.desk.rows()))
    return stage.window


def stopped(stage: Stage) -> QWidget:
    """A run that was stopped, with a rest that can be sent."""
    running(stage)
    stage.desk.session.sending.stop()
    stage.until(lambda: not stage.desk.session.sending.busy)
    stage.until(lambda: stage.desk.can("resume"))
    stage.desk.session.set_limits(4, 100)
    return stage.window


def delivered(stage: Stage) -> QWidget:
    """The card of a run that arrived."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.until(lambda: stage.desk.can("sendAgain"))
    return stage.window


def mixed(stage: Stage) -> QWidget:
    """The card of a run that arrived in part."""
    stage.send(MIXED)
    stage.desk.window.show_place(Place.SEND)
    stage.until(lambda: stage.desk.can("sendAgain"))
    return stage.window


def history(stage: Stage) -> QWidget:
    """The history with the details of an undelivered number."""
    stage.send(MIXED)
    stage.desk.window.show_place(Place.HISTORY)
    stage.press_if("historyClear")
    table = stage.desk.find("historyTable")
    stage.until(lambda: stage.desk.session.history.model.rowCount() >= len(MIXED))
    table.selectRow(1)
    return stage.window


def history_of_a_run(stage: Stage) -> QWidget:
    """The history of one run alone."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.press("showRunInHistory")
    stage.until(lambda: bool(stage.desk.find("historyRun").text()))
    return stage.window


def history_without_a_match(stage: Stage) -> QWidget:
    """A search that finds nothing."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.HISTORY)
    stage.desk.find("historySearch").setText("nobody")
    stage.until(lambda: stage.desk.session.history.model.rowCount() == 0)
    return stage.window


def history_of_two_days(stage: Stage) -> QWidget:
    """The history is to be narrowed to the days between two."""
    history(stage)
    box = stage.desk.find("historyPeriod")
    box.setCurrentIndex(box.count() - 1)
    return stage.dialog()


def palette(stage: Stage) -> QWidget:
    """What can be done or found, after some letters."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.press("findOrRun")
    dialog = stage.dialog()
    stage.desk.find("paletteSearch").setText("13")
    return dialog


def manual(stage: Stage) -> QWidget:
    """The manual."""
    stage.press("help")
    return stage.dialog()


def blocked_numbers(stage: Stage) -> QWidget:
    """The numbers that are never sent to."""
    stage.desk.window.show_place(Place.SEND)
    if not stage.desk.can("blockedNumbers"):
        stage.press("recipientOptions")
    stage.press("blockedNumbers")
    return stage.dialog()


def import_dialog(stage: Stage) -> QWidget:
    """A list with a bad row, before it is imported."""
    stage.desk.window.show_place(Place.SEND)
    path = stage.folder / "customers.csv"
    rows = ["手机号码,姓名,验证码", "13800138000,张三,1234", "13900139000,李四,5678", "123,王五,1"]
    path.write_text("\n".join(rows), encoding="utf-8")
    stage.desk.window.open_list(str(path))
    return stage.dialog()


def sandbox_account(stage: Stage) -> QWidget:
    """The dialog of the accounts, with what the sandbox answers to."""
    stage.press("accountSettings")
    return stage.dialog()


def new_account(stage: Stage) -> QWidget:
    """The form of an account that is being added."""
    stage.press("accountSettings")
    dialog = stage.dialog()
    stage.press("newAccount")
    return dialog


def settings(stage: Stage) -> QWidget:
    """The settings."""
    stage.press("settings")
    return stage.dialog()


def new_preset(stage: Stage) -> QWidget:
    """The form is kept as a preset."""
    stage.fill(NUMBERS)
    stage.press("savePreset")
    return stage.dialog()


def new_test_phones(stage: Stage) -> QWidget:
    """Phones are added that are sent to while testing."""
    stage.desk.window.show_place(Place.SEND)
    stage.press("addTestPhone")
    return stage.dialog()


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


def production_confirmation(stage: Stage) -> QWidget:
    """The last question before messages leave that cost money."""
    dialog = production_switch(stage)
    stage.press("confirmSwitch")
    stage.until(lambda: not dialog.isVisible())
    session = stage.desk.session
    stage.until(lambda: session.accounts.current.production)
    stage.until(lambda: not stage.desk.find("templateCode").currentText())
    stage.until(lambda: not session.recipients.draft.busy)
    stage.fill(NUMBERS)
    stage.press("send")
    return stage.dialog()


SCENES: tuple[Scene, ...] = (
    first_start,
    history_empty,
    filled,
    missing,
    delivered,
    mixed,
    history,
    history_of_a_run,
    history_without_a_match,
    history_of_two_days,
    palette,
    manual,
    blocked_numbers,
    import_dialog,
    sandbox_account,
    new_account,
    settings,
    new_preset,
    new_test_phones,
    stopped,
    production_switch,
    production_confirmation,
)
"""In an order in which one window can play them all."""
