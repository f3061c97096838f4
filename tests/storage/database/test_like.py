import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.storage.database.like import contains, contains_pattern


@pytest.mark.parametrize("text", ["%", "_", "\\", "100%", "a_b", "\\%"])
def test_a_text_is_searched_for_as_it_stands(text: str) -> None:
    with sqlite3.connect(":memory:") as db:
        db.execute("create table found (text)")
        rows = [f"<{text}>", "<nothing else>", "<100 >", "<axb>"]
        db.executemany("insert into found values (?)", ((row,) for row in rows))
        like = db.execute(
            "select text from found where text like ? escape '\\'", [contains_pattern(text)]
        )
        assert like.fetchall() == [(row,) for row in rows if text in row]
    db.close()


LETTERS = st.text("aAzZ@[`{ßÄäİkK中%_\\")
"""Those at the ends of ASCII's alphabet, and some that only other rules fold."""


@given(LETTERS, LETTERS)
def test_it_is_found_in_memory_as_it_is_in_the_file(text: str, search: str) -> None:
    with sqlite3.connect(":memory:") as db:
        (found,) = db.execute(
            "select ? like ? escape '\\'", [text, contains_pattern(search)]
        ).fetchone()
    db.close()
    assert contains(text, search) is bool(found)
