from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.core.backup_schedule import BYTES_PER_INTERVAL, INTERVAL, QUIET, BackupSchedule


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def schedule() -> tuple[Clock, BackupSchedule]:
    clock = Clock()
    return clock, BackupSchedule(clock)


def test_first_backup_is_due_after_a_quiet_time() -> None:
    clock, backups = schedule()
    assert not backups.begin()
    clock.now += QUIET
    assert backups.begin()
    assert not backups.begin()  # it is under way


def test_no_backup_is_due_during_and_shortly_after_sending() -> None:
    clock, backups = schedule()
    backups.note_sending(True)
    clock.now += 10 * INTERVAL
    assert not backups.begin()
    backups.note_sending(False)
    clock.now += QUIET - 1
    assert not backups.begin()
    backups.note_sending(False)  # nothing new: it is as quiet as before
    clock.now += 1
    assert backups.begin()


def test_backups_are_an_interval_apart_and_rarer_for_a_large_ledger() -> None:
    clock, backups = schedule()
    clock.now += QUIET
    for size, times in ((1, 1), (BYTES_PER_INTERVAL - 1, 1), (10 * BYTES_PER_INTERVAL, 11)):
        assert backups.begin()
        backups.end(size)
        clock.now += times * INTERVAL - 1
        assert not backups.begin()
        clock.now += 1


def test_stopped_backup_is_due_again_after_the_run() -> None:
    clock, backups = schedule()
    clock.now += QUIET
    assert backups.begin()
    backups.note_sending(True)
    backups.end(0)
    assert not backups.begin()
    clock.now += 1
    backups.note_sending(False)
    clock.now += QUIET
    assert backups.begin()


@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans(), st.integers(0, 10**9))))
def test_no_backup_ever_begins_while_messages_are_sent(
    steps: list[tuple[float, bool, int]],
) -> None:
    clock, backups = schedule()
    for seconds, sending, size in steps:
        clock.now += seconds
        backups.note_sending(sending)
        if backups.begin():
            assert not sending
            backups.end(size)
