"""Sentences about an account: its test, its secret, and where the secret is stored."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.account import Account
from gui.core.accounts.diagnosis import Diagnosis
from gui.core.sending.outcome import AccountRefused, Failure, NotSent, Rejected, Throttled, Unknown
from gui.words.notices import Severity
from gui.words.phrases import number
from gui.words.sending import outcomes

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


def diagnosis(check: Diagnosis, answer: Failure | None = None) -> str:
    """Say what the test of an account found, and how to mend it.

    `answer` is what the service said; it is shown where no rule knows better.
    """
    match check:
        case Diagnosis.FINE:
            return translate("words", "The account works.")
        case Diagnosis.KEY_UNKNOWN:
            return translate(
                "words",
                "The service does not know this AccessKey ID: copy it again from the RAM console, "
                "and check that the endpoint is of the same site, mainland or international.",
            )
        case Diagnosis.KEY_DISABLED:
            return translate(
                "words",
                "This AccessKey is disabled: enable it in the RAM console, or use another one.",
            )
        case Diagnosis.SECRET_WRONG:
            return translate(
                "words",
                "The AccessKey secret does not belong to this AccessKey ID: paste it again. If it "
                "is lost, make a new AccessKey in the RAM console.",
            )
        case Diagnosis.CLOCK_WRONG:
            return translate(
                "words",
                "The clock of this computer is wrong by more than 15 minutes: set the time and "
                "the time zone, and test again.",
            )
        case Diagnosis.NO_PERMISSION:
            return translate(
                "words",
                "This RAM user may not read the signs: in the RAM console, grant it dysms:SendSms, "
                "dysms:SendBatchSms, dysms:QuerySendDetails, dysms:QuerySmsSignList, "
                "dysms:QuerySmsTemplateList and dysms:GetSmsTemplate, or the policy "
                "AliyunDysmsFullAccess.",
            )
        case Diagnosis.ACCOUNT_STOPPED:
            return translate(
                "words",
                "The key is right, but the Alibaba Cloud account cannot send: see in the console "
                "whether it is in arrears, frozen, at its limit, or without the SMS service.",
            )
        case Diagnosis.FORBIDDEN_IP:
            return translate(
                "words",
                "The service refuses calls from this network, because it is outside the Chinese "
                "mainland: use a network there, or the endpoint of the international site.",
            )
        case Diagnosis.THROTTLED:
            return translate(
                "words",
                "The service asks for fewer calls: nothing is wrong with the account. Wait a "
                "minute, and test again.",
            )
        case Diagnosis.NO_NETWORK:
            return translate(
                "words",
                "The service could not be reached: check whether this computer is online, and "
                "whether a firewall or proxy stands in between.",
            )
        case Diagnosis.PROXY:
            return translate(
                "words",
                "The proxy of this account could not be reached, or refused: check its address, "
                "or empty it to connect directly.",
            )
        case Diagnosis.CERTIFICATE:
            return translate(
                "words",
                "The certificate of the endpoint is not trusted: check the endpoint's name and "
                "this computer's clock. If your company inspects HTTPS, have its certificate "
                "installed in the system.",
            )
        case Diagnosis.BAD_ENDPOINT:
            return translate(
                "words",
                "The SMS service is not at this endpoint: check its name. It is usually "
                "dysmsapi.aliyuncs.com. A log-in page of the network can be the reason, too.",
            )
        case Diagnosis.SERVICE_DOWN:
            return translate(
                "words", "The service has an error of its own: wait some minutes, and test again."
            )
        case Diagnosis.OTHER if answer is not None:
            return translate("words", "The test failed. {why}").format(why=_why(answer))
        case Diagnosis.OTHER:
            return translate("words", "The test failed: see the log for what went wrong.")
        case _:
            assert_never(check)


def _why(answer: Failure) -> str:
    match answer:
        case NotSent():
            return outcomes.network(answer.fault)
        case Unknown():
            return outcomes.unknown(answer.fault)
        case Rejected() | Throttled() | AccountRefused():
            return translate("words", "The service answered {answer}.").format(
                answer=outcomes.answer(answer.code, answer.message)
            )
        case _:
            assert_never(answer)


def severity(check: Diagnosis) -> Severity:
    """Tell how much the result of a test matters."""
    match check:
        case Diagnosis.FINE:
            return Severity.SUCCESS
        case Diagnosis.THROTTLED | Diagnosis.NO_NETWORK | Diagnosis.SERVICE_DOWN:
            return Severity.WARNING
        case _:
            return Severity.ERROR


def keyring(backend: str) -> str:
    """Name the keyring behind `backend`, a `module.Class` of the keyring library."""
    secret_service = translate("words", "the desktop's keyring (Secret Service)")
    names = {
        "SecretService": secret_service,
        "libsecret": secret_service,
        "kwallet": "KWallet",
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


def testing() -> str:
    """Notice that an account test is under way."""
    return translate("words", "Testing the account …")


def sandbox() -> str:
    """Say what sending in the sandbox means."""
    return translate("words", "Ready. Answers and receipts are made on this computer, for free.")


def saved(label: str) -> str:
    """Notice that an account was saved."""
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
    """Say that recipients did not go along to another account."""
    return translate("words", "Recipients that did not go along: {count}.").format(
        count=number(many)
    )


def undo_taking_out() -> str:
    """Name the button that brings them back."""
    return translate("words", "Bring them back")
