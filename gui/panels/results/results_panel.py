"""The results: a card for each of the newest runs, the newest open."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.panels.theme.theme import Theme, restyle

if TYPE_CHECKING:  # cards come after the window is up
    from gui.core.sending.run_card import RunCard
    from gui.panels.results.first_start import FirstStart
    from gui.panels.results.run_card import RunCardView

WIDE = 960
"""Cards are not wider than this."""
LOW = 560
"""Height below which the heading gives way to the cards."""


class ResultsPanel(QWidget):
    """Shows the cards; each changes in place, so that focus and screen readers stay with it."""

    paused = Signal()
    resumed = Signal(int)
    """The number of the run to go on with; 0 for one that is not written down yet."""
    stopped = Signal()
    given_up = Signal(int)
    repeated = Signal(int)
    """The number of the run that is to be sent again, exactly the same."""
    edited = Signal(int)
    """The number of the run whose message and recipients are to be loaded into the form."""
    kept = Signal(int, str)
    """The number of the run that is to be saved as a preset, and its name."""
    resend_requested = Signal(int, object)
    """A run, and the ids of the recipients to send to again, or none for all that can be."""
    look_up_requested = Signal()
    """The service is to be asked about unknown results."""
    history_requested = Signal(int, object)
    """A run, and a `RecipientState`, or none for all of it."""
    example_requested = Signal()
    add_account_requested = Signal()
    compose_requested = Signal()
    """The first field of the message is to get the focus."""
    sandbox_requested = Signal()
    """The sandbox is to be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show neither cards nor the first start: it is not known yet which."""
        super().__init__(parent)
        self._theme = theme
        self._views: dict[int, RunCardView] = {}
        self._chosen: dict[int, bool] = {}
        self._first: FirstStart | None = None
        self._account = ("", True)
        self._focus_wanted = False
        self._title = QLabel(self.tr("Results"))
        restyle(self._title, role="strong")
        self._hint = QLabel(self.tr("Receipts come by themselves"))
        restyle(self._hint, role="caption")
        self._head = QWidget()
        self._head.setMaximumWidth(WIDE)  # the hint ends where the cards do
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._hint)
        self._page = QWidget()
        self._page.setObjectName("runCards")
        self._page.setAccessibleName(self.tr("Results"))
        self._page.setMaximumWidth(WIDE)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(16, 0, 16, 16)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._page)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._stack, 1)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)

    def show_cards(self, cards: Sequence[RunCard]) -> None:
        """Show these runs, the newest first; without any, what a first start offers."""
        self._hint.setVisible(bool(cards))
        if not cards:
            self._show_first_start()
            return
        self._stack.setCurrentWidget(self._area)
        self._adopt(cards)
        self._drop(cards)
        for place, card in enumerate(cards):
            self._show(card, place, newest=place == 0)
        self._group(cards)
        if self._focus_wanted:
            self.focus_running()
        self._tick()
        waiting = any(card.counts.accepted for card in cards if self._views[card.run_id].is_open)
        if waiting and not self._clock.isActive():
            self._clock.start()
        elif not waiting:
            self._clock.stop()

    def show_account(self, label: str, *, sandbox: bool) -> None:
        """Let what a first start offers be about this account."""
        self._account = (label, sandbox)
        if self._first is not None:
            self._first.show_account(label, sandbox=sandbox)

    def newest(self) -> RunCard | None:
        """The card of the newest run, or none."""
        return next((view.card for view in self._in_order()), None)

    def focus_running(self) -> None:
        """Focus the card of the run that is under way, once there is one."""
        view = next(iter(self._in_order()), None)
        running = view is not None and view.card.under_way
        self._focus_wanted = not running
        fold = view.findChild(QToolButton, "foldCard") if view is not None and running else None
        if fold is not None:
            fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a low window to the cards."""
        super().resizeEvent(event)
        self._head.setVisible(self.height() >= LOW)
        self._column.setContentsMargins(16, 0 if self.height() >= LOW else 10, 16, 16)

    def _adopt(self, cards: Sequence[RunCard]) -> None:
        """Let the card of a run that was not written down become that of the run it is now."""
        known = self._views.get(0)
        new = next((card.run_id for card in cards if card.run_id not in self._views), 0)
        if known is not None and new and all(card.run_id for card in cards):
            del self._views[0]
            self._views[new] = known
            if 0 in self._chosen:
                self._chosen[new] = self._chosen.pop(0)

    def _drop(self, cards: Sequence[RunCard]) -> None:
        there = {card.run_id for card in cards}
        for run_id in [run_id for run_id in self._views if run_id not in there]:
            view = self._views.pop(run_id)
            self._chosen.pop(run_id, None)
            self._column.removeWidget(view)
            view.setParent(None)
            view.deleteLater()

    def _show(self, card: RunCard, place: int, *, newest: bool) -> None:
        view = self._views.get(card.run_id)
        if view is None:
            view = self._views[card.run_id] = self._make(card)
            # The newest card is also the first child, in the order of screen readers.
            view.setParent(self._page)
            if newest:
                self._chosen = {
                    run_id: open_ for run_id, open_ in self._chosen.items() if not open_
                }
        if self._column.indexOf(view) != place:
            self._column.insertWidget(place, view)
            if newest:
                view.lower()
        unfinished = card.under_way or card.counts.queued > 0
        is_open = self._chosen.get(card.run_id, newest or unfinished)
        if view.card == card and view.is_open == is_open and view.shown:
            return
        view.show_card(card, is_open=is_open)
        view.show()  # a layout would show it later, and the focus could not go there before

    def _make(self, card: RunCard) -> RunCardView:
        from gui.panels.results.run_card import RunCardView

        view = RunCardView(self._theme, card)
        view.paused.connect(self.paused)
        view.resumed.connect(lambda: self.resumed.emit(view.card.run_id))
        view.stopped.connect(self.stopped)
        view.given_up.connect(lambda: self.given_up.emit(view.card.run_id))
        view.repeated.connect(lambda: self.repeated.emit(view.card.run_id))
        view.edited.connect(lambda: self.edited.emit(view.card.run_id))
        view.kept.connect(lambda: self._keep(view.card))
        view.resend_requested.connect(lambda ids: self.resend_requested.emit(view.card.run_id, ids))
        view.look_up_requested.connect(self.look_up_requested)
        view.history_requested.connect(
            lambda state: self.history_requested.emit(view.card.run_id, state)
        )
        view.toggled.connect(lambda: self._toggle(view))
        return view

    def _keep(self, card: RunCard) -> None:
        from gui.words.sending import run_cards as words

        self.kept.emit(card.run_id, words.title(card))

    def _toggle(self, view: RunCardView) -> None:
        self._chosen[view.card.run_id] = not view.is_open
        view.show_card(view.card, is_open=not view.is_open)
        self._tick()

    def _group(self, cards: Sequence[RunCard]) -> None:
        """Put a heading above the first card of each day, and join the cards of a day."""
        from gui.words.sending import run_cards as words

        now = int(time.time() * 1000)
        if not words.same_day(cards[0].created_at, now):
            heading = words.day(cards[0].created_at, now)
        else:
            heading = ""
        self._views[cards[0].run_id].show_place(heading, "only")
        older = cards[1:]
        for place, card in enumerate(older):
            first = place == 0 or not words.same_day(card.created_at, older[place - 1].created_at)
            last = place == len(older) - 1 or not words.same_day(
                card.created_at, older[place + 1].created_at
            )
            heading = words.day(card.created_at, now) if first else ""
            place_name = "only" if first and last else "first" if first else "last"
            if not first and not last:
                place_name = "middle"
            self._views[card.run_id].show_place(heading, place_name)

    def _in_order(self) -> list[RunCardView]:
        return sorted(self._views.values(), key=self._column.indexOf)

    def _tick(self) -> None:
        now = int(time.time() * 1000)
        for view in self._views.values():
            view.tick(now)

    def _show_first_start(self) -> None:
        if self._first is None:
            from gui.panels.results.first_start import FirstStart

            self._first = FirstStart(self._theme)
            self._first.example_requested.connect(self.example_requested)
            self._first.add_account_requested.connect(self.add_account_requested)
            self._first.compose_requested.connect(self.compose_requested)
            self._first.sandbox_requested.connect(self.sandbox_requested)
            label, sandbox = self._account
            self._first.show_account(label, sandbox=sandbox)
            self._stack.addWidget(self._first)
        self._stack.setCurrentWidget(self._first)
