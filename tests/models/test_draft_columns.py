from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.draft_rows import DraftNote, DraftRecipient, DraftSource, SourceKind
from gui.core.lists.layout import Layout
from gui.core.lists.notes import Note, RowNote
from gui.core.phones.number import PhoneProblem
from gui.models.draft_columns import NoteColumns, RecipientColumns, mask_text, value_names
from gui.words.recipients import lists

NUMBER = "13800138000"


def cells(
    columns: RecipientColumns | NoteColumns,
    row: DraftRecipient | DraftNote,
    *names: tuple[str, ...],
) -> dict[str, str]:
    return {column.name: column.text(row) for column in columns.all(*names)}


def note(note: Note = RowNote.REPAIRED, **more: str | int) -> DraftNote:
    fields: dict[str, Any] = {
        "kind": SourceKind.FILE,
        "place": "a.xlsx",
        "sheet": "Sheet1",
        "line": 7,
        "text": "+86 138-0013-8000",
        "number": NUMBER,
        "first_place": "",
        "first_line": 0,
        "detail": "",
    }
    return DraftNote(1, note, **(fields | more))


def test_a_recipient_is_shown_with_the_values_of_its_row() -> None:
    row = DraftRecipient(1, NUMBER, "a.xlsx", "S", 7, {"姓名": "张三", "手机": NUMBER, "码": "01"})
    assert cells(RecipientColumns(), row, ("姓名", "码", "地址")) == {
        "number": NUMBER,
        "value 姓名": "张三",
        "value 码": "01",
        "value 地址": "",
        "place": "a.xlsx",
        "sheet": "S",
        "line": "7",
    }
    typed = DraftRecipient(1, NUMBER, "", "", 7, {})
    assert cells(RecipientColumns(), typed)["place"] == "Typed or pasted"


def test_each_value_of_some_lists_has_a_column_of_its_own() -> None:
    first = Layout(number_column=1, mapping=(("code", 2),))
    sources = (
        DraftSource(1, SourceKind.TYPED, "", "", (), Layout(), 1),
        DraftSource(2, SourceKind.FILE, "a.csv", "", ("姓名", "手机", "码", "code"), first, 1),
        DraftSource(3, SourceKind.FILE, "b.csv", "", ("电话", "姓名"), Layout(number_column=0), 1),
    )
    assert value_names(sources) == ("姓名", "码")


def test_note_has_position_text_and_reason() -> None:
    assert cells(NoteColumns(), note()) == {
        "line": "7",
        "text": "+86 138-0013-8000",
        "number": "",
        "why": lists.note(note()),
        "first": "",
        "place": "a.xlsx",
        "sheet": "Sheet1",
    }


@pytest.mark.parametrize(("place", "first"), [("a.xlsx", "3"), ("b.csv", "b.csv 3"), ("", "3")])
def test_a_repeated_row_names_its_first(place: str, first: str) -> None:
    again = note(RowNote.REPEATED, first_place=place, first_line=3)
    assert cells(NoteColumns(), again)["first"] == first


def test_masked_columns_show_no_whole_number() -> None:
    recipient = DraftRecipient(1, NUMBER, "", "", 1, {"备用": "13900139000"})
    recipients, notes = RecipientColumns(), NoteColumns()

    def shown() -> list[list[str]]:
        both = cells(recipients, recipient, ("备用",)), cells(notes, note())
        return [list(texts.values()) for texts in both]

    assert all(any(NUMBER in text for text in texts) for texts in shown())
    recipients.masked = notes.masked = True
    for text in chain(*shown()):
        assert NUMBER not in text and "13900139000" not in text
    assert cells(notes, note())["text"] == "+86 1**-****-8000"


def test_a_note_without_a_number_is_masked_too() -> None:
    bad = note(PhoneProblem.NOT_A_NUMBER, text="n/a", number="")
    assert cells(NoteColumns(masked=True), bad) == cells(NoteColumns(), bad)


@given(st.text(alphabet="0123456789-+ x张", max_size=40))
def test_masking_changes_only_digits_and_hides_long_numbers(text: str) -> None:
    masked = mask_text(text)
    assert len(masked) == len(text)
    assert all(
        new in (old, "*") and (new == old or old.isdigit())
        for old, new in zip(text, masked, strict=True)
    )
    digits = sum(map(str.isdigit, text))
    assert sum(map(str.isdigit, masked)) == digits if digits < 7 else min(digits, 7)
