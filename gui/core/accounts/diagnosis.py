"""Interpret the answer to the test call of an account."""

from __future__ import annotations

from enum import Enum, auto
from typing import assert_never

from gui.core.message.query_results import SignPage
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)


class Diagnosis(Enum):
    """The results of an account test, each with its own sentence and remedy."""

    FINE = auto()
    KEY_UNKNOWN = auto()
    KEY_DISABLED = auto()
    SECRET_WRONG = auto()
    CLOCK_WRONG = auto()
    """The computer's clock is off by more than the 15 minutes that the service allows."""
    NO_PERMISSION = auto()
    """The RAM user may not make this call."""
    ACCOUNT_STOPPED = auto()
    """Frozen, in arrears, under risk control, or without this product."""
    FORBIDDEN_IP = auto()
    """Calls from this address are refused: it is outside the mainland."""
    THROTTLED = auto()
    """Too many calls; nothing is wrong with the account."""
    NO_NETWORK = auto()
    """The service could not be reached, or did not answer in time."""
    PROXY = auto()
    """The account's proxy could not be reached, or refused."""
    CERTIFICATE = auto()
    """The server's certificate is not trusted, or is another host's."""
    BAD_ENDPOINT = auto()
    """The host does not exist, or is not this service."""
    SERVICE_DOWN = auto()
    """The service itself failed."""
    OTHER = auto()
    """None of these: show the service's message."""


_BY_CODE = {
    Diagnosis.KEY_UNKNOWN: (
        "invalidaccesskeyid.notfound",
        "invalidaccesskeyid",
        "missingaccesskeyid",
    ),
    Diagnosis.KEY_DISABLED: ("invalidaccesskeyid.inactive", "invalidaccesskeyid.disabled"),
    Diagnosis.SECRET_WRONG: (
        "signaturedoesnotmatch",
        "incompletesignature",
        "invalidaccesskeysecret",
    ),
    Diagnosis.CLOCK_WRONG: ("invalidtimestamp", "illegaltimestamp"),
    Diagnosis.ACCOUNT_STOPPED: (
        "forbidden.riskcontrol",
        "forbidden.userverification",
        "insufficientbalance",
        "isv.account_",
        "isv.security_frozen_account",
        "isv.out_of_service",
        "isv.amount_not_enough",
        "isv.product_un",
        "isv.day_limit_control",
        "isv.month_limit_control",
    ),
    Diagnosis.FORBIDDEN_IP: ("isv.deny_ip_range",),
    Diagnosis.NO_PERMISSION: ("forbidden", "nopermission", "isp.ram_permission_deny"),
    Diagnosis.BAD_ENDPOINT: (
        "invalidproduct",
        "invalidapi",
        "invalidaction",
        "invalidversion",
        "nosuchversion",
        "invalidprotocol",
    ),
}
# If two match, the longer one counts.
_PREFIXES = sorted(
    ((prefix, check) for check, prefixes in _BY_CODE.items() for prefix in prefixes),
    key=lambda pair: len(pair[0]),
    reverse=True,
)


def diagnose(answer: SignPage | Failure, custom_endpoint: bool = False) -> Diagnosis:
    """Diagnose an account from the answer to a read-only call.

    Args:
        answer: of QuerySmsSignList, page 1 of 1.
        custom_endpoint: whether the endpoint is not the default one; an unknown host name is then
            more likely a typing error than a network failure.
    """
    match answer:
        case SignPage():
            return Diagnosis.FINE
        case NotSent(fault):
            return _diagnose_network_fault(fault, custom_endpoint)
        case Throttled():
            return Diagnosis.THROTTLED
        case Rejected(code) | AccountRefused(code):
            return _diagnose_code(code)
        case Unknown():
            return _diagnose_unknown(answer)
        case _:
            assert_never(answer)


def _diagnose_code(code: str) -> Diagnosis:
    code = code.lower()
    return next((check for prefix, check in _PREFIXES if code.startswith(prefix)), Diagnosis.OTHER)


def _diagnose_network_fault(fault: NetworkFault, custom_endpoint: bool) -> Diagnosis:
    match fault:
        case NetworkFault.NAME | NetworkFault.TLS:
            return Diagnosis.BAD_ENDPOINT if custom_endpoint else Diagnosis.NO_NETWORK
        case NetworkFault.REFUSED | NetworkFault.TIMEOUT | NetworkFault.UNREACHABLE:
            return Diagnosis.NO_NETWORK
        case NetworkFault.CERTIFICATE:
            return Diagnosis.CERTIFICATE
        case NetworkFault.PROXY:
            return Diagnosis.PROXY
        case NetworkFault.ENDPOINT | NetworkFault.SPOKE_FIRST:
            return Diagnosis.BAD_ENDPOINT
        case NetworkFault.INTERNAL:
            return Diagnosis.OTHER
        case _:
            assert_never(fault)


def _diagnose_unknown(answer: Unknown) -> Diagnosis:
    match answer.fault:
        case UnknownFault.READ_TIMEOUT | UnknownFault.CONNECTION_LOST | UnknownFault.TRUNCATED:
            return Diagnosis.NO_NETWORK
        case UnknownFault.SERVER_ERROR:
            return Diagnosis.SERVICE_DOWN
        case (
            UnknownFault.REDIRECT
            | UnknownFault.NOT_JSON
            | UnknownFault.EMPTY
            | UnknownFault.UNEXPECTED
            | UnknownFault.CONTRADICTION
        ):
            return Diagnosis.BAD_ENDPOINT
        case UnknownFault.SERVICE:
            return Diagnosis.SERVICE_DOWN
        case UnknownFault.CRASH | UnknownFault.INTERNAL | UnknownFault.LATER_COPY:
            return Diagnosis.OTHER
        case _:
            assert_never(answer.fault)
