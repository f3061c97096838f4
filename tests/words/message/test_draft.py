import pytest

from gui.core.message.draft import DraftProblem
from gui.core.message.fields import SendMode
from gui.core.params.problems import ParamError, ParamProblem
from gui.core.phones.number import PhoneProblem
from gui.words.message import draft, params
from gui.words.recipients import phone_problems

SENTENCES = [
    *map(draft.problem, DraftProblem),
    *map(phone_problems.phone_problem, PhoneProblem),
    *(params.param_error(ParamError(problem, 2, 5, "x")) for problem in ParamProblem),
]


def test_every_problem_has_a_sentence_of_its_own() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert all(sentence.strip() == sentence for sentence in SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_leaves_a_gap_open(sentence: str) -> None:
    assert "{found}" not in sentence and "{key}" not in sentence and "{max}" not in sentence


@pytest.mark.parametrize("problem", DraftProblem)
def test_a_problem_says_what_is_wrong_and_how_to_mend_it(problem: DraftProblem) -> None:
    what, colon, remedy = draft.problem(problem).partition(":")
    assert what and colon and remedy.endswith(".")


def test_ways_of_sending_are_named_and_explained() -> None:
    assert [draft.mode(mode) for mode in SendMode] == ["One by one", "Batched"]
    assert "1,000" in draft.mode_note(SendMode.BATCHED)
    assert draft.mode_note(SendMode.ONE_BY_ONE) != draft.mode_note(SendMode.BATCHED)
