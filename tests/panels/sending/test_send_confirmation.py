from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.lists.notes import RowNote
from gui.core.message.draft import Draft, SendSummary
from gui.core.message.fields import SendMode
from gui.core.message.template import PieceKind, Preview
from gui.core.message.unfit_values import UnfitValue, UnfitValues
from gui.core.message.variables import ValueFault, Variable, VariableHint, VariableKind
from gui.core.phones.number import PhoneProblem
from gui.core.sending.progress import RunLabel, RunPhase, RunProgress, StateCounts, UnfinishedRun
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.panels.sending.send_confirmation import SendConfirmation
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme
from gui.words import times
from tests.present import present


def plain(text: str) -> Preview:
    return Preview(((PieceKind.TEXT, text),))


NUMBERS = tuple(str(13800138000 + index) for index in range(1204))
SUMMARY = SendSummary(
    account=Account("Shop", "LTAI-shop", production=True),
    draft=Draft("阿里云", "SMS_153055065", '{"code":"1234"}', count=len(NUMBERS)),
    example=plain("【阿里云】您的验证码为:1234"),
    segments=2,
    seconds=125,
    first=NUMBERS[:3],
    last=NUMBERS[-3:],
)
NOBODY = SentBefore()
LARGE = SUMMARY
# Few enough to need no count: what most tests here are about.
SUMMARY = replace(SUMMARY, account=replace(SUMMARY.account, production=False))


@pytest.fixture
def ask(qtbot: QtBot, theme: Theme) -> Callable[..., SendConfirmation]:
    def ask(
        summary: SendSummary = SUMMARY,
        *,
        masked: bool = False,
        found: SentBefore | None = NOBODY,
    ) -> SendConfirmation:
        dialog = SendConfirmation(summary, theme, masked=masked)
        qtbot.addWidget(dialog)
        # The test looks at it after it has closed.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.open()
        dialog.activateWindow()
        if found is not None:
            dialog.show_found(found)
        return dialog

    return ask


def text(dialog: SendConfirmation, name: str) -> str:
    found = dialog.findChild(QWidget, name)
    if isinstance(found, QTextEdit):
        return found.toPlainText()
    return found.text() if isinstance(found, QLabel) else ""


def button(dialog: SendConfirmation, name: str) -> QPushButton:
    return present(dialog.findChild(QPushButton, name))


def test_it_warns_of_values_that_are_likely_refused(ask: Callable[..., SendConfirmation]) -> None:
    assert not present(ask().findChild(QLabel, "confirmUnfit")).isVisible()

    name = Variable("name", VariableKind.TEXT, VariableHint.NONE)
    unfit = [
        UnfitValues(UnfitValue(name, "www.example.org", ValueFault.URL), 1),
        UnfitValues(UnfitValue(name, "🎉", ValueFault.UNSUPPORTED), 1200, others=True),
    ]
    dialog = ask(replace(SUMMARY, unfit=tuple(unfit)))
    assert text(dialog, "confirmUnfit") == "Messages that the service is likely to refuse: 1,201"
    why = text(dialog, "confirmUnfitWhy").splitlines()
    assert (
        why[1] == "name: The service refuses 🎉 and the like in a variable: 1,200 of the recipients"
    )
    assert button(dialog, "confirmSend").isEnabled()


def test_it_says_what_goes_to_whom(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask()

    assert "Shop" in text(dialog, "confirmAccount")
    assert "LTAI-shop" in text(dialog, "confirmAccessKey")
    assert text(dialog, "confirmSign") == "阿里云"
    assert text(dialog, "confirmTemplate") == "SMS_153055065"
    assert text(dialog, "confirmExample") == "【阿里云】您的验证码为:1234"
    assert text(dialog, "confirmRecipients") == "1,204"
    assert text(dialog, "confirmFirst") == "13800138000, 13800138001, 13800138002"
    assert text(dialog, "confirmLast") == "13800139201, 13800139202, 13800139203"
    assert "2 segment" in text(dialog, "confirmSegments")
    assert "2,408" in text(dialog, "confirmSegments")
    assert "1,204 call" in text(dialog, "confirmMode")
    assert "2 min 5 s" in text(dialog, "confirmMode")
    assert button(dialog, "confirmSend").text().replace("&", "").startswith("Send 1,204 ")


def test_batched_takes_fewer_calls(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask(replace(SUMMARY, draft=replace(SUMMARY.draft, mode=SendMode.BATCHED)))

    assert "2 call" in text(dialog, "confirmMode")
    assert "Batched" in text(dialog, "confirmMode")


def test_rows_with_parameters_of_their_own_cost_more_calls_and_differ_in_length(
    ask: Callable[..., SendConfirmation],
) -> None:
    varied = replace(SUMMARY.draft, mode=SendMode.BATCHED, personalised=True)
    dialog = ask(replace(SUMMARY, draft=varied))

    assert "13 call" in text(dialog, "confirmMode")
    assert "may differ" in text(dialog, "confirmSegments")
    assert "2,408" not in text(dialog, "confirmSegments")


def test_skipped_recipients_are_counted(ask: Callable[..., SendConfirmation]) -> None:
    assert text(ask(), "confirmLeftOut") == ""

    notes = ((PhoneProblem.TOO_SHORT, 4), (RowNote.REPEATED, 1), (RowNote.REPAIRED, 9))
    dialog = ask(replace(SUMMARY, blocked=3, missing=(("name", 2),), notes=notes))
    assert text(dialog, "confirmLeftOut") == "10 rows are not sent to"
    assert text(dialog, "confirmLeftOutWhy") == (
        "3 on the do-not-send list · 2 without a value in the column “name” · 4 invalid"
        " · 1 repeated"
    )


def test_an_unfinished_run_of_the_same_message_is_a_warning(
    ask: Callable[..., SendConfirmation],
) -> None:
    progress = RunProgress(2, StateCounts(queued=3, accepted=1), RunPhase.INTERRUPTED)
    label = RunLabel(SUMMARY.account, "阿里云", "SMS_153055065")
    run = UnfinishedRun(progress, label, 1_700_000_000_000)
    dialog = ask(replace(SUMMARY, unfinished=(run,)))
    assert "unfinished" in text(dialog, "confirmUnfinished")
    assert "3 of 4 are still queued" in text(dialog, "confirmUnfinishedWhy")


def test_warnings_stand_above_what_is_sent(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask(replace(SUMMARY, blocked=3), found=SentBefore(sent=1, last_at=1))
    places = [
        present(dialog.findChild(QWidget, name)).mapTo(dialog, QPoint()).y()
        for name in ("confirmTitle", "confirmSentBefore", "confirmLeftOut", "confirmSign")
    ]
    assert places == sorted(places)


@pytest.fixture
def large(ask: Callable[..., SendConfirmation]) -> SendConfirmation:
    return ask(LARGE)


def test_a_large_sending_of_a_production_account_asks_for_its_count(
    qtbot: QtBot, large: SendConfirmation
) -> None:
    count, send = present(large.findChild(QLineEdit, "confirmCount")), button(large, "confirmSend")
    qtbot.waitUntil(count.hasFocus)
    assert "1,204" in text(large, "confirmCountNote") and not send.isEnabled()
    for typed, enough in (("120", False), ("1204", True), ("12040", False), ("1,204", True)):
        count.setText(typed)
        assert send.isEnabled() is enough


def test_enter_in_the_count_neither_sends_nor_goes_back(
    qtbot: QtBot, large: SendConfirmation
) -> None:
    count = present(large.findChild(QLineEdit, "confirmCount"))
    with qtbot.assertNotEmitted(large.finished):
        for typed in ("7", "1204"):
            count.setText(typed)
            QTest.keyClick(count, Qt.Key.Key_Return)
            QTest.keyClick(count, Qt.Key.Key_Enter)
    count.setText("7")
    QTest.keyClick(count, Qt.Key.Key_Return)
    assert count.property("state") == "error" and "1,204" in text(large, "confirmCountNote")
    with qtbot.assertNotEmitted(large.finished):
        QTest.keyClick(count, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    count.setText("1204")
    with qtbot.waitSignal(large.confirmed):
        QTest.keyClick(count, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_count_alone_is_not_enough_before_the_history_was_searched(
    ask: Callable[..., SendConfirmation],
) -> None:
    dialog = ask(LARGE, found=None)
    present(dialog.findChild(QLineEdit, "confirmCount")).setText("1204")
    assert not button(dialog, "confirmSend").isEnabled()
    dialog.show_found(SentBefore())
    assert button(dialog, "confirmSend").isEnabled()


@pytest.mark.parametrize(
    ("production", "count"), [(True, 100), (False, 1204)], ids=["few", "not production"]
)
def test_fewer_messages_need_no_typed_count(
    ask: Callable[..., SendConfirmation], production: bool, count: int
) -> None:
    account = replace(SUMMARY.account, production=production)
    dialog = ask(replace(SUMMARY, account=account, draft=replace(SUMMARY.draft, count=count)))
    assert not present(dialog.findChild(QLineEdit, "confirmCount")).isVisible()
    assert button(dialog, "confirmSend").isEnabled()


def test_numbers_can_be_masked(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask(masked=True)

    assert text(dialog, "confirmFirst").startswith("138****8000, 138****8001")
    assert not [label.text() for label in dialog.findChildren(QLabel) if "1380013" in label.text()]


def test_few_numbers_stand_in_one_row(ask: Callable[..., SendConfirmation]) -> None:
    draft = replace(SUMMARY.draft, count=2)
    dialog = ask(replace(SUMMARY, draft=draft, first=NUMBERS[:2], last=()))

    assert text(dialog, "confirmFirst") == "13800138000, 13800138001"
    assert dialog.findChild(QLabel, "confirmLast") is None


def test_where_the_text_is_not_known_the_parameters_stand_for_it(
    ask: Callable[..., SendConfirmation],
) -> None:
    bound = replace(SUMMARY.draft, template_param='{"code":"{{取餐码}}"}', personalised=True)
    values = (("code", "A12"), ("time", "{name}"))
    dialog = ask(replace(SUMMARY, draft=bound, values=values, example=Preview(), segments=0))

    assert "not fetched" in text(dialog, "confirmExample")
    assert text(dialog, "confirmParam") == "code: A12\ntime: {name}"
    assert "Not known" in text(dialog, "confirmSegments")


def test_the_options_are_shown_where_there_are_some(ask: Callable[..., SendConfirmation]) -> None:
    assert text(ask(), "confirmOutId") == text(ask(), "confirmExtend") == ""

    dialog = ask(replace(SUMMARY, draft=replace(SUMMARY.draft, out_id="A-7", up_extend_code="9")))

    assert (text(dialog, "confirmOutId"), text(dialog, "confirmExtend")) == ("A-7", "9")


def test_nothing_is_read_as_html(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask(replace(SUMMARY, example=plain("<b>1234</b>")))

    formats = {label.textFormat() for label in dialog.findChildren(QLabel) if label.objectName()}
    assert formats <= {Qt.TextFormat.PlainText, Qt.TextFormat.AutoText}
    assert text(dialog, "confirmExample") == "<b>1234</b>"


@pytest.mark.parametrize(
    ("production", "sandbox", "kind", "word"),
    [
        (True, False, AccountKind.PRODUCTION, "Production"),
        (False, False, AccountKind.ORDINARY, "cost money"),
        (False, True, AccountKind.SANDBOX, "nothing leaves"),
    ],
)
def test_the_account_has_its_colour(
    theme: Theme,
    ask: Callable[..., SendConfirmation],
    production: bool,
    sandbox: bool,
    kind: AccountKind,
    word: str,
) -> None:
    account = replace(SUMMARY.account, production=production, sandbox=sandbox)
    dialog = ask(replace(SUMMARY, account=account, draft=replace(SUMMARY.draft, count=100)))

    image = dialog.grab().toImage()
    send = button(dialog, "confirmSend")
    corner = send.mapTo(dialog, send.rect().topLeft())
    middle = image.pixelColor(corner.x() + send.width() // 2, corner.y() + 4)
    assert image.pixelColor(2, 2) == QColor(theme.colours.bars[kind].ground)
    fill = "production-fill" if production else "accent"
    assert middle == QColor(theme.scheme[fill])
    assert word in text(dialog, "confirmMeaning")
    assert "Sandbox" not in text(dialog, "confirmMeaning")  # the account's name says that
    assert ("Free" in text(dialog, "confirmSegments")) is sandbox


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_the_safe_way_out_is_the_default(
    qtbot: QtBot, ask: Callable[..., SendConfirmation], key: Qt.Key
) -> None:
    dialog = ask()
    qtbot.waitUntil(button(dialog, "confirmCancel").hasFocus)
    assert button(dialog, "confirmCancel").isDefault()

    with qtbot.assertNotEmitted(dialog.accepted), qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, key)


def test_enter_goes_back_wherever_the_keyboard_is(
    qtbot: QtBot, ask: Callable[..., SendConfirmation]
) -> None:
    dialog = ask()
    area = present(dialog.findChild(QScrollArea))
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)

    with qtbot.assertNotEmitted(dialog.accepted), qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(area, Qt.Key.Key_Return)


def test_the_keys_that_opened_it_neither_send_nor_go_back(
    qtbot: QtBot, ask: Callable[..., SendConfirmation]
) -> None:
    dialog = ask()

    with qtbot.assertNotEmitted(dialog.finished):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for widget in (dialog, button(dialog, "confirmCancel"), button(dialog, "confirmSend")):
                widget.setFocus()
                QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_the_dialog_is_modal_and_its_send_button_accepts(
    qtbot: QtBot, ask: Callable[..., SendConfirmation]
) -> None:
    dialog = ask()
    assert dialog.isModal()

    with qtbot.assertNotEmitted(dialog.rejected), qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(button(dialog, "confirmSend"), Qt.Key.Key_Space)


def test_it_cannot_be_sent_before_the_history_was_searched(
    qtbot: QtBot, ask: Callable[..., SendConfirmation]
) -> None:
    dialog = ask(found=None)
    send = button(dialog, "confirmSend")
    assert not send.isEnabled()
    assert text(dialog, "confirmSentBefore") == "Searching the history…"
    dialog.show_progress(SearchProgress(1_200, 4_000))
    assert text(dialog, "confirmSentBefore") == "Searching the history… 30 %"
    assert not send.isEnabled()

    found = SentBefore()
    dialog.show_found(found)
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    assert confirmed.args == [found]


def test_it_says_who_was_sent_exactly_this_before_and_who_is_queued(
    ask: Callable[..., SendConfirmation],
) -> None:
    nobody = text(ask(), "confirmSentBefore")
    assert nobody == "None of these recipients was sent exactly this message before."

    dialog = ask(found=SentBefore(sent=1_203, last_at=1_700_000_000_000, queued=1))
    said = text(dialog, "confirmSentBefore")
    assert "1,203 of these recipients may have got exactly this message before" in said
    assert times.local(1_700_000_000_000) in text(dialog, "confirmSentBeforeWhy")
    assert "in an unfinished run: 1 of these recipients" in said
    assert present(dialog.findChild(QLabel, "confirmSentBefore")).font().bold()
    assert present(dialog.findChild(QScrollArea)).verticalScrollBar().maximum() == 0


def test_where_the_history_cannot_be_read_nothing_is_sent(
    ask: Callable[..., SendConfirmation],
) -> None:
    dialog = ask(found=None)
    dialog.show_failure(LedgerError(FileFault.DAMAGED, "/data/ledger.db"))

    assert not button(dialog, "confirmSend").isEnabled()
    said = text(dialog, "confirmSentBefore")
    assert said.startswith("Not known, so nothing can be sent.")
    assert "/data/ledger.db" in said


def test_back_rejects_the_dialog(qtbot: QtBot, ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask()

    with qtbot.assertNotEmitted(dialog.accepted), qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(button(dialog, "confirmCancel"), Qt.MouseButton.LeftButton)


def test_the_buttons_stay_visible_below_long_texts(ask: Callable[..., SendConfirmation]) -> None:
    dialog = ask(replace(SUMMARY, draft=replace(SUMMARY.draft, sign_name="验证码 " * 1000)))

    assert dialog.height() < dialog.screen().availableGeometry().height()
    for name in ("confirmSend", "confirmCancel"):
        shown = button(dialog, name)
        assert dialog.rect().contains(shown.mapTo(dialog, shown.rect().bottomRight()))
    assert present(dialog.findChild(QScrollArea)).verticalScrollBar().maximum() > 0


def test_usually_nothing_needs_scrolling(ask: Callable[..., SendConfirmation]) -> None:
    assert present(ask().findChild(QScrollArea)).verticalScrollBar().maximum() == 0


def test_it_is_confirmed_once(ask: Callable[..., SendConfirmation]) -> None:
    """A second press while it closes would find that something else would be sent by now."""
    dialog = ask()
    confirmed = QSignalSpy(dialog.confirmed)
    button(dialog, "confirmSend").click()
    button(dialog, "confirmSend").click()

    assert confirmed.count() == 1
