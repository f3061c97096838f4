import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cells.cell_text import clean_cell
from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.storage.lists.long_lines import LINE_MAX
from gui.storage.lists.source import CHUNK
from gui.storage.lists.text_source import PIECE, SIZE_MAX, TextSource


def source(text: str, name: str = "list.csv", codec: str = "utf-8", **choice: Any) -> TextSource:
    data = text.encode(codec)
    return TextSource(name, io.BytesIO(data), len(data), LayoutChoice(**choice))


def rows(text: str, **choice: Any) -> list[tuple[int, list[str]]]:
    """Lines and rows of all chunks."""
    return [
        (line, list(cells))
        for chunk in source(text, **choice).chunks()
        for line, cells in zip(chunk.lines, chunk.rows, strict=True)
    ]


@pytest.mark.parametrize("delimiter", list(",\t;，；|"))
@pytest.mark.parametrize("name", ["a.csv", "a.TSV"])
def test_delimiter_is_detected(delimiter: str, name: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [("a", "b", "c"), ("de", "f", "g")])
    assert source(text, name).basis.delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ('";;"|1380013800|";;;"\n', "|"),
        ("a;1,234\nb;2,345\nc;12\n", ";"),
        ("sep=|\na,b|c\n", "|"),
        ("13800138000\n13900139000\n", ","),
        ("13800138000,13900139000", ","),
        ("1,2" * LINE_MAX, ""),  # a whole list in one line
    ],
)
def test_the_delimiter_of_a_table(text: str, delimiter: str) -> None:
    assert source(text).basis.delimiter == delimiter


@pytest.mark.parametrize(
    ("header", "row", "delimiter"),
    [
        ("手机号,短信内容", "13800138000,您好，张三，您的订单，已发货", ","),
        ("姓名,手机,标签", "张三,13800138000,a|b|c|d", ","),
        ("姓名,手机,标签", "张三,13800138000,vip;new;gold;x", ","),
        ("姓名;手机;标签", "张三;13800138000;a,b,c,d", ";"),
        ("姓名\t,手机\t,编号\t", "张三\t,13800138000\t,00123\t", ","),
        ("姓名,手机", "张三,13800138000;13900139000", ","),
        ("姓名;手机", "张三;13800138000,13900139000", ";"),
        ("手机,标签", "1.38E+10,a|b|c", ","),
        ("姓名,手机,标签", "张三,无,a|b|c|d", ","),
        ("手机;金额", "13800138000;1,234.50", ";"),
    ],
)
@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize("titled", [False, True])
def test_marks_within_the_cells_cut_no_columns(
    header: str, row: str, delimiter: str, many: int, titled: bool
) -> None:
    lines = [*(["2026，会员；名单|一"] if titled else []), header, *[row] * many]
    assert source("\n".join(lines)).basis.delimiter == delimiter
    if "13800138000" in row:
        assert source("\n".join([row] * many)).basis.delimiter == delimiter


def test_the_tabs_with_which_exports_guard_their_cells_are_no_part_of_them() -> None:
    assert rows("姓名\t,编号\r\n张\t三\t,\t00123\t\r\n", delimiter=",") == [
        (1, ["姓名", "编号"]),
        (2, ["张\t三", "00123"]),
    ]
    assert rows('a\t"\tb"\n', delimiter="\t") == [(1, ["a", "b"])]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("13800138000\n13900139000\n", ""),
        ("13800138000,13900139000\n", ""),
        ("13800138000,13900139000\n13800138001,13900139001\n", ""),
        ("张三,13800138000\n李四,13900139000\n", ","),
        ("张三，你好\n李四\n", ""),
    ],
)
def test_a_text_is_a_table_only_if_it_looks_like_one(text: str, delimiter: str) -> None:
    assert source(text, "list.txt").basis.delimiter == delimiter


def test_rows_tell_the_line_they_begin_on() -> None:
    assert rows('"a\r\nb",1\r\n\r\n"c",2\rd,3') == [
        (1, ["a\r\nb", "1"]),
        (3, []),
        (4, ["c", "2"]),
        (5, ["d", "3"]),
    ]


def test_rows_without_line_breaks_in_cells_are_counted_by_a_range() -> None:
    chunks = list(source("a,b\n" * (CHUNK + 1) + '"a\n",b\n').chunks())
    assert [type(chunk.lines) for chunk in chunks] == [range, list]
    assert chunks[1].lines == [CHUNK + 1, CHUNK + 2]
    assert chunks[0].done <= chunks[1].done == len("a,b\n" * (CHUNK + 1) + '"a\n",b\n')


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\v", "\f"])
def test_only_line_breaks_of_files_end_a_line(mark: str) -> None:
    assert rows(f"a{mark}b,c\nd,e\n") == [(1, [f"a{mark}b", "c"]), (2, ["d", "e"])]


@pytest.mark.parametrize("at", range(PIECE - 3, PIECE + 3))
@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n"])
def test_line_break_across_two_blocks_is_one(at: int, line_break: str) -> None:
    lines = ["x," * 100] * (at // 202)
    start = line_break.join(lines) + line_break
    text = start + "y" * (at - len(start)) + ",1" + line_break + "张,2" + line_break
    found = rows(text, delimiter=",")
    assert found[-1] == (len(lines) + 2, ["张", "2"])
    assert found[-2][1][-1] == "1"


def test_bytes_are_read_anew_each_time() -> None:
    opened = source("a,b\n", codec="utf-8-sig")
    assert opened.basis.encoding is ListEncoding.UTF_8_MARKED
    for _ in range(2):
        assert [list(chunk.rows) for chunk in opened.chunks()] == [[["a", "b"]]]


def test_a_mark_is_no_part_of_the_first_cell() -> None:
    assert rows("\ufeffa,b", encoding=ListEncoding.UTF_8) == [(1, ["a", "b"])]
    assert rows('\ufeff"a,b",c', encoding=ListEncoding.UTF_8) == [(1, ["a,b", "c"])]


def test_padding_is_nothing_however_long() -> None:
    padding = "\0" * (2 * LINE_MAX)
    assert rows(f"a\0\0,b{padding}\nc,d\n{padding}", delimiter=",") == [
        (1, ["a", "b"]),
        (2, ["c", "d"]),
        (3, [""]),
    ]


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(ListError) as error:
        TextSource("a.csv", io.BytesIO(b"a"), SIZE_MAX + 1, LayoutChoice())
    assert error.value.fault is ListFault.TOO_LARGE


cells = st.text("ab1 \"'\n\r张\u2028", max_size=5)


@given(st.lists(st.lists(cells, min_size=2, max_size=4)), st.sampled_from(",\t;|，；"))
def test_a_table_written_out_reads_back_the_same(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    text = out.getvalue()
    found = rows(text, delimiter=delimiter)
    assert [row for _, row in found] == [list(map(clean_cell, row)) for row in table]
    # Where each begins, by another way: as many line ends as stand before it.
    ends = io.StringIO(text, newline="")
    starts = {number for number, _ in enumerate(ends, 1)}
    assert {line for line, _ in found} <= starts or not table
