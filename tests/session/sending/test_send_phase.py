"""The table of what leads from one state of sending to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.sending.progress import RunAction
from gui.session.sending.send_phase import (
    BEFORE_SNAPSHOT,
    RUN_ACTIONS,
    TRANSITIONS,
    UNDER_WAY,
    SendEvent,
    SendPhase,
    next_phase,
)


def test_every_phase_has_its_row() -> None:
    assert set(TRANSITIONS) == set(SendPhase)
    assert BEFORE_SNAPSHOT < UNDER_WAY
    assert set(RUN_ACTIONS) < UNDER_WAY


@pytest.mark.parametrize("phase", [phase for phase in SendPhase if phase in UNDER_WAY])
def test_a_job_that_is_over_or_fails_ends_every_phase_that_is_under_way(phase: SendPhase) -> None:
    assert next_phase(phase, SendEvent.FAIL) is SendPhase.FAILED
    over = SendPhase.NOT_STARTED if phase in BEFORE_SNAPSHOT else SendPhase.ENDED
    assert next_phase(phase, SendEvent.RETURN) is over
    assert next_phase(over, SendEvent.READ) is SendPhase.IDLE


@pytest.mark.parametrize("phase", list(RUN_ACTIONS))
def test_every_possible_action_changes_the_phase(phase: SendPhase) -> None:
    events = {
        RunAction.PAUSE: SendEvent.PAUSE,
        RunAction.RESUME: SendEvent.RESUME,
        RunAction.STOP: SendEvent.STOP,
    }
    for action in RUN_ACTIONS[phase]:
        assert next_phase(phase, events[action]) is not phase


def test_no_second_run_starts_while_one_is_under_way() -> None:
    assert all(SendEvent.START not in TRANSITIONS[phase] for phase in UNDER_WAY)


@given(st.lists(st.sampled_from(SendEvent)))
def test_what_was_stopped_makes_no_calls_before_the_next_start(events: list[SendEvent]) -> None:
    phase, stopped, forbidden = SendPhase.IDLE, False, False
    for event in events:
        started = event is SendEvent.START and next_phase(phase, event) is not phase
        stopped = not started and (stopped or (event is SendEvent.STOP and phase in UNDER_WAY))
        phase = next_phase(phase, event)
        forbidden = forbidden or phase is SendPhase.FORBIDDEN
        if stopped:
            assert phase not in (SendPhase.SENDING, SendPhase.PAUSED, SendPhase.PREPARING)
        if forbidden:
            assert phase is SendPhase.FORBIDDEN
