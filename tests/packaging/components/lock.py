"""Which packages of requirements.lock the program needs at run time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

from tests.packaging.commands import ROOT

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
"""What markers see on Windows, as changes of what they see here."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock file.

    Attributes:
        name: normalised, as `pyside6-essentials`.
        hashes: SHA-256 of its files, in hexadecimal.
        text: its lines in the lock file.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    text: str

    @property
    def unconditional(self) -> str:
        """Its lines without the marker, for whatever system and Python."""
        first, line_break, rest = self.text.partition("\n")
        return re.sub(r" ;.*?(?=( \\)?$)", "", first) + line_break + rest


def normalised(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(text: str) -> dict[str, Locked]:
    """Read a lock file: each package by its name.

    Raises:
        ValueError: a line is something else, or a package is locked in two versions.
    """
    found = {}
    for block in re.findall(r"^[A-Za-z0-9].*(?:\n[ \t]+.*)*", text, re.MULTILINE):
        match = re.match(r"([\w.-]+)==([^\s;\\]+)", block)
        if match is None:
            raise ValueError(f"not a locked package: {block.splitlines()[0]}")
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        name = normalised(match[1])
        if name in found:
            raise ValueError(f"locked twice: {name}")
        found[name] = Locked(name, match[2], hashes, block + "\n")
    return found


def locked() -> dict[str, Locked]:
    """The packages of requirements.lock."""
    return read((ROOT / "requirements.lock").read_text(encoding="utf-8"))


def installed(folder: Path | None = None) -> dict[str, Distribution]:
    """What is installed in a folder of packages, or in this environment."""
    found = distributions(path=[str(folder)]) if folder else distributions()
    return {normalised(each.metadata["Name"]): each for each in found}


def needed(
    roots: Iterable[str],
    there: Mapping[str, Distribution],
    platform: Mapping[str, str] | None = None,
) -> list[str]:
    """The names of all that `roots` (requirements) need, themselves included; sorted.

    Raises:
        KeyError: one of them is not installed.
    """
    environment = {**{key: str(value) for key, value in default_environment().items()}}
    environment |= dict(platform or {})
    waiting, reached = [Requirement(root) for root in roots], set[tuple[str, str]]()
    while waiting:
        requirement = waiting.pop()
        name = normalised(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in reached:
                continue
            reached.add((name, extra))
            for line in there[name].requires or ():
                inner = Requirement(line)
                if inner.marker is None or inner.marker.evaluate({**environment, "extra": extra}):
                    waiting.append(inner)
    return sorted({name for name, _ in reached})


def runtime_roots() -> list[str]:
    """What pyproject.toml says the program depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["project"]["dependencies"])
