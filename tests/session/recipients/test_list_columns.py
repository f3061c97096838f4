from gui.core.lists.draft_rows import DraftRecipient, DraftSource, SourceKind
from gui.core.lists.layout import Layout
from gui.session.recipients.list_columns import first_rows, list_columns
from tests.present import present

ROWS = [
    DraftRecipient(1, "13900000001", "", "", 0, {"name": "Me"}),
    DraftRecipient(2, "13900000002", "a.csv", "", 2, {"Phone": "139 0000 0002", "Code": "12"}),
    DraftRecipient(3, "13900000003", "a.csv", "", 3, {"Phone": "+8613900000003", "Code": ""}),
    DraftRecipient(4, "13900000004", "b.csv", "", 2, {"Code": "x", "Other": "y"}),
]
SAVED = DraftSource(1, SourceKind.SAVED, "", "", ("name",), Layout(), 1)
FIRST = DraftSource(
    2, SourceKind.FILE, "a.csv", "", ("Phone", "Code", "code"), Layout(mapping=(("code", 1),)), 2
)
SECOND = DraftSource(3, SourceKind.FILE, "b.csv", "", ("Code", "Other"), Layout(), 1)


def read(place: int) -> DraftRecipient:
    return present(ROWS[place] if place < len(ROWS) else None)


def test_columns_have_their_first_values_and_variables_are_none() -> None:
    columns = (("Phone", "139 0000 0002"), ("Code", "12"), ("Other", "y"))
    assert list_columns((SAVED, FIRST, SECOND), read) == columns
    assert list_columns((SAVED,), read) == ()


def test_the_rows_of_the_only_list_are_shown_without_their_number_twice() -> None:
    assert first_rows((SAVED, FIRST), read) == (
        ("2", "13900000002", "12"),
        ("3", "13900000003", ""),
    )
    assert first_rows((SAVED, FIRST, SECOND), read) == ()
