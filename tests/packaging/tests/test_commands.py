"""Commands end with a status and, where they fail, a sentence."""

import pytest

from tests.packaging.commands import CommandError, exit_status
from tests.packaging.components.audit import Outcome


def fail() -> int:
    raise CommandError("there is no such file")


def test_the_status_is_that_of_the_work() -> None:
    assert [exit_status(lambda: 0), exit_status(lambda: 3)] == [0, 3]


@pytest.mark.parametrize("failed", [1, Outcome.NOT_AUDITED])
def test_a_failure_has_a_sentence_and_a_status(
    capsys: pytest.CaptureFixture[str], failed: int
) -> None:
    """An audit that could not be made is no vulnerability, which is 1."""
    assert exit_status(fail, failed) == failed
    assert capsys.readouterr().err == "there is no such file\n"
