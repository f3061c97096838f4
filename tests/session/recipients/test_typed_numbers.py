from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.draft_rows import DraftEntry, DraftOverview, SourceKind, StepKind
from gui.core.phones.number import PhoneProblem
from gui.session.recipients.typed_numbers import TypedNumbers

A, B = "13800138000", "13900139000"


def entry(line: int, text: str, note: PhoneProblem | None = None) -> DraftEntry:
    return DraftEntry(line, SourceKind.TYPED, line, "" if note else text, "", text, note)


def test_what_is_typed_is_stored_below_the_entries() -> None:
    typed = TypedNumbers()
    typed.pending = "1380"
    assert typed.text == "1380"
    typed.add(f"{A},{B}", 0)
    assert (typed.text, typed.pending) == (f"{A}\n{B}", "")
    typed.pending = "139"
    assert typed.text == f"{A}\n{B}\n139"


def test_what_is_no_number_yet_is_not_counted_as_left_out() -> None:
    typed = TypedNumbers()
    typed.add(A, 0)
    typed.pending = "139"
    short = PhoneProblem.TOO_SHORT
    stored = DraftOverview(
        1, {short: 1}, entry_count=2, entries=(entry(1, A), entry(2, "139", short))
    )
    shown = typed.shown(stored)
    assert (shown.notes, shown.entry_count, shown.entries) == ({}, 1, (entry(1, A),))
    typed.add("139", 0)
    assert typed.shown(stored).notes == {short: 1}


def test_changes_are_undone_last_first_and_before_older_steps() -> None:
    typed = TypedNumbers()
    typed.add(A, 0)
    typed.add(B, 3)
    typed.remove([1], 3)
    assert typed.text == B
    assert typed.undo_of(4) is None
    kinds = []
    while (step := typed.undo_of(3)) is not None:
        kinds.append((step.kind, step.many))
        typed.undo()
    assert kinds == [(StepKind.ENTRIES_REMOVED, 1), (StepKind.ENTRIES_ADDED, 1)]
    assert typed.text == A and typed.undo_of(0) is not None


def test_an_entry_taken_into_the_editor_comes_back_once() -> None:
    typed = TypedNumbers()
    typed.add("12345", 0)
    typed.remove([1], 0)
    typed.pending = "12345"
    assert typed.undo()
    assert (typed.text, typed.pending) == ("12345", "")


def test_a_piece_of_an_entry_is_removed_alone() -> None:
    typed = TypedNumbers()
    typed.adopt(f"{A}, 12345\n{B}")
    typed.remove_piece(1, "12345", 0)
    assert typed.text == f"{A}\n{B}"
    typed.remove_piece(2, "not there", 0)
    assert typed.text == A


def test_what_could_not_be_stored_is_given_back() -> None:
    typed = TypedNumbers()
    typed.adopt(A)
    typed.add(B, 0)
    assert typed.give_back(A) == B
    assert (typed.text, typed.pending) == (f"{A}\n{B}", B)


@given(st.lists(st.one_of(st.sampled_from([A, B, "12345", f"{A},{B}"]), st.integers(1, 4))))
def test_undoing_everything_leaves_nothing(changes: list[str | int]) -> None:
    typed = TypedNumbers()
    for change in changes:
        if isinstance(change, int):
            typed.remove([change], 0)
        else:
            typed.add(change, 0)
    while typed.undo_of(0) is not None:
        typed.undo()
    assert typed.text == ""
