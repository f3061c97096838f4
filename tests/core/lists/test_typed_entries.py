import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.imports.row_import import RowImporter
from gui.core.lists.layout import Layout
from gui.core.lists.notes import RowNote
from gui.core.lists.typed_entries import SPLIT_MAX, name_readings, split_typed, with_name
from gui.core.phones.number import PhoneProblem
from gui.core.phones.scan import scan_numbers
from gui.core.phones.typed_text import lines_of

A, B, C = "13800138000", "13900139000", "15012345678"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (A, [A]),
        (f"{A}\r\n\n {B} \n", [A, B]),
        (f"{A},{B}；{C}", [A, B, C]),
        (f"{A} {B}", [A, B]),
        (f"张三 {A}\n{B} 李四", [f"张三 {A}", f"李四 {B}"]),
        (f"张三,{A},李四,{B}", [f"张三 {A}", f"李四 {B}"]),
        (f"{A}\t张三", [f"张三 {A}"]),
        (f"138 0013 8000, {B}", ["138 0013 8000", B]),
        (f"12345,{A}", ["12345", A]),
        (f"手机号\n{A}", [A]),
        (f"1、{A}", [f"1、{A}"]),
        (f"{A} 85261234567", [f"{A} 85261234567"]),
        ("+852 6123 4567", ["+852 6123 4567"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_entries(text: str, entries: list[str]) -> None:
    assert split_typed(text) == entries


def test_a_long_text_is_split_at_lines_alone() -> None:
    line = ",".join([A] * 400)
    assert len(line) > SPLIT_MAX
    assert split_typed(f"{line}\n{B}") == [line, B]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (f"张三 {A}", [(A, "张三")]),
        (f"{A} 张三", [(A, "张三")]),
        (f"张三 {A} 李四 {B}", [(A, "张三"), (B, "李四")]),
        (f"{A} 张三 {B} 李四", [(A, "张三"), (B, "李四")]),
        (f"Li Si, {A}", [(A, "Li Si")]),
        (f"{A} {B}", [(A, ""), (B, "")]),
        ("张三", [("张三", "")]),
        (f"张三 12345 {A}", [("张三", ""), ("12345", ""), (A, "")]),
    ],
)
def test_a_name_stands_beside_its_number(line: str, named: list[tuple[str, str]]) -> None:
    assert [(text, name) for (text, _), name in name_readings(scan_numbers(line))] == named


def imported(text: str) -> tuple[list[str], list[tuple[str, PhoneProblem | RowNote]]]:
    """What typed text gives: numbers, and notes on the others."""
    taken = RowImporter(Layout(), 1).import_lines(1, lines_of(text))
    return [row[2] for row in taken.plain], [(one.text, one.note) for one in taken.noted]


PIECES = st.sampled_from(
    [A, B, C, f"+86 {A}", "138 0013 8000", "12345", "张三", "李四", "0085261234567", "010-62512345"]
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=3).map(" ".join), max_size=6)


@given(st.text(max_size=20))
def test_a_name_and_a_number_on_one_line_are_read_as_both_again(name: str) -> None:
    for number in (A, "+85291234567"):
        line = with_name(number, name)
        assert len(lines_of(line)) == 1
        ((reading, read),) = name_readings(scan_numbers(line))
        assert reading[1] == next(found for _, found in scan_numbers(number))
        assert read == (name if line != number else "")


@pytest.mark.parametrize("name", ["小王", "Ann Lee", "王-小明"])
def test_usual_names_are_kept_on_the_line(name: str) -> None:
    assert with_name(A, name) == f"{name} {A}"


@given(LINES)
def test_entries_are_read_as_the_text_was(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert imported("\n".join(split_typed(text))) == imported(text)


@given(LINES, st.lists(st.integers(0, 5), max_size=4))
def test_a_text_set_in_pieces_gives_the_same_recipients_as_the_whole(
    lines: list[str], cuts: list[int]
) -> None:
    entries, start = list[str](), 0
    for end in [*sorted(cut for cut in cuts if cut <= len(lines)), len(lines)]:
        entries += split_typed("\n".join(lines[start:end]))
        start = max(start, end)
    assert imported("\n".join(entries)) == imported("\n".join(lines))
