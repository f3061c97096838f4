"""What is looked for in the history: text, state, account, run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from gui.core.history import AccountKey, HistoryFilter, HistoryListing
from gui.core.sending.state import RecipientState
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.fields.search_field import SearchField
from gui.words.history import details as history
from gui.words.sending import states

RUN_WIDTH = 300
"""Maximum width of the name of a run, in device-independent pixels."""


class HistoryFilters(QWidget):
    """A field to search in, a box for each kind of filter, and what clears them again."""

    changed = Signal(object)
    """The `HistoryFilter` of now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._accounts: Sequence[tuple[AccountKey, str]] = ()
        self._run_id: int | None = None
        self._dressed = False
        self.search = SearchField(
            "historySearch",
            self.tr("Number, RequestId, BizId, OutId…"),
            self.tr("Search the history"),
        )
        self.state = _box("historyState", self.tr("Show only this state"))
        self.state.addItem(self.tr("All states"), None)
        for state in RecipientState:
            self.state.addItem(states.state(state), state)
        self.account = _box("historyAccount", self.tr("Show only this account"))
        self.account.addItem(self.tr("All accounts"), None)
        self.run = QToolButton(self)
        self.run.setObjectName("historyRun")
        self.run.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.run.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the text
        self.run.setAccessibleName(self.tr("Show all runs again"))
        self.run.setToolTip(self.tr("Show all runs again"))
        restyle(self.run, role="chip", tone="column")
        self.clear = named_button("historyClear", self.tr("Clear filters"))
        restyle(self.clear, role="link")
        self._lay_out()
        self.search.searched.connect(self._announce)
        self.state.currentIndexChanged.connect(self.search.search)
        self.account.currentIndexChanged.connect(self.search.search)
        self.run.clicked.connect(lambda: self.show_run(None))
        self.clear.clicked.connect(self.clear_all)
        theme.changed.connect(self._dress)
        self._show_used()

    def wanted(self) -> HistoryFilter:
        """What is looked for now."""
        return HistoryFilter(
            self.search.text().strip(),
            self.state.currentData(),
            self.account.currentData(),
            self._run_id,
        )

    def show_listing(self, listing: HistoryListing) -> None:
        """Offer the accounts that have sent something, and name the run."""
        if listing.run is not None and listing.run.id == self._run_id:
            name = history.run_name(listing.run)
            letters = self.run.fontMetrics()
            self.run.setText(letters.elidedText(name, Qt.TextElideMode.ElideRight, RUN_WIDTH))
            self.run.setToolTip(f"{name}\n{self.run.accessibleName()}")
        if listing.accounts != self._accounts:
            self._accounts = listing.accounts
            chosen = self.account.currentData()
            blocked = self.account.blockSignals(True)
            while self.account.count() > 1:
                self.account.removeItem(1)
            for key, label in listing.accounts:
                self.account.addItem(label, key)
                if key == chosen:
                    self.account.setCurrentIndex(self.account.count() - 1)
            self.account.blockSignals(blocked)

    def show_run(self, run_id: int | None) -> None:
        """Show one run alone and all of it, or all runs again."""
        if run_id is not None:
            self._reset()
        self._run_id = run_id
        self.run.setText("")
        self.search.search()

    def clear_all(self) -> None:
        """Look for everything again."""
        self._reset()
        self._run_id = None
        self.search.search()
        self.search.setFocus()

    def _reset(self) -> None:
        for box in (self.search, self.state, self.account):
            box.blockSignals(True)
        self.search.clear()
        self.state.setCurrentIndex(0)
        self.account.setCurrentIndex(0)
        for box in (self.search, self.state, self.account):
            box.blockSignals(False)

    def _announce(self) -> None:
        self._show_used()
        self.changed.emit(self.wanted())

    def _show_used(self) -> None:
        wanted = self.wanted()
        restyle(self.state, state="active" if wanted.state is not None else "")
        restyle(self.account, state="active" if wanted.account is not None else "")
        self.run.setVisible(wanted.run_id is not None)
        self.clear.setVisible(wanted != HistoryFilter())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.step)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        row.addWidget(self.search, 2)
        for part in (self.state, self.account, self.run, self.clear):
            row.addWidget(part)
        row.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons; not before they are seen, as the page is made at the start."""
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            self._dress()

    def _dress(self) -> None:
        if not self._dressed:
            return
        self.run.setIcon(self._theme.icon("close", "accent-text"))
        for at, state in enumerate(RecipientState, 1):
            self.state.setItemIcon(at, self._theme.icon(*self._theme.tokens.states[state.value]))


def _box(name: str, spoken: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    # On Linux a combo box is called by its value.
    box.setAccessibleDescription(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(220)
    return box
