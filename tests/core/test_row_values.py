from gui.core.layout import Layout
from gui.core.row_values import row_of, value_places, values_at

A = "13800138000"


def test_where_values_stand():
    layout = Layout(number_column=1, mapping=(("v", 2),))
    assert value_places(("a", "phone", "c"), layout) == {"a": 0, "phone": -1, "c": 1, "v": 1}
    assert value_places(("a",), Layout()) == {}
    assert values_at(row_of(A, "x\x1fy"), (-1, 0, 1, 2)) == [A, "x", "y", ""]
    assert row_of(A, None) == [A]
