from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.rows import TITLE_ROWS, RowReader
from gui.core.phones.number import PhoneProblem
from tests.core.lists.collector import Collector, Problem, Recipients, RowProblem

A, B, C = "13800138000", "13900139000", "15012345678"


def table(*rows: list[str]) -> Recipients:
    collector = Collector()
    reader = RowReader(collector)
    for line, cells in enumerate(rows, 1):
        reader.read(line, cells)
    reader.finish()
    return collector.result()


def text(*lines: str) -> Recipients:
    collector = Collector()
    reader = RowReader(collector)
    for line, content in enumerate(lines, 1):
        reader.read_line(line, content)
    reader.finish()
    return collector.result()


def test_number_is_found_in_any_cell() -> None:
    found = table(
        ["姓名", "手机号", "日期"],
        ["张三", A, "2024-01-01"],
        ["李四", " +86 139 0013 9000 ", "20240101"],
        ["", "", ""],
        [C],
    )

    assert found == Recipients((A, B, C))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["王五", "", ""], PhoneProblem.NOT_A_NUMBER),
        (["王五", "131.12345678", "39.912"], PhoneProblem.NOT_A_NUMBER),
        (["王五", "131.123 39.912"], PhoneProblem.NOT_A_NUMBER),
        (["王五", "1.59E+10", "2024-01-01"], PhoneProblem.LOSSY),
        (["王五", "010-62345678", "12"], PhoneProblem.LANDLINE),
        (["王五", "1380013800", "12.5"], PhoneProblem.TOO_SHORT),
        (["7", "无"], PhoneProblem.TOO_SHORT),
    ],
)
def test_a_row_without_a_number_is_a_problem_of_that_row(
    cells: list[str], reason: PhoneProblem
) -> None:
    shown = ", ".join(cell for cell in cells if cell)

    assert table([A], cells) == Recipients((A,), (Problem(2, shown, reason),))


def test_every_number_of_a_row_is_imported() -> None:
    assert table(["张三", A, B], [f"{B}; {C}"]) == Recipients(
        (A, B, C), (Problem(2, B, RowProblem.REPEATED, 1),), repeated=1
    )


def test_thousands_in_one_cell_are_one_number() -> None:
    assert table(["13,800,138,000", "x"]) == Recipients((A,))


def test_list_in_one_row_yields_all_numbers() -> None:
    assert table([A, "1390013900", "x", B]) == Recipients(
        (A, B), (Problem(1, "1390013900", PhoneProblem.TOO_SHORT),)
    )


@pytest.mark.parametrize("read", [lambda *rows: table(*([row] for row in rows)), text])
def test_words_above_the_first_number_are_a_header(read: Callable[..., Recipients]) -> None:
    assert read(*["标题"] * TITLE_ROWS, A).problems == ()
    assert len(read(*["标题"] * (TITLE_ROWS + 1), A).problems) == TITLE_ROWS + 1
    assert read(A, "标题").problems == (Problem(2, "标题", PhoneProblem.NOT_A_NUMBER),)
    assert read("123", A).problems == (Problem(1, "123", PhoneProblem.TOO_SHORT),)


@pytest.mark.parametrize("read", [lambda *rows: table(*([row] for row in rows)), text])
def test_words_alone_are_no_header(read: Callable[..., Recipients]) -> None:
    only = (Problem(1, "手机号", PhoneProblem.NOT_A_NUMBER),)

    assert read("手机号") == Recipients((), only)
    assert read("手机号", "", "123").problems == (
        *only,
        Problem(3, "123", PhoneProblem.TOO_SHORT),
    )


def test_text_beside_a_number_is_a_label_but_digits_are_not() -> None:
    assert text(f"张三 {A} 北京,{B}", f"李四 {C} 1390013900") == Recipients(
        (A, B, C), (Problem(2, "1390013900", PhoneProblem.TOO_SHORT),)
    )


cells = st.text("0123456789+ ,.Ee-\n张", max_size=14) | st.sampled_from([A, B, "+85261234567"])


@given(st.lists(st.lists(cells, max_size=4)))
def test_every_row_gives_a_number_or_a_problem(rows: list[list[str]]) -> None:
    for row in rows:
        alone = table(row)
        wanted = any(cell.strip(" ,\n") for cell in row)
        assert bool(alone.numbers or alone.problems) == wanted

    whole = table(*rows)
    assert set(whole.numbers) == {number for row in rows for number in table(row).numbers}


@given(st.lists(cells))
def test_every_line_gives_a_number_or_a_problem(lines: list[str]) -> None:
    for line in lines:
        alone = text(line)
        assert bool(alone.numbers or alone.problems) == bool(line.strip(" ,\n"))
