"""The stage of the scenes: an open window, and how a scene fills it and waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from gui.core.presets.preset import TestPhone
from gui.panels.top.place import Place
from tests.desk import Desk

NUMBERS = ("13800138000", "13900139000", "18600186000")
MIXED = ("13800138001", "13800000402", "13800000116", "13900139001")
"""Two are delivered, one is not, one is refused."""
PHONES = (
    TestPhone(0, "我的手机", "13800138000"),
    TestPhone(0, "安卓测试机", "13900139000", "测试部"),
    TestPhone(0, "苹果测试机", "18600186000", "测试部"),
    TestPhone(0, "双卡机 卡二", "13900139002", "测试部"),
)
PRESETS = (
    ("登录验证码", "SMS_153055065", '{"code":"1234"}'),
    ("放假通知", "SMS_900000003", "{}"),
)
"""Name, template and parameters."""

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
        self._undo: list[Callable[[], None]] = []

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

    def type_numbers(self, *lines: str) -> None:
        """Type these in place of the recipients, right or wrong."""
        draft = self.desk.session.recipients.draft
        self.until(lambda: not draft.busy)
        draft.clear()
        self.until(lambda: not draft.busy and not draft.overview.recipients)
        self.desk.find("phoneNumbers").setPlainText("\n".join(lines) + "\n")
        self.until(lambda: bool(draft.overview.recipients or draft.overview.notes))

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

    def save_presets(self) -> None:
        """Save presets and test phones, once."""
        session = self.desk.session
        if session.preset_book.book.presets:
            return
        session.test_phones.add(PHONES)
        self.until(lambda: len(session.preset_book.book.phones) == len(PHONES))
        for many, (name, template, parameters) in enumerate(reversed(PRESETS), 1):
            self.fill(NUMBERS)
            self.desk.find("templateCode").setEditText(template)
            self.desk.find("templateParam").setPlainText(parameters)
            self.until(lambda: self._count() == len(NUMBERS))
            session.presets.save_form(name, with_recipients=True)
            self._wait_for_presets(many)

    def _wait_for_presets(self, many: int) -> None:
        book = self.desk.session.preset_book
        self.until(lambda: len(book.book.presets) == many)

    def later(self, undo: Callable[[], None]) -> None:
        """Do this before the next scene."""
        self._undo.append(undo)

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
        """Close every dialog, and undo what the scene has asked to be undone."""
        while self._undo:
            self._undo.pop()()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()


Scene = Callable[[Stage], QWidget]
"""Brings something up and returns it."""
