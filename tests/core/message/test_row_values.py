import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.draft_rows import DraftEntry, DraftSource, SourceKind
from gui.core.lists.layout import Layout
from gui.core.message.row_values import fill_row, first_complete_row
from gui.core.params.document import Params
from gui.core.params.placeholders import find_placeholders

PARAMS = find_placeholders(
    Params((("code", "{{Code}}"), ("both", "{{Name}}: {{Code}}"), ("plain", "today")))
)


def test_a_row_fills_in_what_it_has() -> None:
    values, lacking = fill_row(PARAMS, {"Code": "12", "Name": " "})
    assert values == {"code": "12", "plain": "today"}
    assert lacking == {"both": "Name"}


@given(st.dictionaries(st.sampled_from(["Code", "Name"]), st.text(max_size=5)))
def test_nothing_is_lacking_exactly_where_the_row_can_be_sent(row: dict[str, str]) -> None:
    values, lacking = fill_row(PARAMS, row)
    filled = PARAMS.fill(row)
    assert bool(lacking) is not isinstance(filled, Params)
    if isinstance(filled, Params):
        assert values == dict(filled.values)


def source(kind: SourceKind, names: tuple[str, ...], recipients: int) -> DraftSource:
    return DraftSource(1, kind, "", "", names, Layout(), recipients)


@pytest.mark.parametrize(
    ("names", "place"), [(("Code",), 3), (("Code", "Other"), 0), ((), 0), (("name",), 0)]
)
def test_the_preview_begins_with_a_row_that_has_the_columns(
    names: tuple[str, ...], place: int
) -> None:
    sources = (
        source(SourceKind.SAVED, ("name",), 2),
        source(SourceKind.TYPED, (), 1),
        source(SourceKind.FILE, ("Phone", "Code"), 9),
    )
    assert first_complete_row(sources, names) == place


def test_saved_recipients_have_their_name_alone() -> None:
    me = DraftEntry(1, SourceKind.SAVED, 0, "13900000001", "Me", "", None)
    typed = DraftEntry(1, SourceKind.TYPED, 1, "13900000001", "Me", "", None)
    assert me.lacking(("Code", "name")) == ("Code",)
    assert typed.lacking(("Code", "name")) == ("Code", "name")
    assert me.lacking(()) == ()
