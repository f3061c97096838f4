"""The window comes up in both languages."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from gui.app.languages import install_translations
from gui.core.accounts.account import Account
from gui.core.message.draft import Draft, SendSummary
from gui.core.message.template import Preview
from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import RunCard
from gui.core.sending.state import RecipientState
from gui.panels.results.results_panel import ResultsPanel
from gui.panels.sending.send_confirmation import SendConfirmation
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.words.sending import states
from tests.desk import desk, no_keyring
from tests.test_translations import HAN
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
def speak(qapp):
    before = QLocale()
    earlier = set(qapp.findChildren(QTranslator))

    def speak(language):
        assert install_translations(qapp, language) is (language == "zh_CN")

    yield speak
    for translator in set(qapp.findChildren(QTranslator)) - earlier:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def open_window(qtbot, tmp_path):
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        for fold in ("accountSettings", "showOptions"):
            opened.find(fold).setChecked(True)
        qtbot.waitUntil(lambda: opened.can("sendExample"), timeout=20_000)
        card = RunCard(1, 0, "Shop", False, "阿里云", "SMS_1", counts=StateCounts(queued=1))
        opened.window.findChild(ResultsPanel).show_cards([card])
        yield opened


@pytest.fixture
def opened(language, speak, request):
    speak(language)
    return request.getfixturevalue("open_window")


def access_keys(window):
    """Object names by access key of a window; hidden controls count, they may show up."""
    found = dict[Any, Any]()
    for widget in window.findChildren(QWidget):
        if widget.window() is not window:  # a dialog has keys of its own
            continue
        buddy = widget.buddy() if isinstance(widget, QLabel) else None
        if buddy is not None or isinstance(widget, QAbstractButton):
            key = QKeySequence.mnemonic(widget.text()).toString()
            if key:
                found.setdefault(key, set()).add((buddy or widget).objectName())
    return found


def name_of(widget, window):
    if isinstance(widget, QComboBox):
        # On Linux its name is its value, always; its label or description says what it is.
        labels = [label for label in window.findChildren(QLabel) if label.buddy() is widget]
        return labels[0].text() if labels else widget.accessibleDescription()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def summary(count):
    account = Account("Shop", "LTAI5tExample", sandbox=True)
    numbers = ("13900000000",) * min(count, 3)
    return SendSummary(account, Draft(count=count), Preview(), 0, 1.0, numbers, ())


def test_qt_itself_speaks_chinese_too(speak):
    speak("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_states_are_worded_as_promised(speak):
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
def test_counts_are_said_as_one_speaks(language, count, title, send, back, speak, qtbot):
    speak(language)
    dialog = SendConfirmation(summary(count), Theme(resource("")), masked=False)
    qtbot.addWidget(dialog)
    texts = [dialog.findChild(QWidget, name).text() for name in ("confirmSend", "confirmCancel")]
    assert [dialog.windowTitle(), *texts] == [title, send, back]
    assert all(len(names) == 1 for names in access_keys(dialog).values())


def dialog_of(opened):
    return opened.find("accountsDialog")


@pytest.mark.parametrize("language", ["en"])
def test_no_two_controls_share_an_access_key(opened):
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
def test_there_are_no_access_keys_in_chinese(opened):
    assert access_keys(opened.window) == access_keys(dialog_of(opened)) == {}


@each
def test_every_control_has_a_name_in_the_language(opened, language):
    for control in CONTROLS.split():
        name = name_of(opened.find(control), opened.window)
        assert name, control
        if control not in THE_SAME:
            assert bool(HAN.search(name)) is (language == "zh_CN"), (control, name)


@each
def test_the_problems_have_a_name_in_the_language(opened, language):
    opened.find("showProblems").click()
    name = name_of(opened.find("recipientProblems"), opened.find("problemsDialog"))
    assert bool(HAN.search(name)) is (language == "zh_CN")


@pytest.fixture
def confirmation(opened, qtbot):
    dialog = SendConfirmation(summary(3), Theme(resource("")), masked=False, parent=opened.window)
    dialog.open()
    yield dialog
    dialog.reject()


@each
def test_the_confirmation_has_names_in_the_language(confirmation, language):
    for control in CONFIRMING:
        name = name_of(confirmation.findChild(QWidget, control), confirmation)
        assert bool(HAN.search(name)) is (language == "zh_CN"), (control, name)


def tab_stops(window):
    """The controls that take the keyboard from the Tab key, once they are shown and enabled."""
    found, widget = set(), window.nextInFocusChain()
    while widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.add(widget.objectName())
        widget = widget.nextInFocusChain()
    return found


@pytest.mark.parametrize("language", ["en"])
def test_the_keyboard_comes_to_every_control_and_leaves_it(opened, qtbot):
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
def test_the_keyboard_comes_to_both_ways_out_of_the_confirmation(confirmation):
    assert set(CONFIRMING) <= set(tab_stops(confirmation))
