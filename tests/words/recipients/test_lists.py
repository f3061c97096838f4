import re
from typing import Any

import pytest

from gui.core.lists.draft_rows import (
    DraftNote,
    DraftOverview,
    DraftSource,
    DraftStep,
    LoadProgress,
    SourceKind,
    StepKind,
)
from gui.core.lists.layout import DELIMITERS, Certainty, Layout, ListEncoding, ListInspection
from gui.core.lists.notes import Note, RowNote
from gui.core.message.unfit_values import UnfitValue
from gui.core.message.variables import ValueFault, Variable, VariableHint, VariableKind
from gui.core.phones.number import PhoneProblem
from gui.words.recipients import lists


def noted(note: Note, **more: str | int | UnfitValue) -> DraftNote:
    fields: dict[str, Any] = {
        "kind": SourceKind.FILE,
        "place": "a.csv",
        "sheet": "",
        "line": 9,
        "text": "x",
        "number": "13800138000",
        "first_place": "",
        "first_line": 0,
        "detail": "",
    }
    return DraftNote(1, note, **(fields | more))


def inspected(
    certainty: Certainty,
    column: int | None,
    rows: tuple[tuple[str, str], tuple[str, str]] = (("姓名", "手机号"), ("张三", "13800138000")),
) -> ListInspection:
    layout = Layout(header_rows=1, number_column=column)
    return ListInspection("/a.csv", 1, (), layout, certainty, (1, 2), rows)


def test_a_summary_begins_with_what_is_valid_invalid_and_repeated() -> None:
    notes: dict[Note, int] = {
        RowNote.REPEATED: 12,
        RowNote.REPAIRED: 40,
        PhoneProblem.LOSSY: 2,
        RowNote.MISSING_VALUE: 1,
    }
    numbers = ("15494740733", "13800138007")
    assert lists.summary(DraftOverview(1204, notes, first=numbers), 5) == (
        "1,204 valid · 3 left out · 12 repeated · 40 repaired · 5 blocked"
    )


def test_scripts_find_all_three_counts_where_there_is_nothing_to_count() -> None:
    assert lists.summary(DraftOverview()) == "0 valid · 0 left out · 0 repeated"
    # No number is in it: it would be readable though numbers are masked.
    one = DraftOverview(1, first=("13800138000",))
    assert lists.summary(one) == "1 valid · 0 left out · 0 repeated"


def test_every_note_has_a_sentence_of_its_own() -> None:
    name = Variable("name", VariableKind.TEXT, VariableHint.NONE)
    unfit = UnfitValue(name, "🎉", ValueFault.UNSUPPORTED)
    said = [lists.note(noted(note, unfit=unfit)) for note in (*RowNote, *PhoneProblem)]
    assert len(set(said)) == len(said) and all(said)


def test_a_note_says_what_it_is_about() -> None:
    assert "13800138000" in lists.note(noted(RowNote.REPAIRED))
    assert "“姓名”" in lists.note(noted(RowNote.MISSING_VALUE, detail="姓名"))


@pytest.mark.parametrize(
    ("place", "first_place", "first_line", "said"),
    [
        ("a.csv", "a.csv", 1204, "Repeated: row 1,204 has it already; sent once."),
        ("a.csv", "b.csv", 2, "Repeated: row 2 of b.csv has it already; sent once."),
        ("a.csv", "", 2, "Repeated: it was typed or pasted already; sent once."),
        ("", "", 2, "Repeated: row 2 has it already; sent once."),
        ("a.csv", "", 0, "Repeated: it is sent to once only."),
    ],
)
def test_a_repeated_number_says_where_its_first_stands(
    place: str, first_place: str, first_line: int, said: str
) -> None:
    note = noted(RowNote.REPEATED, place=place, first_place=first_place, first_line=first_line)
    assert lists.note(note) == said


def test_lists_are_named_by_file_and_sheet_or_by_how_they_came() -> None:
    def source(kind: SourceKind, path: str = "", sheet: str = "") -> DraftSource:
        return DraftSource(1, kind, path, sheet, (), Layout(), 1)

    assert lists.source(source(SourceKind.FILE, "/tmp/会员.xlsx", "十一月")) == "会员.xlsx · 十一月"
    assert lists.source(source(SourceKind.FILE, "/tmp/a.csv")) == "a.csv"
    assert lists.source(source(SourceKind.PASTED)) == "Pasted table"
    assert lists.source(source(SourceKind.TYPED)) == "Typed"


def test_every_step_that_can_be_undone_is_said_with_its_count() -> None:
    said = [lists.undo(DraftStep(kind, 1204)) for kind in StepKind]
    assert len(set(said)) == len(said) and all("1,204" in text for text in said)
    single = [lists.undo(DraftStep(kind, 1)) for kind in StepKind]
    assert not [text for text in single if re.search(r"\b1 (\w+ )?\w+s\b", text)]


def test_progress_counts_problems_only_if_there_are_some() -> None:
    assert lists.load_progress(LoadProgress(1, 2, 1204, 0)) == "1,204 valid so far"
    assert lists.load_progress(LoadProgress(1, 2, 1204, 7)) == "1,204 valid, 7 to look at so far"
    waiting = LoadProgress(0, 0, 0, 0, downloading=True)
    assert lists.load_progress(waiting) == "Downloading the list…"


def test_how_sure_a_guess_is() -> None:
    said = [
        lists.certainty(inspected(Certainty.BY_NAME, 1)),
        lists.certainty(inspected(Certainty.BY_CONTENT, 1)),
        lists.certainty(inspected(Certainty.UNSURE, 1)),
        lists.certainty(inspected(Certainty.UNSURE, None)),
    ]
    assert len(set(said)) == 4
    assert all("手机号" in text for text in said[:3]) and "anywhere" in said[3]


def test_a_column_past_the_rows_on_show_needs_no_name() -> None:
    assert "手机号" not in lists.certainty(inspected(Certainty.BY_NAME, 9))


def test_encodings_and_delimiters_have_names_of_their_own() -> None:
    for names in (
        [lists.encoding(one) for one in ListEncoding],
        [lists.delimiter(one) for one in (*DELIMITERS, "")],
    ):
        assert len(set(names)) == len(names) and all(name.strip() for name in names)
    assert lists.delimiter("#") == "#"


def test_rows_are_counted_from_one() -> None:
    assert lists.row_of(1203, 5000) == "Row 1,204 of 5,000"
