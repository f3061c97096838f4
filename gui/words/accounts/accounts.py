"""Sentences about an account: its secret, where that is stored, and how it is named."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.account import Account
from gui.words.phrases import number

translate = QCoreApplication.translate


def runs_moved(label: str, runs: int) -> str:
    """Notice that unfinished runs now use the account's new AccessKey ID."""
    return translate(
        "words",
        "Runs that follow the account “{label}” to its new AccessKey ID: {count}. It must be of "
        "the same Alibaba Cloud account: another one has no records of what was sent before, and "
        "it would seem never to have been sent. If it is of another one, change it back, and save "
        "that as a new account.",
    ).format(label=label, count=number(runs))


def keyring(backend: str) -> str:
    """Name the keyring behind `backend`, a `module.Class` of the keyring library."""
    secret_service = translate("words", "the desktop's keyring (Secret Service)")
    names = {
        "SecretService": secret_service,
        "libsecret": secret_service,
        "macOS": translate("words", "the macOS Keychain"),
        "Windows": translate("words", "the Windows Credential Manager"),
    }
    return next((names[part] for part in backend.split(".") if part in names), backend)


def kept_in_keyring(backend: str) -> str:
    """Say which keyring holds the secret."""
    return translate("words", "The secret is kept in {keyring}.").format(keyring=keyring(backend))


def kept_in_memory() -> str:
    """Say that the secret is in no keyring."""
    return translate("words", "The secret is kept until the program ends, and no longer.")


def no_secret() -> str:
    """Notice that the account has no secret."""
    return translate(
        "words", "The AccessKey secret is missing: enter it in the account settings and save it."
    )


def orphaned_secret(key_id: str) -> str:
    """Notice that the keyring still holds the secret of an unused AccessKey ID."""
    return translate(
        "words",
        "The account is saved, but the keyring did not let go of the secret of its old AccessKey "
        "ID: remove the entry “{key_id}” of “sms-desk” with the keyring's own program.",
    ).format(key_id=key_id)


def test_under_way() -> str:
    """Notice that an account test is under way."""
    return translate("words", "Testing the account …")


def sandbox() -> str:
    """Say what sending in the sandbox means."""
    return translate("words", "Ready. Answers and receipts are made on this computer, for free.")


def saved(label: str, in_memory: bool) -> str:
    """Notice that an account was saved, and if its secret is not."""
    if in_memory:
        return translate(
            "words",
            "The account “{label}” is saved, but its secret is kept only until the program quits.",
        ).format(label=label)
    return translate("words", "The account “{label}” is saved.").format(label=label)


def short_key(access_key_id: str) -> str:
    """Write an AccessKey ID so that it is recognised and not read off the screen."""
    if len(access_key_id) < 10:
        return access_key_id
    return f"{access_key_id[:4]}****{access_key_id[-4:]}"


def caption(account: Account) -> str:
    """Say in a few words what an account of a list is."""
    if account.sandbox:
        return translate("words", "Built in · nothing leaves this computer")
    key = short_key(account.access_key_id)
    if account.production:
        return translate("words", "{key} · production").format(key=key)
    return key


def meaning(account: Account) -> str:
    """Say what sending with an account means; nothing of an ordinary one."""
    if account.sandbox:
        return translate("words", "nothing leaves this computer")
    return translate("words", "real messages, at a cost") if account.production else ""


def run_under_way() -> str:
    """Why an account is not removed now."""
    return translate(
        "words", "A run of this account is under way: stop it, then remove the account."
    )


def test_outdated() -> str:
    """Say that the account was edited since it was tested."""
    return translate("words", "Changed since the last test: test again.")


def asked_caption(account: Account) -> str:
    """Say in a few words what an account is that one may switch to."""
    if account.production and not account.sandbox:
        key = short_key(account.access_key_id)
        return translate("words", "{key} · asks before switching").format(key=key)
    return caption(account)


def recipients_taken_out(many: int) -> str:
    """Say that recipients did not go along to another account; 0 for not counted yet."""
    if not many:
        return translate("words", "The recipients did not go along.")
    return translate("words", "Recipients that did not go along: {count}.").format(
        count=number(many)
    )


def undo_taking_out() -> str:
    """Name the button that brings them back."""
    return translate("words", "Take them along")
