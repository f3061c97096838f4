import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.storage.lists.long_lines import LINE_MAX, iter_lines


@given(st.lists(st.text("ab ,1")))
def test_lines_are_counted(content: list[str]) -> None:
    file = io.StringIO("\n".join(content) + "\n")

    assert list(iter_lines(file)) == list(enumerate(content or [""], 1))


@pytest.mark.parametrize("separator", [",", " ", "；", "\t", ", "])
def test_a_very_long_line_is_cut_between_numbers(separator: str) -> None:
    text = separator.join(str(13800000000 + index) for index in range(LINE_MAX // 4))
    parts = list(iter_lines(io.StringIO(f"x\n{text}\ny")))

    assert parts[0] == (1, "x") and parts[-1] == (3, "y")
    middle = parts[1:-1]
    assert len(middle) > 2 and {line for line, _ in middle} == {2}
    assert "".join(part for _, part in middle) == text
    words = [word for _, part in middle for word in re.split(r"[,；\s]+", part) if word]
    assert all(len(word) == 11 for word in words)


def test_long_line_without_separator_is_not_split() -> None:
    text = "138 0013 8000 " * LINE_MAX

    assert list(iter_lines(io.StringIO(text))) == [(1, text)]
