"""The errand of the seed's example: one message to three numbers, in the sandbox."""

from __future__ import annotations

import re

from tests.e2e.desktop.operating import Operator
from tests.e2e.waiting import PATIENCE, wait_until

SIGN = "阿里云"
TEMPLATE = "SMS_153055065"
CODE = "1234"
NUMBERS = ("13800138000", "13900139000", "18600186000")
NUMBER, STATE = 1, 4
"""Columns of the history."""
TAKEN = {"已受理", "已送达", "Accepted", "Delivered"}
"""States of a message that the service took, as the table words them."""


def fill_in(operator: Operator) -> None:
    """Put the message and the numbers together, with the template's text at hand."""
    operator.see("signName")
    operator.fill("signName", SIGN)
    operator.fill("templateCode", TEMPLATE)
    operator.fill("param_code", CODE)
    operator.fill("phoneNumbers", "\n".join(NUMBERS))
    operator.wait_for("recipientSummary", "3")
    operator.wait_for("send", "3")
    operator.wait_for("preview", f"【{SIGN}】")


def send(operator: Operator, seconds: float = PATIENCE) -> None:
    """Send, confirm where that is asked for, and wait until the service has taken all three."""
    operator.press("send")

    def under_way() -> bool:
        if operator.shows("confirmSend"):
            operator.press("confirmSend")
            return True
        return operator.shows("showRunInHistory")

    wait_until(under_way, "a run or a question", seconds)

    def taken() -> bool:
        found = states(operator)
        return len(found) == len(NUMBERS) and set(found.values()) <= TAKEN

    try:
        wait_until(taken, "three messages taken", seconds)
    except TimeoutError as error:
        raise TimeoutError(f"{error}, but {states(operator)}") from error


def wait_for_receipts(operator: Operator, seconds: float = PATIENCE) -> None:
    """Wait until the newest card has the receipts of all three."""
    delivered = re.compile(r"\b3 (已送达|delivered)")

    def there() -> bool:
        cards = operator.see("runCards").children()
        return any(delivered.search(card.name) for card in cards)

    wait_until(there, "three receipts", seconds)


def states(operator: Operator) -> dict[str, str]:
    """What the history says of each number, from the newest row on; it is on show then."""
    operator.show_history()
    if not operator.shows("historyTable"):
        return {}
    table = operator.table("historyTable")
    rows = range(min(table.rows, len(NUMBERS)))
    return {table.cell(row, NUMBER).name: table.cell(row, STATE).name for row in rows}
