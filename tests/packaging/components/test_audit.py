"""What `make audit` makes of pip-audit's answers."""

import json
from collections.abc import Collection
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.packaging.components import lock, vendored
from tests.packaging.components.audit import Outcome, copies_as_requirements, read_report

FINE = {"name": "requests", "version": "2.32.4", "vulns": []}
SKIPPED = {"name": "aiofiles", "skip_reason": "Dependency not found on PyPI"}
BAD = {
    "name": "urllib3",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}],
}


OTHERS = [{**FINE, "name": name} for name in ("Typing_Extensions", "zipp")]


def reported(
    *packages: dict[str, Any], wanted: Collection[str] | None = None
) -> tuple[Outcome, str]:
    asked = wanted or {lock.normalised(package["name"]) for package in packages}
    return read_report(json.dumps({"dependencies": packages, "fixes": []}), "", asked)


def test_without_a_finding_it_is_clean() -> None:
    said = "No known vulnerabilities that reach the program in 2 packages."
    assert reported(*OTHERS) == (Outcome.CLEAN, said)


def test_what_pip_audit_leaves_out_by_itself_is_not_audited() -> None:
    wanted = {"requests", "typing-extensions", "zipp", "pywin32-ctypes"}
    outcome, said = reported(FINE, *OTHERS, wanted=wanted)
    assert outcome is Outcome.NOT_AUDITED
    assert said == "Not audited: 1 of 4 packages (pywin32-ctypes)."


def test_it_is_asked_about_what_other_systems_and_pythons_get() -> None:
    """With a marker that does not hold here pip-audit drops a package without a word."""
    locked = lock.locked()
    assert {"pywin32-ctypes", "importlib-metadata", "pefile", "macholib"} <= set(locked)
    for package in locked.values():
        first, *hashes = package.unconditional.splitlines()
        assert first == f"{package.name}=={package.version} \\"
        assert hashes == package.text.splitlines()[1:] and hashes


def test_a_vulnerability_is_named_with_what_mends_it() -> None:
    outcome, said = reported(FINE, BAD)
    assert outcome is Outcome.VULNERABLE
    assert "  urllib3 1.0: PYSEC-1, mended in 1.1" in said.splitlines()
    assert reported(SKIPPED, BAD)[0] is Outcome.VULNERABLE


def test_a_vulnerability_that_does_not_reach_the_program_is_named_with_the_reason() -> None:
    report = json.dumps({"dependencies": [FINE, BAD]})
    outcome, said = read_report(report, "", ["requests", "urllib3"], {"urllib3": "unused"}, "them")
    assert outcome is Outcome.CLEAN
    assert said.splitlines()[:2] == [
        "Of them, not reaching the program (unused): 1",
        "  urllib3 1.0: PYSEC-1, mended in 1.1",
    ]
    outcome, said = read_report(report, "", ["requests", "urllib3"], {"requests": "unused"})
    assert outcome is Outcome.VULNERABLE and "unused" not in said


def test_it_is_asked_about_the_copies_within_the_sdk() -> None:
    copies = vendored.read(lock.installed()[vendored.OWNER])
    lines = copies_as_requirements(copies).splitlines()
    assert len(lines) == len(vendored.VENDORED)
    for line, copy in zip(lines, copies, strict=True):
        assert str(Requirement(line)) == line == f"{copy.name}=={copy.version}"
        assert lock.normalised(copy.name) == copy.name


def test_what_could_not_be_looked_up_is_no_vulnerability_and_not_clean() -> None:
    names = [f"aiofiles{number}" for number in range(7)]
    outcome, said = reported(*[{**SKIPPED, "name": name} for name in names])
    assert outcome is Outcome.NOT_AUDITED
    assert "Not audited: 7 of 7 packages (aiofiles0, " in said and "…" in said
    assert "cannot be reached" in said and "vulnerabilities" not in said
    outcome, said = reported(FINE, SKIPPED)
    assert outcome is Outcome.NOT_AUDITED and "cannot be reached" not in said


@pytest.mark.parametrize("output", ["", "[]", "{}", "Traceback", '{"dependencies"'])
def test_without_an_answer_the_service_is_named_and_the_last_line_of_the_error(output: str) -> None:
    outcome, said = read_report(output, "Traceback\nProxyError: refused\n", {"requests"})
    assert outcome is Outcome.NOT_AUDITED
    assert "cannot be reached" in said and said.endswith("ProxyError: refused")
