import pytest

from gui.core.lists.sheet_notes import NO_SHEET_NOTES, ColumnNote, ColumnProblem, SheetNotes
from gui.words.recipients import sheets


def test_a_sheet_without_notes_says_nothing() -> None:
    assert sheets.hidden_parts(NO_SHEET_NOTES) == ""
    assert sheets.hidden_columns(NO_SHEET_NOTES, ()) == ""
    assert sheets.doubtful_columns(NO_SHEET_NOTES, ()) == ()


def test_hidden_rows_are_counted() -> None:
    assert "12" in sheets.hidden_parts(SheetNotes(hidden_rows=12))


def test_what_is_not_known_is_said() -> None:
    assert "cannot be told" in sheets.hidden_parts(SheetNotes(hiding_unknown=True))


@pytest.mark.parametrize("problem", ColumnProblem)
def test_every_problem_says_where_it_is(problem: ColumnProblem) -> None:
    (said,) = sheets.doubtful_columns(SheetNotes(columns=(ColumnNote(1, problem, 8, 9),)), ["a"])
    assert said.startswith("B: ") and ": 8, first in row 9." in said


def test_many_columns_are_counted() -> None:
    columns = tuple(ColumnNote(n, ColumnProblem.FORMAT, 1, 2) for n in range(5))
    said = sheets.doubtful_columns(SheetNotes(columns=columns), [])
    assert len(said) == 4 and "2" in said[-1]
    assert "2" in sheets.hidden_columns(SheetNotes(hidden_columns=(0, 1, 2, 3, 4)), [])
