"""`make audit`: known vulnerabilities of the locked packages, as pip-audit finds them.

`python -m tests.packaging.components.audit PYTHON`: the Python of an environment with pip-audit and
nothing else. pip-audit by itself calls a package that the service does not know, or a service that
does not answer, a failure like a vulnerability; or, without `--strict`, no failure at all. What the
lock has for another system or Python it leaves out, and says nothing: it is given the lock without
those conditions. It is asked about the copies of packages within the SDK, too (`vendored.py`): what
does not reach the program is named with the reason, and is no failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from tests.packaging.commands import exit_status
from tests.packaging.components import lock, vendored

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


def read_report(
    output: str,
    errors: str,
    wanted: Collection[str],
    unreached: Mapping[str, str] = MappingProxyType({}),
    whose: str = "the locked packages",
) -> tuple[Outcome, str]:
    """Say what the report of pip-audit means.

    Args:
        output: its JSON; anything else if it did not come so far.
        errors: what it wrote beside that.
        wanted: the normalised names of the packages that it was asked about.
        unreached: why vulnerabilities of a package do not reach the program, by its name.
        whose: what the packages are called.
    """
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["pip-audit said nothing"])[-1]
        return Outcome.NOT_AUDITED, f"{_unreachable()} Nothing was audited.\n{last}"
    found, noted = list[str](), dict[str, list[str]]()
    for package in packages:
        reason = unreached.get(lock.normalised(package["name"]))
        lines = found if reason is None else noted.setdefault(reason, [])
        lines += _vulnerabilities(package)
    audited = {lock.normalised(one["name"]) for one in packages if "skip_reason" not in one}
    skipped = sorted(set(wanted) - audited)
    said = []
    if found:
        said.append(f"Known vulnerabilities of {whose}: {len(found)}")
        said += found
    for reason, lines in noted.items():
        if lines:
            said.append(f"Of {whose}, not reaching the program ({reason}): {len(lines)}")
            said += lines
    if skipped:
        names = ", ".join(skipped[:SHOWN]) + (" …" if len(skipped) > SHOWN else "")
        said.append(f"Not audited: {len(skipped)} of {len(wanted)} packages ({names}).")
        if not audited:
            said.append(_unreachable())
    if found:
        return Outcome.VULNERABLE, "\n".join(said)
    if skipped:
        return Outcome.NOT_AUDITED, "\n".join(said)
    said.append(f"No known vulnerabilities that reach the program in {len(wanted)} packages.")
    return Outcome.CLEAN, "\n".join(said)


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


def copies_as_requirements(copies: Collection[vendored.Vendored]) -> str:
    """The lines of a requirements file that name the copies within the SDK; they have no hashes."""
    return "".join(f"{copy.name}=={copy.version}\n" for copy in copies)


def _ask(python: str, requirements: str, *options: str) -> tuple[str, str]:
    common = ["--disable-pip", "--progress-spinner", "off", "--format", "json"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "requirements.txt"
        path.write_text(requirements, encoding="utf-8")
        command = [python, "-m", "pip_audit", *common, *options, "--requirement", str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout, done.stderr


def main(arguments: Sequence[str]) -> int:
    """Ask pip-audit about the lock and the copies; the exit status is the worst `Outcome`.

    Raises:
        CommandError: the copies cannot be read.
    """
    (python,) = arguments
    wanted = lock.locked()
    text = "".join(package.unconditional for package in wanted.values())
    reports = [read_report(*_ask(python, text, "--require-hashes"), wanted.keys())]
    copies = vendored.read(lock.installed()[vendored.OWNER])
    answer = _ask(python, copies_as_requirements(copies), "--no-deps")
    unreached = {copy.name: copy.source.unreached for copy in copies if copy.source.unreached}
    names = [copy.name for copy in copies]
    reports.append(read_report(*answer, names, unreached, f"the copies in {vendored.OWNER}"))
    for outcome, said in reports:
        print(said, file=sys.stderr if outcome else sys.stdout)
    return min(filter(None, (outcome for outcome, _ in reports)), default=Outcome.CLEAN)


if __name__ == "__main__":
    sys.exit(exit_status(lambda: main(sys.argv[1:]), Outcome.NOT_AUDITED))
