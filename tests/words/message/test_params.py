import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.params.document import Params, parse_params
from gui.core.params.problems import ParamError, ParamProblem
from gui.words.message import params


@pytest.mark.parametrize(
    "problem", [one for one in ParamProblem if one is not ParamProblem.TOO_LONG]
)
def test_a_fault_of_the_parameters_begins_with_its_place(problem: ParamProblem) -> None:
    said = params.param_error(ParamError(problem, 2, 5))
    assert said.startswith("Line 2, column 5: ")


def test_what_was_found_is_said_where_core_tells_it() -> None:
    found = params.param_error(ParamError(ParamProblem.EXPECTED_COLON, 1, 8, "; 1"))
    assert found.endswith("Found instead: ; 1")
    assert "Found" not in params.param_error(ParamError(ParamProblem.EXPECTED_COLON, 1, 8))


def test_braces_in_what_was_typed_are_left_alone() -> None:
    said = params.param_error(ParamError(ParamProblem.REPEATED_KEY, 1, 1, "{0} {what}"))
    assert "“{0} {what}”" in said


@given(st.text(alphabet="{}[]\":,\\ \n01ab“：'/*-.null", max_size=40))
def test_whatever_is_typed_either_parses_or_has_a_sentence(text: str) -> None:
    found = parse_params(text)
    if not isinstance(found, Params):
        assert params.param_errors(found).startswith(
            f"Line {found[0].line}, column {found[0].column}: "
        )


def test_the_first_of_several_faults_is_said_with_the_number_of_the_others() -> None:
    fault = ParamError(ParamProblem.VALUE_NULL, 1, 7, "a")
    assert params.param_errors([]) == ""
    assert params.param_errors([fault]) == params.param_error(fault)
    assert params.param_errors([fault] * 1300) == f"{params.param_error(fault)} (1,299 more)"
