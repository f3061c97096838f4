import sys

import pytest

from gui.core import errors as core
from gui.core.accounts.account import SECRET_MAX
from gui.core.errors import (
    AccountError,
    AccountFault,
    FileFault,
    LedgerError,
    ListError,
    ListFault,
    OutdatedError,
    SandboxError,
    SecretError,
    SecretFault,
    SettingsError,
    SmsDeskError,
)
from gui.words.errors import errors

PATH = "/home/mei/短信 {list}.csv"
BACKEND = "keyring.backends.fail.Keyring"

EVERY = [
    *map(AccountError, AccountFault),
    *(SecretError(fault, BACKEND) for fault in SecretFault),
    SecretError(SecretFault.FAILED),
    *(SettingsError(fault, PATH, kept) for fault in FileFault for kept in ("", "/kept")),
    *(LedgerError(fault, PATH) for fault in FileFault),
    core.FileError(FileFault.UNREADABLE, PATH),
    *(ListError(fault, PATH) for fault in ListFault),
    SandboxError("no port"),
    OutdatedError(),
]


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*map(subclasses, kind.__subclasses__()))


def test_the_list_here_has_every_error() -> None:
    ours = {kind for kind in subclasses(SmsDeskError) if kind.__module__ == core.__name__}

    assert {type(error) for error in EVERY} == ours - {SmsDeskError}


@pytest.mark.parametrize("error", EVERY, ids=repr)
def test_every_error_has_a_whole_sentence(error: SmsDeskError) -> None:
    said = errors.error(error)

    assert said.endswith(".")
    assert len(said) > 30
    # The one brace that may stand in a sentence is in the path.
    assert "{" not in said.replace(PATH, "")


def test_two_errors_are_never_worded_alike() -> None:
    sentences = [
        errors.error(error)
        for error in EVERY
        # A secret that is too long is worded as what was typed; the kept path has its own test.
        if not (isinstance(error, SecretError) and error.fault is SecretFault.TOO_LONG)
        and not (isinstance(error, SettingsError) and error.kept)
    ]

    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("fault", ListFault)
def test_a_list_is_named(fault: ListFault) -> None:
    assert PATH in errors.error(ListError(fault, PATH))


@pytest.mark.parametrize("fault", FileFault)
def test_a_file_of_ours_is_named_with_what_it_holds(fault: FileFault) -> None:
    assert PATH in errors.error(LedgerError(fault, PATH))
    assert "history" in errors.error(LedgerError(fault, PATH))
    assert "settings" in errors.error(SettingsError(fault, PATH))


def test_a_damaged_file_says_where_it_was_put() -> None:
    said = errors.error(SettingsError(FileFault.DAMAGED, PATH, "/home/mei/settings.damaged"))

    assert "/home/mei/settings.damaged" in said


@pytest.mark.parametrize("fault", [SecretFault.NO_BACKEND, SecretFault.BACKEND_REFUSED])
@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", ["gnome-keyring", "KWallet"]),
        ("win32", ["Credential Manager"]),
        ("darwin", ["Keychain"]),
    ],
)
def test_without_a_keyring_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, fault: SecretFault, platform: str, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)

    said = errors.error(SecretError(fault, BACKEND))

    assert all(word in said for word in words)
    assert "until the program ends" in said
    assert (BACKEND in said) is (fault is SecretFault.BACKEND_REFUSED)


def test_the_longest_secret_is_said() -> None:
    assert str(SECRET_MAX) in errors.account(AccountFault.SECRET_TOO_LONG)


def test_an_error_without_a_sentence_still_says_something() -> None:
    assert "disk on fire" in errors.error(SmsDeskError("disk on fire"))
