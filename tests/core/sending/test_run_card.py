import pytest

from gui.core.sending.progress import RunPhase, StateCounts
from gui.core.sending.run_card import (
    LARGE,
    ROWS_MAX,
    CardPhase,
    RecipientResult,
    RunCard,
    phase_under_way,
    resting_phase,
    sort_failed_first,
)
from gui.core.sending.sent_before import MAY_HAVE_BEEN_SENT, HistoryMark, SentBefore
from gui.core.sending.state import RecipientState


def card(**counts: int) -> RunCard:
    return RunCard(1, 0, "Shop", False, "阿里云", "SMS_1", counts=StateCounts(**counts))


@pytest.mark.parametrize(
    ("counts", "phase"),
    [
        ({"queued": 1, "delivered": 2}, CardPhase.STOPPED),
        ({"accepted": 1, "delivered": 2}, CardPhase.WAITING),
        ({"submitting": 1}, CardPhase.WAITING),
        ({"delivered": 2, "rejected": 1, "unknown": 1}, CardPhase.FINISHED),
    ],
)
def test_resting_phase_follows_from_the_counts(counts: dict[str, int], phase: CardPhase) -> None:
    assert resting_phase(StateCounts(**counts)) is phase


def test_a_receipt_that_nobody_asks_for_any_more_is_not_waited_for() -> None:
    counts = StateCounts(accepted=1, delivered=2)
    assert resting_phase(counts, asked_for=False) is CardPhase.FINISHED
    assert resting_phase(StateCounts(submitting=1), asked_for=False) is CardPhase.WAITING


@pytest.mark.parametrize(
    ("phase", "shown"),
    [
        (RunPhase.SENDING, CardPhase.SENDING),
        (RunPhase.PAUSED, CardPhase.PAUSED),
        (RunPhase.STOPPING, CardPhase.STOPPING),
        (RunPhase.FINISHED, CardPhase.STOPPING),
    ],
)
def test_phase_under_way_is_that_of_the_job(phase: RunPhase, shown: CardPhase) -> None:
    assert phase_under_way(phase) is shown


def test_failed_rows_come_first_and_the_others_keep_their_order() -> None:
    states = ["delivered", "rejected", "accepted", "undelivered", "unknown", "delivered"]
    rows = [
        RecipientResult(place, "13800138000", RecipientState(state))
        for place, state in enumerate(states)
    ]
    assert [row.id for row in sort_failed_first(rows)] == [3, 1, 4, 0, 2, 5]


def test_size_of_a_run_decides_what_its_card_shows() -> None:
    assert not card(delivered=ROWS_MAX).many
    assert card(delivered=ROWS_MAX + 1).many
    assert not card(delivered=LARGE - 1).large
    assert card(delivered=LARGE).large


def test_only_a_run_with_a_job_is_under_way() -> None:
    assert not card(delivered=1).under_way
    sending = RunCard(1, 0, "Shop", False, "阿里云", "SMS_1", phase=CardPhase.SENDING)
    assert sending.under_way


def test_nothing_was_sent_before_unless_it_was_found() -> None:
    assert SentBefore() == SentBefore(sent=0, last_at=None, queued=0, mark=HistoryMark())
    assert RecipientState.QUEUED not in MAY_HAVE_BEEN_SENT
    assert RecipientState.UNKNOWN in MAY_HAVE_BEEN_SENT
