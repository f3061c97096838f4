import sqlite3

import pytest

from gui.storage.database.like import contains_pattern


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
