import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from gui.core.message.draft import DraftProblem, SendMode
from gui.core.params.document import Params, parse_params
from gui.core.params.problems import ParamError, ParamProblem
from gui.core.phones.number import PhoneProblem
from gui.words.message import draft


@pytest.fixture(autouse=True)
def grouped_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


SENTENCES = [
    *map(draft.problem, DraftProblem),
    *map(draft.phone_problem, PhoneProblem),
    *(draft.param_error(ParamError(problem, 2, 5, "x")) for problem in ParamProblem),
]


def test_every_problem_has_a_sentence_of_its_own():
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert all(sentence.strip() == sentence for sentence in SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_leaves_a_gap_open(sentence):
    assert "{found}" not in sentence and "{key}" not in sentence and "{max}" not in sentence


@pytest.mark.parametrize("problem", DraftProblem)
def test_a_problem_says_what_is_wrong_and_how_to_mend_it(problem):
    what, colon, remedy = draft.problem(problem).partition(":")
    assert what and colon and remedy.endswith(".")


@pytest.mark.parametrize(
    "problem", [one for one in ParamProblem if one is not ParamProblem.TOO_LONG]
)
def test_a_fault_of_the_parameters_begins_with_its_place(problem):
    said = draft.param_error(ParamError(problem, 2, 5))
    assert said.startswith("Line 2, column 5: ")


def test_what_was_found_is_said_where_core_tells_it():
    found = draft.param_error(ParamError(ParamProblem.EXPECTED_COLON, 1, 8, "; 1"))
    assert found.endswith("Found instead: ; 1")
    assert "Found" not in draft.param_error(ParamError(ParamProblem.EXPECTED_COLON, 1, 8))


def test_braces_in_what_was_typed_are_left_alone():
    said = draft.param_error(ParamError(ParamProblem.REPEATED_KEY, 1, 1, "{0} {what}"))
    assert "“{0} {what}”" in said


@given(st.text(alphabet="{}[]\":,\\ \n01ab“：'/*-.null", max_size=40))
def test_whatever_is_typed_either_parses_or_has_a_sentence(text):
    found = parse_params(text)
    if not isinstance(found, Params):
        assert draft.param_errors(found).startswith(
            f"Line {found[0].line}, column {found[0].column}: "
        )


def test_the_first_of_several_faults_is_said_with_the_number_of_the_others():
    fault = ParamError(ParamProblem.VALUE_NULL, 1, 7, "a")
    assert draft.param_errors([]) == ""
    assert draft.param_errors([fault]) == draft.param_error(fault)
    assert draft.param_errors([fault] * 1300) == f"{draft.param_error(fault)} (1,299 more)"


def test_ways_of_sending_are_named_and_explained():
    assert [draft.mode(mode) for mode in SendMode] == ["One by one", "Batched"]
    assert "1,000" in draft.mode_note(SendMode.BATCHED)
    assert draft.mode_note(SendMode.ONE_BY_ONE) != draft.mode_note(SendMode.BATCHED)
