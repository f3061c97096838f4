from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import DEFAULT_ENDPOINT, DEFAULT_REGION, Account, AccountInput
from gui.core.errors import AccountError, AccountFault
from gui.panels.accounts.account_fields import AccountField, AccountFields, field_of
from gui.panels.accounts.account_form import AccountForm
from gui.panels.theme.theme import Theme
from gui.words.accounts import accounts as words
from gui.words.notices import Severity
from tests.present import present

SHOP = Account("Shop", "LTAI-shop", "dysmsapi.example.com", "cn-beijing", True, "http://p:1")
SANDBOX = Account("Sandbox", "sandbox", sandbox=True)
MAGIC = [("13800000001", "isv.BUSINESS_LIMIT_CONTROL"), ("13800000002", "a time-out")]


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Iterator[AccountForm]:
    holder = QWidget()
    form = AccountForm(theme)
    column = QVBoxLayout(holder)
    column.addWidget(form)
    column.addWidget(form.footer)
    holder.resize(640, 600)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    yield form


def edit(form: AccountForm, field: str) -> QLineEdit:
    return present(form.findChild(QLineEdit, str(field)))


def button(form: AccountForm, name: str) -> QAbstractButton:
    return present(form.window().findChild(QAbstractButton, name))


def press(form: AccountForm, name: str) -> None:
    assert button(form, name).isVisible()
    QTest.keyClick(button(form, name), Qt.Key.Key_Space)


def test_a_new_account_begins_with_the_usual_endpoint(form: AccountForm) -> None:
    assert edit(form, "endpoint").text() == DEFAULT_ENDPOINT
    assert edit(form, "region").text() == DEFAULT_REGION
    assert edit(form, "accountLabel").text() == edit(form, "accessKeyId").text() == ""
    assert not button(form, "removeAccount").isVisible()


def test_what_is_typed_is_saved(qtbot: QtBot, form: AccountForm) -> None:
    for field, text in (
        (AccountField.LABEL, "Trial"),
        (AccountField.KEY_ID, "LTAI-trial"),
        (AccountField.SECRET, "s3cret"),
    ):
        qtbot.keyClicks(edit(form, field), text)
    QTest.keyClick(button(form, "production"), Qt.Key.Key_Space)

    with qtbot.waitSignal(form.saved) as saved:
        press(form, "saveAccount")

    assert saved.args == [AccountInput("Trial", "LTAI-trial", "s3cret", production=True)]


def test_an_account_is_shown_without_its_secret(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=True)

    assert edit(form, "accessKeySecret").text() == ""
    assert edit(form, "accessKeySecret").echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(form.tested) as tested:
        press(form, "testAccount")
    assert tested.args == [
        AccountInput(
            "Shop",
            "LTAI-shop",
            "",
            "dysmsapi.example.com",
            "cn-beijing",
            True,
            "http://p:1",
            original="LTAI-shop",
        )
    ]


def test_the_placeholder_says_whether_a_secret_is_kept(form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=False)
    missing = edit(form, "accessKeySecret").placeholderText()
    edit(form, "accountLabel").setText("typed")

    form.show_secret_kept(True)

    assert edit(form, "accessKeySecret").placeholderText() not in ("", missing)
    assert edit(form, "accountLabel").text() == "typed"


def test_a_secret_in_memory_is_not_said_to_be_kept(form: AccountForm) -> None:
    """Nor does the note below it name a keyring that has no part in it."""

    def said() -> str:
        return " ".join(label.text() for label in form.findChildren(QLabel) if label.text())

    form.show_account(SHOP, secret_kept=True)
    kept = edit(form, "accessKeySecret").placeholderText()
    assert "Kept in the system's keyring" in said()

    form.show_secret_kept(True, in_memory=True)
    assert "until the program quits" in edit(form, "accessKeySecret").placeholderText()
    assert edit(form, "accessKeySecret").placeholderText() != kept
    assert "In memory alone" in said()
    edit(form, "accessKeySecret").setText("another")
    assert "Kept in the system's keyring" in said()
    form.offer_memory(True)
    present(form.findChild(QCheckBox, "keepInMemory")).setChecked(True)
    assert "In memory alone" in said()


def test_a_forgotten_secret_cannot_be_brought_back(qtbot: QtBot, form: AccountForm) -> None:
    secret = edit(form, "accessKeySecret")
    qtbot.keyClicks(secret, "s3cret")

    form.show_account(SHOP, secret_kept=True)
    secret.undo()
    secret.redo()

    assert secret.text() == ""


@pytest.mark.parametrize("fault", AccountFault)
def test_each_fault_stands_under_its_field(
    qtbot: QtBot, form: AccountForm, fault: AccountFault
) -> None:
    form.show_error(AccountError(fault))

    shown = [
        label.objectName()
        for label in form.findChildren(QLabel)
        if label.objectName().endswith("Problem") and label.isVisible()
    ]
    assert shown == [f"{field_of(fault)}Problem"]
    assert edit(form, field_of(fault)).hasFocus()
    assert edit(form, field_of(fault)).accessibleDescription()


def test_a_problem_goes_when_its_field_is_edited(qtbot: QtBot, form: AccountForm) -> None:
    form.show_problem(AccountField.KEY_ID, "No blanks.")
    problem = present(form.findChild(QLabel, "accessKeyIdProblem"))
    assert problem.isVisible()

    qtbot.keyClicks(edit(form, "accessKeyId"), "L")

    assert not problem.isVisible()
    assert edit(form, "accessKeyId").accessibleDescription() == ""


def test_problems_do_not_squash_their_fields(qtbot: QtBot, form: AccountForm) -> None:
    for fault in AccountFault:
        form.show_error(AccountError(fault))
    qtbot.waitUntil(lambda: present(form.findChild(QLabel, "endpointProblem")).height() > 0)

    for field in AccountField:
        assert edit(form, field).height() >= edit(form, field).sizeHint().height()
        problem = present(form.findChild(QLabel, f"{field}Problem"))
        assert problem.height() >= problem.heightForWidth(problem.width()) or problem.isHidden()


def test_memory_is_offered_only_when_the_keyring_is_refused(
    qtbot: QtBot, form: AccountForm
) -> None:
    memory = present(form.findChild(QCheckBox, "keepInMemory"))
    assert not memory.isVisible()

    form.offer_memory(True)
    QTest.keyClick(memory, Qt.Key.Key_Space)
    with qtbot.waitSignal(form.saved) as saved:
        press(form, "saveAccount")
    assert saved.args[0].keep_in_memory

    fields = present(form.findChild(AccountFields))
    with qtbot.assertNotEmitted(fields.edited):
        form.offer_memory(False)
    form.offer_memory(True)
    assert not memory.isChecked()


def test_unsaved_edits_are_shown_and_can_be_discarded(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=True)
    assert not form.dirty
    assert not button(form, "discardAccount").isVisible()

    qtbot.keyClicks(edit(form, "accountLabel"), "!")
    assert form.dirty
    with qtbot.waitSignal(form.discarded):
        press(form, "discardAccount")

    assert not form.dirty
    assert edit(form, "accountLabel").text() == "Shop"
    assert not button(form, "discardAccount").isVisible()


@pytest.mark.parametrize("name", ["production", "accessKeySecret"])
def test_every_field_counts_as_an_edit(qtbot: QtBot, form: AccountForm, name: str) -> None:
    form.show_account(SHOP, secret_kept=True)
    if name == "production":
        QTest.keyClick(button(form, name), Qt.Key.Key_Space)
    else:
        qtbot.keyClicks(edit(form, name), "x")

    assert form.dirty


def test_a_test_is_outdated_by_an_edit(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=True)
    status = present(form.findChild(QLabel, "accountStatus"))
    form.show_status("It works.", Severity.SUCCESS, tested=True)
    assert status.text() == "It works."

    qtbot.keyClicks(edit(form, "region"), "x")

    assert status.text() == words.test_outdated()


def test_what_a_server_says_is_read_as_it_stands(form: AccountForm) -> None:
    status = present(form.findChild(QLabel, "accountStatus"))

    form.show_status("<b>The account works.</b>", Severity.SUCCESS)

    spoken = QAccessible.queryAccessibleInterface(status).text(QAccessible.Text.Name)
    assert spoken == status.text() == "<b>The account works.</b>"
    assert status.textFormat() is Qt.TextFormat.PlainText


def test_enter_in_a_field_saves(qtbot: QtBot, form: AccountForm) -> None:
    with qtbot.waitSignal(form.saved):
        QTest.keyClick(edit(form, "proxy"), Qt.Key.Key_Return)


def test_a_job_holds_the_buttons_and_gives_the_keyboard_back(
    qtbot: QtBot, form: AccountForm
) -> None:
    form.show_account(SHOP, secret_kept=True)
    button(form, "testAccount").setFocus()
    qtbot.waitUntil(button(form, "testAccount").hasFocus)

    form.set_busy(True)
    held = ("saveAccount", "testAccount", "removeAccount")
    assert not [name for name in held if button(form, name).isEnabled()]
    form.set_busy(False)

    assert all(button(form, name).isEnabled() for name in held)
    assert button(form, "testAccount").hasFocus()


def test_a_job_does_not_take_the_keyboard_from_a_problem(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=True)
    button(form, "saveAccount").setFocus()
    qtbot.waitUntil(button(form, "saveAccount").hasFocus)

    form.set_busy(True)
    form.show_problem(AccountField.SECRET, "Too long.")
    form.set_busy(False)

    assert edit(form, "accessKeySecret").hasFocus()


def test_the_sandbox_can_be_neither_edited_nor_removed(form: AccountForm) -> None:
    form.show_account(SANDBOX, secret_kept=True)

    assert not [field for field in AccountField if edit(form, field).isVisible()]
    for name in ("saveAccount", "testAccount", "removeAccount"):
        assert not button(form, name).isVisible()
    assert present(form.findChild(QTableWidget, "magicNumbers")).isVisible()


def test_a_number_of_the_sandbox_can_be_taken(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SANDBOX, secret_kept=True)
    table = present(form.findChild(QTableWidget, "magicNumbers"))
    assert not button(form, "insertMagicNumber").isEnabled()
    form.show_magic(MAGIC)

    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(form.number_requested) as wanted:
        press(form, "insertMagicNumber")
    assert wanted.args == ["13800000002"]

    with qtbot.waitSignal(form.number_requested) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == ["13800000002"]


@pytest.mark.parametrize("way", ["button", "keys"])
def test_a_number_of_the_sandbox_can_be_copied(form: AccountForm, way: str) -> None:
    form.show_account(SANDBOX, secret_kept=True)
    form.show_magic(MAGIC)
    table = present(form.findChild(QTableWidget, "magicNumbers"))
    QGuiApplication.clipboard().clear()

    if way == "button":
        press(form, "copyMagicNumber")
    else:
        table.setFocus()
        table.setCurrentCell(0, 1)
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "13800000001"


def test_every_field_has_a_label_that_leads_to_it(form: AccountForm) -> None:
    buddies = {label.buddy() for label in form.findChildren(QLabel)}

    assert {edit(form, field) for field in AccountField} <= buddies


def test_tab_goes_in_the_order_of_the_eye(qtbot: QtBot, form: AccountForm) -> None:
    form.show_account(SHOP, secret_kept=True)
    form.offer_memory(True)
    qtbot.keyClicks(edit(form, "proxy"), "x")
    widget: QWidget = edit(form, "accountLabel")
    order = list[str]()
    while len(order) < 20 and widget.objectName() not in order:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.objectName())
        widget = present(widget.nextInFocusChain())

    wanted = [
        "accountLabel",
        "accessKeyId",
        "accessKeySecret",
        "endpoint",
        "region",
        "proxy",
        "keepInMemory",
        "production",
        "testAccount",
        "removeAccount",
        "discardAccount",
        "saveAccount",
    ]
    assert [name for name in order if name in wanted] == wanted


@pytest.mark.parametrize(("account", "saves"), [(SHOP, True), (SANDBOX, False)])
def test_control_s_saves_from_within_the_form(
    qtbot: QtBot, form: AccountForm, account: Account, saves: bool
) -> None:
    form.show_account(account, secret_kept=True)
    saved = list[Any]()
    form.saved.connect(saved.append)
    inside = edit(form, "accountLabel") if saves else button(form, "copyMagicNumber")
    inside.setFocus()

    QTest.keyClick(inside, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert bool(saved) is saves


def test_every_button_has_a_name(form: AccountForm) -> None:
    assert all(button.text() for button in form.findChildren(QPushButton))


def test_the_fields_stand_below_each_other(form: AccountForm) -> None:
    fields = present(form.findChild(AccountFields))
    edits = [edit for edit in fields.findChildren(QLineEdit) if edit.isVisible()]
    assert len(edits) == len(AccountField)
    lefts = {edit.mapTo(form, QPoint(0, 0)).x() for edit in edits}
    assert (len(lefts), len({edit.width() for edit in edits})) == (1, 1)


def test_the_button_that_saves_shows_no_tick(form: AccountForm) -> None:
    assert present(form.footer.findChild(QPushButton, "saveAccount")).icon().isNull()


def test_what_is_wrong_is_the_status_too(qtbot: QtBot, form: AccountForm) -> None:
    status = present(form.findChild(QLabel, "accountStatus"))
    form.show_status("It works.", Severity.SUCCESS)
    form.show_error(AccountError(AccountFault.ENDPOINT_PLAIN_HTTP))
    assert status.text() == present(form.findChild(QLabel, "endpointProblem")).text() != ""
    assert status.isVisible()

    edit(form, "endpoint").setText("other.example.com")
    assert status.text() == "It works."


@pytest.mark.parametrize("verb", ["saveAccount", "testAccount"])
def test_a_second_try_forgets_what_was_wrong(form: AccountForm, verb: str) -> None:
    status = present(form.findChild(QLabel, "accountStatus"))
    form.show_refusal("A run of this account is under way.")
    press(form, verb)
    assert status.text() == ""


def test_what_a_program_sets_counts_as_an_edit(qtbot: QtBot, form: AccountForm) -> None:
    """Assistive technology sets texts and toggles boxes; nobody types or clicks."""
    form.show_account(SHOP, secret_kept=True)
    form.show_status("It works.", Severity.SUCCESS, tested=True)
    form.show_problem(AccountField.ENDPOINT, "No blanks.")
    edit(form, "endpoint").setText("other.example.com")

    assert present(form.findChild(QLabel, "accountStatus")).text() == words.test_outdated()
    assert not present(form.findChild(QLabel, "endpointProblem")).isVisible()
    assert button(form, "discardAccount").isVisible()

    form.show_account(SHOP, secret_kept=True)
    assert not button(form, "discardAccount").isVisible()
    button(form, "production").toggle()
    assert button(form, "discardAccount").isVisible()
