"""The window comes up in both languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app.languages import install_translations
from gui.core.accounts.account import Account
from gui.core.message.draft import Draft, SendSummary
from gui.core.message.template import Preview
from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import RunCard
from gui.core.sending.state import RecipientState
from gui.panels.accounts.accounts_dialog import AccountsDialog
from gui.panels.results.results_panel import ResultsPanel
from gui.panels.sending.send_confirmation import SendConfirmation
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.window.window import Window
from gui.words.sending import states
from tests.checkout.test_translations import HAN
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.translations import LANGUAGES

STATES = {
    RecipientState.QUEUED: "排队中",
    RecipientState.SUBMITTING: "提交中",
    RecipientState.ACCEPTED: "已受理",
    RecipientState.REJECTED: "被拒绝",
    RecipientState.UNKNOWN: "未知",
    RecipientState.DELIVERED: "已送达",
    RecipientState.UNDELIVERED: "未送达",
    RecipientState.CANCELLED: "已取消",
}
"""As scripts and screen readers were promised."""
CONTROLS = (
    "account accountLabel accessKeyId accessKeySecret endpoint saveAccount testAccount"
    " removeAccount signName templateCode refreshTemplates templateParam preview phoneNumbers"
    " importList clearRecipients outId smsUpExtendCode sendMode send progress pause resume stop"
    " historyTable historySearch historyState details resolveUnknown resendFailed exportHistory"
)
CONFIRMING = ("confirmSend", "confirmCancel")
NEVER_ENTERED = {"progress"}
"""Only read, as labels are."""
THE_SAME = {"accessKeyId", "accessKeySecret", "outId"}
"""Their names are the console's own terms."""

each = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    before = QLocale()
    earlier = set(qapp.findChildren(QTranslator))

    def speak(language: str) -> None:
        assert install_translations(qapp, language) is (language == "zh_CN")

    yield speak
    for translator in set(qapp.findChildren(QTranslator)) - earlier:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        for fold in ("accountSettings", "showOptions"):
            opened.find(fold).setChecked(True)
        qtbot.waitUntil(lambda: opened.can("sendExample"))
        card = RunCard(1, 0, "Shop", False, "阿里云", "SMS_1", counts=StateCounts(queued=1))
        present(opened.window.findChild(ResultsPanel)).show_cards([card])
        yield opened


@pytest.fixture
def opened(language: str, speak: Callable[[str], None], request: pytest.FixtureRequest) -> Desk:
    speak(language)
    found: Desk = request.getfixturevalue("open_window")
    return found


def access_keys(window: QWidget) -> dict[str, set[str]]:
    """Object names by access key of a window; hidden controls count, they may show up."""
    found: dict[str, set[str]] = {}
    for widget in window.findChildren(QWidget):
        if widget.window() is not window:  # a dialog has keys of its own
            continue
        buddy = widget.buddy() if isinstance(widget, QLabel) else None
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and buddy):
            key = QKeySequence.mnemonic(widget.text()).toString()
            if key:
                found.setdefault(key, set()).add((buddy or widget).objectName())
    return found


def name_of(widget: QWidget, window: QWidget) -> str:
    if isinstance(widget, QComboBox):
        # On Linux its name is its value, always; its label or description says what it is.
        labels = [label for label in window.findChildren(QLabel) if label.buddy() is widget]
        return labels[0].text() if labels else widget.accessibleDescription()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def summary(count: int) -> SendSummary:
    account = Account("Shop", "LTAI5tExample", sandbox=True)
    numbers = ("13900000000",) * min(count, 3)
    return SendSummary(account, Draft(count=count), Preview(), 0, 1.0, numbers, ())


def test_qt_itself_speaks_chinese_too(speak: Callable[[str], None]) -> None:
    speak("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_states_are_worded_as_promised(speak: Callable[[str], None]) -> None:
    speak("zh_CN")
    assert {state: states.state(state) for state in RecipientState} == STATES


@pytest.mark.parametrize(
    ("language", "count", "title", "send", "back"),
    [
        ("zh_CN", 1, "确认发送 1 条短信？", "发送 1 条", "返回"),
        ("zh_CN", 1204, "确认发送 1,204 条短信？", "发送 1,204 条", "返回"),
        ("en", 1, "Send 1 message?", "&Send 1 message", "&Back"),
        ("en", 1204, "Send 1,204 messages?", "&Send 1,204 messages", "&Back"),
    ],
)
def test_counts_are_said_as_one_speaks(
    language: str,
    count: int,
    title: str,
    send: str,
    back: str,
    speak: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    speak(language)
    dialog = SendConfirmation(summary(count), Theme(resource("")), masked=False)
    qtbot.addWidget(dialog)
    names = ("confirmSend", "confirmCancel")
    texts = [present(dialog.findChild(QPushButton, name)).text() for name in names]
    assert [dialog.windowTitle(), *texts] == [title, send, back]
    assert all(len(controls) == 1 for controls in access_keys(dialog).values())


def dialog_of(opened: Desk) -> AccountsDialog:
    found: AccountsDialog = opened.find("accountsDialog")
    return found


@pytest.mark.parametrize("language", ["en"])
def test_no_two_controls_share_an_access_key(opened: Desk) -> None:
    found = access_keys(opened.window)
    found |= {f"accounts {key}": names for key, names in access_keys(dialog_of(opened)).items()}
    assert len(found) >= 20
    shared = {key: names for key, names in found.items() if len(names) > 1}
    assert not shared
    menu = [
        QKeySequence.mnemonic(action.text()) for action in opened.find("historyTable").actions()
    ]
    assert len({key.toString() for key in menu}) == len(menu)


@pytest.mark.parametrize("language", ["zh_CN"])
def test_there_are_no_access_keys_in_chinese(opened: Desk) -> None:
    assert access_keys(opened.window) == access_keys(dialog_of(opened)) == {}


@each
def test_every_control_has_a_name_in_the_language(opened: Desk, language: str) -> None:
    for control in CONTROLS.split():
        name = name_of(opened.find(control), opened.window)
        assert name, control
        if control not in THE_SAME:
            assert bool(HAN.search(name)) is (language == "zh_CN"), (control, name)


@each
def test_the_problems_have_a_name_in_the_language(opened: Desk, language: str) -> None:
    opened.find("showProblems").click()
    name = name_of(opened.find("recipientProblems"), opened.find("problemsDialog"))
    assert bool(HAN.search(name)) is (language == "zh_CN")


@pytest.fixture
def confirmation(opened: Desk, qtbot: QtBot) -> Iterator[SendConfirmation]:
    dialog = SendConfirmation(summary(3), Theme(resource("")), masked=False, parent=opened.window)
    dialog.open()
    yield dialog
    dialog.reject()


@each
def test_the_confirmation_has_names_in_the_language(
    confirmation: SendConfirmation, language: str
) -> None:
    for control in CONFIRMING:
        name = name_of(present(confirmation.findChild(QWidget, control)), confirmation)
        assert bool(HAN.search(name)) is (language == "zh_CN"), (control, name)


def tab_stops(window: Window | AccountsDialog | SendConfirmation) -> set[str]:
    """The controls that take the keyboard from the Tab key, once they are shown and enabled."""
    found, widget = set(), present(window.nextInFocusChain())
    while widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.add(widget.objectName())
        widget = present(widget.nextInFocusChain())
    return found


@pytest.mark.parametrize("language", ["en"])
def test_the_keyboard_comes_to_every_control_and_leaves_it(opened: Desk, qtbot: QtBot) -> None:
    controls = set(CONTROLS.split()) - NEVER_ENTERED
    assert controls <= tab_stops(opened.window) | tab_stops(dialog_of(opened))

    opened.window.activateWindow()
    first = opened.find("account")
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    stops = list[QWidget]()
    while (focused := QApplication.focusWidget()) not in stops:
        assert focused is not None
        stops.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert focused is first
    visited = {stop.objectName() for stop in stops}
    here = {name for name in controls if opened.find(name).window() is opened.window}
    here = {name for name in here if opened.find(name).isVisible()}
    assert {name for name in here if opened.can(name)} <= visited


@pytest.mark.parametrize("language", ["en"])
def test_the_keyboard_comes_to_both_ways_out_of_the_confirmation(
    confirmation: SendConfirmation,
) -> None:
    assert set(CONFIRMING) <= set(tab_stops(confirmation))
