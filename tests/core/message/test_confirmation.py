import pytest

from gui.core.accounts.account import Account
from gui.core.message.confirmation import Confirmation, is_count, needed_confirmation

SANDBOX = Account("Sandbox", "x", sandbox=True)
SHOP = Account("Shop", "LTAI")
PRODUCTION = Account("Shop", "LTAI", production=True)


@pytest.mark.parametrize(
    ("account", "count", "needed"),
    [
        (SANDBOX, 5, Confirmation.NONE),
        (SANDBOX, 6, Confirmation.DIALOG),
        (SANDBOX, 100_000, Confirmation.DIALOG),
        (SHOP, 1, Confirmation.DIALOG),
        (SHOP, 101, Confirmation.DIALOG),
        (PRODUCTION, 1, Confirmation.DIALOG),
        (PRODUCTION, 100, Confirmation.DIALOG),
        (PRODUCTION, 101, Confirmation.TYPED_COUNT),
    ],
)
def test_the_more_is_at_risk_the_more_is_asked(
    account: Account, count: int, needed: Confirmation
) -> None:
    assert needed_confirmation(account, count) is needed


@pytest.mark.parametrize("typed", ["1572", "1,572", " 1572 ", "1 572", "１５７２"])
def test_the_count_is_read_however_it_is_grouped(typed: str) -> None:
    assert is_count(typed, 1572)


@pytest.mark.parametrize("typed", ["", "157", "15720", "-1572", "1572x", "²"])
def test_anything_else_is_not_the_count(typed: str) -> None:
    assert not is_count(typed, 1572)
