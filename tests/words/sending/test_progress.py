import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.sending.outcome import AccountRefused, NetworkFault, NotSent
from gui.core.sending.progress import StopCause, StopCauseKind
from gui.words.sending import progress


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 s"),
        (0.2, "1 s"),
        (59, "59 s"),
        (59.5, "1 min"),
        (125, "2 min 5 s"),
        (3600, "1 h"),
        (3601, "1 h 1 min"),
        (7199, "2 h"),
        (3_600_000, "1,000 h"),
    ],
)
def test_a_length_of_time(seconds: float, said: str) -> None:
    assert progress.duration(seconds) == said


@given(st.floats(0, 1e7))
def test_a_length_of_time_is_never_told_too_short(seconds: float) -> None:
    words = progress.duration(seconds).replace(",", "").split()
    units = {"s": 1, "min": 60, "h": 3600}
    told = sum(
        int(count) * units[unit] for count, unit in zip(words[::2], words[1::2], strict=True)
    )

    assert seconds <= told <= seconds + 60


@pytest.mark.parametrize("kind", StopCauseKind)
def test_every_cause_says_how_to_go_on(kind: StopCauseKind) -> None:
    said = progress.cause(StopCause(kind))

    assert said.endswith(".")
    assert "Resume" in said
    assert "{" not in said


def test_causes_differ() -> None:
    assert len({progress.cause(StopCause(kind)) for kind in StopCauseKind}) == len(StopCauseKind)


def test_a_cause_quotes_the_answer_that_did_it() -> None:
    refused = AccountRefused("InvalidAccessKeyId.NotFound", "not found", "R-1")
    lost = NotSent(NetworkFault.NAME)

    assert "InvalidAccessKeyId.NotFound" in progress.cause(
        StopCause(StopCauseKind.ACCOUNT_REFUSED, refused)
    )
    assert "name was not found" in progress.cause(StopCause(StopCauseKind.NETWORK, lost))


@pytest.mark.parametrize(
    ("outcome", "fact"),
    [
        (NotSent(NetworkFault.UNREACHABLE), "asked by itself once the network is back"),
        (AccountRefused("isp.RAM_PERMISSION_DENY", "m", "r"), "QuerySendDetails"),
        (None, "Press Resume to ask again"),
    ],
)
def test_a_run_that_is_held_until_the_service_was_asked_says_so(
    outcome: AccountRefused | NotSent | None, fact: str
) -> None:
    said = progress.cause(StopCause(StopCauseKind.UNASKED, outcome))
    assert said.startswith("Held before anything is sent")
    assert fact in said
    assert "still queued" in said
