"""Numbers that assistive technology types: they leave the editor, and are chips then."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.e2e.desktop.desktop import Desktop

A, B = "13800138000", "13900139000"


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


def test_numbers_leave_the_editor_and_are_buttons_that_remove_them(desktop: Desktop) -> None:
    data = str(desktop.home / "data")
    operator = desktop.launch(sys.executable, "-m", "gui", "--data-dir", data, "--lang", "en")
    operator.see("account", 30)
    operator.fill("phoneNumbers", f"{A}\n{B}\n12345")
    operator.wait_for("recipientSummary", "2 valid · 1 left out · 0 repeated", 20)
    assert operator.read("phoneNumbers") == ""
    operator.see("phoneNumbers").insert_text(0, "186")
    operator.see("phoneNumbers").insert_text(3, "00186000")
    operator.wait_for("recipientSummary", "3 valid", 20)
    chips = [child.name for child in operator.see("recipientChips").children()]
    assert chips[-4:] == [
        f"{A}, remove",
        f"{B}, remove",
        "12345 too few digits, edit",
        "18600186000, remove",
    ]
    operator.press("recipientChip1")
    operator.wait_for("recipientSummary", "2 valid", 20)
    operator.press("clearRecipients")
    operator.wait_for("recipientSummary", "0 valid", 20)
    assert operator.close() == 0
