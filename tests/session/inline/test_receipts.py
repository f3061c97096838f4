"""ReceiptController without a window, a thread or a service."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from gui.core.message.fields import SendMode
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import (
    Accepted,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Unknown,
    UnknownFault,
)
from gui.core.sending.state import RecipientState
from gui.session.accounts import Accounts
from gui.session.notices import Operation
from gui.session.receipts import RECONCILIATION, ReceiptController
from gui.storage.database.database import Database
from gui.storage.database.schema import STATE_BY_NUMBER
from gui.storage.paths import Paths
from gui.storage.runs import run_store
from gui.storage.secrets.secret_store import SecretStore
from gui.words import receipts as words
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence
from tests.fakes import FakeRecords
from tests.runs import ListedDraft, insert_run
from tests.session.inline.conftest import SHOP, Fixed, Heard
from tests.session.lanes import InlineWork

A, B, C = "13800138000", "13900139000", "13700137000"
LOST = Unknown(UnknownFault.READ_TIMEOUT)
REFUSED = Rejected("isv.BLACK_KEY_CONTROL_LIMIT", "", "r")


@pytest.fixture
def receipts(
    work: InlineWork, accounts: Accounts, connector: Fixed, paths: Paths, secrets: SecretStore
) -> ReceiptController:
    secrets.store(SHOP.access_key_id, "secret", keep_in_memory=True)
    connector.service = FakeRecords()
    return ReceiptController(work, accounts, paths)


@pytest.fixture
def send(paths: Paths) -> Callable[..., int]:
    """Write a run whose calls had these outcomes; `minutes_ago`: when it was sent."""

    def send(outcomes: dict[str, Outcome], minutes_ago: int = 0) -> int:
        draft = ListedDraft("s", "SMS_1", "", numbers=tuple(outcomes), mode=SendMode.ONE_BY_ONE)
        with Database(paths.ledger) as database:
            run = run_store.StoredRun(database, insert_run(database, SHOP, draft))
            calls = run.advance([], len(outcomes))
            results = [evaluate_outcome(call, outcomes[call.request.numbers[0]]) for call in calls]
            run.advance(results, 0)
            database.db.execute(
                "update recipient set submitted_at = submitted_at - :ms,"
                " settled_at = settled_at - :ms",
                {"ms": minutes_ago * 60_000},
            )
            return run.run_id

    return send


def states(paths: Paths) -> list[RecipientState]:
    with Database(paths.ledger) as database:
        found = database.db.execute("select state from recipient order by id")
        return [STATE_BY_NUMBER[state] for (state,) in found]


def test_without_unknown_recipients_there_is_nothing_to_reconcile(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: Accepted("b", "r")})
    noticed, reconciled = heard(work.notices.noticed), heard(receipts.reconciled)
    receipts.reconcile()
    work.run()
    assert [notice.sentence for notice in noticed] == [sentence(words.nothing_unknown)]
    assert len(reconciled) == 1


def test_an_unknown_recipient_without_a_trace_may_be_declared(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    paths: Paths,
    connector: Fixed,
) -> None:
    send({A: LOST}, minutes_ago=120)
    noticed, asked = (
        heard(work.notices.noticed),
        heard(receipts.declaration_requested),
    )
    withdrawn, queued = heard(work.notices.withdrawn), heard(receipts.queued)
    receipts.reconcile()
    work.run()
    assert noticed[0].topic_key == RECONCILIATION
    assert set(withdrawn) == {RECONCILIATION}
    assert set(connector.service.asked) == {A}

    noticed[-1].verb()
    (declarable,) = asked
    assert len(declarable) == 1
    receipts.declare_unsent(declarable)
    work.run()
    assert len(queued) == 1
    assert states(paths) == [RecipientState.QUEUED]
    assert noticed[-1].sentence == sentence(words.declared, 1)


def test_a_recent_unknown_recipient_is_not_declarable_yet(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    paths: Paths,
) -> None:
    send({A: LOST})
    noticed = heard(work.notices.noticed)
    receipts.reconcile()
    work.run()
    assert noticed[-1].severity is Severity.WARNING
    assert noticed[-1].verb is None
    assert states(paths) == [RecipientState.UNKNOWN]


def test_a_second_reconciliation_is_ignored_while_one_is_under_way(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST}, minutes_ago=120)
    reconciled = heard(receipts.reconciled)
    receipts.reconcile()
    receipts.reconcile()
    work.run()
    assert len(reconciled) == 1


def test_a_service_that_cannot_be_reached_leaves_it_unknown(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    connector: Fixed,
    paths: Paths,
) -> None:
    send({A: LOST}, minutes_ago=120)
    connector.service.failures.extend([NotSent(NetworkFault.UNREACHABLE)] * 10)
    noticed = heard(work.notices.noticed)
    receipts.reconcile()
    work.run()
    assert noticed[-1].severity is Severity.WARNING
    assert states(paths) == [RecipientState.UNKNOWN]

    withdrawn = heard(work.notices.withdrawn)
    last = noticed[-1]
    connector.service.failures.clear()
    receipts.reconcile()
    work.run()
    assert last.key in withdrawn  # another result has taken its place


def test_an_offer_to_look_for_the_unknown_goes_once_all_were_looked_for(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST}, minutes_ago=120)
    offers = [
        Notice(Severity.WARNING, sentence(words.still_unknown, 1)),
        Notice(Severity.WARNING, sentence(words.nothing_unknown)),
    ]
    for offer in offers:
        work.notices.report(Operation.LOOK_UP_UNKNOWN, offer, offer.sentence.make)
    keys = [offer.key for offer in offers]
    withdrawn = heard(work.notices.withdrawn)
    receipts.reconcile([])
    work.run()
    assert not [key for key in withdrawn if key in keys]  # others are unknown still
    receipts.reconcile()
    work.run()
    assert [key for key in withdrawn if key in keys] == keys


def test_an_offer_about_those_who_became_unknown_meanwhile_stays(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST}, minutes_ago=120)
    words_of_both = sentence(words.still_unknown, 1)
    before, meanwhile = (Notice(Severity.WARNING, words_of_both) for _ in range(2))
    work.notices.report(Operation.LOOK_UP_UNKNOWN, before)
    receipts.reconcile()
    work.notices.report(Operation.LOOK_UP_UNKNOWN, meanwhile)
    withdrawn = heard(work.notices.withdrawn)
    work.run()
    assert words_of_both not in withdrawn
    assert work.notices.list_open(Operation.LOOK_UP_UNKNOWN)[None] is meanwhile


def test_an_offer_to_look_for_the_unknown_stays_while_the_service_does_not_answer(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    connector: Fixed,
) -> None:
    send({A: LOST}, minutes_ago=120)
    offer = Notice(Severity.WARNING, sentence(words.still_unknown, 1))
    work.notices.report(Operation.LOOK_UP_UNKNOWN, offer, offer.sentence.make)
    withdrawn = heard(work.notices.withdrawn)
    connector.service.failures.extend([NotSent(NetworkFault.UNREACHABLE)] * 10)
    receipts.reconcile()
    work.run()
    assert offer.key not in withdrawn
    connector.service.failures.clear()
    receipts.reconcile()
    work.run()
    assert offer.key in withdrawn


def test_what_may_be_declared_stays_when_others_are_looked_for(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST, B: LOST}, minutes_ago=120)
    send({C: LOST})
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    receipts.reconcile([1, 2])
    work.run()
    offer = noticed[-1]
    receipts.reconcile([3])
    work.run()
    other = noticed[-1]
    assert offer.verb and other.verb is None
    assert offer.key not in withdrawn
    receipts.reconcile([1, 2])
    work.run()
    assert (noticed[-1].key, offer.key in withdrawn) == (offer.key, True)

    withdrawn.clear()
    receipts.declare_unsent([1, 2])
    work.run()
    assert offer.key in withdrawn
    assert other.key not in withdrawn  # that one is still unknown


def test_two_offers_with_the_same_words_are_two(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST, B: LOST}, minutes_ago=120)
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    offers = list[Notice]()
    for chosen in (1, 2):
        receipts.reconcile([chosen])
        work.run()
        offers.append(noticed[-1])
    first, second = offers
    assert first.sentence == second.sentence
    assert first.key != second.key

    receipts.declare_unsent([2])
    work.run()
    assert second.key in withdrawn
    assert first.key not in withdrawn


@pytest.mark.parametrize("minutes_ago", [120, 0])
def test_a_result_is_withdrawn_once_there_is_one_about_all_of_its_recipients(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    minutes_ago: int,
) -> None:
    send({A: LOST, B: LOST, C: LOST}, minutes_ago=minutes_ago)
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    receipts.reconcile([1])
    work.run()
    one = noticed[-1]
    receipts.reconcile([2, 3])
    work.run()
    assert one.key not in withdrawn
    receipts.reconcile([1, 2])
    work.run()
    assert one.key in withdrawn
    assert len(work.notices.list_open(Operation.RECONCILE)) == 2
    receipts.reconcile([1, 2, 3])
    work.run()
    assert list(work.notices.list_open(Operation.RECONCILE)) == [(1, 2, 3)]


def test_what_is_known_of_all_takes_the_place_of_what_was_of_some(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    send({A: LOST}, minutes_ago=120)
    send({B: LOST})
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    receipts.reconcile([1])
    work.run()
    some = noticed[-1]
    receipts.reconcile()
    work.run()
    assert some.key in withdrawn
    assert noticed[-1].key not in withdrawn


def test_rejected_recipients_are_offered_and_sent_again_in_a_run_of_their_own(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    run = send({A: REFUSED, B: Accepted("b", "r")})
    offers: list[Any] = []
    receipts.resend_requested.connect(offers.append)
    separated = heard(receipts.separated)
    receipts.ask_to_resend(run)
    work.run()
    (offer,) = offers
    assert offer.run_id == run
    assert len(offer.refused.ids) == 1

    receipts.resend_one_by_one(run, offer.refused.ids)
    work.run()
    assert separated == [run + 1]


def test_rows_of_several_runs_are_offered_one_run_after_another(
    receipts: ReceiptController, work: InlineWork, send: Callable[..., int], heard: type[Heard]
) -> None:
    older = send({A: REFUSED, B: REFUSED})
    newer = send({C: REFUSED})
    send({A: Accepted("b", "r")})
    offers = list[Any]()
    receipts.resend_requested.connect(offers.append)
    chosen = [4, 3, 2, 1]  # all rows, the newest first
    for run_id, ids, elsewhere in ((newer, [3], 2), (older, [1, 2], 0)):
        receipts.ask_to_resend_chosen(chosen)
        work.run()
        offer = offers.pop()
        assert (offer.run_id, list(offer.refused.ids)) == (run_id, ids)
        assert offer.elsewhere == elsewhere
        receipts.resend_one_by_one(run_id, offer.refused.ids)
        work.run()
    noticed = heard(work.notices.noticed)
    receipts.ask_to_resend_chosen(chosen)
    work.run()
    assert offers == []
    assert [notice.sentence for notice in noticed] == [sentence(words.none_chosen_refused)]


@pytest.mark.parametrize("again", [True, False])
def test_nobody_is_sent_again_twice(
    receipts: ReceiptController,
    work: InlineWork,
    send: Callable[..., int],
    heard: type[Heard],
    again: bool,
) -> None:
    run = send({A: REFUSED} if again else {A: Accepted("b", "r")})
    offers, noticed = (
        heard(receipts.resend_requested),
        heard(work.notices.noticed),
    )
    if again:
        receipts.resend_one_by_one(run, [1])
        work.run()
    receipts.ask_to_resend(run)
    work.run()
    assert offers == []
    assert noticed[-1].sentence == sentence(words.nothing_rejected, 0)


def test_a_damaged_ledger_is_reported(
    receipts: ReceiptController, work: InlineWork, paths: Paths, heard: type[Heard]
) -> None:
    paths.ledger.write_bytes(b"no database at all" * 100)
    noticed = heard(work.notices.noticed)
    for verb in (receipts.reconcile, partial(receipts.ask_to_resend, 1)):
        verb()
        work.run()
    assert [notice.severity for notice in noticed] == [Severity.ERROR] * 2
