import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QToolButton

from gui.core.accounts.account import Account
from gui.panels.theme.colours import AccountKind
from gui.panels.top.place import Place
from gui.panels.top.top_bar import TopBar
from gui.words.notices import Severity

SHOP = Account("Shop", "LTAI-shop", production=True)
TRIAL = Account("Trial", "LTAI-trial")
SANDBOX = Account("Sandbox", "sandbox", sandbox=True)


@pytest.fixture
def bar(qtbot, theme):
    bar = TopBar(theme)
    qtbot.addWidget(bar)
    bar.show_accounts([SANDBOX, SHOP, TRIAL], TRIAL)
    bar.show()
    return bar


def box(bar) -> QComboBox:
    return bar.findChild(QComboBox, "account")


def label(bar, name) -> QLabel:
    return bar.findChild(QLabel, name)


def test_the_accounts_are_offered_and_the_sandbox_is_last(bar):
    assert [box(bar).itemText(index) for index in range(4)] == ["Shop", "Trial", "", "Sandbox"]
    assert box(bar).currentText() == "Trial"


def test_nothing_is_chosen_by_showing(qtbot, bar):
    with qtbot.assertNotEmitted(bar.chosen):
        bar.show_accounts([SHOP, SANDBOX], SANDBOX)
        bar.show_accounts([SHOP, SANDBOX], SHOP)


def test_an_account_that_is_gone_is_not_replaced_by_another(bar):
    bar.show_accounts([SHOP, SANDBOX], TRIAL)

    assert box(bar).currentIndex() == -1


def test_an_account_is_chosen_by_keyboard(qtbot, bar):
    box(bar).setFocus()

    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.keyClick(box(bar), Qt.Key.Key_Down)

    assert chosen.args == [SANDBOX]


def test_the_wheel_does_not_choose(qtbot, bar):
    nothing, down = QPoint(), QPoint(0, -120)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        nothing,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(bar.chosen):
        QApplication.sendEvent(box(bar), event)

    assert box(bar).currentText() == "Trial"


@pytest.mark.parametrize(
    ("account", "kind", "word"),
    [
        (SHOP, AccountKind.PRODUCTION, "cost money"),
        (TRIAL, AccountKind.ORDINARY, ""),
        (SANDBOX, AccountKind.SANDBOX, "Nothing leaves"),
    ],
)
def test_each_kind_has_its_colour_and_its_words(theme, bar, account, kind, word):
    bar.show_accounts([SHOP, TRIAL, SANDBOX], account)

    assert bar.grab().toImage().pixelColor(1, 1) == QColor(theme.colours.bars[kind].ground)
    assert word in label(bar, "accountKind").text()
    assert label(bar, "accountKind").isVisible() is bool(word)


def test_the_colour_follows_the_theme(bar, theme):
    light = bar.grab().toImage().pixelColor(1, 1)

    theme.set_scheme(Qt.ColorScheme.Dark)

    assert bar.grab().toImage().pixelColor(1, 1) != light


def test_the_status_is_read_as_it_stands(bar):
    status = label(bar, "accountStatus")

    bar.show_status("<b>The account works.</b>", Severity.SUCCESS)

    spoken = QAccessible.queryAccessibleInterface(status).text(QAccessible.Text.Name)
    assert spoken == status.text() == "<b>The account works.</b>"
    assert status.textFormat() is Qt.TextFormat.PlainText


def test_the_settings_fold(qtbot, bar):
    button = bar.findChild(QPushButton, "accountSettings")

    with qtbot.waitSignal(bar.form_toggled) as toggled:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert toggled.args == [True]

    with qtbot.waitSignal(bar.form_toggled) as toggled:
        bar.show_form_open(False)
    assert toggled.args == [False]


def test_account_has_a_name_of_its_own(bar):
    assert box(bar).accessibleName() == "Account"


def test_a_place_is_chosen_by_its_button(qtbot, bar):
    with qtbot.waitSignal(bar.place_chosen) as chosen:
        bar.findChild(QToolButton, "pageHistory").click()
    assert chosen.args == [Place.HISTORY]


def test_masking_is_handed_on(qtbot, bar):
    with qtbot.waitSignal(bar.masked) as masked:
        bar.findChild(QToolButton, "maskNumbers").click()
    assert masked.args == [True]
