"""`make audit`: known vulnerabilities of the locked packages, as pip-audit finds them.

Runs in the environment of pip-audit, which has nothing else. pip-audit by itself calls a package
that the service does not know, or a service that does not answer, a failure like a vulnerability;
or, without `--strict`, no failure at all. What the lock has for another system or Python it leaves
out, and says nothing: it is given the lock without those conditions.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Mapping
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.packaging import lock

SERVICE = "https://pypi.org/pypi/NAME/VERSION/json"
"""What pip-audit asks of each package; an index that only has packages does not answer it."""
SHOWN = 5
"""Packages that are named where many could not be looked up."""


class Outcome(IntEnum):
    """The exit status."""

    CLEAN = 0
    VULNERABLE = 1
    NOT_AUDITED = 2
    """Some or all packages could not be looked up, and no vulnerability was found."""


def read_report(output: str, errors: str, wanted: Collection[str]) -> tuple[Outcome, str]:
    """Say what the report of pip-audit means.

    Args:
        output: its JSON; anything else if it did not come so far.
        errors: what it wrote beside that.
        wanted: the normalised names of the packages that it was asked about.
    """
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["pip-audit said nothing"])[-1]
        return Outcome.NOT_AUDITED, f"{_unreachable()} Nothing was audited.\n{last}"
    found = [line for package in packages for line in _vulnerabilities(package)]
    audited = {lock.normalised(one["name"]) for one in packages if "skip_reason" not in one}
    skipped = sorted(set(wanted) - audited)
    said = []
    if found:
        said.append(f"Known vulnerabilities of the locked packages: {len(found)}")
        said += found
    if skipped:
        names = ", ".join(skipped[:SHOWN]) + (" …" if len(skipped) > SHOWN else "")
        said.append(f"Not audited: {len(skipped)} of {len(wanted)} packages ({names}).")
        if not audited:
            said.append(_unreachable())
    if found:
        return Outcome.VULNERABLE, "\n".join(said)
    if skipped:
        return Outcome.NOT_AUDITED, "\n".join(said)
    return Outcome.CLEAN, f"No known vulnerabilities in {len(wanted)} packages."


def _unreachable() -> str:
    return (
        f"The vulnerability service ({SERVICE}) cannot be reached from here, or this index does not"
        " have it: run `make audit` where pypi.org answers."
    )


def _vulnerabilities(package: Mapping[str, Any]) -> list[str]:
    return [
        f"  {package['name']} {package['version']}: {found['id']}, mended in "
        + (", ".join(found["fix_versions"]) or "no version yet")
        for found in package.get("vulns", ())
    ]


def main() -> int:
    """Ask pip-audit about the lock, and say what it found; the exit status is an `Outcome`."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    wanted = lock.locked()
    with TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        text = "".join(package.unconditional for package in wanted.values())
        requirements.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", *options, "--requirement", str(requirements)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    outcome, said = read_report(done.stdout, done.stderr, wanted.keys())
    print(said, file=sys.stderr if outcome else sys.stdout)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
