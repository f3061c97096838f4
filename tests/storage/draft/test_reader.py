"""The draft: several lists and what is typed, together, changed and changed back."""

import tracemalloc
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gui.core.errors import ListError, ListFault
from gui.core.lists.draft_rows import (
    ENTRIES_MAX,
    DraftNote,
    DraftRecipient,
    DraftStep,
    SourceKind,
    StepKind,
)
from gui.core.lists.layout import Layout, ListEncoding
from gui.core.lists.notes import Note, RowNote
from gui.core.message.variables import ValueFault, Variable, VariableHint, VariableKind
from gui.core.params.placeholders import Placeholders
from gui.core.phones.number import PhoneProblem
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import duplicates, edits, reader
from gui.storage.draft import writer as writer_module
from gui.storage.draft.duplicates import DuplicateResolver
from gui.storage.draft.typed import load_typed
from gui.storage.draft.value_notes import ValueRules
from gui.storage.draft.writer import load_list, load_source
from gui.storage.lists.open_list import open_text
from tests.params import placeholders_of
from tests.present import present

A, B, C, D = "13800138000", "13900139000", "15012345678", "18612345678"
KEEP_BOTH = Layout(ListEncoding.UTF_8, "\t", "", 1, 1, (("姓名", 0),), keep_both=True)
FIRST_WINS = Layout(ListEncoding.UTF_8, "\t", "", 1, 1, (("姓名", 0),))


Result = TypeVar("Result")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def add(
    ledger: Database,
    *rows: tuple[str, str],
    layout: Layout | None = None,
    replaces: int | None = None,
) -> int:
    """Load rows of a name and a number as pasted."""
    text = "\n".join(["姓名\t手机", *("\t".join(row) for row in rows)])
    with open_text(text) as source:
        return run(load_list(ledger, source, SourceKind.PASTED, "", layout, replaces))


def typed(ledger: Database, text: str) -> None:
    run(load_typed(ledger, text))


def run(steps: Generator[Any, None, Result]) -> Result:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            found: Result = stop.value
            return found


def recipients(ledger: Database) -> list[DraftRecipient]:
    ids = reader.list_recipient_ids(ledger)
    rows = reader.RecipientReader(ledger).rows(ids)
    return [rows[id] for id in ids]


def numbers(ledger: Database) -> list[str]:
    return [row.number for row in recipients(ledger)]


def notes(
    ledger: Database,
    search: str = "",
    kinds: list[Note] | None = None,
    pattern: Placeholders | None = None,
    variables: tuple[Variable, ...] = (),
) -> list[DraftNote]:
    rules = ValueRules(pattern or Placeholders(), variables)
    ids = reader.list_note_ids(ledger, search, kinds, rules, "key")
    rows = reader.NoteReader(ledger, rules).rows(ids)
    return [rows[id] for id in ids]


def test_lists_and_typed_numbers_live_together(ledger: Database) -> None:
    add(ledger, ("张三", A), ("李四", B))
    typed(ledger, f"{C}\nabc")
    overview = reader.read_overview(ledger)

    assert numbers(ledger) == [C, A, B]
    assert (overview.recipients, overview.first, overview.last) == (3, (C, A, B), ())
    assert overview.notes == {PhoneProblem.NOT_A_NUMBER: 1}
    assert [source.kind for source in overview.sources] == [SourceKind.TYPED, SourceKind.PASTED]
    assert overview.names == {"姓名", "手机"}
    assert overview.typed == f"{C}\nabc"
    assert dict(recipients(ledger)[1].values) == {"姓名": "张三", "手机": A}


def test_the_first_and_last_numbers_are_shown(ledger: Database) -> None:
    add(ledger, *((str(n), f"1380000000{n}") for n in range(5)))
    overview = reader.read_overview(ledger)
    assert overview.first == ("13800000000", "13800000001", "13800000002")
    assert overview.last == ("13800000003", "13800000004")


def test_typing_again_takes_the_place_of_what_was_typed(ledger: Database) -> None:
    typed(ledger, f"{A}\n{B}")
    typed(ledger, f"{B}\n{C}")
    assert numbers(ledger) == [B, C]
    typed(ledger, "")
    assert numbers(ledger) == []
    assert reader.read_overview(ledger).undo is None


def test_a_heading_above_typed_numbers_is_no_problem(ledger: Database) -> None:
    typed(ledger, f"\n 手机号 \n{A}\n电话\n")
    assert numbers(ledger) == [A]
    assert [(note.line, note.text) for note in notes(ledger)] == [(4, "电话")]
    typed(ledger, f"张三\n手机号\n{A}")
    assert [note.line for note in notes(ledger)] == [1, 2]
    typed(ledger, f"手机 {A}")
    assert numbers(ledger) == [A]
    assert notes(ledger) == []


def test_a_number_of_two_lists_counts_where_it_came_first(ledger: Database) -> None:
    first = add(ledger, ("张三", A))
    add(ledger, ("李四", A), ("王五", B))
    assert [row.values["姓名"] for row in recipients(ledger)] == ["张三", "王五"]
    (note,) = notes(ledger)
    assert (note.note, note.text, note.first_line) == (RowNote.REPEATED, A, 2)

    edits.remove_source(ledger, first)
    assert [row.values["姓名"] for row in recipients(ledger)] == ["李四", "王五"]
    assert notes(ledger) == []

    edits.undo_step(ledger)
    assert [row.values["姓名"] for row in recipients(ledger)] == ["张三", "王五"]
    assert len(notes(ledger)) == 1


def test_a_typed_number_that_a_list_has_is_repeated_in_the_list_once_it_is_gone(
    ledger: Database,
) -> None:
    typed(ledger, A)
    add(ledger, ("张三", A))
    assert numbers(ledger) == [A]
    typed(ledger, "")
    assert numbers(ledger) == [A]
    assert recipients(ledger)[0].values["姓名"] == "张三"


def test_a_repaired_number_stays_repaired_when_it_counts_again(ledger: Database) -> None:
    first = add(ledger, ("张三", A))
    add(ledger, ("李四", "138 0013 8000"))
    assert [note.note for note in notes(ledger)] == [RowNote.REPEATED]
    edits.remove_source(ledger, first)
    assert numbers(ledger) == [A]
    (note,) = notes(ledger)
    assert (note.note, note.text, note.number) == (RowNote.REPAIRED, "138 0013 8000", A)
    edits.undo_step(ledger)
    assert [note.note for note in notes(ledger)] == [RowNote.REPEATED]


def test_note_of_a_row_returns_when_it_counts_again(ledger: Database) -> None:
    typed(ledger, B)
    add(ledger, ("张三", A), ("李四", C))
    add(ledger, ('"张\n三"', A), ("王五", "+86 " + B), ('"赵\n六"', C), ("x", "+86 " + C))
    assert [note.note for note in notes(ledger)] == [RowNote.REPEATED] * 4
    edits.remove_source(ledger, reader.read_overview(ledger).sources[-2].id)
    typed(ledger, "")
    said = [
        (RowNote.LINE_BREAK, "张\n三"),
        (RowNote.REPAIRED, "+86 " + B),
        (RowNote.LINE_BREAK, "赵\n六"),
        (RowNote.REPEATED, "+86 " + C),
    ]
    assert [(note.note, note.text) for note in notes(ledger)] == said
    edits.undo_step(ledger)
    assert [note.note for note in notes(ledger) if note.number == A] == [RowNote.REPEATED]
    edits.remove_source(ledger, reader.read_overview(ledger).sources[-2].id)
    assert [(note.note, note.text) for note in notes(ledger)] == said


def test_the_same_number_with_other_values_is_kept_by_choice(ledger: Database) -> None:
    rows = [("张三", A), ("李四", A), ("张三", A)]
    add(ledger, *rows, layout=FIRST_WINS)
    assert numbers(ledger) == [A]
    edits.clear_draft(ledger)
    add(ledger, *rows, layout=KEEP_BOTH)
    assert [row.values["姓名"] for row in recipients(ledger)] == ["张三", "李四"]
    add(ledger, ("张三", A), ("王五", A), layout=KEEP_BOTH)
    assert [row.values["姓名"] for row in recipients(ledger)] == ["张三", "李四", "王五"]


def test_rows_are_removed_and_come_back(ledger: Database) -> None:
    add(ledger, ("张三", A), ("李四", B), ("王五", C))
    ids = reader.list_recipient_ids(ledger)
    assert edits.remove_rows(ledger, [ids[0], ids[2], 999]) == 2
    assert numbers(ledger) == [B]
    assert present(reader.read_overview(ledger).undo).kind is StepKind.ROWS_REMOVED
    step = present(edits.undo_step(ledger))
    assert (step.kind, step.many) == (StepKind.ROWS_REMOVED, 2)
    assert numbers(ledger) == [A, B, C]
    assert edits.remove_rows(ledger, [999]) == 0
    assert present(reader.read_overview(ledger).undo).kind is StepKind.ADDED


def test_a_removed_number_stays_removed_while_something_else_is_typed(ledger: Database) -> None:
    typed(ledger, f"{A}\n{B}")
    edits.remove_rows(ledger, reader.list_recipient_ids(ledger)[:1])
    typed(ledger, f"{A}\n{B}\n{C}")
    typed(ledger, f"{A}\n{A}\n{B}\n{C}")
    assert numbers(ledger) == [B, C]
    assert reader.read_overview(ledger).undo == DraftStep(StepKind.ROWS_REMOVED, 1)
    assert edits.undo_step(ledger) == DraftStep(StepKind.ROWS_REMOVED, 1)
    assert numbers(ledger) == [A, B, C]


def test_a_number_typed_anew_is_a_recipient_and_its_removal_is_no_step_any_more(
    ledger: Database,
) -> None:
    typed(ledger, f"{A}\n{B}")
    edits.remove_rows(ledger, reader.list_recipient_ids(ledger)[:1])
    typed(ledger, B)
    assert reader.read_overview(ledger).undo is None
    typed(ledger, f"{B}\n{A}")
    assert numbers(ledger) == [B, A]
    edits.remove_rows(ledger, reader.list_recipient_ids(ledger))
    typed(ledger, f"{B}\n{C}")
    assert reader.read_overview(ledger).undo == DraftStep(StepKind.ROWS_REMOVED, 1)
    assert numbers(ledger) == [C]


def test_removal_beyond_undo_stays_while_its_number_is_typed(ledger: Database) -> None:
    typed(ledger, f"{A}\n{B}")
    edits.remove_rows(ledger, reader.list_recipient_ids(ledger)[:1])
    for _ in range(edits.UNDO_MAX):
        add(ledger, ("李四", C))
    list(edits.purge(ledger))
    typed(ledger, f"{A}\n{B}\n{D}")
    assert numbers(ledger) == [B, D, C]


def test_a_removed_number_is_not_sent_to_by_its_repetition(ledger: Database) -> None:
    typed(ledger, A)
    add(ledger, ("张三", A), ("李四", B))
    first = add(ledger, ("王五", C))
    add(ledger, ("赵六", C))
    rows = {row.number: row.id for row in recipients(ledger)}
    assert edits.remove_rows(ledger, [rows[A], rows[C]]) == 2
    typed(ledger, f"{A}\n{D}")
    edits.remove_source(ledger, first)
    assert numbers(ledger) == [D, B]
    edits.undo_step(ledger)
    assert edits.undo_step(ledger) == DraftStep(StepKind.ROWS_REMOVED, 2)
    assert sorted(numbers(ledger)) == sorted([A, B, C, D])
    assert {row.values.get("姓名") for row in recipients(ledger)} == {"张三", "李四", "王五", None}


def test_list_is_reloaded_in_one_step(ledger: Database) -> None:
    old = add(ledger, ("张三", A), ("李四", B), ("孙七", D))
    add(ledger, ("王五", B), ("赵六", C))
    edits.remove_rows(ledger, [row.id for row in recipients(ledger) if row.number == D])
    new = add(ledger, ("张三", C), ("李四", A), ("孙七", D), replaces=old)
    assert [source.id for source in reader.read_overview(ledger).sources][1:] == [new]
    assert [(row.number, row.values["姓名"]) for row in recipients(ledger)] == [
        (B, "王五"),
        (C, "赵六"),
        (A, "李四"),
    ]
    assert present(edits.undo_step(ledger)).kind is StepKind.REPLACED
    assert [(row.number, row.values["姓名"]) for row in recipients(ledger)] == [
        (A, "张三"),
        (B, "李四"),
        (C, "赵六"),
    ]
    assert present(reader.read_overview(ledger).undo).kind is StepKind.ROWS_REMOVED


def test_rereading_removed_list_adds_it(ledger: Database) -> None:
    old = add(ledger, ("张三", A))
    edits.remove_source(ledger, old)
    add(ledger, ("李四", B), replaces=old)
    assert present(reader.read_overview(ledger).undo).kind is StepKind.ADDED
    edits.undo_step(ledger)
    assert numbers(ledger) == []


@pytest.mark.parametrize(("in_memory", "bytes_per_row"), [(0, 33), (30_000 * 2, 150)])
def test_overlapping_lists_are_settled_in_little_memory(
    ledger: Database, monkeypatch: pytest.MonkeyPatch, in_memory: int, bytes_per_row: int
) -> None:
    monkeypatch.setattr(duplicates, "MANY", 1000)
    monkeypatch.setattr(duplicates, "ROWS_IN_MEMORY", in_memory)
    rows = [(str(n), str(13800000000 + n)) for n in range(30_000)]
    add(ledger, *rows)
    limit = bytes_per_row * len(rows)

    def most(action: Callable[..., DraftStep | None]) -> int:
        tracemalloc.start()
        try:
            action()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with open_text("\n".join(["姓名\t手机", *("\t".join(row) for row in rows[::-1])])) as source:
        writer = run(load_source(ledger, source, SourceKind.PASTED, "", None))
    assert most(writer.finish) < limit
    assert reader.read_overview(ledger).notes == {RowNote.REPEATED: 30_000}
    first = reader.read_overview(ledger).sources[0].id
    assert most(lambda: edits.remove_source(ledger, first)) < limit
    assert len(reader.list_recipient_ids(ledger)) == 30_000
    assert most(lambda: edits.undo_step(ledger)) < limit
    edits.clear_draft(ledger)
    assert most(lambda: edits.undo_step(ledger)) < limit
    assert reader.read_overview(ledger).notes == {RowNote.REPEATED: 30_000}


@given(
    lists=st.lists(st.lists(st.integers(0, 30), min_size=1), min_size=2, max_size=4),
    leaving=st.sets(st.integers(0, 3), max_size=2),
)
@settings(max_examples=40, deadline=None)
def test_repetitions_are_decided_the_same_way_with_and_without_sorting(
    lists: list[list[int]], leaving: set[int]
) -> None:
    with TemporaryDirectory() as folder, Database(Path(folder) / "ledger.db") as ledger:
        sources = [add(ledger, *(("x", str(13800000000 + n)) for n in each)) for each in lists]
        gone = [source for at, source in enumerate(sources) if at in leaving]
        decided = []
        for in_memory in (0, 1_000):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(duplicates, "ROWS_IN_MEMORY", in_memory)
                repeats = DuplicateResolver(ledger.db)
                repeats.mark_dependent(gone)
                repeats.decide(leaving=gone)
            decided.append(ledger.db.execute("select * from verdict order by id").fetchall())
    assert decided[0] == decided[1]


def test_steps_are_undone_one_by_one(ledger: Database) -> None:
    add(ledger, ("张三", A))
    add(ledger, ("李四", B))
    typed(ledger, C)
    edits.clear_draft(ledger)
    assert reader.read_overview(ledger).recipients == 0
    assert numbers(ledger) == []
    edits.undo_step(ledger)
    assert numbers(ledger) == [C, A, B]
    edits.undo_step(ledger)
    assert numbers(ledger) == [C, A]
    edits.undo_step(ledger)
    assert numbers(ledger) == [C]
    assert edits.undo_step(ledger) is None


def test_an_undone_clear_brings_typed_numbers_back_in_place_of_later_ones(ledger: Database) -> None:
    typed(ledger, A)
    add(ledger, ("张三", B), ("李四", A))
    edits.clear_draft(ledger)
    typed(ledger, C)
    edits.undo_step(ledger)
    assert numbers(ledger) == [A, B]
    assert reader.read_overview(ledger).typed == A


def test_numbers_typed_since_survive_where_none_come_back(ledger: Database) -> None:
    add(ledger, ("张三", B), ("李四", A))
    edits.clear_draft(ledger)
    typed(ledger, C)
    edits.undo_step(ledger)
    assert numbers(ledger) == [C, B, A]


def test_typed_entries_are_shown_one_by_one_with_their_names(ledger: Database) -> None:
    typed(ledger, f"张三 {A}\n12345\n{B} 李四, {A}")
    overview = reader.read_overview(ledger)
    assert [(one.line, one.number, one.name, one.text, one.note) for one in overview.entries] == [
        (1, A, "张三", A, None),
        (2, "", "", "12345", PhoneProblem.TOO_SHORT),
        (3, B, "李四", B, None),
        (3, A, "", A, RowNote.REPEATED),
    ]
    assert overview.entry_count == 4
    many = [str(13800000000 + n) for n in range(ENTRIES_MAX + 1)]
    typed(ledger, "\n".join(many))
    overview = reader.read_overview(ledger)
    assert (overview.entries, overview.entry_count) == ((), ENTRIES_MAX + 1)


def test_stopped_load_leaves_the_draft_unchanged(ledger: Database) -> None:
    add(ledger, ("张三", A))
    before = reader.read_overview(ledger)
    rows = "\n".join(f"x\t{13900000000 + n}" for n in range(50_000))
    with open_text(f"姓名\t手机\n{rows}") as source:
        steps = load_list(ledger, source, SourceKind.PASTED)
        for _ in range(40):
            next(steps)
        steps.close()
    assert reader.read_overview(ledger) == before
    assert ledger.db.execute("select count(*) from draft_row").fetchone()[0] > 20_000
    assert list(edits.purge(ledger))
    assert ledger.db.execute("select count(*) from draft_row").fetchone() == (1,)


def test_rows_that_never_count_again_are_deleted(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, ("张三", A), ("x", "无"))
    edits.clear_draft(ledger)
    list(edits.purge(ledger))
    assert ledger.db.execute("select count(*) from draft_row").fetchone() == (1,)
    for _ in range(edits.UNDO_MAX):
        source = add(ledger, ("李四", B))
        edits.remove_rows(ledger, reader.list_recipient_ids(ledger))
        edits.remove_source(ledger, source)
    list(edits.purge(ledger))
    for table in ("draft_row", "draft_note", "draft_removed", "draft_source"):
        (many,) = ledger.db.execute(f"select count(*) from {table}").fetchone()
        assert many <= edits.UNDO_MAX
    assert ledger.db.execute("select 1 from draft_row where number = ?", (A,)).fetchone() is None


def test_too_long_a_list_is_refused(ledger: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "ROWS_MAX", 2)
    with pytest.raises(ListError) as error:
        add(ledger, ("a", A), ("b", B), ("c", C))
    assert error.value.fault is ListFault.TOO_LARGE
    assert numbers(ledger) == []


def test_notes_can_be_searched_and_chosen(ledger: Database) -> None:
    add(ledger, ("张三", "100%_"), ("李四", "1.59E+10"), ("王五", A), ("x", A))
    assert [note.line for note in notes(ledger)] == [2, 3, 5]
    assert [note.line for note in notes(ledger, "%_")] == [2]
    assert [note.line for note in notes(ledger, "138")] == [5]
    assert [note.line for note in notes(ledger, "", [PhoneProblem.LOSSY])] == [3]
    assert notes(ledger, "", []) == []


def test_rows_without_a_value_for_the_parameters_stand_among_the_notes(ledger: Database) -> None:
    pattern = placeholders_of('{"name":"{{姓名}}"}')
    typed(ledger, D)
    add(ledger, ("张三", A), (" ", B), ("x", "无"), ("", C), ("", "186 1234 5670"))
    blocked_numbers.block_numbers(ledger, "key", [C])
    found = notes(ledger, pattern=pattern)
    assert [(note.kind.value, note.line, note.note.value) for note in found] == [
        ("typed", 1, "missing-value"),
        ("pasted", 3, "missing-value"),
        ("pasted", 4, "not-a-number"),
        ("pasted", 6, "repaired"),
        ("pasted", 6, "missing-value"),
    ]
    assert [(note.number, note.text, note.detail) for note in found[:2]] == [
        (D, D, "姓名"),
        (B, B, "姓名"),
    ]
    assert [note.number for note in notes(ledger, "139", pattern=pattern)] == [B]
    assert len(notes(ledger, "", [RowNote.MISSING_VALUE], pattern)) == 3
    assert len(notes(ledger, "", [RowNote.REPAIRED], pattern)) == 1
    assert len(notes(ledger, pattern=Placeholders())) == len(notes(ledger)) == 2
    # What had no value when the list of them was made may have one by the time it is read.
    ids = reader.list_note_ids(ledger, "", None, ValueRules(pattern), "key")
    (row,) = reader.NoteReader(ledger).rows(ids[:1]).values()
    assert (row.number, row.detail) == (D, "")


def test_values_that_are_likely_refused_stand_among_the_notes(ledger: Database) -> None:
    """So does a value that is made of a column and of text around it."""
    name = Variable("name", VariableKind.TEXT, VariableHint.NONE)
    add(ledger, ("张三", A), ("🎉", B), ("", C), ("www.example.org", D))
    found = notes(ledger, pattern=placeholders_of('{"name":"{{姓名}}"}'), variables=(name,))
    assert [(note.line, note.note.value, note.text, note.number) for note in found] == [
        (3, "unfit-value", "🎉", B),
        (4, "missing-value", C, C),
        (5, "unfit-value", "www.example.org", D),
    ]
    assert [one.fault for note in found if (one := note.unfit)] == [
        ValueFault.UNSUPPORTED,
        ValueFault.URL,
    ]
    for search, told in (("WWW.ex", D), ("🎉", B), (C, C)):
        rows = notes(ledger, search, None, placeholders_of('{"name":"{{姓名}}"}'), (name,))
        assert [note.number for note in rows] == [told]
    around = placeholders_of('{"name":"★{{姓名}}"}')
    found = notes(ledger, pattern=around, variables=(name,))
    assert [note.text for note in found] == ["★张三", "★🎉", C, "★www.example.org"]
    free = replace(name, kind=VariableKind.FREE)
    found = notes(ledger, pattern=around, variables=(free,))
    assert [note.note for note in found] == [RowNote.MISSING_VALUE]


def readings(ledger: Database) -> list[Callable[[Database], Any]]:
    """Whatever reads the draft in more than one statement."""
    rules = ValueRules(placeholders_of('{"name":"{{姓名}}"}'), ())
    ids = reader.list_recipient_ids(ledger)
    lacking = reader.list_note_ids(ledger, rules=rules)
    assert ids and lacking
    return [
        lambda reading: reader.RecipientReader(reading).rows(ids),
        lambda reading: reader.NoteReader(reading, rules).rows(lacking),
        lambda reading: reader.list_note_ids(reading, rules=rules),
        reader.list_recipient_ids,
        reader.read_overview,
    ]


@pytest.mark.parametrize("which", range(5))
def test_a_list_that_is_taken_back_meanwhile_is_read_whole(ledger: Database, which: int) -> None:
    add(ledger, ("张三", A), ("", B))
    read = readings(ledger)[which]
    statements: list[str] = []

    def undo_before_second(statement: str) -> None:
        statements.extend([statement] if statement.startswith("select") else [])
        if len(statements) == 2:
            edits.undo_step(ledger)
            run(edits.purge(ledger))

    with Database(ledger.path, read_only=True) as reading:
        before = read(reading)
        reading.db.set_trace_callback(undo_before_second)
        assert read(reading) == before
        reading.db.set_trace_callback(None)
        assert len(statements) >= 2
        assert read(reading) != before


def test_lists_go_by_a_name_they_do_not_have(ledger: Database) -> None:
    add(ledger, ("张三", A))
    add(ledger, ("李四", B), layout=replace(FIRST_WINS, mapping=(("name", 1),)))
    edits.add_column_aliases(ledger, {"name": "姓名", "other": "年龄"})
    assert [row.values.get("name") for row in recipients(ledger)] == ["张三", B]
    assert all("other" not in row.values for row in recipients(ledger))


def test_a_lone_surrogate_in_typed_text_is_ignored(ledger: Database) -> None:
    typed(ledger, f"\ud800 {A}")
    assert numbers(ledger) == [A]


def test_blocked_numbers(ledger: Database) -> None:
    assert blocked_numbers.block_numbers(ledger, "key", [A, B, A]) == 2
    assert blocked_numbers.block_numbers(ledger, "key", [B, C]) == 1
    assert blocked_numbers.block_numbers(ledger, "other", [D]) == 1
    assert {row.number for row in blocked_numbers.list_blocked_numbers(ledger, "key")} == {A, B, C}
    assert blocked_numbers.unblock_numbers(ledger, "key", [B, D]) == 1
    assert len(blocked_numbers.list_blocked_numbers(ledger, "key")) == 2
    add(ledger, ("张三", A), ("李四", B))
    assert blocked_numbers.count_blocked_recipients(ledger, "key") == 1
    source = add(ledger, ("李四", D))
    assert blocked_numbers.block_source(ledger, "key", source) == (1, 0, ())
    assert len(blocked_numbers.list_blocked_numbers(ledger, "key")) == 3
    source = add(ledger, ("a", D), ("b", "139 0013 9000"), ("c", "无"), ("d", "123"))
    found = (0, 2, ((4, "无"), (5, "123")))
    assert blocked_numbers.block_source(ledger, "key", source) == found


class Editing(RuleBasedStateMachine):
    """Whatever is done in whatever order, each number counts exactly where it should."""

    ledgers = count()

    def __init__(self) -> None:
        super().__init__()
        self.visible: dict[int, list[str]] = {}
        self.typed: list[str] | None = None
        self.undos: list[dict[int, list[str]]] = []

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.ledger = Database(Path(self.folder.name) / "ledger.db")

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    some = st.lists(st.sampled_from([A, B, C, D, f"+86 {A}", "138 0013 8000"]), min_size=1)

    @rule(found=some)
    def add(self, found: list[str]) -> None:
        self.undos.append(dict(self.visible))
        self.visible[add(self.ledger, *(("x", number) for number in found))] = found

    @rule(found=some)
    def type(self, found: list[str]) -> None:
        typed(self.ledger, "\n".join(found))
        self.typed = found

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.visible:
            source = data.draw(st.sampled_from(sorted(self.visible)))
            self.undos.append(dict(self.visible))
            edits.remove_source(self.ledger, source)
            del self.visible[source]

    @rule()
    def undo(self) -> None:
        step = edits.undo_step(self.ledger)
        assert (step is None) == (not self.undos)
        if self.undos:
            self.visible = self.undos.pop()

    @rule()
    def purge(self) -> None:
        list(edits.purge(self.ledger))

    @invariant()
    def every_number_counts_once(self) -> None:
        if not hasattr(self, "ledger"):
            return
        rows = [*self.visible.values(), *([self.typed] if self.typed else [])]
        wanted = {
            "1" + one[-13:].replace(" ", "").lstrip("+86")[-10:] for row in rows for one in row
        }
        found = Counter(numbers(self.ledger))
        assert set(found) == wanted
        assert set(found.values()) <= {1}
        said = notes(self.ledger, "", [RowNote.REPEATED])
        assert len(said) == sum(map(len, rows)) - len(wanted)


class EditingMany(Editing):
    """The same where all numbers are looked at, as after a long list."""

    @initialize()
    def look_at_all(self) -> None:
        self.before, duplicates.MANY = duplicates.MANY, 0

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "before"):
            duplicates.MANY = self.before


class EditingSorted(EditingMany):
    """The same where the rows are too many for memory."""

    @initialize()
    def keep_none_in_memory(self) -> None:
        self.in_memory, duplicates.ROWS_IN_MEMORY = duplicates.ROWS_IN_MEMORY, 0

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "in_memory"):
            duplicates.ROWS_IN_MEMORY = self.in_memory


QUICK = settings(RuleBasedStateMachine.TestCase.settings, max_examples=40, stateful_step_count=12)
for machine in (Editing, EditingMany, EditingSorted):
    machine.TestCase.settings = QUICK
TestEditing, TestEditingMany = Editing.TestCase, EditingMany.TestCase
TestEditingSorted = EditingSorted.TestCase
