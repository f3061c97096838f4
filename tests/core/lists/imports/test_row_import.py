from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cells.cell_text import clean_cell
from gui.core.lists.imports.imported_rows import ImportedRows
from gui.core.lists.imports.row_import import RowImporter, is_repair
from gui.core.lists.imports.row_values import SEPARATOR
from gui.core.lists.layout import Layout, ListEncoding
from gui.core.lists.notes import RowNote
from gui.core.phones.normalise import normalise
from gui.core.phones.number import Phone, PhoneProblem

A, B, C, D = "13800138000", "13900139000", "15012345678", "18612345678"
N, P = RowNote, PhoneProblem


def table(
    *rows: Sequence[str],
    layout: Layout | None = None,
    lines: Sequence[int] | None = None,
    size: int = 1000,
) -> tuple[list[tuple[int, str, str | None]], list[tuple[int | str | None, ...]]]:
    """Take rows; return numbers with their cells, and notes, all in order of their ids."""
    intake = RowImporter(layout or Layout(delimiter=",", number_column=1), 1)
    taken = ImportedRows()
    lines = lines or range(1, len(rows) + 1)
    pieces = [
        intake.import_rows(lines[at : at + size], [list(row) for row in rows[at : at + size]])
        for at in range(0, len(rows), size)
    ]
    for piece in [*pieces, intake.finish()]:
        taken.plain += piece.plain
        taken.noted += piece.noted
    ids = [row[0] for row in taken.plain]
    assert ids == sorted(set(ids))
    assert [one.id for one in taken.noted] == sorted({one.id for one in taken.noted})
    assert intake.recipients == len(ids)
    return [row[1:] for row in taken.plain], [one[1:] for one in taken.noted]


def test_usual_rows() -> None:
    fine, noted = table(["张三", A, "x"], ["李四", B, "y"])
    assert fine == [(1, A, "张三\x1fx"), (2, B, "李四\x1fy")]
    assert noted == []


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (["张三", "1.59E+10"], (1, None, "张三", "1.59E+10", P.LOSSY, None, None)),
        (["张三", ""], (1, None, "张三", "张三", P.NOT_A_NUMBER, None, None)),
        (["张三"], (1, None, "张三", "张三", P.NOT_A_NUMBER, None, None)),
        (["", "010-62345678"], (1, None, "", "010-62345678", P.LANDLINE, None, None)),
    ],
)
def test_a_row_without_a_number_is_a_problem(
    cells: list[str], note: tuple[int | str | None, ...]
) -> None:
    assert table(cells) == ([], [note])


def test_blank_rows_are_skipped() -> None:
    assert table([], ["", ""], [""]) == ([], [])


def test_repaired_number_is_sent_to_and_noted() -> None:
    fine, noted = table(["x", "138-0013-8000"])
    assert fine == [(1, A, "x")]
    assert noted == [(1, A, None, "138-0013-8000", N.REPAIRED, None, None)]


def test_repeated_rows_name_their_first() -> None:
    fine, noted = table(["a", A], ["b", B], ["c", f"+86{A}"], ["d", A])
    assert [row[1] for row in fine] == [A, B]
    assert [(line, note, first) for line, _, _, _, note, first, _ in noted] == [
        (3, N.REPEATED, 1),
        (4, N.REPEATED, 1),
    ]


MAPPED = Layout(delimiter=",", number_column=1, mapping=(("name", 0), ("code", 2)))


def test_a_mapped_column_must_have_a_value() -> None:
    fine, noted = table(["张三", A, "1"], ["", B, "2"], ["李四", C], layout=MAPPED)
    assert [row[1] for row in fine] == [A]
    assert [(line, number, note, detail) for line, number, _, _, note, _, detail in noted] == [
        (2, B, N.MISSING_VALUE, "name"),
        (3, C, N.MISSING_VALUE, "code"),
    ]


@pytest.mark.parametrize("text", [B, f"+86 {B}"])
def test_a_variable_may_be_the_number_itself(text: str) -> None:
    layout = Layout(delimiter=",", number_column=1, mapping=(("phone", 1), ("x", 2)))
    fine, noted = table(["", text, "1"], ["", A], layout=layout)
    assert [row[1] for row in fine] == [B]
    assert [(one[4], one[6]) for one in noted if one[4] is not N.REPAIRED] == [
        (N.MISSING_VALUE, "x")
    ]


@pytest.mark.parametrize(("keep_both", "kept"), [(False, "a"), (True, "ac")])
def test_the_same_number_with_other_values(keep_both: bool, kept: str) -> None:
    layout = Layout(delimiter=",", number_column=1, mapping=(("x", 0),), keep_both=keep_both)
    fine, noted = table(["a", A], ["a", A], ["c", f" {A}"], layout=layout)
    assert "".join(cells or "" for _, _, cells in fine) == kept
    assert [one[0] for one in noted] == ([2] if keep_both else [2, 3])


def test_number_hidden_by_unclosed_quote_is_noted() -> None:
    layout = Layout(encoding=ListEncoding.UTF_8, delimiter=",", number_column=1)
    fine, noted = table([f"没有关上\n{B},x", A], lines=[1], layout=layout)
    assert [row[1] for row in fine] == [A]
    assert [(note, text) for _, _, _, text, note, _, _ in noted] == [(N.UNCLOSED_QUOTE, B)]


def test_every_number_hidden_by_unclosed_quote_is_noted_with_its_line() -> None:
    layout = Layout(encoding=ListEncoding.UTF_8, delimiter=",", number_column=1)
    hidden = f"没有关上\r\n李四,{B},x\n王五,{C},{D}\n,{B}"
    fine, noted = table([hidden, A, f"x\n{D}"], layout=layout, lines=[7])
    assert [row[:2] for row in fine] == [(7, A)]
    assert [(line, text, note) for line, _, _, text, note, _, _ in noted] == [
        (8, B, N.UNCLOSED_QUOTE),
        (9, C, N.UNCLOSED_QUOTE),
        (9, D, N.UNCLOSED_QUOTE),
        (10, B, N.UNCLOSED_QUOTE),
        (11, D, N.UNCLOSED_QUOTE),
    ]


def test_unclosed_quote_does_not_mix_values_of_rows() -> None:
    layout = Layout(encoding=ListEncoding.UTF_8, delimiter=",", number_column=0)
    fine, noted = table([f"{A},张三\n{B},李四\n{C}", "王五"], layout=layout, lines=[2])
    assert fine == []
    assert [(line, text, note) for line, _, _, text, note, _, _ in noted] == [
        (2, A, N.UNCLOSED_QUOTE),
        (3, B, N.UNCLOSED_QUOTE),
        (4, C, N.UNCLOSED_QUOTE),
    ]
    fine, noted = table([f"{A}\n{B}\n", "王五"], layout=layout, lines=[2])
    assert fine == [(2, A, "王五"), (2, B, "王五")]
    assert noted == []


def test_without_a_column_numbers_stand_anywhere() -> None:
    free = Layout(delimiter=",")
    fine, noted = table(["姓名", "x"], ["张三", A, B], ["王五", "无"], layout=free)
    assert [row[1] for row in fine] == [A, B]
    assert [one[4] for one in noted] == [P.NOT_A_NUMBER]
    lines = Layout(encoding=ListEncoding.UTF_8)
    assert [row[1] for row in table([f"张三 {A} {B}"], layout=lines)[0]] == [A, B]


def test_typed_lines() -> None:
    taken = RowImporter(Layout(), 5).import_lines(3, [f"{A}, 123", "", f"张三 {B} {A}"])
    assert [row[:3] for row in taken.plain] == [(5, 3, A), (7, 5, B)]
    assert [(one.id, one.line, one.note) for one in taken.noted] == [
        (6, 3, P.TOO_SHORT),
        (8, 5, N.REPEATED),
    ]


@pytest.mark.parametrize("text", [A, f" {A} ", f"{A}\t", f"\u3000{A}\n"])
def test_blanks_around_a_number_are_no_repair(text: str) -> None:
    assert not is_repair(text, A)


def test_removed_prefix_is_noted() -> None:
    fine, noted = table(["x", f"+86{A}"], ["y", f" {B} "], ["z", "0085261234567"])
    assert [row[1] for row in fine] == [A, B, "85261234567"]
    assert [(line, number, text, note) for line, number, _, text, note, _, _ in noted] == [
        (1, A, f"+86{A}", N.REPAIRED),
        (3, "85261234567", "0085261234567", N.REPAIRED),
    ]


@pytest.mark.parametrize(
    "text",
    [f"{prefix}{A}" for prefix in ("+86", "86", "0086", "+", "+86 ", "0", "'")]
    + ["138 0013 8000", f"{A}.0", "１３８００１３８０００"],
)
def test_repair_is_a_change_of_the_number(text: str) -> None:
    assert is_repair(text, A)


cell = st.text("01389+ -.E张\n", max_size=14) | st.sampled_from([A, B, C, f"+86 {A}", ""])


@given(
    st.lists(st.lists(cell, max_size=4), max_size=60),
    st.booleans(),
    st.sampled_from([(), (("x", 0),), (("x", 2),), (("phone", 1),), (("phone", 1), ("x", 0))]),
)
def test_many_rows_at_once_are_as_one_by_one(
    rows: list[list[str]], keep_both: bool, mapping: tuple[tuple[str, int], ...]
) -> None:
    layout = Layout(delimiter=",", number_column=1, mapping=mapping, keep_both=keep_both)
    rows = [list(map(clean_cell, row)) for row in rows]
    assert table(*rows, layout=layout) == table(*rows, layout=layout, size=1)


@given(st.lists(st.tuples(cell, cell), max_size=40))
def test_every_row_is_imported_or_noted(cells: list[tuple[str, str]]) -> None:
    rows = [(clean_cell(value), clean_cell(text)) for value, text in cells]
    fine, noted = table(*rows)
    told = {line for line, *_ in fine} | {line for line, *_ in noted}
    assert told == {line for line, row in enumerate(rows, 1) if any(row)}
    wanted = {found.number for _, text in rows if isinstance(found := normalise(text), Phone)}
    rounded = {one[1] for one in noted if one[4] is P.ROUNDED}  # 13000000000 may be one
    assert wanted <= {number for _, number, _ in fine} | rounded
    assert all(SEPARATOR not in (cells or "").replace(SEPARATOR, "", 3) for _, _, cells in fine)


def test_doubtful_row_keeps_its_possible_number_and_values() -> None:
    fine, noted = table(["张三", A], ["李四", f"手机:{B}"], ["王五", f"{C}/{D}"], ["x", "1.59E+10"])
    assert [row[1] for row in fine] == [A]
    assert [one[:5] for one in noted] == [
        (2, B, "李四", f"手机:{B}", P.NUMBER_INSIDE),
        (3, C, "王五", f"{C}/{D}", P.NUMBER_INSIDE),
        (3, D, "王五", f"{C}/{D}", P.NUMBER_INSIDE),
        (4, None, "x", "1.59E+10", P.LOSSY),
    ]


def test_rounded_numbers_and_the_odd_country_are_doubtful_in_a_column() -> None:
    rows = [["a", "13800000000"], ["b", A], ["c", "85261234567"], ["d", B]]
    fine, noted = table(*rows)
    assert [row[1] for row in fine] == [A, B]
    assert [(one[1], one[4]) for one in noted] == [
        ("13800000000", P.ROUNDED),
        ("85261234567", P.DOUBTFUL_REGION),
    ]
    rows = [["a", "85261234567"], ["b", "85291234567"], ["c", A]]
    assert len(table(*rows)[0]) == 3


def test_a_list_of_another_region() -> None:
    layout = Layout(delimiter=",", number_column=1, region="HK")
    fine, noted = table(["a", "61234567"], ["b", A], ["c", f"+86 {B}"], layout=layout)
    assert [row[1] for row in fine] == ["85261234567", B]
    assert [(one[1], one[4]) for one in noted] == [
        ("85261234567", N.REPAIRED),
        (A, P.DOUBTFUL_REGION),
        (B, N.REPAIRED),
    ]
    lines = Layout(encoding=ListEncoding.UTF_8, region="HK")
    assert [row[1] for row in table(["陈 6123 4567"], layout=lines)[0]] == ["85261234567"]


def test_missing_value_is_noted_before_a_doubtful_number() -> None:
    layout = Layout(delimiter=",", number_column=1, mapping=(("name", 0),))
    fine, noted = table(["", f"手机{A}"], layout=layout)
    assert fine == [] and [one[4] for one in noted] == [N.MISSING_VALUE]


def test_a_number_in_a_title_or_a_header_is_listed() -> None:
    layout = Layout(delimiter=",", header_rows=2, number_column=1)
    fine, noted = table([f"客服 {A}", ""], ["姓名", "手机"], ["张三", B], layout=layout)
    assert [row[1] for row in fine] == [B]
    assert [(one[1], one[4]) for one in noted] == [(A, P.NUMBER_INSIDE)]
    layout = Layout(delimiter=",", header_rows=1, number_column=1)
    fine, noted = table(["张三", A], ["李四", B], layout=layout)
    assert [row[1] for row in fine] == [B]
    assert [(one[1], one[3], one[4]) for one in noted] == [(A, f"张三, {A}", P.NUMBER_INSIDE)]
