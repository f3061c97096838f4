"""Real-looking lists of every kind, read into a draft."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.errors import ListError
from gui.core.lists.draft_rows import DraftNote, DraftRecipient, SourceKind
from gui.core.lists.layout import ListInspection
from gui.core.lists.notes import RowNote
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader
from gui.storage.draft.writer import load_list
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.open_list import open_list
from tests.storage.corpus.cases import CASES, FILES, Case


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database(tmp_path_factory.mktemp("corpus") / "ledger.db") as ledger:
        yield ledger


def read(
    ledger: Database, path: Path, case: Case
) -> tuple[list[DraftRecipient], list[DraftNote], ListInspection]:
    """Load a file; return its recipients, what is said of them, and the inspection."""
    edits.clear_draft(ledger)
    with open_list(path, case.choice) as source:
        seen = inspect_source(source, str(path))
        layout = replace(seen.layout, **case.layout) if case.layout else None
        for _ in load_list(ledger, source, SourceKind.FILE, str(path), layout):
            pass
    ids, notes = reader.list_recipient_ids(ledger), reader.list_note_ids(ledger)
    recipients = reader.RecipientReader(ledger).rows(ids)
    said = reader.NoteReader(ledger).rows(notes)
    return [recipients[id] for id in ids], [said[id] for id in notes], seen


def told(note: DraftNote) -> tuple[int | str, ...]:
    """What is said of a row, as a case has it."""
    said = (note.line, note.note, note.text)
    match note.note:
        case RowNote.REPEATED:
            assert note.first_place == note.place
            return (*said, note.first_line)
        case RowNote.MISSING_VALUE | RowNote.UNREADABLE_VALUE:
            return (*said, note.detail)
        case _:
            assert (note.first_line, note.detail) == (0, "")
            return said


def test_the_corpus_has_enough_lists() -> None:
    assert len(CASES) >= 60
    assert {path.name for path in FILES.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_list_as_people_have_it(ledger: Database, name: str) -> None:
    case = CASES[name]
    if case.fault is not None:
        with pytest.raises(ListError) as error:
            read(ledger, FILES / name, case)
        assert (error.value.fault, error.value.path) == (case.fault, str(FILES / name))
        return

    recipients, notes, seen = read(ledger, FILES / name, case)
    rows: list[DraftRecipient | DraftNote] = [*recipients, *notes]

    assert tuple((one.line, one.number) for one in recipients) == case.places
    assert tuple(map(told, notes)) == case.notes
    assert {(one.place, one.sheet) for one in rows} == {(name, case.sheet)}
    if case.values:
        assert dict(recipients[0].values) == case.values
    if case.encoding:
        assert seen.layout.encoding is case.encoding
