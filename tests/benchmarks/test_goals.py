"""What is said of a goal."""

from tests.benchmarks.goals import at_least, beside


def test_a_goal_that_is_kept_is_only_named() -> None:
    assert beside(0.6, 0.6, 1) == "(goal 0.6)"
    assert beside(1, 3) == "(goal 3)"
    assert at_least(400, 400) == "(goal 400)"


def test_a_goal_that_is_missed_is_said_to_be() -> None:
    assert beside(0.601, 0.6, 1) == "(goal 0.6: over the goal)"
    assert beside(9, 8, unit=" s") == "(goal 8 s: over the goal)"
    assert at_least(0.89, 0.9, 2) == "(goal 0.90: under the goal)"
