"""Jobs of presets and test phones: store them, use them as recipients, import and export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gui.core.accounts.account import Account
from gui.core.lists.draft_rows import DraftOverview
from gui.core.presets.preset import NamedNumber, Preset, PresetBook, PresetResults, TestPhone
from gui.jobs.database import query_database
from gui.jobs.job import Query, query
from gui.jobs.recipients.recipients import change_draft
from gui.storage.database.database import Database
from gui.storage.draft import saved
from gui.storage.presets import book as books
from gui.storage.presets import sources
from gui.storage.presets.results import read_results


@dataclass(frozen=True, slots=True)
class BookChange:
    """The presets and test phones before and after a change.

    Attributes:
        id: of what was saved, or 0.
        many: how many were added, deleted or imported.
        renamed, known: of an import, as `ImportPlan` has them.
    """

    before: PresetBook
    after: PresetBook
    id: int = 0
    many: int = 0
    renamed: int = 0
    known: int = 0


ChangeJob = Query[BookChange]


def load_book(ledger: Path, account: Account) -> Query[PresetBook]:
    """Read the presets and test phones of an account."""
    return query_database(ledger, lambda database: books.read_book(database, account))


def load_results(ledger: Path, account: Account) -> Query[PresetResults]:
    """Read what became of the presets of an account, and its last runs."""
    return query_database(ledger, lambda database: read_results(database, account))


def save_preset(ledger: Path, account: Account, preset: Preset) -> ChangeJob:
    """Store a preset, as `gui.storage.presets.book.save_preset` does."""
    return _save_in_book(ledger, account, lambda db: books.save_preset(db, account, preset))


def save_form(ledger: Path, account: Account, preset: Preset) -> ChangeJob:
    """Store a preset with the recipients of the draft."""

    def save(database: Database) -> int:
        found = sources.read_draft_recipients(database)
        return books.save_preset(database, account, replace(preset, recipients=found))

    return _save_in_book(ledger, account, save)


def read_run(ledger: Path, run_id: int, name: str) -> Query[Preset]:
    """Read what a run has sent as a preset of this name, as `preset_of_run` does."""
    return query_database(ledger, lambda database: sources.preset_of_run(database, run_id, name))


def delete_presets(ledger: Path, account: Account, ids: Sequence[int]) -> ChangeJob:
    """Delete presets."""
    return _change_book(ledger, account, lambda db: books.delete_presets(db, account, ids), ids)


def order_presets(ledger: Path, account: Account, ids: Sequence[int]) -> ChangeJob:
    """Put presets into another order."""
    return _change_book(ledger, account, lambda db: books.order_presets(db, account, ids))


def save_phone(ledger: Path, account: Account, phone: TestPhone) -> ChangeJob:
    """Store a test phone."""
    return _save_in_book(ledger, account, lambda db: books.save_phone(db, account, phone))


def add_phones(ledger: Path, account: Account, phones: Sequence[TestPhone]) -> ChangeJob:
    """Add test phones whose numbers are not saved yet."""

    def add(database: Database) -> BookChange:
        before = books.read_book(database, account)
        many = books.add_phones(database, account, phones)
        after = books.read_book(database, account)
        return BookChange(before, after, many=many, known=len(phones) - many)

    return query_database(ledger, add)


def delete_phones(ledger: Path, account: Account, ids: Sequence[int]) -> ChangeJob:
    """Delete test phones, also from presets."""
    return _change_book(ledger, account, lambda db: books.delete_phones(db, account, ids), ids)


def order_phones(ledger: Path, account: Account, ids: Sequence[int]) -> ChangeJob:
    """Put test phones into another order."""
    return _change_book(ledger, account, lambda db: books.order_phones(db, account, ids))


def restore_book(ledger: Path, account: Account, before: PresetBook) -> ChangeJob:
    """Bring back what was deleted since."""
    return _change_book(ledger, account, lambda db: books.restore(db, account, before))


def import_presets(ledger: Path, account: Account, path: Path) -> ChangeJob:
    """Add the presets and test phones of a file.

    It fails with a `PresetFileError`, or a `LedgerError`.
    """

    def load(database: Database) -> BookChange:
        from gui.storage.presets.files import load_file

        found = load_file(path)
        before = books.read_book(database, account)
        plan = books.import_book(database, account, found)
        return BookChange(
            before,
            books.read_book(database, account),
            many=len(plan.presets) + len(plan.phones),
            renamed=plan.renamed,
            known=plan.known,
        )

    return query_database(ledger, load)


def export_presets(ledger: Path, book: PresetBook, path: Path) -> Query[None]:
    """Write presets and test phones to a file; it fails with a `FileError`."""

    def save() -> None:
        from gui.storage.exports.export_folders import export_register
        from gui.storage.presets.files import save_file

        save_file(book, path, export_register(ledger))

    return query(save)


def tick_phones(ledger: Path, phones: Sequence[NamedNumber]) -> Query[DraftOverview]:
    """Put test phones among the recipients of the draft."""
    return change_draft(ledger, lambda database: saved.tick(database, phones))


def untick_phones(ledger: Path, numbers: Collection[str]) -> Query[DraftOverview]:
    """Take numbers out of the draft."""
    return change_draft(ledger, lambda database: saved.untick(database, numbers))


def choose_recipients(ledger: Path, recipients: Sequence[NamedNumber]) -> Query[DraftOverview]:
    """Let the recipients of a preset take the place of those of the draft."""
    return change_draft(ledger, lambda database: saved.choose(database, recipients))


def find_present(ledger: Path, numbers: Sequence[str]) -> Query[frozenset[str]]:
    """Find those of some numbers that are recipients of the draft."""
    return query_database(ledger, lambda database: saved.list_present(database, numbers))


def _save_in_book(ledger: Path, account: Account, save: Callable[[Database], int]) -> ChangeJob:
    def change(database: Database) -> BookChange:
        before = books.read_book(database, account)
        id = save(database)
        return BookChange(before, books.read_book(database, account), id, 1)

    return query_database(ledger, change)


def _change_book(
    ledger: Path, account: Account, change: Callable[[Database], None], ids: Sequence[int] = ()
) -> ChangeJob:
    def change_book(database: Database) -> BookChange:
        before = books.read_book(database, account)
        change(database)
        return BookChange(before, books.read_book(database, account), many=len(ids))

    return query_database(ledger, change_book)
