import pytest

from gui.core.sending.outcome import (
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import StopCause, StopCauseKind
from gui.words.sending import outcomes, progress

MESSAGE = "触发分钟级流控Permits:1"


@pytest.mark.parametrize("kind", [Rejected, Throttled, AccountRefused])
def test_what_the_service_refused_is_quoted_and_was_not_sent(
    kind: type[Rejected | Throttled | AccountRefused],
) -> None:
    said = outcomes.failure(kind("isv.BUSINESS_LIMIT_CONTROL", MESSAGE, "R-1"))

    assert f"isv.BUSINESS_LIMIT_CONTROL ({MESSAGE})" in said
    assert "Nothing was sent" in said


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("InvalidTimeStamp.Expired", "clock"),
        ("isv.AMOUNT_NOT_ENOUGH", "console"),
        ("InvalidAccessKeyId.NotFound", "account settings"),
    ],
)
def test_what_helps_is_what_the_refusal_is_about(code: str, remedy: str) -> None:
    refused = AccountRefused(code, "no", "R-1")
    said = outcomes.failure(refused)
    stopped = progress.cause(StopCause(StopCauseKind.ACCOUNT_REFUSED, refused))
    remedies = ("clock", "console", "account settings")
    for text in (said, stopped):
        assert [word for word in remedies if word in text] == [remedy]


def test_the_kinds_of_refusal_differ() -> None:
    answers = [kind("c", "m", "r") for kind in (Rejected, Throttled, AccountRefused)]

    assert len(set(map(outcomes.failure, answers))) == 3


@pytest.mark.parametrize("message", ["", "isv.X", " "])
def test_a_message_that_says_no_more_is_left_out(message: str) -> None:
    assert outcomes.answer("isv.X", message) == "isv.X"


def test_a_message_with_braces_is_quoted_as_it_is() -> None:
    assert "{code}" in outcomes.failure(Rejected("isv.X", "${code} is missing {0}", ""))


@pytest.mark.parametrize("fault", NetworkFault)
def test_what_was_not_sent_says_so(fault: NetworkFault) -> None:
    said = outcomes.failure(NotSent(fault))

    assert said == outcomes.network(fault)
    assert said.endswith("Nothing was sent.")


@pytest.mark.parametrize("fault", UnknownFault)
def test_what_is_unknown_is_never_said_to_be_unsent(fault: UnknownFault) -> None:
    said = outcomes.failure(Unknown(fault))

    assert said.startswith(outcomes.unknown(fault))
    assert "may have been sent" in said
    assert "Nothing was sent" not in said


def test_faults_differ() -> None:
    assert len(set(map(outcomes.network, NetworkFault))) == len(NetworkFault)
    assert len(set(map(outcomes.unknown, UnknownFault))) == len(UnknownFault)


def test_an_unknown_answer_is_quoted() -> None:
    code = outcomes.failure(Unknown(UnknownFault.SERVICE, "isp.SYSTEM_ERROR", "system error"))
    status = outcomes.failure(Unknown(UnknownFault.SERVER_ERROR, http_status=503))

    assert "isp.SYSTEM_ERROR (system error)" in code
    assert "503" in status
