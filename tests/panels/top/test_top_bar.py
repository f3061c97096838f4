import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.panels.theme.theme import Theme
from gui.panels.top.place import Place
from gui.panels.top.top_bar import TopBar
from tests.present import present
from tests.wheel import turn_wheel

SHOP = Account("Shop", "LTAI-shop", production=True)
TRIAL = Account("Trial", "LTAI-trial")
SANDBOX = Account("Sandbox", "sandbox", sandbox=True)


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> TopBar:
    bar = TopBar(theme)
    qtbot.addWidget(bar)
    bar.show_accounts([SANDBOX, SHOP, TRIAL], TRIAL)
    bar.show()
    return bar


def box(bar: TopBar) -> QComboBox:
    return present(bar.findChild(QComboBox, "account"))


def test_the_accounts_are_offered_and_the_sandbox_is_first(bar: TopBar) -> None:
    assert [box(bar).itemText(index) for index in range(3)] == ["Sandbox", "Shop", "Trial"]
    assert box(bar).currentText() == "Trial"


def test_showing_accounts_chooses_none(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        bar.show_accounts([SHOP, SANDBOX], SANDBOX)
        bar.show_accounts([SHOP, SANDBOX], SHOP)


def test_an_account_that_is_gone_is_not_replaced_by_another(bar: TopBar) -> None:
    bar.show_accounts([SHOP, SANDBOX], TRIAL)

    assert box(bar).currentIndex() == -1


def test_an_account_is_chosen_by_keyboard(qtbot: QtBot, bar: TopBar) -> None:
    box(bar).setFocus()

    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.keyClick(box(bar), Qt.Key.Key_Up)

    assert chosen.args == [SHOP]


def test_the_wheel_does_not_choose(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        turn_wheel(box(bar))

    assert box(bar).currentText() == "Trial"


def test_a_program_chooses_by_setting_the_index(qtbot: QtBot, bar: TopBar) -> None:
    """Until it is decided, the box shows the account that sends."""
    timers = box(bar).findChildren(QTimer)  # what showing the accounts has begun
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    with qtbot.waitSignal(bar.chosen) as chosen:
        box(bar).setCurrentIndex(1)

    assert chosen.args == [SHOP]
    assert box(bar).currentText() == "Trial"


def test_assistive_technology_is_told_what_the_box_is(bar: TopBar) -> None:
    """On Linux its name is its value."""
    assert box(bar).accessibleDescription().startswith(f"{box(bar).accessibleName()} · ")


@pytest.mark.parametrize(
    ("account", "role", "word"),
    [
        (SHOP, "production-fill", "at a cost"),
        (TRIAL, "window", "LTAI"),
        (SANDBOX, "sandbox-tint", "nothing leaves"),
    ],
)
def test_each_kind_of_account_has_its_colour_and_text(
    theme: Theme, bar: TopBar, account: Account, role: str, word: str
) -> None:
    bar.show_accounts([SHOP, TRIAL, SANDBOX], account)

    pill = box(bar).grab().toImage()
    assert pill.pixelColor(pill.width() - 30, 5) == theme.colour(role)
    assert word in box(bar).accessibleDescription()


def test_a_production_account_colours_the_whole_bar(theme: Theme, bar: TopBar) -> None:
    ordinary = bar.grab().toImage().pixelColor(3, 3)
    bar.show_accounts([SHOP, TRIAL, SANDBOX], SHOP)

    assert ordinary == theme.colour("surface")
    assert bar.grab().toImage().pixelColor(3, 3) == theme.colour("production-fill")


def test_the_colour_follows_the_theme(bar: TopBar, theme: Theme) -> None:
    light = bar.grab().toImage().pixelColor(3, 3)

    theme.set_scheme(Qt.ColorScheme.Dark)

    assert bar.grab().toImage().pixelColor(3, 3) != light


def test_the_accounts_are_opened_and_closed_by_one_button(qtbot: QtBot, bar: TopBar) -> None:
    button = present(bar.findChild(QToolButton, "accountSettings"))

    with qtbot.waitSignal(bar.form_toggled) as toggled:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert toggled.args == [True]

    with qtbot.assertNotEmitted(bar.form_toggled):  # they were closed already
        bar.show_form_open(False)
    assert not button.isChecked()


@pytest.mark.parametrize(
    ("name", "signal"), [("settings", "settings_requested"), ("help", "help_requested")]
)
def test_settings_and_help_have_buttons(qtbot: QtBot, bar: TopBar, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.keyClick(present(bar.findChild(QToolButton, name)), Qt.Key.Key_Space)


def test_a_long_name_does_not_push_the_places_out(qtbot: QtBot, bar: TopBar) -> None:
    long = Account("A name that somebody thought would help everybody " * 3, "LTAI-long")
    bar.resize(900, bar.height())
    bar.show_accounts([SANDBOX, long], long)
    places = present(bar.findChild(QToolButton, "pageHistory"))
    qtbot.waitUntil(lambda: box(bar).width() < box(bar).sizeHint().width())

    right = present(bar.findChild(QToolButton, "settings"))
    assert right.geometry().right() < bar.width()
    assert places.visibleRegion().boundingRect().size() == places.size()


def test_account_has_a_name_of_its_own(bar: TopBar) -> None:
    assert box(bar).accessibleName() == "Account"


def test_a_place_is_chosen_by_its_button(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.waitSignal(bar.place_chosen) as chosen:
        present(bar.findChild(QToolButton, "pageHistory")).click()
    assert chosen.args == [Place.HISTORY]


def test_masking_is_emitted(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.waitSignal(bar.masked) as masked:
        present(bar.findChild(QToolButton, "maskNumbers")).click()
    assert masked.args == [True]


def test_what_can_be_searched_for_is_said_where_there_is_room(bar: TopBar) -> None:
    find = present(bar.findChild(QToolButton, "findOrRun"))
    name = find.accessibleName()
    bar.resize(1000, 48)
    assert find.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    bar.resize(1400, 48)
    assert find.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert "Ctrl+K" in find.text() and find.accessibleName() == name == "Find or run"
    bar.resize(1000, 48)
    assert find.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
