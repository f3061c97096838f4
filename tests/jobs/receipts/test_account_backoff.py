"""Why an account does not answer is reported, and reported once."""

from gui.core.sending.outcome import (
    Failure,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.jobs.receipts.account_backoff import (
    FAILURES_BEFORE_NOTICE,
    POLL_INTERVALS,
    AccountBackoff,
    ReceiptTrouble,
)

TIMEOUT = NotSent(NetworkFault.TIMEOUT)
NO_ANSWER = Unknown(UnknownFault.READ_TIMEOUT)
REFUSED = Rejected("isv.X", "", "r")


def reported(*failures: Failure) -> list[ReceiptTrouble]:
    """What is reported after each of these failures, one after another, if anything is."""
    account = AccountBackoff(POLL_INTERVALS)
    found = list[ReceiptTrouble]()
    for number, failure in enumerate(failures):
        account.back_off(failure, number * 3600.0)
        if account.trouble_to_report is not None:
            found.append(account.trouble_to_report)
    return found


def test_a_few_failures_are_not_reported() -> None:
    assert reported(*[TIMEOUT] * (FAILURES_BEFORE_NOTICE - 1)) == []
    assert reported(*[TIMEOUT] * FAILURES_BEFORE_NOTICE) == [TIMEOUT]


def test_a_network_that_fails_in_many_ways_is_one_trouble() -> None:
    changing: list[Failure] = [TIMEOUT, NO_ANSWER] * 5
    assert set(reported(*changing)) == {TIMEOUT}
    assert set(reported(*reversed(changing))) == {NO_ANSWER}


def test_what_the_service_answers_is_another_trouble() -> None:
    throttled = Throttled("Throttling", "", "r")
    assert reported(TIMEOUT, TIMEOUT, TIMEOUT, REFUSED, throttled, NO_ANSWER, TIMEOUT) == [
        TIMEOUT,
        REFUSED,
        throttled,
        NO_ANSWER,
        NO_ANSWER,
    ]


def test_the_next_outage_has_a_reason_of_its_own() -> None:
    account = AccountBackoff(POLL_INTERVALS)
    for second in range(FAILURES_BEFORE_NOTICE):
        account.back_off(TIMEOUT, second * 3600.0)
    account.reset_failures()
    assert account.trouble_to_report is None
    for second in range(FAILURES_BEFORE_NOTICE):
        account.back_off(NO_ANSWER, (10 + second) * 3600.0)
    assert account.trouble_to_report == NO_ANSWER
