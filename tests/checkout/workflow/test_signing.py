"""Secrets of the workflow: who gets them, and what is signed with them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.checkout.workflow.reading import in_order, jobs, script, scripts, steps

NO_SECRETS = {
    "MACOS_IDENTITY": "a name, which every signature shows",
    "NOTARY_KEY_ID": "the number of a key",
    "NOTARY_ISSUER": "the number of a team",
    "SMS_DESK_CODESIGN_IDENTITY": "as MACOS_IDENTITY",
}
"""What is kept with the secrets, and may be on a command line."""
ON_A_COMMAND_LINE = {
    ("MACOS_CERTIFICATE_PASSWORD", "security import"): "`security` takes it in no other way",
}
"""The secrets that are on the command line of a program all the same, and why."""


def secrets_of(step: dict[str, Any]) -> set[str]:
    """The variables of a step that hold a secret, not only whether there is one."""
    given = {name: str(value) for name, value in step.get("env", {}).items()}
    return {
        name
        for name, value in given.items()
        if re.search(r"\bsecrets\.|github\.token", value) and not value.endswith("!= '' }}")
    }


def arguments(text: str, names: set[str]) -> set[tuple[str, str]]:
    """Which variables stand on the command line of which programs: anybody there could read them.

    `printf` and `[` are the shell's own and start no program.
    """
    expanded = {name: re.compile(rf"\$(?:env:)?\{{?{name}\b", re.IGNORECASE) for name in names}
    return {
        (name, " ".join(command.split()[:2]))
        for line in text.splitlines()
        for command in re.split(r"\||&&|;|\$\(", line.strip())
        for name, pattern in expanded.items()
        if pattern.search(command)
        and not re.match(r"(\(umask 077; *)?printf %s |(if )?\[ ", command.strip())
    }


def test_a_secret_is_given_to_the_step_that_uses_it_and_is_on_no_command_line() -> None:
    named, found = set(), set()
    for name, job in jobs().items():
        assert "secrets." not in str(job.get("env", "")), name
        for step in steps(name):
            run = step.get("run", "")
            assert "secrets." not in run, name
            # What the event says is text of others.
            assert "${{ github." not in run, name
            named |= secrets_of(step)
            found |= arguments(run, secrets_of(step) - NO_SECRETS.keys())
    assert named >= NO_SECRETS.keys()
    assert found == ON_A_COMMAND_LINE.keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('tool --password "$SECRET"', {("SECRET", "tool --password")}),
        ("tool -p ${SECRET}", {("SECRET", "tool -p")}),
        ("tool -p $env:Secret", {("SECRET", "tool -p")}),
        ('echo x | tool "$SECRET"', {("SECRET", 'tool "$SECRET"')}),
        ('x=$(tool a "$SECRET")', {("SECRET", "tool a")}),
        ('printf %s "$SECRET" | tool', set()),
        ('if [ -n "$SECRET" ]; then tool; fi', set()),
        ('tool "$SECRETARY"', set()),
    ],
)
def test_a_secret_on_a_command_line_would_be_found(text: str, found: set[object]) -> None:
    assert arguments(text, {"SECRET"}) == found


def test_only_what_is_built_for_a_tag_is_signed() -> None:
    """With secrets of an environment that somebody has to agree to; of each system all or none."""
    signing = {job for job in jobs() if "secrets." in str(jobs()[job])}
    assert signing == {"package-windows", "package-macos"}
    given = "steps.signing.outputs.given == 'true'"
    for job in signing:
        environment = jobs()[job]["environment"]["name"]
        assert environment == "${{ github.ref_type == 'tag' && 'release' || 'unsigned' }}"
        (asking,) = (step for step in steps(job) if step.get("id") == "signing")
        assert asking["if"] == "github.ref_type == 'tag'"
        names = list(asking["env"])
        assert f"release secrets {' '.join(names)} >>" in asking["run"]
        assert [*asking["env"].values()] == [f"${{{{ secrets.{name} != '' }}}}" for name in names]
        used = set()
        for step in steps(job):
            for value in (step["env"][name] for name in secrets_of(step)):
                assert step.get("if") == given or value.startswith(f"${{{{ {given} && "), job
                used |= set(re.findall(r"\bsecrets\.(\w+)", value))
        assert used == set(names)


def test_a_certificate_or_key_is_removed_whatever_fails() -> None:
    written = [one for job in jobs() for one in scripts(job) if "printf %s" in one]
    assert len(written) == 3
    for one in written:
        assert in_order(one, "trap 'rm -f ", "' EXIT", "(umask 077; printf %s ")


def test_the_signatures_are_those_that_the_certificate_makes() -> None:
    """Without one all is unsigned; a broken signature is neither."""
    (step,) = (step for step in steps("try-windows") if "run" in step)
    signed = jobs()["package-windows"]["outputs"]["signed"]
    assert signed == "${{ steps.signing.outputs.given }}"
    assert step["env"]["SIGNED"] == "${{ needs.package-windows.outputs.signed == 'true' }}"
    assert "if ($env:SIGNED -eq 'true') { 'Valid' } else { 'NotSigned' }" in step["run"]
    assert 'Where-Object { "$_" -ne $wanted }' in step["run"]


def test_the_keychain_is_searched_stays_open_and_has_the_identity() -> None:
    made = script("package-macos", "create-keychain")
    lines = [line.split()[1] for line in made.splitlines() if line.startswith("security ")]
    assert lines.index("create-keychain") < lines.index("set-keychain-settings")
    assert "-lut 21600" in made
    assert "security list-keychains -d user -s build.keychain" in made
    assert lines[-1] == "find-identity" and '| grep -F "\\"$MACOS_IDENTITY\\""' in made
