from gui.core.lists.imports.row_values import join_row, value_places, values_at
from gui.core.lists.layout import Layout

A = "13800138000"


def test_positions_of_values_in_a_row() -> None:
    layout = Layout(number_column=1, mapping=(("v", 2),))
    assert value_places(("a", "phone", "c"), layout) == {"a": 0, "phone": -1, "c": 1, "v": 1}
    assert value_places(("a",), Layout()) == {}
    assert values_at(join_row(A, "x\x1fy"), (-1, 0, 1, 2)) == [A, "x", "y", ""]
    assert join_row(A, None) == [A]
