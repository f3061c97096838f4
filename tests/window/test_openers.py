"""What opens a dialog opens one, however often it is pressed before the dialog is there."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.presets.preset import Preset, TestPhone
from gui.jobs import presets as jobs
from gui.panels.history.period_box import PeriodBox
from gui.panels.presets.preset_section import PresetSection
from gui.panels.top.place import Place
from gui.storage.secrets.secret_store import SecretStore
from tests.checkout.test_languages import access_keys
from tests.desk import Desk, desk, no_keyring
from tests.present import present

SHOP = Account("Shop", "LTAI5tShop", production=True)
OTHER_SHOP = Account("Other shop", "LTAI5tOther", production=True)
PHONE = TestPhone(0, "我", "13900000001")
PRESET = Preset(0, "登录验证码", "阿里云", "SMS_153055065", "{}", ())

ELSEWHERE = {
    "SendConfirmation": "tests/panels/sending and tests/window/send: one at a time",
    "ImportDialog": "tests/session/recipients: one list after the other",
    "UnsavedDialog": "a Question: tests/panels/widgets/dialogs",
    "CrashDialog": "tests/app/test_crash.py: each report once",
}
"""The kinds of dialogs that no button opens."""

KINDS = {
    "import of a list": "_FileDialog",
    "export of the history": "_FileDialog",
    "file of what was left out": "_FileDialog",
    "import of presets": "_FileDialog",
    "export of presets": "_FileDialog",
    "a new preset": "SavePresetDialog",
    "another name of a preset": "QInputDialog",
    "test phones": "AddPhonesDialog",
    "a test phone": "EditPhoneDialog",
    "blocked numbers": "BlockedNumbersDialog",
    "settings": "SettingsDialog",
    "log": "LogDialog",
    "help": "HelpDialog",
    "accounts": "AccountsDialog",
    "another account": "AccountsDialog",
    "switch to a production account": "SwitchDialog",
    "palette": "Palette",
    "two days": "PeriodDialog",
    "recipients": "RecipientsDialog",
    "problems": "ProblemsDialog",
    "unknown declared unsent": "ConfirmDialog",
    "end of the run and the window": "ConfirmDialog",
}

OPENERS: dict[str, Callable[[Desk], object]] = {
    "import of a list": lambda desk: desk.find("importList").click(),
    "export of the history": lambda desk: desk.window._history_page.table.export_requested.emit(),
    "file of what was left out": lambda desk: desk.window._send_page.recipients.notes_saved.emit(),
    "import of presets": lambda desk: section(desk).import_requested.emit(),
    "export of presets": lambda desk: section(desk).export_requested.emit(),
    "a new preset": lambda desk: desk.find("savePreset").click(),
    "another name of a preset": lambda desk: section(desk)._rename(preset(desk)),
    "test phones": lambda desk: desk.window._send_page.rail.phones.add_requested.emit(),
    "a test phone": lambda desk: desk.window._send_page.rail.phones.edit_requested.emit(PHONE),
    "blocked numbers": lambda desk: desk.window._send_page.recipients.blocked_requested.emit(),
    "settings": lambda desk: desk.find("settings").click(),
    "log": lambda desk: present(desk.window._settings).open_log(),
    "help": lambda desk: desk.find("help").click(),
    "accounts": lambda desk: present(desk.window._accounts)._open_dialog(),
    "another account": lambda desk: present(desk.window._accounts).add_account(),
    "switch to a production account": lambda desk: present(desk.window._accounts)._choose(SHOP),
    "palette": lambda desk: desk.window._open_palette(),
    "two days": lambda desk: desk.window._history_page.findChildren(PeriodBox)[0]._ask(),
    "recipients": lambda desk: desk.window._send_page.recipients._dialogs.open_list(),
    "problems": lambda desk: desk.window._send_page.recipients._dialogs.open_problems(),
    "unknown declared unsent": lambda desk: desk.session.receipts.declaration_requested.emit([1]),
    "end of the run and the window": lambda desk: present(desk.window._close_question).ask(),
}


def section(desk: Desk) -> PresetSection:
    return desk.window._send_page.rail.presets


def preset(desk: Desk) -> int:
    return desk.session.preset_book.book.presets[0].id


def dialogs() -> list[QDialog]:
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, QDialog) and one.isVisible()]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        book = opened.session.preset_book
        book.change(lambda ledger, account: jobs.save_preset(ledger, account, PRESET))
        qtbot.waitUntil(lambda: bool(book.book.presets))
        opened.window.show_place(Place.HISTORY)
        opened.window.show_place(Place.SEND)
        yield opened


@pytest.mark.parametrize("name", OPENERS)
def test_it_is_opened_once_and_can_be_opened_again(opened: Desk, qtbot: QtBot, name: str) -> None:
    assert dialogs() == []
    for _ in range(2):
        OPENERS[name](opened)
        OPENERS[name](opened)
        (dialog,) = dialogs()
        assert type(dialog).__name__ == KINDS[name]
        dialog.close()
        qtbot.waitUntil(lambda: dialogs() == [])


@pytest.mark.parametrize("name", [name for name in OPENERS if KINDS[name] != "_FileDialog"])
def test_no_two_controls_of_a_dialog_share_an_access_key(opened: Desk, name: str) -> None:
    OPENERS[name](opened)
    (dialog,) = dialogs()
    shared = {key: names for key, names in access_keys(dialog).items() if len(names) > 1}
    assert not shared


def test_the_account_that_was_chosen_last_is_asked_about(opened: Desk) -> None:
    accounts = present(opened.window._accounts)
    accounts._choose(SHOP)
    accounts._choose(OTHER_SHOP)
    (dialog,) = dialogs()
    assert OTHER_SHOP.label in "".join(label.text() for label in dialog.findChildren(QLabel))


def test_forms_about_different_things_are_both_there(opened: Desk) -> None:
    edit = opened.window._send_page.rail.phones.edit_requested
    edit.emit(PHONE)
    edit.emit(replace(PHONE, id=1, name="小王"))
    names = [dialog.findChildren(QLineEdit, "phoneName")[0].text() for dialog in dialogs()]
    assert sorted(names) == ["小王", "我"]


def test_every_kind_of_dialog_is_opened_here_or_elsewhere() -> None:
    bases: dict[str, set[str]] = {}
    for path in (Path(__file__).parents[2] / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    found = {"QDialog", "QFileDialog"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    abstract = set[str]().union(*(bases.get(name, set()) for name in found))
    assert found - abstract <= {*KINDS.values(), *ELSEWHERE}
