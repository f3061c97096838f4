"""Real-looking lists of every kind, read into a draft."""

import pytest

from gui.core.drafted import SourceKind
from gui.core.errors import ListError
from gui.storage import drafts
from gui.storage.draft_writer import load
from gui.storage.ledger import Ledger
from gui.storage.lists.opening import inspect, open_list
from tests.storage.corpus.cases import CASES, FILES


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("corpus") / "ledger.db") as ledger:
        yield ledger


def read(ledger, path, choice):
    """Load a file; return numbers, notes, values of the first, and the inspection."""
    from gui.storage import draft_steps

    draft_steps.clear(ledger)
    with open_list(path, choice) as source:
        seen = inspect(source, str(path))
        for _ in load(ledger, source, SourceKind.FILE, str(path)):
            pass
    ids, notes = drafts.recipient_ids(ledger), drafts.note_ids(ledger)
    recipients = drafts.DraftRecipients(ledger).rows(ids)
    said = drafts.DraftNotes(ledger).rows(notes)
    return [recipients[id] for id in ids], [said[id] for id in notes], seen


def test_there_are_enough_of_them():
    assert len(CASES) >= 60
    assert {path.name for path in FILES.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_list_as_people_have_it(ledger, name):
    case = CASES[name]
    if case.fault is not None:
        with pytest.raises(ListError) as error:
            read(ledger, FILES / name, case.choice)
        assert (error.value.fault, error.value.path) == (case.fault, str(FILES / name))
        return

    recipients, notes, seen = read(ledger, FILES / name, case.choice)

    assert tuple(one.number for one in recipients) == case.numbers
    assert tuple((one.line, one.note, one.text) for one in notes) == case.notes
    if case.values:
        assert dict(recipients[0].values) == case.values
    if case.encoding:
        assert seen.layout.encoding is case.encoding
