import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cells.cell_text import (
    BLANKS,
    LINE_BREAKS,
    NO_VALUES,
    clean_cell,
    clean_rows,
    is_noteworthy,
)
from gui.core.cells.unreadable import UNREADABLE


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 1234 ", "1234"),
        ("张三\u00a0", "张三"),
        ("\u3000张三\u3000", "张三"),
        ("\ufeff\u200b张三\u2060", "张三"),
        ("\r\n张三\n", "张三"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("\x1f13800138000\0\0", "13800138000"),
        ("张\x1f三", "张 三"),
        ("张 三", "张 三"),
        ("56\r\n78", "56\r\n78"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u3164", ""),
        (" #N/A ", ""),
        ("\\N", ""),
        ("NULL", ""),
        ("Nullo", "Nullo"),
        ("#1", "#1"),
    ],
)
def test_tidy(cell: str, text: str) -> None:
    assert clean_cell(cell) == text


cells = (
    st.text()
    | st.sampled_from([*sorted(NO_VALUES), "NULL的", "张三", "13800138000"])
    | st.text(BLANKS + "张a1" + UNREADABLE, max_size=6)
)


@given(st.lists(st.lists(cells)))
def test_rows_are_tidied_as_their_cells_are(rows: list[list[str]]) -> None:
    found, noteworthy = clean_rows([list(row) for row in rows])
    wanted = [list(map(clean_cell, row)) for row in rows]
    assert found == wanted
    assert noteworthy or not any(is_noteworthy(cell) for row in wanted for cell in row)


@given(cells)
def test_tidying_is_idempotent_and_keeps_visible_text(cell: str) -> None:
    found = clean_cell(cell)
    assert clean_cell(found) == found
    assert "\x1f" not in found
    if found:
        shown = cell.strip(BLANKS)
        assert len(found) == len(shown)
        assert {a for a, b in zip(found, shown, strict=True) if a != b} <= {" "}
    else:
        assert not cell.strip(BLANKS) or cell.strip(BLANKS) in NO_VALUES


def test_line_breaks_are_blanks() -> None:
    assert set(LINE_BREAKS) <= set(BLANKS)
