import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.storage.text_rows import LINE_MAX, lines, rows


@pytest.mark.parametrize("delimiter", list(",\t;，；|"))
def test_the_delimiter_is_told(delimiter):
    text = "\n".join(delimiter.join(row) for row in [("a", "b", "c"), ("d, e", "f", "g")])

    *_, (_, cells) = rows(io.StringIO(text, newline=""), text)

    assert cells == (["d", " e", "f", "g"] if delimiter == "," else ["d, e", "f", "g"])


def test_rows_tell_the_line_they_begin_on():
    text = '"a\r\nb",1\r\n\r\n"c",2\rd,3'

    assert list(rows(io.StringIO(text, newline=""), text)) == [
        (1, ["a\r\nb", "1"]),
        (3, []),
        (4, ["c", "2"]),
        (5, ["d", "3"]),
    ]


def test_a_delimiter_in_quotes_counts_for_nothing():
    text = '";;"|1380013800|";;;"\n'

    assert next(rows(io.StringIO(text, newline=""), text))[1] == [";;", "1380013800", ";;;"]


cells = st.text("ab1 \"'\n\r张", max_size=5)


@given(st.lists(st.lists(cells, min_size=2, max_size=4)), st.sampled_from(",\t;|，；"))
def test_a_table_written_out_reads_back_the_same(table, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)

    assert [
        row for _, row in rows(io.StringIO(out.getvalue(), newline=""), out.getvalue())
    ] == table


@given(st.lists(st.text("ab ,1")))
def test_lines_are_counted(content):
    file = io.StringIO("\n".join(content) + "\n")

    assert list(lines(file)) == list(enumerate(content or [""], 1))


@pytest.mark.parametrize("separator", [",", " ", "；", "\t", ", "])
def test_a_very_long_line_is_cut_between_numbers(separator):
    text = separator.join(str(13800000000 + index) for index in range(LINE_MAX // 4))
    parts = list(lines(io.StringIO(f"x\n{text}\ny")))

    assert parts[0] == (1, "x") and parts[-1] == (3, "y")
    middle = parts[1:-1]
    assert len(middle) > 2 and {line for line, _ in middle} == {2}
    assert "".join(part for _, part in middle) == text
    words = [word for _, part in middle for word in re.split(r"[,；\s]+", part) if word]
    assert all(len(word) == 11 for word in words)


def test_where_a_long_line_cannot_be_cut_it_stays_whole():
    text = "138 0013 8000 " * LINE_MAX

    assert list(lines(io.StringIO(text))) == [(1, text)]
