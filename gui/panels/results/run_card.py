"""The card of one run, which changes in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.core.sending.progress import StopCauseKind
from gui.core.sending.run_card import (
    SHOWN_ORDER,
    CardPhase,
    FailureGroup,
    RecipientResult,
    RunCard,
)
from gui.panels.results.card_actions import CardActions
from gui.panels.results.card_head import CardHead
from gui.panels.results.card_rows import LEFT, RIGHT, CardRow, ReasonRow, RecipientRow
from gui.panels.results.progress_block import ProgressBlock
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.flow_layout import FlowLayout
from gui.panels.widgets.icon_label import IconLabel
from gui.panels.widgets.notices.note import Note
from gui.panels.widgets.stacked_bar import StackedBar
from gui.words.notices import Severity
from gui.words.sending import run_cards as words

Row = TypeVar("Row", bound=CardRow)


class RunCardView(QWidget):
    """A run: its head always, the rest while it is unfolded, or under way."""

    paused = Signal()
    resumed = Signal()
    stopped = Signal()
    given_up = Signal()
    repeated = Signal()
    edited = Signal()
    kept = Signal()
    resend_requested = Signal(object)
    """The ids of the recipients to send to again, or none for all that can be."""
    look_up_requested = Signal()
    """The service is to be asked about unknown results."""
    history_requested = Signal(object)
    """A `RecipientState`, or none for all of the run."""
    toggled = Signal()

    def __init__(self, theme: Theme, card: RunCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body: CardBody | None = None
        self._legend: _Legend | None = None
        self.card = card
        self.is_open = self.shown = False
        self._heading = QLabel()
        restyle(self._heading, role="heading")
        self._heading.setContentsMargins(2, 16, 0, 8)
        self._heading.setVisible(False)
        self._frame = QFrame()
        restyle(self._frame, role="card")
        self._head = CardHead(theme)
        self._inside = QVBoxLayout(self._frame)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._inside.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._frame)
        self._head.toggled.connect(self.toggled)

    def show_card(self, card: RunCard, *, is_open: bool) -> None:
        """Show the state of the run: the whole card, or its head."""
        self.card, self.is_open, self.shown = card, is_open, True
        changed = self._head.show_card(card, is_open=is_open)
        restyle(self._frame, current="true" if is_open else "false")
        if is_open and self._body is None:
            self._build_body()
        if not is_open and self._body is not None and not card.under_way:
            # Hundreds of widgets that are not seen would be styled anew with each change of theme.
            self._drop_body(self._body)
        if self._body is not None:
            self._body.setVisible(is_open)
            self._body.show_card(card)
        listed = card.large and not is_open and not card.under_way
        if listed and self._legend is None:
            self._legend = _Legend(self._theme)
            self._inside.addWidget(self._legend)
        if self._legend is not None:
            self._legend.setVisible(listed)
            if listed:
                self._legend.show_card(card)
        if changed:
            self._head.fit()  # its controls are those of the body
        text = words.card_text(card)
        if text != self.accessibleName():
            self.setAccessibleName(text)

    def show_place(self, heading: str, place: str) -> None:
        """Set the heading above it, and its place among the cards: only, first, middle, last."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        restyle(self._frame, joined=place)

    def tick(self, now: int) -> None:
        """Count the seconds of receipts that are waited for; `now` in ms since 1970, UTC."""
        if self.is_open and self._body is not None:
            self._body.tick(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space fold and unfold."""
        folds = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if folds and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def _drop_body(self, body: CardBody) -> None:
        self._body = None
        body.controls.leave_head()
        self._inside.removeWidget(body)
        body.hide()
        body.setParent(None)
        body.deleteLater()

    def _build_body(self) -> None:
        body = self._body = CardBody(self._theme, self._head)
        self._inside.addWidget(body)
        controls = body.controls
        controls.paused.connect(self.paused)
        controls.resumed.connect(self.resumed)
        controls.stopped.connect(self.stopped)
        controls.given_up.connect(self.given_up)
        controls.repeated.connect(self.repeated)
        controls.edited.connect(self.edited)
        controls.kept.connect(self.kept)
        controls.resend_requested.connect(lambda: self.resend_requested.emit(None))
        controls.look_up_requested.connect(self.look_up_requested)
        controls.history_requested.connect(lambda: self.history_requested.emit(None))
        body.resend_requested.connect(lambda id: self.resend_requested.emit([id]))
        body.history_requested.connect(self.history_requested)


class CardBody(QWidget):
    """What an unfolded card shows below its head."""

    resend_requested = Signal(int)
    history_requested = Signal(object)

    def __init__(self, theme: Theme, head: CardHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[object, CardRow] = {}
        self._message = ElidedLabel()
        restyle(self._message, role="caption")
        self._message.setContentsMargins(LEFT, 0, RIGHT, 8)
        self._progress = ProgressBlock(theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._note = Note(theme)
        self._notes = QWidget()
        note_row = QVBoxLayout(self._notes)
        note_row.setContentsMargins(LEFT, 0, RIGHT, 8)
        note_row.addWidget(self._note)
        self._closing = QLabel(wordWrap=True)
        restyle(self._closing, role="caption")
        self._closing_row = QFrame()
        restyle(self._closing_row, role="row")
        closing = QHBoxLayout(self._closing_row)
        closing.setContentsMargins(LEFT, 8, RIGHT, 8)
        closing.setSpacing(theme.step)
        icon = IconLabel(theme, "information", "text-secondary")
        closing.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        closing.addWidget(self._closing, 1)
        self.controls = CardActions(theme, head.controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._message)
        column.addWidget(self._progress)
        column.addWidget(self._notes)
        column.addLayout(self._list)
        column.addWidget(self._closing_row)
        column.addWidget(self.controls)

    def show_card(self, card: RunCard) -> None:
        """Show the state of the run."""
        self._message.show_text(card.example)
        self._message.setVisible(bool(card.example))
        self._progress.show_card(card)
        self._show_note(card)
        if card.many:
            self._show_groups(card.groups)
        else:
            self._show_results(card.rows)
        self._closing.setText(words.closing_note())
        self._closing_row.setVisible(card.many and card.under_way)
        self.controls.show_card(card)
        self.controls.setVisible(not card.under_way)

    def tick(self, now: int) -> None:
        """Count the seconds of receipts that are waited for."""
        for row in self._rows.values():
            if isinstance(row, RecipientRow):
                row.tick(now)

    def _show_note(self, card: RunCard) -> None:
        text, severity = "", Severity.INFORMATION
        if card.phase is CardPhase.STOPPED:
            text = words.stopped(card)
        if card.cause is not None and card.cause.kind is not StopCauseKind.OPERATOR:
            text = "\n".join(filter(None, (text, words.why(card))))
            severity = Severity.WARNING
        self._note.show_text(text, severity)
        self._notes.setVisible(bool(text))

    def _show_results(self, results: Sequence[RecipientResult]) -> None:
        keys: list[object] = [result.id for result in results]
        self._drop(keys)
        selected = False
        for place, result in enumerate(results):
            row = self._rows.get(result.id)
            if isinstance(row, RecipientRow):
                row.show_result(result)
            else:
                row = self._keep(result.id, RecipientRow(self._theme, result))
                row.resend_requested.connect(self.resend_requested)
                row.history_requested.connect(self.history_requested)
            self._put(row, place)
            row.select(row.failed and not selected)
            selected = selected or row.failed

    def _show_groups(self, groups: Sequence[FailureGroup]) -> None:
        keys: list[object] = [(group.state, group.reason) for group in groups]
        self._drop(keys)
        for place, (key, group) in enumerate(zip(keys, groups, strict=True)):
            row = self._rows.get(key)
            if isinstance(row, ReasonRow):
                row.show_group(group)
            else:
                row = self._keep(key, ReasonRow(self._theme, group))
                row.history_requested.connect(self.history_requested)
            self._put(row, place)

    def _keep(self, key: object, row: Row) -> Row:
        self._rows[key] = row
        return row

    def _put(self, row: CardRow, place: int) -> None:
        if self._list.indexOf(row) != place:
            self._list.insertWidget(place, row)
            row.show()

    def _drop(self, keys: Sequence[object]) -> None:
        for key in [key for key in self._rows if key not in keys]:
            row = self._rows.pop(key)
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()


class _Legend(QWidget):
    """The bar of a large run whose card is folded, and what its parts are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = StackedBar(theme, small=True)
        self._bar.setAccessibleName(self.tr("What became of the messages"))
        self._labels = {state: IconLabel(theme) for state in SHOWN_ORDER}
        self._note = QLabel()
        restyle(self._note, role="caption")
        labels = QWidget()
        flow = FlowLayout(14, labels)
        flow.setContentsMargins(0, 0, 0, 0)
        for state, label in self._labels.items():
            restyle(label, role="caption")
            label.show_state(state)
            flow.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(labels, 1)
        row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT, 0, RIGHT, 10)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addLayout(row)

    def show_card(self, card: RunCard) -> None:
        """Show how many recipients are in each state."""
        self._bar.show_counts(card.counts)
        said = dict(words.counts(card))
        for state, label in self._labels.items():
            label.setVisible(state in said)
            if state in said:
                label.show_state(state, said[state])
        self._note.setText(words.time_note(card))
