"""What the service answered to one call, or why it did not."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.diagnosis import Diagnosis, diagnose
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Rejected,
    SkipReason,
    Throttled,
    Unknown,
    UnknownFault,
)

translate = QCoreApplication.translate


def failure(failure: Failure) -> str:
    """Explain a call that was not accepted, and what to do about it.

    The code of the service is shown as it is; what each code means stands in the details.
    """
    match failure:
        case Rejected():
            return translate(
                "words",
                "The service refused it: {answer}. Nothing was sent; the details say what this "
                "code means.",
            ).format(answer=answer(failure.code, failure.message))
        case Throttled():
            return translate(
                "words",
                "The service asks for fewer calls: {answer}. Nothing was sent; wait a moment, "
                "or lower the rate in the settings.",
            ).format(answer=answer(failure.code, failure.message))
        case AccountRefused():
            return _refused_account(failure)
        case NotSent():
            return network(failure.fault)
        case Unknown():
            return translate(
                "words",
                "{why} It may have been sent, so it is not sent again by itself: check the "
                "unknown ones in the history.",
            ).format(why=_unknown(failure))
        case _:
            assert_never(failure)


def _refused_account(failure: AccountRefused) -> str:
    said = answer(failure.code, failure.message)
    match diagnose(failure):
        case Diagnosis.CLOCK_WRONG:
            return translate(
                "words",
                "The service refused the time of the call: {answer}. Nothing was sent; set the "
                "clock and the time zone of this computer.",
            ).format(answer=said)
        case Diagnosis.ACCOUNT_STOPPED:
            return translate(
                "words",
                "The service refused this account: {answer}. Nothing was sent; see in the "
                "console whether it is in arrears, frozen, at its limit, or without the SMS "
                "service.",
            ).format(answer=said)
        case _:
            return translate(
                "words",
                "The service refused this account: {answer}. Nothing was sent; test the account "
                "in the account settings.",
            ).format(answer=said)


def _unknown(failure: Unknown) -> str:
    why = unknown(failure.fault)
    if failure.code:
        return translate("words", "{why} It said {answer}.").format(
            why=why, answer=answer(failure.code, failure.message)
        )
    if failure.http_status:
        return translate("words", "{why} It had HTTP status {status}.").format(
            why=why, status=failure.http_status
        )
    return why


def answer(code: str, message: str) -> str:
    """Quote the service's code, and its message if it adds something."""
    message = message.strip().rstrip(".。")
    if not message or message == code:
        return code
    return translate("words", "{code} ({message})").format(code=code, message=message)


def network(fault: NetworkFault) -> str:
    """Say why no connection was made; nothing was sent."""
    match fault:
        case NetworkFault.NAME:
            return translate(
                "words",
                "The endpoint's name was not found: check the endpoint of the account, and "
                "whether this computer is online. Nothing was sent.",
            )
        case NetworkFault.REFUSED:
            return translate(
                "words",
                "The endpoint refused the connection: check the endpoint and its port, the proxy "
                "and the firewall. Nothing was sent.",
            )
        case NetworkFault.TIMEOUT:
            return translate(
                "words",
                "The endpoint could not be reached in time: check the network, the proxy and the "
                "firewall. Nothing was sent.",
            )
        case NetworkFault.UNREACHABLE:
            return translate(
                "words",
                "There is no way to the endpoint: check whether this computer is online. "
                "Nothing was sent.",
            )
        case NetworkFault.CERTIFICATE:
            return translate(
                "words",
                "The certificate of the endpoint is not trusted: check the endpoint's name and "
                "this computer's clock. If your company inspects HTTPS, have its certificate "
                "installed in the system. Nothing was sent.",
            )
        case NetworkFault.TLS:
            return translate(
                "words",
                "No secure connection could be made: check that the endpoint speaks HTTPS on this "
                "port, and that no proxy stands in between. Nothing was sent.",
            )
        case NetworkFault.PROXY:
            return translate(
                "words",
                "The proxy did not let the call through: check the proxy of the account, or empty "
                "it to connect directly. Nothing was sent.",
            )
        case NetworkFault.ENDPOINT:
            return translate(
                "words",
                "The endpoint is no host name: correct it in the account settings. "
                "Nothing was sent.",
            )
        case NetworkFault.SPOKE_FIRST:
            return translate(
                "words",
                "The endpoint sends data before it is asked, which this service never does: check "
                "the endpoint and its port. Nothing was sent.",
            )
        case NetworkFault.INTERNAL:
            return translate(
                "words",
                "SMS Desk had an error of its own before the call: see the log. Nothing was sent.",
            )
        case _:
            assert_never(fault)


def unknown(fault: UnknownFault) -> str:
    """Say why there is no usable answer, although the message may have left."""
    match fault:
        case UnknownFault.READ_TIMEOUT:
            return translate("words", "The service did not answer in time.")
        case UnknownFault.CONNECTION_LOST:
            return translate("words", "The connection broke before the whole answer came.")
        case UnknownFault.SERVER_ERROR:
            return translate("words", "The service had an error of its own.")
        case UnknownFault.REDIRECT:
            return translate(
                "words",
                "The answer pointed to another address: something between here and the service, "
                "such as a log-in page of the network, answered for it.",
            )
        case UnknownFault.NOT_JSON:
            return translate(
                "words",
                "The answer was no answer of the service: a proxy or a log-in page of the network "
                "may stand in between.",
            )
        case UnknownFault.EMPTY:
            return translate("words", "The answer was empty.")
        case UnknownFault.TRUNCATED:
            return translate("words", "The answer was cut off.")
        case UnknownFault.UNEXPECTED:
            return translate(
                "words", "The answer was not one of this service: check the account's endpoint."
            )
        case UnknownFault.CONTRADICTION:
            return translate(
                "words",
                "The answer contradicts itself, or repeats an earlier one: something between here "
                "and the service may mix up or replay answers.",
            )
        case UnknownFault.SERVICE:
            return translate("words", "The service itself leaves open what became of it.")
        case UnknownFault.CRASH:
            return translate("words", "SMS Desk ended while the call was under way.")
        case UnknownFault.INTERNAL:
            return translate("words", "SMS Desk had an error of its own during the call.")
        case UnknownFault.LATER_COPY:
            return translate("words", "It may have been sent by a later copy of this history.")
        case _:
            assert_never(fault)


def unknown_by_name(fault: str) -> str:
    """Say why there is no usable answer, by a name in the ledger; empty for one of another kind."""
    return unknown(UnknownFault(fault)) if fault in list(UnknownFault) else ""


def unsent_by_name(fault: str) -> str:
    """Say what kept a call from leaving, by a name in the ledger; empty for one of another kind."""
    if fault in list(SkipReason):
        return skipped(SkipReason(fault))
    return network(NetworkFault(fault)) if fault in list(NetworkFault) else ""


def skipped(why: SkipReason) -> str:
    """Explain why a recipient was skipped."""
    match why:
        case SkipReason.BLOCKED:
            return translate(
                "words",
                "No call is made: the number is on the account's do-not-send list.",
            )
        case _:
            assert_never(why)
