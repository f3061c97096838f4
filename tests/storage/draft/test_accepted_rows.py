"""Doubtful rows count once the operator takes them, each number once, and undo gives them back."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gui.core.accounts.account import Account
from gui.core.lists.draft_rows import DraftNote, DraftStep, StepKind
from gui.core.lists.notes import RowNote
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.phones.number import PhoneProblem
from gui.storage.database.database import Database
from gui.storage.draft import duplicates, edits, reader
from gui.storage.draft.accepted_rows import take_all, take_rows
from gui.storage.runs.creation import create_run
from tests.storage.draft.test_reader import A, B, C, D, add, notes, numbers, recipients, run, typed

INSIDE, ROUND = PhoneProblem.NUMBER_INSIDE, PhoneProblem.ROUNDED
REGION = PhoneProblem.DOUBTFUL_REGION


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def test_selected_rows_are_taken_with_their_values_and_undone(ledger: Database) -> None:
    add(ledger, ("张三", A), ("李四", f"手机{B}"), ("王五", f"手机{C}"), ("赵六", "无"))
    before = notes(ledger)
    ids = [note.id for note in before if note.line != 4]

    assert take_rows(ledger, ids) == 1
    assert [(row.number, row.values["姓名"], row.line) for row in recipients(ledger)] == [
        (A, "张三", 2),
        (B, "李四", 3),
    ]
    assert [(note.line, note.note, note.detail) for note in notes(ledger)] == [
        (3, RowNote.TAKEN, INSIDE),
        (4, INSIDE, ""),
        (5, PhoneProblem.NOT_A_NUMBER, ""),
    ]
    assert reader.read_overview(ledger).undo == DraftStep(StepKind.ROWS_TAKEN, 1)
    assert take_rows(ledger, ids) == 0

    assert edits.undo_step(ledger) == DraftStep(StepKind.ROWS_TAKEN, 1)
    assert numbers(ledger) == [A] and notes(ledger) == before


def test_all_rows_of_one_problem_are_accepted(ledger: Database) -> None:
    seen = add(ledger, ("张三", f"手机{A}"), ("李四", "13700000000"), ("王五", f"手机{B}"))
    unseen = add(ledger, ("赵六", f"手机{C}"))

    assert take_all(ledger, INSIDE, [seen]) == 2
    assert numbers(ledger) == [A, B]
    assert take_all(ledger, ROUND, [seen, unseen]) == 1
    assert numbers(ledger) == [A, "13700000000", B]
    assert {note.note: note.line for note in notes(ledger)}[INSIDE] == 2


def test_accepted_number_counts_once_over_all_lists(ledger: Database) -> None:
    add(ledger, ("张三", f"手机{A}"), ("李四", A), ("王五", f"手机{A}"))
    assert numbers(ledger) == [A]
    before = notes(ledger)

    assert take_all(ledger, INSIDE, [1]) == 2
    assert [(row.number, row.line) for row in recipients(ledger)] == [(A, 2)]
    assert [(note.line, note.note) for note in notes(ledger)] == [
        (2, RowNote.TAKEN),
        (3, RowNote.REPEATED),
        (4, RowNote.REPEATED),
    ]
    edits.undo_step(ledger)
    assert [(row.number, row.line) for row in recipients(ledger)] == [(A, 3)]
    assert notes(ledger) == before


def test_accepted_rows_stay_accepted_while_typing(ledger: Database) -> None:
    typed(ledger, f"李四：{A}")
    (note,) = notes(ledger)
    take_rows(ledger, [note.id])

    typed(ledger, f"{B}\n李四：{A}\n王五：{C}")
    assert numbers(ledger) == [B, A]
    assert reader.read_overview(ledger).undo == DraftStep(StepKind.ROWS_TAKEN, 1)
    typed(ledger, B)
    assert numbers(ledger) == [B] and reader.read_overview(ledger).undo is None


def test_reloaded_list_keeps_its_accepted_rows(ledger: Database) -> None:
    first = add(ledger, ("张三", f"手机{A}"), ("李四", f"手机{B}"))
    take_rows(ledger, [notes(ledger)[0].id])
    add(ledger, ("张三", f"手机{A}"), ("李四", f"手机{B}"), replaces=first)
    assert numbers(ledger) == [A]


def test_taken_rows_outlive_a_restart_and_are_sent_to(ledger: Database, tmp_path: Path) -> None:
    add(ledger, ("张三", f"手机{A}"))
    take_all(ledger, INSIDE, [1])
    list(edits.purge(ledger))
    ledger.close()
    with Database(tmp_path / "ledger.db") as again:
        assert numbers(again) == [A]
        made = run(create_run(again, Account("a", access_key_id="k"), Draft(), Placeholders()))
        assert made.recipients == 1


Snapshot = tuple[list[tuple[int, str, Mapping[str, str]]], list[DraftNote]]


class Taking(RuleBasedStateMachine):
    """Each number counts once, and undo restores exactly what was."""

    names = count()

    @initialize(many=st.booleans())
    def open(self, many: bool) -> None:
        self.before, duplicates.MANY = duplicates.MANY, 0 if many else duplicates.MANY
        self.folder = TemporaryDirectory()
        self.ledger = Database(Path(self.folder.name) / "ledger.db")
        self.sources: list[int] = []
        self.snapshots: list[Snapshot] = []

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            duplicates.MANY = self.before
            self.ledger.close()
            self.folder.cleanup()

    def snapshot(self) -> Snapshot:
        counted = [(row.id, row.number, row.values) for row in recipients(self.ledger)]
        return counted, notes(self.ledger)

    some = st.lists(
        st.sampled_from([A, f"+86 {A}", f"李{A}", f"王{B}", B, f"{C}/{D}", "13700000000", "无"]),
        min_size=1,
        max_size=5,
    )

    @rule(found=some)
    def add(self, found: list[str]) -> None:
        self.snapshots.append(self.snapshot())
        self.sources.append(add(self.ledger, *(("x", text) for text in found)))

    @rule(data=st.data())
    def take(self, data: st.DataObject) -> None:
        before, said = self.snapshot(), notes(self.ledger)
        if said:
            chosen = data.draw(st.lists(st.sampled_from([note.id for note in said])))
            if take_rows(self.ledger, chosen):
                self.snapshots.append(before)

    @rule(reason=st.sampled_from([INSIDE, ROUND, REGION]))
    def take_all(self, reason: PhoneProblem) -> None:
        before = self.snapshot()
        if take_all(self.ledger, reason, self.sources):
            self.snapshots.append(before)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        before = self.snapshot()
        if before[0]:
            id = data.draw(st.sampled_from([row[0] for row in before[0]]))
            if edits.remove_rows(self.ledger, [id]):
                self.snapshots.append(before)

    @rule(data=st.data())
    def remove_source(self, data: st.DataObject) -> None:
        if shown := [source.id for source in reader.read_overview(self.ledger).sources]:
            self.snapshots.append(self.snapshot())
            edits.remove_source(self.ledger, data.draw(st.sampled_from(shown)))

    @rule()
    def undo(self) -> None:
        assert (edits.undo_step(self.ledger) is None) == (not self.snapshots)
        if self.snapshots:
            assert self.snapshot() == self.snapshots.pop()

    @rule()
    def purge(self) -> None:
        list(edits.purge(self.ledger))

    @invariant()
    def every_number_counts_once_and_no_doubt_counts(self) -> None:
        if not hasattr(self, "ledger"):
            return
        found = recipients(self.ledger)
        assert set(Counter(row.number for row in found).values()) <= {1}
        counted = {row.id for row in found}
        for note in notes(self.ledger):
            if note.note not in (RowNote.REPAIRED, RowNote.TAKEN):
                assert note.id not in counted


Taking.TestCase.settings = settings(
    Taking.TestCase.settings, max_examples=40, stateful_step_count=12
)
TestTaking = Taking.TestCase
