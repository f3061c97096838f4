from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import CardPhase, Reason, RecipientResult, RunCard
from gui.core.sending.state import RecipientState
from gui.words.sending import run_cards as words

CARD = RunCard(1, 0, "Shop", False, "阿里云", "SMS_1", template_name="Login code")
COUNTS = StateCounts(queued=689, submitting=3, accepted=508, rejected=2, unknown=1, undelivered=1)


def card(phase: CardPhase, counts: StateCounts = COUNTS, **more: object) -> RunCard:
    return replace(CARD, phase=phase, counts=counts, **more)  # type: ignore[arg-type] # by name


def test_accepted_is_not_delivered() -> None:
    waiting = card(CardPhase.WAITING, StateCounts(accepted=3))
    assert words.summary(waiting) == "3 accepted · waiting for receipts"
    some = card(CardPhase.WAITING, StateCounts(accepted=1, delivered=2), slowest=7)
    assert words.summary(some) == "2 delivered · 1 accepted · waiting for receipts"
    late = card(CardPhase.FINISHED, StateCounts(accepted=1, delivered=2), slowest=7)
    assert words.summary(late) == "2 delivered · 1 accepted · no receipt within 72 hours"
    done = card(CardPhase.FINISHED, StateCounts(delivered=2, undelivered=1), slowest=7)
    assert words.summary(done) == "1 undelivered · 2 delivered · slowest 7 s"


def test_a_run_that_is_sent_says_how_fast() -> None:
    said = words.progress_text(card(CardPhase.SENDING, rate=38.4, seconds_left=18))
    assert said.startswith("Sending · 512 / 1,204 submitted · 1 undelivered · 2 rejected")
    assert said.endswith("689 queued · 38 a second · about 18 s left")
    slow = words.progress_text(card(CardPhase.SENDING, rate=0.4))
    assert slow.endswith("0.4 a second")


def test_a_run_that_is_not_sent_has_no_rate() -> None:
    for phase in (CardPhase.PAUSED, CardPhase.STOPPING, CardPhase.STOPPED):
        said = words.progress_text(card(phase, rate=38, seconds_left=18))
        assert said.startswith(words.phase(card(phase)))
        assert "a second" not in said


def test_what_remains_is_said() -> None:
    stopped = card(CardPhase.STOPPED)
    assert words.stopped(stopped) == "Stopped: 689 are not sent yet, and can go on at any time"
    assert "Stopped: 689 are not sent yet" in words.card_text(stopped)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (StateCounts(undelivered=2), "Resend 2 undelivered"),
        (StateCounts(rejected=2), "Resend 2 rejected"),
        (StateCounts(rejected=1, undelivered=1), "Resend 2 failed"),
    ],
)
def test_the_button_that_resends_says_whom(counts: StateCounts, said: str) -> None:
    assert words.resend(card(CardPhase.FINISHED, counts, resendable=2)) == said


@given(
    st.builds(
        StateCounts, delivered=st.integers(0, 10**6), undelivered=st.integers(0, 10**6)
    ).filter(lambda counts: counts.total > 0)
)
def test_a_share_is_all_only_if_all_were_delivered(counts: StateCounts) -> None:
    share = words.delivered_share(card(CardPhase.FINISHED, counts))
    assert (share == "100 % delivered") is (counts.undelivered == 0)


def test_a_row_says_why_and_what_helps() -> None:
    reason = Reason("X", "bad", meaning="Switched off", remedy="Switch it on")
    row = RecipientResult(1, "139", RecipientState.UNDELIVERED, reason, "Mine", 0, 12)
    assert words.row_text(row) == "Mine 139, Undelivered, 12 s, Switched off, Switch it on"
    bare = replace(row, reason=Reason("X", "bad"), name="", seconds=None)
    assert words.row_text(bare) == "139, Undelivered, bad"
    lost = replace(row, state=RecipientState.UNKNOWN, reason=Reason(fault="read-timeout"))
    assert "did not answer in time, it may have been sent" in words.row_text(lost)


def test_seconds_are_counted_while_somebody_may_be_waiting() -> None:
    row = RecipientResult(1, "139", RecipientState.ACCEPTED, accepted_at=1_000_000)
    assert words.row_time(row, 1_003_200) == "4 s"
    assert words.row_time(row, 1_000_000) == "1 s"
    assert words.row_time(row, 999_000) == ""
    assert words.row_time(row, 1_000_000 + words.LATER * 1000) == ""
    assert words.row_time(replace(row, state=RecipientState.DELIVERED, seconds=0), 0) == "< 1 s"
    assert words.row_time(replace(row, state=RecipientState.QUEUED), 1_003_000) == ""
