import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import AccountError, AccountFault
from gui.core.message.fields import DraftFields
from gui.storage.settings.settings import RECENT_MAX, Recents, Settings

SHOP = Account("店铺", "LTAI1")
BANK = Account("银行", "LTAI2", production=True)
BOTH = Settings((SHOP, BANK), current="LTAI1")


def test_defaults_have_no_accounts_and_drafts() -> None:
    settings = Settings()

    assert settings.accounts == ()
    assert settings.current == ""
    assert settings.account("LTAI1") is None


def test_a_value_cannot_be_changed_from_outside() -> None:
    window = {"splitter": "AAAA"}
    settings = Settings(window=window)
    window["splitter"] = "BBBB"

    assert settings.window["splitter"] == "AAAA"
    with pytest.raises(TypeError):
        settings.window["splitter"] = "BBBB"  # type: ignore[index] # what is tested
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.current = "LTAI1"  # type: ignore[misc] # what is tested


def test_equal_values_are_equal_and_hash_alike() -> None:
    one, other = (Settings().with_recent("", "阿里云", "SMS_1") for _ in range(2))

    assert one == other != Settings()
    assert hash(one) == hash(other)


def test_no_field_is_for_a_secret_or_for_numbers() -> None:
    kinds = (Settings, Account, Recents, DraftFields)
    names = {field.name for kind in kinds for field in dataclasses.fields(kind)}

    assert not [name for name in names if "secret" in name or "number" in name or "phone" in name]


def test_a_new_account_comes_last() -> None:
    settings = Settings((SHOP,)).with_account(BANK)

    assert settings.accounts == (SHOP, BANK)
    assert settings.account("LTAI2") is BANK


def test_edited_account_keeps_its_position_and_data() -> None:
    draft = DraftFields(sign_name="阿里云")
    settings = BOTH.with_recent("LTAI1", "阿里云").with_draft("LTAI1", draft)
    edited = dataclasses.replace(SHOP, label="新店", access_key_id="LTAI9")

    settings = settings.with_account(edited, original="LTAI1")

    assert settings.accounts == (edited, BANK)
    assert settings.current == "LTAI9"
    assert dict(settings.recents) == {"LTAI9": Recents(("阿里云",))}
    assert dict(settings.drafts) == {"LTAI9": draft}


def test_editing_another_account_leaves_the_current_one() -> None:
    edited = dataclasses.replace(BANK, region="ap-southeast-1")

    settings = BOTH.with_account(edited, original="LTAI2")

    assert settings.accounts == (SHOP, edited)
    assert settings.current == "LTAI1"


@pytest.mark.parametrize(
    ("account", "original", "fault"),
    [
        (Account("x", "LTAI1"), "", AccountFault.KEY_ID_TAKEN),
        (Account("店铺", "LTAI3"), "", AccountFault.LABEL_TAKEN),
        (Account("x", "LTAI1"), "LTAI2", AccountFault.KEY_ID_TAKEN),
        (Account("店铺", "LTAI2"), "LTAI2", AccountFault.LABEL_TAKEN),
    ],
)
def test_a_label_or_key_of_another_account_is_taken(
    account: Account, original: str, fault: AccountFault
) -> None:
    with pytest.raises(AccountError) as caught:
        BOTH.with_account(account, original)
    assert caught.value.fault is fault


def test_a_removed_account_leaves_nothing_behind() -> None:
    settings = BOTH.with_recent("LTAI1", "阿里云").with_draft("LTAI1", DraftFields("阿里云"))
    settings = settings.with_recent("LTAI2", "银行")

    settings = settings.without_account("LTAI1")

    assert settings == Settings((BANK,)).with_recent("LTAI2", "银行")
    assert BOTH.without_account("LTAI2").current == "LTAI1"
    assert BOTH.without_account("LTAI7") == BOTH


def test_recents_are_newest_first_each_once() -> None:
    settings = Settings()
    for sign in ("a", "b", "a", ""):
        settings = settings.with_recent("LTAI1", sign, f"SMS_{sign}" if sign else "")

    assert settings.recents["LTAI1"] == Recents(("a", "b"), ("SMS_a", "SMS_b"))


@given(st.lists(st.text(max_size=2), max_size=60))
def test_recents_are_bounded(used: list[str]) -> None:
    settings = Settings()
    for text in used:
        settings = settings.with_recent("", text, text)

    recents = settings.recents.get("", Recents())
    newest = list(dict.fromkeys(text for text in reversed(used) if text))
    assert list(recents.sign_names) == newest[:RECENT_MAX]
    assert recents.sign_names == recents.template_codes


def test_states_of_the_window_are_kept_by_name() -> None:
    settings = Settings().with_window("geometry", "AA==").with_window("columns", "BB==")

    assert dict(settings.with_window("geometry", "CC==").window) == {
        "geometry": "CC==",
        "columns": "BB==",
    }
