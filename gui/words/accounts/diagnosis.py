"""Sentences about the test of an account: what it found, and how to mend it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.diagnosis import Diagnosis
from gui.core.sending.outcome import AccountRefused, Failure, NotSent, Rejected, Throttled, Unknown
from gui.words.notices import Severity
from gui.words.sending import outcomes

translate = QCoreApplication.translate


def explain(check: Diagnosis, answer: Failure | None = None) -> str:
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
