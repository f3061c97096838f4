"""Test phones that are ticked, and the recipients of a preset, beside lists and typed numbers."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gui.core.lists.draft_rows import DraftStep, SourceKind, StepKind
from gui.core.presets.preset import NamedNumber
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader, saved
from gui.storage.draft.typed import load_typed
from gui.storage.draft.writer import DraftWriter
from tests.present import present
from tests.storage.draft.test_reader import A, B, C, D, add, notes, numbers, recipients, run, typed

ME, OTHER = NamedNumber(A, "我的手机 14"), NamedNumber(B, "小王")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def undo_kind(ledger: Database) -> StepKind:
    return present(reader.read_overview(ledger).undo).kind


def test_ticked_numbers_are_recipients_with_their_names_and_come_first(ledger: Database) -> None:
    typed(ledger, C)
    add(ledger, ("张三", D))
    saved.tick(ledger, [ME])
    saved.tick(ledger, [OTHER])

    assert numbers(ledger) == [A, B, C, D]
    assert [row.values for row in recipients(ledger)][:2] == [{"name": ME.name}, {"name": "小王"}]
    overview = reader.read_overview(ledger)
    assert overview.sources[0].kind is SourceKind.SAVED
    assert undo_kind(ledger) is StepKind.ADDED  # the list: a tick is taken back by another one
    assert saved.list_present(ledger, [A, C, D, "13700000000"]) == {A, C, D}

    saved.untick(ledger, [A])
    assert numbers(ledger) == [B, C, D]
    assert undo_kind(ledger) is StepKind.ADDED


def test_a_number_that_is_typed_too_is_sent_once_and_leaves_as_one(ledger: Database) -> None:
    saved.tick(ledger, [ME])
    typed(ledger, f"{A}\n{C}")
    assert numbers(ledger) == [A, C]

    saved.untick(ledger, [A])
    assert numbers(ledger) == [C]
    typed(ledger, f"{A}\n{C}\n{D}")  # as the editor is read anew
    assert numbers(ledger) == [C, D]

    saved.tick(ledger, [ME])
    assert numbers(ledger) == [A, C, D]
    assert recipients(ledger)[0].values == {"name": ME.name}


def test_unticking_what_a_list_has_too_can_be_undone(ledger: Database) -> None:
    add(ledger, ("张三", A), ("李四", C))
    assert saved.list_present(ledger, [A]) == {A}
    saved.untick(ledger, [A])
    assert numbers(ledger) == [C]
    assert edits.undo_step(ledger) == DraftStep(StepKind.ROWS_REMOVED, 1)
    assert numbers(ledger) == [A, C]


def test_a_removed_row_comes_back_after_another_tick(ledger: Database) -> None:
    saved.tick(ledger, [ME, OTHER])
    (first, _) = recipients(ledger)
    edits.remove_rows(ledger, [first.id])
    saved.tick(ledger, [NamedNumber(C)])
    assert numbers(ledger) == [B, C]
    edits.undo_step(ledger)
    assert numbers(ledger) == [A, B, C]

    edits.remove_rows(ledger, [recipients(ledger)[0].id])
    saved.tick(ledger, [ME])
    assert numbers(ledger) == [B, C, A]
    assert reader.read_overview(ledger).undo is None


def test_a_preset_takes_the_place_of_lists_and_typed_numbers_until_undone(ledger: Database) -> None:
    typed(ledger, f"{C}\nabc")
    add(ledger, ("张三", D))
    saved.tick(ledger, [OTHER])

    saved.choose(ledger, [ME])
    overview = reader.read_overview(ledger)
    assert (numbers(ledger), overview.typed, overview.notes) == ([A], "", {})
    assert overview.undo == DraftStep(StepKind.PRESET_CHOSEN, 3)
    saved.tick(ledger, [NamedNumber("13700000000")])

    assert edits.undo_step(ledger) == DraftStep(StepKind.PRESET_CHOSEN, 3)
    assert numbers(ledger) == [B, C, D]
    assert reader.read_overview(ledger).typed == f"{C}\nabc"


def test_ticks_and_an_earlier_preset_are_simply_replaced(ledger: Database) -> None:
    saved.choose(ledger, [ME])
    saved.choose(ledger, [OTHER, NamedNumber(C)])
    assert numbers(ledger) == [B, C]
    assert reader.read_overview(ledger).undo is None


def test_a_preset_without_recipients_takes_ticks_away_and_keeps_the_rest(ledger: Database) -> None:
    saved.tick(ledger, [ME])
    typed(ledger, f"{A}\n{C}")
    saved.choose(ledger, [])
    assert numbers(ledger) == [A, C]
    assert [source.kind for source in reader.read_overview(ledger).sources] == [SourceKind.TYPED]


def test_killed_before_the_end_it_is_what_it_was(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.tick(ledger, [ME])
    typed(ledger, C)
    before = numbers(ledger)

    class Killed(Exception):
        pass

    def die(*_: DraftWriter) -> None:
        raise Killed

    monkeypatch.setattr(DraftWriter, "flush", die)
    changes: list[Callable[[], object]] = [
        lambda: saved.tick(ledger, [OTHER]),
        lambda: saved.choose(ledger, [OTHER]),
        lambda: saved.untick(ledger, [A]),
    ]
    for change in changes:
        with pytest.raises(Killed):
            change()
        assert numbers(ledger) == before
    list(edits.purge(ledger))
    assert numbers(ledger) == before
    (many,) = ledger.db.execute("select count(*) from draft_source").fetchone()
    assert many == 2


class Ticking(RuleBasedStateMachine):
    """Every number counts once; what is ticked is there, and what is unticked is not."""

    some = st.sampled_from([A, B, C, D])

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.ledger = Database(Path(self.folder.name) / "ledger.db")

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    @rule(number=some)
    def tick(self, number: str) -> None:
        before = set(numbers(self.ledger))
        saved.tick(self.ledger, [NamedNumber(number, f"name of {number}")])
        assert set(numbers(self.ledger)) == before | {number}

    @rule(number=some)
    def untick(self, number: str) -> None:
        before = set(numbers(self.ledger))
        saved.untick(self.ledger, [number])
        assert set(numbers(self.ledger)) == before - {number}

    @rule(found=st.lists(some, max_size=3))
    def type(self, found: list[str]) -> None:
        run(load_typed(self.ledger, "\n".join(found)))

    @rule(found=st.lists(some, min_size=1, max_size=3))
    def add(self, found: list[str]) -> None:
        before = set(numbers(self.ledger))
        add(self.ledger, *(("x", number) for number in found))
        assert set(numbers(self.ledger)) == before | set(found)

    @rule(found=st.lists(some, min_size=1, max_size=3, unique=True))
    def choose(self, found: list[str]) -> None:
        sources = reader.read_overview(self.ledger).sources
        before = set(numbers(self.ledger))
        saved.choose(self.ledger, [NamedNumber(number) for number in found])
        assert numbers(self.ledger) == found
        if any(source.kind is not SourceKind.SAVED for source in sources):
            edits.undo_step(self.ledger)
            assert set(numbers(self.ledger)) == before
            saved.choose(self.ledger, [NamedNumber(number) for number in found])

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if found := recipients(self.ledger):
            row = data.draw(st.sampled_from(found))
            edits.remove_rows(self.ledger, [row.id])
            assert row.number not in numbers(self.ledger)

    @rule()
    def undo(self) -> None:
        edits.undo_step(self.ledger)

    @rule()
    def clear(self) -> None:
        edits.clear_draft(self.ledger)
        assert numbers(self.ledger) == []

    @rule()
    def purge(self) -> None:
        list(edits.purge(self.ledger))

    @invariant()
    def every_number_counts_once(self) -> None:
        if hasattr(self, "ledger"):
            found = numbers(self.ledger)
            assert set(Counter(found).values()) <= {1}
            assert saved.list_present(self.ledger, [A, B, C, D]) == set(found)
            notes(self.ledger)
            reader.read_overview(self.ledger)


Ticking.TestCase.settings = settings(
    Ticking.TestCase.settings, max_examples=60, stateful_step_count=14
)
TestTicking = Ticking.TestCase
