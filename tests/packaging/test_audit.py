"""What `make audit` makes of pip-audit's answers."""

import json
from typing import Any

import pytest

from tests.packaging.audit import Outcome, read_report

FINE = {"name": "requests", "version": "2.32.4", "vulns": []}
SKIPPED = {"name": "aiofiles", "skip_reason": "Dependency not found on PyPI"}
BAD = {
    "name": "urllib3",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}],
}


def reported(*packages: dict[str, Any]) -> tuple[Outcome, str]:
    return read_report(json.dumps({"dependencies": packages, "fixes": []}), "")


def test_without_a_finding_it_is_clean() -> None:
    assert reported(FINE, FINE) == (Outcome.CLEAN, "No known vulnerabilities in 2 packages.")


def test_a_vulnerability_is_named_with_what_mends_it() -> None:
    outcome, said = reported(FINE, BAD)
    assert outcome is Outcome.VULNERABLE
    assert "  urllib3 1.0: PYSEC-1, mended in 1.1" in said.splitlines()
    assert reported(SKIPPED, BAD)[0] is Outcome.VULNERABLE


def test_what_could_not_be_looked_up_is_no_vulnerability_and_not_clean() -> None:
    outcome, said = reported(*[SKIPPED] * 7)
    assert outcome is Outcome.NOT_AUDITED
    assert "Not audited: 7 of 7 packages (aiofiles, " in said and "…" in said
    assert "cannot be reached" in said and "vulnerabilities" not in said
    outcome, said = reported(FINE, SKIPPED)
    assert outcome is Outcome.NOT_AUDITED and "cannot be reached" not in said


@pytest.mark.parametrize("output", ["", "[]", "{}", "Traceback", '{"dependencies"'])
def test_without_an_answer_the_service_is_named_and_the_last_line_of_the_error(output: str) -> None:
    outcome, said = read_report(output, "Traceback\nProxyError: refused\n")
    assert outcome is Outcome.NOT_AUDITED
    assert "cannot be reached" in said and said.endswith("ProxyError: refused")
