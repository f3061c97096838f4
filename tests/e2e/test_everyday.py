"""The everyday by keyboard alone: first message, same again, another preset, one that fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from gui.cloud.codes import CodeExplanations
from gui.resource import resource
from tests.e2e.desktop.atspi import Element, Gone
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.waiting import wait_until

CANTEEN = "SMS_146806055"
"""A notice with one variable: unlike codes, it may be sent twice within a minute."""
HOLIDAY = "SMS_900000003"
"""A notice without variables."""
UNREACHABLE = "13800000402"
"""The sandbox accepts it and does not deliver it."""
WHY = CodeExplanations.load(resource("error_codes.json")).explain("MOBILE_NOT_ON_SERVICE")
DELIVERED = {"zh_CN": "已送达", "en": "delivered"}
UNDELIVERED = {"zh_CN": "未送达", "en": "undelivered"}
VERDICT = 20.0
"""Seconds for a message and its receipt; the service gives it after some seconds."""


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


def cards(operator: Operator) -> list[Element]:
    """The cards of the runs, newest first."""
    area = operator.find("runCards")
    return [] if area is None else [card for card in area.children() if card.name]


def everything(element: Element) -> str:
    """The names of an element and of all below it: what a screen reader finds there."""
    try:
        below = [everything(child) for child in element.children() if child.showing]
        return "\n".join([element.name, *below])
    except Gone:
        return ""


def wait_for_card(operator: Operator, many: int, *texts: str) -> str:
    """Wait until there are `many` cards and the newest says all of `texts`; return its text."""
    said = ""

    def there() -> bool:
        nonlocal said
        found = cards(operator)
        said = everything(found[0]) if found else ""
        return len(found) == many and all(text.lower() in said.lower() for text in texts)

    try:
        wait_until(there, f"{texts} on the newest of {many} cards", VERDICT, every=0.3)
    except TimeoutError as error:
        raise TimeoutError(f"{error}, but {len(cards(operator))}: {said!r}") from error
    return said


def choose_template(operator: Operator, code: str) -> None:
    operator.tab_to("templateCode")
    operator.keys("ctrl+a")
    operator.type(code)
    operator.keys("Return")


def save_preset(operator: Operator, name: str) -> None:
    operator.keys("ctrl+d")
    operator.see("presetName")
    operator.keys("ctrl+a")
    operator.type(name)
    operator.keys("Return")
    wait_until(lambda: not operator.shows("presetName"), "the end of the question")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_day_of_test_sends(desktop: Desktop, lang: str) -> None:
    data = str(desktop.home / "data")
    operator = desktop.launch(sys.executable, "-m", "gui", "--data-dir", data, "--lang", lang)
    operator.see("send", 30)
    delivered, undelivered = DELIVERED[lang], UNDELIVERED[lang]

    # The first message, knowing nothing: signs and templates are there already.
    choose_template(operator, CANTEEN)
    operator.tab_to("param_code")
    operator.type("2468")
    operator.tab_to("phoneNumbers")
    operator.type("13800138000 13900139000 ")
    operator.keys("ctrl+Return")
    wait_for_card(operator, 1, "2468", f"2 {delivered}")

    # The same again: one keystroke.
    operator.keys("ctrl+shift+Return")
    wait_for_card(operator, 2, "2468", f"2 {delivered}")

    # Another preset: chosen, and sent with one keystroke.
    save_preset(operator, "Canteen")
    choose_template(operator, HOLIDAY)
    save_preset(operator, "Holiday")
    operator.tab_to("presets")
    operator.keys("Home", "Return")
    operator.wait_for("param_code", "2468")
    operator.keys("ctrl+Return")
    wait_for_card(operator, 3, "2468", f"2 {delivered}")
    operator.tab_to("presets")
    operator.keys("End", "Return")
    wait_until(lambda: not operator.shows("param_code"), "a message without variables")
    operator.keys("ctrl+Return")
    wait_for_card(operator, 4, f"2 {delivered}")

    # A number that is not reached: why, and what to do, on the card and in the history.
    operator.tab_to("phoneNumbers")
    operator.type(f"{UNREACHABLE} ")
    operator.wait_for("send", "3")
    operator.keys("ctrl+Return")
    meaning = WHY.zh if lang == "zh_CN" else WHY.en
    remedy = WHY.remedy_zh if lang == "zh_CN" else WHY.remedy_en
    wait_for_card(operator, 5, undelivered, meaning, remedy)
    operator.tab_to("resendFailed")
    operator.keys("ctrl+2")
    operator.tab_to("historyTable")
    operator.keys("ctrl+Home", "Down", "Down")
    operator.wait_for("details", meaning)
    operator.wait_for("details", remedy)

    assert operator.close() == 0
    assert operator.program.complaints() == ""
