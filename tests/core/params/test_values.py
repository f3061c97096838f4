"""The fields of the variables and the JSON editor are two views of one value."""

from hypothesis import given
from hypothesis import strategies as st

from gui.core.params.document import Params, parse_params
from gui.core.params.values import missing_names, set_value, write_params

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
PARAMS = st.dictionaries(TEXT, st.text(st.characters(exclude_categories=["Cs"]), max_size=12)).map(
    lambda values: Params(tuple(values.items()))
)


@given(PARAMS, TEXT, TEXT)
def test_a_value_that_is_typed_into_a_field_is_read_from_the_json(
    params: Params, name: str, value: str
) -> None:
    read = parse_params(write_params(set_value(params, name, value)))
    assert isinstance(read, Params)
    assert dict(read.values) == {**dict(params.values), name: value}


@given(PARAMS, TEXT, TEXT)
def test_the_order_of_what_was_there_stays(params: Params, name: str, value: str) -> None:
    before = [key for key, _ in params.values]
    after = [key for key, _ in set_value(params, name, value).values]
    assert after == (before if name in before else [*before, name])


@given(PARAMS, TEXT)
def test_an_emptied_field_takes_its_parameter_out(params: Params, name: str) -> None:
    left = set_value(params, name, "")
    assert [pair for pair in params.values if pair[0] != name] == list(left.values)
    assert write_params(Params()) == ""


def test_a_single_value_stays_on_its_line() -> None:
    assert write_params(Params((("code", "1234"),))) == '{"code":"1234"}'
    assert write_params(Params((("a", "1"), ("b", "2")))) == '{\n  "a": "1",\n  "b": "2"\n}'


def test_a_blank_value_is_missing() -> None:
    params = Params((("a", " "), ("b", "1"), ("d", "\u3000")))
    assert missing_names(params, ("a", "b", "c", "d")) == ("a", "c", "d")
