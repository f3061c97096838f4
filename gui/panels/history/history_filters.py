"""The filters of the history: text, days, state, template, account, run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.core.accounts.account_key import AccountKey
from gui.core.history import HistoryFilter, HistoryListing
from gui.core.sending.state import RecipientState
from gui.panels.history.filter_box import FilterBox
from gui.panels.history.period_box import PeriodBox
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import Tool, named_button
from gui.panels.widgets.fields.search_field import SearchField
from gui.panels.widgets.flow_layout import FlowLayout
from gui.words.history import details as history
from gui.words.sending import states

RUN_WIDTH = 300
"""Maximum width of the name of a run, in device-independent pixels."""
SEARCH_LEAST, SEARCH_AROUND = 220, 60
"""Minimum width of the field to search in, and what is around its text; device-independent pixels.
"""


class HistoryFilters(QWidget):
    """A field to search in, a box for each kind of filter, and what clears them again."""

    changed = Signal(object)
    """The current `HistoryFilter`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._accounts: Sequence[tuple[AccountKey, str]] = ()
        self._templates: Sequence[str] = ()
        self._names: Mapping[str, str] = {}
        self._run_id: int | None = None
        self._dressed = False
        self.search = SearchField(
            "historySearch",
            self.tr("Number, name, ID…"),
            self.tr("Search the history"),
        )
        self.period = PeriodBox(theme)
        self.state = FilterBox(
            "historyState", self.tr("Show only this state"), self.tr("All states")
        )
        for state in RecipientState:
            self.state.addItem(states.state(state), state)
        self.template = FilterBox(
            "historyTemplate", self.tr("Show only this template"), self.tr("All templates")
        )
        self.account = FilterBox(
            "historyAccount", self.tr("Show only this account"), self.tr("All accounts")
        )
        self.run = Tool(self)
        self.run.setObjectName("historyRun")
        self.run.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.run.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the text
        self.run.setAccessibleName(self.tr("Show all runs again"))
        self.run.setToolTip(self.tr("Show all runs again"))
        restyle(self.run, role="filter")
        self.clear = named_button("historyClear", self.tr("Clear filters"))
        restyle(self.clear, role="link")
        self._lay_out()
        self.search.searched.connect(self._announce)
        self.period.changed.connect(self.search.search)
        for box in (self.state, self.template, self.account):
            box.currentIndexChanged.connect(self.search.search)
        self.run.clicked.connect(lambda: self.show_run(None))
        self.clear.clicked.connect(self.clear_all)
        theme.changed.connect(self._dress)
        self._show_used()

    def wanted(self) -> HistoryFilter:
        """The current filter."""
        return HistoryFilter(
            self.search.text().strip(),
            self.state.currentData(),
            self.account.currentData(),
            self._run_id,
            self.template.currentData() or "",
            self.period.period(),
        )

    def show_listing(self, listing: HistoryListing) -> None:
        """Offer the accounts and templates that something was sent with, and name the run."""
        if listing.run is not None and listing.run.id == self._run_id:
            name = history.run_name(listing.run)
            letters = self.run.fontMetrics()
            self.run.setText(letters.elidedText(name, Qt.TextElideMode.ElideRight, RUN_WIDTH))
            self.run.setToolTip(f"{name}\n{self.run.accessibleName()}")
        if listing.accounts != self._accounts:
            self._accounts = listing.accounts
            _offer(self.account, listing.accounts)
        if listing.templates != self._templates:
            self._templates = listing.templates
            self._offer_templates()

    def show_names(self, names: Mapping[str, str]) -> None:
        """Name the templates; `names` of those that are known, by code."""
        if names != self._names:
            self._names = names
            self._offer_templates()

    def show_run(self, run_id: int | None) -> None:
        """Show one run alone and all of it, or all runs again."""
        if run_id is not None:
            self._reset()
        self._run_id = run_id
        self.run.setText("")
        self.search.search()

    def search_for(self, text: str) -> None:
        """Look for a text, and leave nothing else out."""
        self._reset()
        self._run_id = None
        blocked = self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(blocked)
        self.search.search()

    def clear_all(self) -> None:
        """Clear all filters."""
        self._reset()
        self._run_id = None
        self.search.search()
        self.search.setFocus()

    def _boxes(self) -> tuple[FilterBox, ...]:
        return (self.period, self.state, self.template, self.account)

    def _reset(self) -> None:
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        for box in self._boxes():
            box.clear_choice()

    def _announce(self) -> None:
        self._show_used()
        self.changed.emit(self.wanted())

    def _show_used(self) -> None:
        wanted = self.wanted()
        for box in self._boxes():
            box.show_used()
        of_run = wanted.run_id is not None
        # A run has one template, one account and its own days.
        parts: list[tuple[QWidget, bool]] = [
            *((box, not of_run) for box in (self.period, self.template, self.account)),
            (self.run, of_run),
            (self.clear, wanted != HistoryFilter()),
        ]
        # First those that give way: all of them together would make the window wider.
        for part, shown in sorted(parts, key=lambda one: one[1]):
            part.setVisible(shown)

    def _offer_templates(self) -> None:
        _offer(self.template, ((code, self._called(code)) for code in self._templates))

    def _called(self, code: str) -> str:
        name = self._names.get(code)
        return f"{name}  {code}" if name else code

    def _lay_out(self) -> None:
        row = FlowLayout(self._theme.step, self)
        row.setContentsMargins(0, 0, 0, 0)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in (self.search, *self._boxes(), self.run, self.clear):
            row.addWidget(part)
        self._fit_search()

    def _fit_search(self) -> None:
        """Let the field show all that it says while it is empty."""
        hint = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        self.search.setFixedWidth(max(SEARCH_LEAST, hint + SEARCH_AROUND))
        # It stands in the middle of the line.
        self.clear.setMinimumHeight(self.search.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons; not before they are seen, as the page is made at the start."""
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            self._dress()

    def _dress(self) -> None:
        if not self._dressed:
            return
        self._fit_search()
        self.run.setIcon(self._theme.icon("close", "accent-text"))
        for at, state in enumerate(RecipientState, 1):
            self.state.setItemIcon(at, self._theme.icon(*self._theme.tokens.states[state.value]))


def _offer(box: FilterBox, entries: Iterable[tuple[object, str]]) -> None:
    """Put other entries behind the first one; what is chosen stays so, without a signal."""
    chosen = box.currentData()
    blocked = box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for data, text in entries:
        box.addItem(text, data)
    box.choose(chosen)
    box.blockSignals(blocked)
    box.show_used()
