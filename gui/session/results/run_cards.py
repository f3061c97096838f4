"""The cards of the newest runs, kept current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import SmsDeskError
from gui.core.phones.masking import mask_number
from gui.core.sending.flow_limit import parse_flow_limit
from gui.core.sending.progress import RunLabel, RunPhase, SendState, StateCounts
from gui.core.sending.run_card import (
    CardPhase,
    FailureGroup,
    Reason,
    RecipientResult,
    RunCard,
    phase_under_way,
    resting_phase,
)
from gui.core.service_codes import ServiceCode
from gui.jobs.run_cards import read_run_cards
from gui.session.accounts import Accounts
from gui.session.catalogues import Catalogues
from gui.session.notices import Operation
from gui.session.sending.send_controller import SendController
from gui.session.sending.send_phase import SendPhase
from gui.session.work import Work
from gui.storage.database.database import now_ms
from gui.storage.paths import Paths
from gui.storage.runs.run_cards import RunCardReader
from gui.words.sending import flow_limits

READ_EVERY = 100
"""Milliseconds between two reads of the ledger, which an operator sees as continuous."""
REST = 20
"""The pause after a read, in multiples of how long the read took."""
PAUSE_MAX = 2000
"""Milliseconds of the longest pause."""


class RunCards(QObject):
    """Reads the cards from the ledger, and adds what is known of the run under way."""

    changed = Signal(object)
    """The `RunCard` of each run, the newest first; emitted if one has changed."""

    found_none = Signal()
    """Nothing was ever sent."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        catalogues: Catalogues,
        sending: SendController,
        paths: Paths,
        explain: Callable[[str], ServiceCode],
        *,
        chinese: bool,
        masked: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._catalogues = catalogues
        self._sending = sending
        self._ledger = paths.ledger
        self._explain = explain
        self._chinese = chinese
        self._masked = masked
        self._reader = RunCardReader()
        self._reading = self._stale = False
        self._stored: tuple[RunCard, ...] = ()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._read_again)
        self.name_of: Callable[[str], str] = lambda number: ""
        self._begun_at = 0
        self._begun: RunCard | None = None
        self.cards: tuple[RunCard, ...] = ()
        sending.state_changed.connect(lambda _: self._show())
        sending.progressed.connect(lambda _: self.refresh())
        sending.recovered.connect(self.refresh)
        sending.ended.connect(lambda _: self.refresh())
        accounts.changed.connect(self._show)
        catalogues.changed.connect(lambda _: self._show())
        catalogues.others_changed.connect(self._show)

    def refresh(self) -> None:
        """Read the cards, at once or as soon as the last reading is long enough ago."""
        if self._reading or self._pause.isActive():
            self._stale = True
        else:
            self._read()

    def mask(self, masked: bool) -> None:
        """Hide the middle of every number, or no longer."""
        self._masked = masked
        self._show()

    def rename(self) -> None:
        """Look the names of the numbers up again."""
        self._show()

    def numbers(self) -> Iterator[tuple[RunCard, RecipientResult, str]]:
        """Give each row of the cards with its number, which may be masked in the row.

        The number is for finding the row, not for being shown.
        """
        stored = {card.run_id: card.rows for card in self._stored}
        for card in self.cards:
            rows = stored.get(card.run_id, ())
            for shown, row in zip(card.rows, rows, strict=False):
                yield card, shown, row.number

    def close(self) -> None:
        """Stop reading."""
        self._pause.stop()

    def _read(self) -> None:
        self._reading, self._stale = True, False
        began = monotonic()
        unfinished = [left.progress.run_id for left in self._sending.unfinished_runs.all()]

        def take(cards: tuple[RunCard, ...]) -> None:
            self._stored = cards
            self._show()
            if not self.cards:
                self.found_none.emit()

        def refuse(_: SmsDeskError) -> None:
            """Ignore it: the history reads the same file and reports it."""

        def end() -> None:
            self._reading = False
            took = int((monotonic() - began) * 1000)
            self._pause.start(min(PAUSE_MAX, max(READ_EVERY, took * REST)))

        job = read_run_cards(self._ledger, self._reader, unfinished)
        self._work.start(
            self._work.results,
            job,
            Operation.READ_CARDS,
            on_result=take,
            on_error=refuse,
            on_end=end,
        )

    def _read_again(self) -> None:
        if self._stale:
            self._read()

    def _show(self) -> None:
        cards = self._complete()
        if cards != self.cards:
            self.cards = cards
            self.changed.emit(cards)

    def _complete(self) -> tuple[RunCard, ...]:
        """Add to what the ledger says what only the session knows."""
        state, current = self._sending.state, self._sending.current_run
        cards = [self._dress(card, state, current) for card in self._stored]
        label = self._sending.current_label
        if self._sending.busy and label is not None:
            self._begun_at = self._begun_at or now_ms()
            self._begun = _begun(label, state, current, self._begun_at)
        else:
            self._begun_at = 0
            # A short run may be over before it is read for the first time: its card stays.
            if self._begun is not None and not self._begun.run_id:
                self._begun = None
        begun = self._begun
        if begun is not None and all(card.run_id != begun.run_id for card in self._stored):
            cards.insert(0, self._dress(begun, state, current))
        elif not self._sending.busy:
            self._begun = None
        return tuple(cards)

    def _dress(self, card: RunCard, state: SendState, current: int) -> RunCard:
        card = self._overlay(card, state, current)
        current_account = self._is_current(card)
        account = AccountKey.of(card)
        return replace(
            card,
            template_name=self._catalogues.template_name(account, card.template_code),
            foreign=not current_account,
            repeatable=card.run_id > 0 and current_account and not self._sending.busy,
            rows=tuple(map(self._dress_row, card.rows)),
            groups=tuple(map(self._dress_group, card.groups)),
        )

    def _overlay(self, card: RunCard, state: SendState, current: int) -> RunCard:
        progress = state.progress
        if progress is not None and progress.run_id != card.run_id:
            progress = None
        if self._sending.busy and current == card.run_id:
            if state.preparing or progress is None:
                return replace(card, phase=CardPhase.PREPARING, actions=state.actions)
            return replace(
                card,
                phase=self._phase(progress.phase),
                actions=state.actions,
                rate=progress.rate,
                seconds_left=progress.seconds_left,
                cause=progress.cause,
            )
        if not card.counts.queued:
            return card
        actions = frozenset() if self._sending.busy else state.actions
        return replace(card, actions=actions, cause=progress.cause if progress else None)

    def _phase(self, phase: RunPhase) -> CardPhase:
        """The phase of the run under way; what the operator pressed counts at once."""
        match self._sending.phase:
            case SendPhase.PAUSED:
                return CardPhase.PAUSED
            case SendPhase.STOPPING:
                return CardPhase.STOPPING
            case _:
                return phase_under_way(phase)

    def _is_current(self, card: RunCard) -> bool:
        account = self._accounts.current
        if card.sandbox or account.sandbox:
            return card.sandbox and account.sandbox
        return card.access_key_id == account.access_key_id

    def _dress_row(self, row: RecipientResult) -> RecipientResult:
        return replace(
            row,
            number=mask_number(row.number) if self._masked else row.number,
            name=self.name_of(row.number) or row.name,
            reason=self._meaning(row.reason),
        )

    def _dress_group(self, group: FailureGroup) -> FailureGroup:
        return replace(group, reason=self._meaning(group.reason))

    def _meaning(self, reason: Reason) -> Reason:
        if not reason.code or reason.code == "OK":
            return reason
        if limit := parse_flow_limit(reason.code, reason.message):
            meaning, remedy = flow_limits.meaning(limit), flow_limits.remedy(limit)
            return replace(reason, meaning=meaning, remedy=remedy)
        code = self._explain(reason.code)
        return replace(
            reason,
            meaning=code.zh if self._chinese else code.en,
            remedy=code.remedy_zh if self._chinese else code.remedy_en,
        )


def _begun(label: RunLabel, state: SendState, current: int, begun_at: int) -> RunCard:
    """The card of a run that is not written down, or was not read yet."""
    progress = state.progress
    known = progress is not None and progress.run_id == current
    counts = progress.counts if progress is not None and known else StateCounts()
    account = label.account
    return RunCard(
        run_id=current,
        created_at=begun_at,
        account_label=account.label,
        access_key_id=account.access_key_id,
        sandbox=account.sandbox,
        sign_name=label.sign_name,
        template_code=label.template_code,
        counts=counts,
        phase=resting_phase(counts),
    )
