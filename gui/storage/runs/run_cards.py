"""Read what the cards of the newest runs say; fast also for runs of 100,000 recipients."""

from __future__ import annotations

from dataclasses import replace
from sqlite3 import Connection, Row

from gui.core.message.template import compose_message, render
from gui.core.params.document import Params, parse_params
from gui.core.phones.number import is_mainland
from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import (
    FAILED,
    REASONS_MAX,
    ROWS_MAX,
    CardPhase,
    FailureGroup,
    Reason,
    RecipientResult,
    RunCard,
    resting_phase,
    sort_failed_first,
)
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.database.schema import (
    ACCEPTED,
    DELIVERED,
    STATE_BY_NUMBER,
    STATE_NUMBERS,
    UNDELIVERED,
)
from gui.storage.runs.resend import MAY_BE_RESENT

CARDS = 30
"""Runs that have a card; unfinished ones have one in addition."""
SLOWEST_OF = 1_000
"""Recipients of a run up to which the slowest receipt is looked for."""

_HEADS = """
    select id, token, created_at, access_key_id, account_label, sandbox, sign_name, template_code,
        template_param, template_content, source_run from run
    where id in (select id from run order by id desc limit :limit)
        or id in (select value from json_each(:unfinished))
    order by id desc
"""
# A covering index: 100,000 recipients take some milliseconds.
_COUNTS = """
    select state, count(*) as number, min(id) as first, max(id) as last
    from recipient where run_id = ? group by state
"""
# A code of the receipt explains an undelivered one; flow control tells its window in the message.
_CODE = f"case state when {UNDELIVERED} then receipt_code else code end"
_MESSAGE = "case code when 'isv.BUSINESS_LIMIT_CONTROL' then message else '' end"
_ROWS = f"""
    select id, number, state, {_CODE} as code, message, fault, accepted_at, receipt_seconds,
        (select name from recipient_name one
            where one.run_id = recipient.run_id and one.number = recipient.number) as name
    from recipient where run_id = ? order by id
"""  # noqa: S608 - fixed text
_ASKED_FOR = f"""
    select exists(
        select 1 from recipient
        where run_id = ? and state = {ACCEPTED} and next_query_at is not null
    )
"""  # noqa: S608 - fixed text
_FAILED = ", ".join(str(STATE_NUMBERS[state]) for state in FAILED)
_GROUPS = f"""
    select state, {_CODE} as code, {_MESSAGE} as message, fault, count(*) as number
    from recipient where run_id = ? and state in ({_FAILED})
    group by state, 2, 3, fault order by number desc, state limit {REASONS_MAX}
"""  # noqa: S608 - fixed text


class RunCardReader:
    """Reads the cards; what is slow to read of a large run only if its counts have changed."""

    def __init__(self) -> None:
        self._known: dict[str, RunCard] = {}
        self._copied = set[int]()

    def read(self, database: Database, unfinished: str = "[]") -> tuple[RunCard, ...]:
        """Read the cards of the newest runs and of some others, the newest first.

        Args:
            database: open on this thread.
            unfinished: JSON list of the numbers of runs that have a card however old they are.

        Raises:
            LedgerError: it cannot be read.
        """
        with translate_errors(database.path):
            heads = read_rows(database.db, _HEADS, {"limit": CARDS, "unfinished": unfinished})
            resent = {head["source_run"] for head in heads if head["source_run"]}
            new, self._copied = resent - self._copied, resent
            cards = tuple(self._card(database.db, head, new) for head in heads)
        tokens = {head["token"] for head in heads}
        self._known = {token: card for token, card in self._known.items() if token in tokens}
        return tuple(card for card in cards if card.counts.total)

    def _card(self, db: Connection, head: Row, resent: set[int]) -> RunCard:
        known = self._known.get(head["token"])
        if head["id"] in resent:
            known = None
        if known is None or known.phase is not CardPhase.FINISHED or known.counts.unknown:
            known = self._known[head["token"]] = _read(db, head, known)
        return replace(
            known, access_key_id=head["access_key_id"], account_label=head["account_label"]
        )


def _read(db: Connection, head: Row, known: RunCard | None) -> RunCard:
    """Read the card of a run; `known` is what was read before."""
    run_id = head["id"]
    found = read_rows(db, _COUNTS, (run_id,))
    counts = StateCounts(**{_state(row["state"]).value: row["number"] for row in found})
    phase = resting_phase(counts, asked_for=_is_asked_for(db, run_id, counts))
    if known is not None and known.many and (known.counts, known.phase) == (counts, phase):
        return known
    ends = [row["first"] for row in found] + [row["last"] for row in found]
    card = RunCard(
        run_id=run_id,
        created_at=head["created_at"],
        account_label=head["account_label"],
        sandbox=bool(head["sandbox"]),
        sign_name=head["sign_name"],
        template_code=head["template_code"],
        counts=counts,
        phase=phase,
    )
    if not ends:
        return card
    first, last = _call_times(db, (min(ends), max(ends)))
    seconds = None
    if first["submitted_at"] is not None and last["settled_at"] is not None:
        seconds = max(0.0, (last["settled_at"] - first["submitted_at"]) / 1000)
    failed = any(counts.of(state) for state in FAILED)
    return replace(
        card,
        example=_example(head, first),
        rows=() if card.many else _rows(db, run_id),
        groups=_groups(db, run_id) if card.many and failed else (),
        slowest=_slowest(db, run_id, counts),
        seconds=seconds,
        resendable=_resendable(db, run_id) if failed else 0,
    )


def _is_asked_for(db: Connection, run_id: int, counts: StateCounts) -> bool:
    return bool(counts.accepted) and bool(read_rows(db, _ASKED_FOR, (run_id,))[0][0])


def _call_times(db: Connection, ids: tuple[int, int]) -> tuple[Row, Row]:
    """Read the first and the last recipient: calls are made in the order of their ids."""
    query = "select number, template_param, submitted_at, settled_at from recipient where id = ?"
    (first,), (last,) = (read_rows(db, query, (id,)) for id in ids)
    return first, last


def _example(head: Row, first: Row) -> str:
    """Render the message to the first recipient; empty if the template's text is not known."""
    content = head["template_content"]
    if not content:
        return ""
    param = first["template_param"]
    params = parse_params(head["template_param"] if param is None else param)
    values = dict(params.values) if isinstance(params, Params) else {}
    abroad = not is_mainland(first["number"])
    return compose_message(head["sign_name"], render(content, values), abroad=abroad)


def _rows(db: Connection, run_id: int) -> tuple[RecipientResult, ...]:
    return sort_failed_first(
        [
            RecipientResult(
                id=row["id"],
                number=row["number"],
                state=_state(row["state"]),
                reason=Reason(row["code"], row["message"], row["fault"]),
                name=row["name"] or "",
                accepted_at=row["accepted_at"],
                seconds=row["receipt_seconds"],
            )
            for row in read_rows(db, _ROWS, (run_id,))[:ROWS_MAX]
        ]
    )


def _groups(db: Connection, run_id: int) -> tuple[FailureGroup, ...]:
    return tuple(
        FailureGroup(
            _state(row["state"]), Reason(row["code"], row["message"], row["fault"]), row["number"]
        )
        for row in read_rows(db, _GROUPS, (run_id,))
    )


def _slowest(db: Connection, run_id: int, counts: StateCounts) -> int | None:
    if not counts.delivered or counts.total > SLOWEST_OF:
        return None
    query = f"select max(receipt_seconds) from recipient where run_id = ? and state = {DELIVERED}"  # noqa: S608 - fixed text
    (seconds,) = db.execute(query, (run_id,)).fetchone()
    return None if seconds is None else int(seconds)


def _resendable(db: Connection, run_id: int) -> int:
    query = f"select count(*) from recipient where run_id = :run_id and {MAY_BE_RESENT}"  # noqa: S608 - fixed text
    (number,) = db.execute(query, {"run_id": run_id, "chosen": None}).fetchone()
    return int(number)


def _state(number: object) -> RecipientState:
    """Return a state; an invalid one of a damaged ledger is unknown."""
    if isinstance(number, int) and 0 <= number < len(STATE_BY_NUMBER):
        return STATE_BY_NUMBER[number]
    return RecipientState.UNKNOWN
