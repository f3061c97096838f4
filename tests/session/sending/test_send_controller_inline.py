"""SendController without a window, a thread or a timer: each job runs when the test says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import (
    FileFault,
    LedgerError,
    SandboxError,
    SecretError,
    SecretFault,
    SmsDeskError,
)
from gui.core.sending.outcome import AccountRefused, Rejected
from gui.core.sending.progress import RunAction, RunLabel, RunPhase, StateCounts, StopCauseKind
from gui.session.sending.current_run import CurrentRun
from gui.session.sending.run_notices import NOTICE_FROM
from gui.session.sending.send_phase import SendPhase
from gui.storage.database import connection
from gui.storage.runs.creation import CreationProgress
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import sentence
from tests.present import present
from tests.session.sending.inline_place import NUMBERS, SHOP, Place


@pytest.fixture
def place(qapp: object, tmp_path: Path) -> Place:
    return Place(tmp_path)


def leave_two_unfinished(place: Place) -> int:
    """Stop two runs of one recipient each; return the number of the older."""
    for number in NUMBERS[:2]:
        place.once(RunPhase.PAUSED, place.sending.stop)
        place.start((number,))
        place.sending.pause()
        place.work.run()
    return place.sending.unfinished_runs.all()[-1].progress.run_id


def test_a_run_from_its_start_to_its_end(place: Place) -> None:
    phases = []
    place.sending.state_changed.connect(lambda _: phases.append(place.sending.phase))
    place.start()
    assert place.phase() is SendPhase.PREPARING
    assert place.sending.state.preparing
    assert place.actions == {RunAction.PAUSE, RunAction.STOP}
    assert place.connector.secrets == []  # it is the worker that asks for it

    place.work.run()

    assert place.counts == StateCounts(accepted=len(NUMBERS))
    assert place.phase() is SendPhase.IDLE
    seen = [phase for phase in dict.fromkeys(phases) if phase is not SendPhase.SENDING]
    assert seen == [  # a run that is over at once has no snapshot of its sending
        SendPhase.PREPARING,
        SendPhase.STOPPING,
        SendPhase.ENDED,
        SendPhase.IDLE,
    ]
    assert place.connector.secrets == ["secret"]
    assert place.connector.service.closed
    assert len(place.ended) == 1
    assert place.notices == []
    assert place.actions == frozenset()


def test_a_second_run_does_not_start_while_one_is_under_way(place: Place) -> None:
    place.start()
    place.start(NUMBERS[:1])
    place.work.run()
    assert len(place.ended) == 1


def test_a_run_is_paused_resumed_and_stopped(place: Place) -> None:
    offered = {}

    def pause() -> None:
        place.sending.pause()
        offered["paused"] = place.actions

    def resume() -> None:
        place.sending.resume()
        offered["resumed"] = place.actions
        place.sending.stop()
        offered["stopped"] = place.actions

    place.sending.set_limits(1, 1.0)  # not over before it is paused
    place.once(RunPhase.SENDING, pause)
    place.once(RunPhase.PAUSED, resume)
    place.start()
    place.work.run()

    assert offered == {
        "paused": {RunAction.RESUME, RunAction.STOP},
        "resumed": {RunAction.PAUSE, RunAction.STOP},
        "stopped": frozenset(),
    }
    assert place.counts.queued + place.counts.accepted == len(NUMBERS)
    assert place.counts.queued > 0
    assert place.actions == {RunAction.RESUME, RunAction.GIVE_UP}

    place.sending.set_limits(8, 100_000)
    place.sending.resume()
    place.work.run()
    assert place.counts == StateCounts(accepted=len(NUMBERS))
    sent = [number for request in place.connector.service.requests for number in request.numbers]
    assert sorted(sent) == list(NUMBERS)


def test_paused_before_it_begins_it_makes_no_call(place: Place) -> None:
    place.once(RunPhase.PAUSED, place.sending.stop)
    place.start()
    place.sending.pause()
    assert place.phase() is SendPhase.PREPARING_PAUSED
    assert place.actions == {RunAction.RESUME, RunAction.STOP}
    place.work.run()
    assert place.connector.service.requests == []
    assert place.counts == StateCounts(queued=len(NUMBERS))


def test_stopped_before_it_begins_there_is_no_run(place: Place) -> None:
    place.start()
    place.sending.stop()
    assert place.phase() is SendPhase.CANCELLING
    assert place.actions == frozenset()
    place.work.run()
    assert place.phase() is SendPhase.IDLE
    assert place.sending.progress is None
    assert place.notices == []
    assert place.ended == [None]


def test_without_a_secret_there_is_no_run_and_the_operator_is_told(place: Place) -> None:
    place.secrets.remove(SHOP.access_key_id)
    place.start()
    place.work.run()
    assert [notice.severity for notice in place.notices] == [Severity.ERROR]
    assert place.sending.progress is None
    assert not place.sending.busy
    with pytest.raises(SecretError) as raised:
        place.accounts.connect_as(SHOP)()
    assert raised.value.fault in (SecretFault.MISSING, SecretFault.NO_BACKEND)

    (notice,) = place.notices
    assert place.withdrawn == []
    place.secrets.store(SHOP.access_key_id, "secret", keep_in_memory=True)
    place.start()
    place.work.run()
    assert place.withdrawn == [notice.key]


@pytest.mark.parametrize("fault", [FileFault.DISK_FULL, FileFault.UNWRITABLE])
def test_why_no_run_could_begin_is_not_said_once_one_has(place: Place, fault: FileFault) -> None:
    place.sending.run_notices.fail_to_start(LedgerError(fault, "ledger.db"), None)
    (notice,) = place.notices
    place.start()
    place.work.run()
    assert place.withdrawn == [notice.key]


def test_why_a_run_failed_is_not_said_once_another_went_through(place: Place) -> None:
    older = leave_two_unfinished(place)
    full = LedgerError(FileFault.DISK_FULL, "ledger.db")
    place.sending.unfinished_runs.offer_failed(older, full)
    place.withdrawn.clear()
    place.start(NUMBERS[2:])
    place.work.run()
    assert place.withdrawn == [NoticeKey(NoticeTopic.UNFINISHED_RUN, older)]


def test_a_run_whose_failure_was_closed_is_offered_again(place: Place) -> None:
    leave_two_unfinished(place)
    runs = place.sending.unfinished_runs
    runs.offer_failed(runs.newest, LedgerError(FileFault.DISK_FULL, "ledger.db"))
    failed = place.notices[-1]
    runs.offer_newest()
    assert place.notices[-1] is failed

    place.work.notices.drop(NoticeKey(NoticeTopic.EXPORT, runs.newest))  # closed, too: another
    runs.offer_newest()
    assert place.notices[-1] is failed

    place.work.notices.drop(failed.key)
    runs.offer_newest()
    offer = place.notices[-1]
    assert (offer.key, offer.severity) == (failed.key, Severity.WARNING)


def test_what_is_wrong_with_an_account_is_said_until_a_run_of_it_goes_through(
    place: Place,
) -> None:
    place.once(RunPhase.PAUSED, place.sending.stop)
    place.start(NUMBERS[:1])
    place.sending.pause()
    place.work.run()
    place.secrets.remove(SHOP.access_key_id)
    place.sending.resume()
    place.work.run()
    refused = place.notices[-1]
    assert (refused.severity, refused.key) == (
        Severity.ERROR,
        NoticeKey(NoticeTopic.UNFINISHED_RUN, 1),
    )
    place.withdrawn.clear()
    place.start(NUMBERS[1:2], present(place.accounts.find("", True)))
    place.work.run()
    assert place.counts == StateCounts(accepted=1)
    assert place.notices[-1] is refused
    assert place.withdrawn == []

    place.secrets.store(SHOP.access_key_id, "secret", keep_in_memory=True)
    place.start(NUMBERS[2:3])
    place.work.run()
    assert place.withdrawn == [refused.key]


@pytest.mark.parametrize("error", [SecretError(SecretFault.LOCKED), SandboxError("no port")])
def test_what_keeps_an_account_from_a_run_is_said_until_a_run_of_it_begins(
    place: Place, error: SmsDeskError
) -> None:
    other = CurrentRun(RunLabel(Account("Other", "LTAI-other"), "s", "SMS_1"), batched=False)
    place.sending.run_notices.fail_to_start(error, other)
    place.start(NUMBERS[:1])
    place.work.run()
    assert place.withdrawn == []
    place.sending.run_notices.begin(other)
    assert place.withdrawn == [place.notices[0].key]


def test_how_many_are_written_is_said_until_the_run_begins(place: Place) -> None:
    for done in (0, NOTICE_FROM):
        place.sending.run_notices.show_creation(CreationProgress(done, NOTICE_FROM))
    assert len(place.notices) == 2
    assert place.withdrawn == []
    place.start()
    place.work.run()
    assert place.withdrawn == [NoticeKey(NoticeTopic.CREATION)]


def test_an_account_that_is_refused_interrupts_the_run(place: Place) -> None:
    refused = AccountRefused("isv.AMOUNT_NOT_ENOUGH", "", "r")
    place.sending.set_limits(1, 1.0)
    place.connector.service.answers = {NUMBERS[0]: [refused]}
    place.start()
    place.work.run()
    progress = place.sending.progress
    assert progress is not None
    assert progress.cause is not None
    assert (progress.phase, progress.cause.kind) == (
        RunPhase.INTERRUPTED,
        StopCauseKind.ACCOUNT_REFUSED,
    )
    assert place.phase() is SendPhase.IDLE
    (notice,) = place.notices
    assert notice.severity is Severity.ERROR

    assert notice.verb is not None
    place.sending.set_limits(8, 100_000)
    notice.verb()  # the button that resumes it
    place.work.run()
    assert place.counts.queued == 0


def test_the_rest_of_a_named_run_can_be_given_up(place: Place) -> None:
    older = leave_two_unfinished(place)
    place.sending.give_up(older)
    place.work.run()
    left = [run.progress.run_id for run in place.sending.unfinished_runs.all()]
    assert older not in left
    assert len(left) == 1


def test_a_run_that_cannot_be_given_up_stays_unfinished(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    place.once(RunPhase.PAUSED, place.sending.stop)
    place.start()
    place.sending.pause()
    place.work.run()
    (left,) = place.sending.unfinished_runs.all()
    refused = list[Notice]()
    place.work.notices.noticed.connect(refused.append)
    place.withdrawn.clear()

    with closing(sqlite3.connect(place.paths.ledger, isolation_level=None)) as other:
        other.execute("begin immediate")
        place.sending.give_up()
        place.work.run()
        other.execute("rollback")

    assert [notice.severity for notice in refused] == [Severity.ERROR]
    assert place.sending.unfinished_runs.all() == (left,)
    assert place.withdrawn == []
    assert place.actions == {RunAction.RESUME, RunAction.GIVE_UP}

    place.sending.give_up()
    place.work.run()
    assert place.sending.unfinished_runs.all() == ()
    assert place.withdrawn == [refused[0].key, NoticeKey(NoticeTopic.UNFINISHED_RUN, 1)]
    assert place.counts == StateCounts(cancelled=len(NUMBERS))


def test_who_was_refused_stands_on_the_card_alone(place: Place) -> None:
    place.connector.service.answers = {NUMBERS[0]: [Rejected("isv.X", "", "r")]}
    place.start(NUMBERS[:2])
    place.work.run()
    assert place.counts == StateCounts(accepted=1, rejected=1)
    assert place.notices == []


def test_forbidden_nothing_is_sent(place: Place) -> None:
    from gui.words.sending import progress as words

    why = sentence(words.try_again)
    place.sending.forbid(why)
    assert place.phase() is SendPhase.FORBIDDEN
    place.start()
    place.work.run()
    assert [notice.sentence for notice in place.notices] == [why]
    assert place.connector.service.requests == []
    assert place.actions == frozenset()
