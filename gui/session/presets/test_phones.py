"""Test phones: ticked into the recipients, saved, ordered, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.presets.examples import SANDBOX_NUMBERS
from gui.core.presets.preset import NamedNumber, TestPhone
from gui.jobs import presets as jobs
from gui.session.notices import Operation
from gui.session.presets.stored_book import StoredBook
from gui.session.recipients.draft_recipients import DraftList
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.presets import presets as words
from gui.words.sentence import Sentence, sentence


class TestPhones(QObject):
    """Puts test phones among the recipients of the draft, and keeps the list of them.

    Attributes:
        ticked: the numbers of test phones that are among the recipients, wherever from.
    """

    __test__ = False  # pytest would collect it by its name

    ticked_changed = Signal(object)
    """A frozen set of numbers."""

    def __init__(
        self,
        work: Work,
        stored: StoredBook,
        draft: DraftList,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._stored = stored
        self._draft = draft
        self._ledger = paths.ledger
        self._looking = self._stale = False
        self.ticked: frozenset[str] = frozenset()
        self._expected = self.ticked
        stored.changed.connect(lambda _: self._look())
        draft.changed.connect(lambda _: self._look())

    def tick(self, ids: Sequence[int]) -> None:
        """Put test phones among the recipients."""
        phones = [NamedNumber(one.number, one.name) for one in self._find(ids)]
        # Against what earlier requests will have done: they may wait still.
        new = [one for one in phones if one.number not in self._expected]
        self._expected |= {one.number for one in new}
        if new:
            self._draft.change(jobs.tick_phones(self._ledger, new))

    def untick(self, ids: Sequence[int]) -> None:
        """Take test phones out of the recipients."""
        numbers = [one.number for one in self._find(ids)]
        self._expected -= set(numbers)
        if numbers:
            self._draft.change(jobs.untick_phones(self._ledger, numbers))

    def save(self, phone: TestPhone) -> None:
        """Save a test phone; one with an id is changed."""
        old = self._stored.book.phone(phone.id)
        ticked = old is not None and old.number in self.ticked

        def follow(_: jobs.BookChange) -> None:
            # A ticked one stays so, under its new name and number.
            if old is not None and ticked and old != phone:
                self._draft.change(jobs.untick_phones(self._ledger, [old.number]))
                new = NamedNumber(phone.number, phone.name)
                self._draft.change(jobs.tick_phones(self._ledger, [new]))

        self._stored.change(lambda ledger, account: jobs.save_phone(ledger, account, phone), follow)

    def add(self, phones: Sequence[TestPhone]) -> None:
        """Add test phones whose numbers are not saved yet."""

        def say(change: jobs.BookChange) -> Sentence | None:
            if change.many == 1 and not change.known:
                return None  # the list shows it
            return sentence(words.added_phones, change.many, change.known)

        self._stored.change(lambda ledger, account: jobs.add_phones(ledger, account, phones), say)

    def add_examples(self) -> None:
        """Add test phones of the sandbox that show what can become of a message."""
        pairs = zip(words.example_names(), SANDBOX_NUMBERS, strict=True)
        self.add([TestPhone(0, name, number) for name, number in pairs])

    def delete(self, ids: Sequence[int]) -> None:
        """Delete test phones, which leave the recipients too; the former can be undone."""
        found = self._find(ids)
        if not found:
            return
        if ticked := [one.number for one in found if one.number in self.ticked]:
            self._draft.change(jobs.untick_phones(self._ledger, ticked))
        self._stored.change(
            lambda ledger, account: jobs.delete_phones(ledger, account, ids),
            lambda change: sentence(words.deleted_phones, change.many),
            undoable=True,
        )

    def order(self, ids: Sequence[int]) -> None:
        """Put the test phones into another order."""
        self._stored.change(lambda ledger, account: jobs.order_phones(ledger, account, ids))

    def _find(self, ids: Sequence[int]) -> list[TestPhone]:
        return [one for one in map(self._stored.book.phone, ids) if one is not None]

    def _look(self) -> None:
        """Read which test phones are ticked; requests during a read cause one more."""
        if self._looking:
            self._stale = True
            return
        numbers = [phone.number for phone in self._stored.book.phones]
        if not numbers or not self._draft.overview.recipients:
            self._show(frozenset())
            return
        self._looking, self._stale = True, False
        job = jobs.find_present(self._ledger, numbers)

        def take(found: frozenset[str]) -> None:
            if not self._stale:
                self._show(found)

        def end() -> None:
            self._looking = False
            if self._stale:
                self._stale = False
                self._look()

        self._work.start(self._work.lists, job, Operation.FIND_TICKED, on_result=take, on_end=end)

    def _show(self, ticked: frozenset[str]) -> None:
        # Emitted also if unchanged: a check box may show what was refused.
        self.ticked = self._expected = ticked
        self.ticked_changed.emit(ticked)
