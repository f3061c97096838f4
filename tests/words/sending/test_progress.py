import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from gui.core.sending.outcome import AccountRefused, NetworkFault, NotSent
from gui.core.sending.progress import RunPhase, RunProgress, StateCounts, StopCause, StopCauseKind
from gui.words.sending import progress

COUNTS = StateCounts(queued=689, submitting=3, accepted=508, rejected=2, unknown=1, undelivered=1)


@pytest.fixture(autouse=True, scope="module")
def grouped_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_a_run_in_a_line():
    said = progress.summary(RunProgress(1, COUNTS, RunPhase.SENDING, rate=38.4, seconds_left=18))

    assert said == "512 / 1,204 · 38/s · 18 s left · 3 failed · 1 unknown"


def test_what_is_not_known_yet_is_left_out():
    said = progress.summary(RunProgress(1, COUNTS, RunPhase.SENDING))

    assert said == "512 / 1,204 · 3 failed · 1 unknown"


@pytest.mark.parametrize("phase", [phase for phase in RunPhase if phase is not RunPhase.SENDING])
def test_a_run_that_is_not_sending_says_so_and_has_no_rate(phase):
    said = progress.summary(RunProgress(1, COUNTS, phase, rate=38, seconds_left=18))

    assert said.endswith("512 / 1,204 · 3 failed · 1 unknown")
    assert said.split(" · ")[0].casefold() == phase.name.casefold()
    assert "/s" not in said


def test_what_was_cancelled_is_counted_apart():
    counts = StateCounts(accepted=1, cancelled=1200)

    said = progress.summary(RunProgress(1, counts, RunPhase.FINISHED))

    assert said == "Finished · 1,201 / 1,201 · 0 failed · 0 unknown · 1,200 cancelled"


def test_who_was_cancelled_for_being_blocked_is_said():
    counts = StateCounts(accepted=1, cancelled=1200)

    said = progress.summary(RunProgress(1, counts, RunPhase.FINISHED, skipped=1100))

    assert said.endswith("1,200 cancelled · 1,100 of them on the do-not-send list")


def test_a_slow_rate_is_not_rounded_to_nothing():
    said = progress.summary(RunProgress(1, COUNTS, RunPhase.SENDING, rate=0.4))

    assert "0.4/s" in said


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
def test_a_length_of_time(seconds, said):
    assert progress.duration(seconds) == said


@given(st.floats(0, 1e7))
def test_a_length_of_time_is_never_told_too_short(seconds):
    words = progress.duration(seconds).replace(",", "").split()
    units = {"s": 1, "min": 60, "h": 3600}
    told = sum(
        int(count) * units[unit] for count, unit in zip(words[::2], words[1::2], strict=True)
    )

    assert seconds <= told <= seconds + 60


@pytest.mark.parametrize("kind", StopCauseKind)
def test_every_cause_says_how_to_go_on(kind):
    said = progress.cause(StopCause(kind))

    assert said.endswith(".")
    assert "Resume" in said
    assert "{" not in said


def test_causes_differ():
    assert len({progress.cause(StopCause(kind)) for kind in StopCauseKind}) == len(StopCauseKind)


def test_a_cause_quotes_the_answer_that_did_it():
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
def test_a_run_that_is_held_until_the_service_was_asked_says_so(outcome, fact):
    said = progress.cause(StopCause(StopCauseKind.UNASKED, outcome))
    assert said.startswith("Held before anything is sent")
    assert fact in said
    assert "still queued" in said
