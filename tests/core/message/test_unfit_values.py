"""Values of rows that the service is likely to refuse."""

from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.unfit_values import UnfitCounter, checked_variables, make_finder
from gui.core.message.variables import URL, ValueFault, Variable, VariableHint, VariableKind
from tests.params import placeholders_of
from tests.present import present

CODE = Variable("code", VariableKind.CODE, VariableHint.CODE)
NAME = Variable("name", VariableKind.TEXT, VariableHint.NONE)
FREE = Variable("free", VariableKind.FREE, VariableHint.NONE)
PATTERN = placeholders_of(
    '{"code":"{{验证码}}","name":"{{姓}}{{名}}","free":"{{名}}","fixed":"🎉"}'
)
COLUMNS = {"验证码": 1, "姓": 2, "名": 3}


def test_only_what_rows_give_and_a_rule_is_known_of_is_checked() -> None:
    fixed = Variable("fixed", VariableKind.TEXT, VariableHint.NONE)
    assert checked_variables(PATTERN, [FREE, fixed, NAME, CODE]) == (NAME, CODE)
    assert make_finder(PATTERN, [FREE, fixed], COLUMNS) is None
    assert make_finder(PATTERN, [NAME], {"姓": 2}) is None


def test_the_first_unfit_value_of_a_row_is_found_as_it_will_be_sent() -> None:
    find = make_finder(PATTERN, [CODE, NAME], COLUMNS)
    assert find is not None
    assert find(["13800138000", "1234", "王", "芳"]) is None
    found = find(["13800138000", "123", "王", "芳"])
    assert found is not None and (found.variable, found.fault) == (CODE, ValueFault.RULE)
    found = find(["13800138000", "1234", "www.", "example.org"])
    assert found is not None and (found.value, found.fault) == ("www.example.org", ValueFault.URL)
    found = find(["13800138000", "1234", "字" * 18, "字" * 18])
    assert found is not None and found.fault is ValueFault.RULE


def test_they_are_counted_by_variable_and_reason() -> None:
    find, counter = make_finder(PATTERN, [CODE, NAME], COLUMNS), UnfitCounter()
    assert find is not None
    rows = [["", "1", "", ""], ["", "2", "", ""], ["", "1234", "🎉", ""], ["", "1234", "a🎉", ""]]
    for row in rows:
        counter.add(present(find(row)))
    assert [(one.first.value, one.count, one.others) for one in counter.counts()] == [
        ("1", 2, False),
        ("🎉", 2, False),
    ]
    counter.add(present(find(["", "1234", "【", ""])))
    assert [(one.count, one.others) for one in counter.counts()] == [(2, False), (3, True)]


@given(st.text(alphabet="aw.:/htpscn-x 字🎉【", max_size=40))
def test_the_quick_look_at_a_text_misses_nothing(value: str) -> None:
    fault = NAME.find_fault(value)
    if NAME.unsupported(value):
        assert fault is ValueFault.UNSUPPORTED
    elif URL.search(value):
        assert fault is ValueFault.URL
    else:
        assert (fault is ValueFault.RULE) == (len(value) > 35)
