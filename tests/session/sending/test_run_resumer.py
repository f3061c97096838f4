"""RunResumer without a window, a thread or a timer: each job runs when the test says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.sending.progress import RunPhase, StateCounts, UnfinishedRun
from gui.storage.database.database import Database
from gui.words.notices import Severity
from gui.words.sending import progress as words
from tests.session.sending.inline_place import NUMBERS, SHOP, Place

OTHER = Account("Other", "LTAI-other", production=True)


@pytest.fixture
def place(qapp: object, tmp_path: Path) -> Place:
    return Place(tmp_path)


def leave_unfinished(place: Place, *, calls: int = 0) -> None:
    """Leave a run with recipients queued, after as many calls."""
    place.once(RunPhase.PAUSED, place.sending.stop)
    place.start()
    place.sending.pause()
    place.work.run()
    with Database(place.paths.ledger) as database:
        database.db.execute("update recipient set state = 2 where id <= ?", (calls,))
    place.notices.clear()
    place.ended.clear()


def test_an_unfinished_run_is_resumed(place: Place) -> None:
    leave_unfinished(place)
    place.sending.resume_run(1)
    place.work.run()
    assert place.counts == StateCounts(accepted=len(NUMBERS))
    assert len(place.ended) == 1


def test_a_run_of_another_account_needs_agreement(place: Place) -> None:
    leave_unfinished(place)
    asked: list[UnfinishedRun] = []
    place.sending.agreement_requested.connect(asked.append)
    place.preferences.update(place.preferences.settings.with_account(OTHER))
    place.accounts.choose(OTHER)

    place.sending.resume_run(1)
    place.work.run()
    assert [run.label.account for run in asked] == [SHOP]
    assert place.counts.queued == len(NUMBERS)

    place.sending.resume_run(1, SHOP)
    place.work.run()
    assert place.counts.queued == 0


def test_a_run_whose_account_is_gone_is_not_resumed(place: Place) -> None:
    leave_unfinished(place)
    place.preferences.update(place.preferences.settings.without_account(SHOP.access_key_id))
    place.sending.resume_run(1)
    place.work.run()
    (notice,) = place.notices
    assert (notice.severity, str(notice.sentence)) == (
        Severity.ERROR,
        words.account_gone(SHOP.label),
    )
    assert place.counts.queued == len(NUMBERS)

    place.preferences.update(place.preferences.settings.with_account(SHOP))
    place.preferences.update(replace(place.preferences.settings, current=SHOP.access_key_id))
    place.sending.resume_run(1)
    place.work.run()
    assert notice.key in place.withdrawn


def test_that_an_account_is_gone_is_not_said_while_the_operator_is_asked(place: Place) -> None:
    leave_unfinished(place)
    settings = place.preferences.settings
    place.preferences.update(settings.without_account(SHOP.access_key_id).with_account(OTHER))
    place.sending.resume_run(1)
    place.work.run()
    (notice,) = place.notices

    place.preferences.update(place.preferences.settings.with_account(SHOP))
    place.accounts.choose(OTHER)
    asked = list[UnfinishedRun]()
    place.sending.agreement_requested.connect(asked.append)
    place.sending.resume_run(1)
    place.work.run()
    assert len(asked) == 1
    assert notice.key in place.withdrawn


def move_endpoint(place: Place) -> None:
    moved = replace(SHOP, endpoint="dysmsapi.ap-southeast-1.aliyuncs.com")
    settings = place.preferences.settings.with_account(moved, SHOP.access_key_id)
    place.preferences.update(settings)


def test_a_run_without_calls_follows_its_account_to_another_endpoint(place: Place) -> None:
    leave_unfinished(place)
    move_endpoint(place)
    place.sending.resume_run(1)
    place.work.run()
    assert place.counts.queued == 0


def test_a_run_with_calls_asks_before_it_changes_its_endpoint(place: Place) -> None:
    leave_unfinished(place, calls=3)
    move_endpoint(place)
    place.sending.resume_run(1)
    place.work.run()
    assert place.counts.queued > 0
    (notice,) = place.notices
    assert notice.severity is Severity.WARNING
    assert notice.verb is not None

    notice.verb()
    place.work.run()
    assert place.counts.queued == 0
    assert notice.key in place.withdrawn


def test_a_question_about_a_run_that_is_given_up_goes(place: Place) -> None:
    leave_unfinished(place, calls=3)
    move_endpoint(place)
    place.sending.resume_run(1)
    place.work.run()
    (notice,) = place.notices
    place.sending.give_up(1)
    place.work.run()
    assert notice.key in place.withdrawn


def test_nothing_is_resumed_while_a_run_is_under_way(place: Place) -> None:
    leave_unfinished(place)
    place.start(("13911111111",))
    place.sending.resume_run(1)
    place.work.run()
    assert len(place.ended) == 1
    assert place.sending.unfinished_runs.newest == 1


def test_a_crash_leaves_unknown_recipients_and_an_offer_to_resume(place: Place) -> None:
    leave_unfinished(place)
    with Database(place.paths.ledger) as database:
        database.db.execute("update recipient set state = 1, submitted_at = 1 where id <= 2")
    recovered: list[None] = []
    place.sending.recovered.connect(lambda: recovered.append(None))
    place.sending.recover()
    place.work.run()
    assert recovered == [None]
    assert place.counts == StateCounts(unknown=2, queued=len(NUMBERS) - 2)
    assert words.crashed(2) in [str(notice.sentence) for notice in place.notices]


def test_a_recovery_that_fails_can_be_tried_again(place: Place) -> None:
    leave_unfinished(place)
    ledger = place.paths.ledger
    kept = ledger.rename(ledger.with_name("kept.db"))
    ledger.mkdir()
    place.sending.recover()
    place.work.run()
    (notice,) = place.notices
    assert notice.severity is Severity.ERROR
    assert notice.verb is not None

    ledger.rmdir()
    kept.rename(ledger)
    notice.verb()
    place.work.run()
    assert place.counts.queued == len(NUMBERS)
    assert len(place.notices) == 2
    assert place.withdrawn == [notice.key]
