import pytest

from gui.core.lists.layout import Layout, ListEncoding
from gui.core.lists.list_check import LEFT_OUT_MAX, ListCheck
from gui.core.lists.notes import RowNote
from gui.core.phones.number import PhoneProblem
from gui.storage.lists.check import check_source
from gui.storage.lists.open_list import open_text

LAYOUT = Layout(ListEncoding.UTF_8, "\t", header_rows=1, number_column=1, mapping=(("code", 2),))
HEAD = "姓名\t手机号\t码\n"


def check(text: str, layout: Layout = LAYOUT) -> ListCheck:
    with open_text(text, layout.choice) as source:
        steps = check_source(source, layout)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: ListCheck = end.value
                return found


def test_rows_are_counted_and_those_left_out_are_named() -> None:
    found = check(
        f"{HEAD}张三\t13800138000\t1\n李四\t12345\t2\n王五\t13800138000\t3\n赵六\t13900139000\t\n"
    )
    assert (found.recipients, found.left_out_count, found.repeated_count) == (1, 2, 1)
    assert [(row.line, row.note, row.first_line, row.detail) for row in found.left_out] == [
        (3, PhoneProblem.TOO_SHORT, 0, ""),
        (4, RowNote.REPEATED, 2, ""),
        (5, RowNote.MISSING_VALUE, 0, "code"),
    ]
    assert found.left_out[0].cells == ("李四", "12345", "2")
    assert found.samples == (
        ("13800138000", {"姓名": "张三", "手机号": "13800138000", "码": "1", "code": "1"}),
    )


def test_a_repaired_row_is_not_left_out() -> None:
    found = check(f"{HEAD}张三\t+86 138 0013 8000\t1\n")
    assert (found.recipients, found.left_out_count) == (1, 0)
    assert found.notes == {RowNote.REPAIRED: 1}


@pytest.mark.parametrize("many", [LEFT_OUT_MAX + 5])
def test_of_many_rows_left_out_the_first_are_kept(many: int) -> None:
    found = check(HEAD + "x\t12345\t1\n" * many)
    assert found.left_out_count == many and len(found.left_out) == LEFT_OUT_MAX
