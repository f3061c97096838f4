"""The message to one recipient, and what is missing in it."""

from dataclasses import replace

from gui.core.lists.draft_rows import DraftRecipient
from gui.core.message.draft import MissingParams, MissingValues, NoSign, UnknownTemplate
from gui.core.message.fields import DraftFields
from gui.core.message.row_preview import count_for, preview_row
from gui.core.message.segments import SegmentCount
from tests.params import placeholders_of

FIELDS = DraftFields("阿里云", "SMS_1")
CONTENT = "您好${name}"
NAMED = placeholders_of('{"name":"{{姓名}}"}')
LI = DraftRecipient(1, "13800138000", "", "", 2, {"姓名": "李四"})


def test_what_is_missing_is_said_in_the_order_of_the_form() -> None:
    assert preview_row(DraftFields(), "", NAMED, LI)[1] is None
    assert preview_row(FIELDS, "", NAMED, LI)[1] == UnknownTemplate()
    assert preview_row(replace(FIELDS, sign_name=""), CONTENT, NAMED, LI)[1] == NoSign()
    empty = placeholders_of("{}")
    assert preview_row(FIELDS, CONTENT, empty, LI)[1] == MissingParams(("name",))
    lacking = replace(LI, values={})
    assert preview_row(FIELDS, CONTENT, NAMED, lacking)[1] == MissingValues(("姓名",))


def test_the_text_is_that_of_the_phone_with_its_length() -> None:
    text, note = preview_row(FIELDS, CONTENT, NAMED, LI)
    assert str(text) == "【阿里云】您好李四"
    assert note == count_for(str(text), LI)
    assert isinstance(note, SegmentCount) and (note.characters, note.segments) == (9, 1)


def test_texts_to_other_countries_are_counted_as_theirs() -> None:
    abroad = replace(LI, number="14155552671")
    assert count_for("a" * 160, None).segments == count_for("a" * 160, LI).segments == 3
    assert count_for("a" * 160, replace(abroad, number="85261234567")).segments == 1
