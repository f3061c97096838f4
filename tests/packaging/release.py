"""`python -m tests.packaging.release`: whether a commit fits its tag, and what its release is.

The workflow calls it with the Python of its machine: it needs no package beside the standard
library.

- `check TAG`: the version, the changelog and the AppStream metadata are those of the tag.
- `collect PACKAGES RELEASE`: lay out the files of the release from the folders of each system.
- `notes RELEASE`: print the text of the release.
- `secrets NAME ...`: whether there are the secrets to sign with, as an output of a step has it:
  `given=true` or `given=false`. The variable of each name is `true` if there is that secret.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from gui import __version__
from tests.packaging import archives, staging
from tests.packaging.commands import ROOT, CommandError, commit_time, exit_status

METADATA = staging.SOURCES / "linux" / staging.METADATA
SYSTEMS = {"linux": True, "windows": True, "macos": False}
"""The folders of packages, and whether a release must have it."""
SUMS = "SHA256SUMS"
WITHOUT_MACOS = (
    "There is no package for macOS in this release: its tests, build or notarisation failed.\n\n"
    "本次发布没有 macOS 安装包：macOS 上的测试、构建或公证没有通过。\n"
)
DAYS_MAX = 1
"""Days that the release's date and that of its commit may be apart: time zones differ."""


def changes(changelog: str, heading: str) -> str:
    """The text below `## [heading]` of the changelog, without blank lines around it.

    Raises:
        CommandError: there is no such heading.
    """
    found = re.search(
        rf"^## \[{re.escape(heading)}\][^\n]*\n(.*?)(?=^## |\Z)",
        changelog,
        re.MULTILINE | re.DOTALL,
    )
    if found is None:
        raise CommandError(f"CHANGELOG.md has no section [{heading}]")
    return found[1].strip()


def mistakes(tag: str, version: str, changelog: str, metadata: str, committed: date) -> list[str]:
    """Say what does not fit a tag; nothing if all does.

    Args:
        changelog: the text of CHANGELOG.md.
        metadata: the AppStream metadata.
        committed: the day of the commit, UTC.
    """
    found = []
    if tag != f"v{version}":
        found.append(f"the tag is {tag}, and gui/__init__.py says {version}")
    if changes(changelog, "Unreleased"):
        found.append("Unreleased of CHANGELOG.md is not empty")
    if not changes(changelog, version):
        found.append(f"CHANGELOG.md says nothing about {version}")
    release = next(ET.fromstring(metadata).iter("release"), None)
    given = {} if release is None else release.attrib
    if given.get("version") != version:
        found.append(f"the newest release in {METADATA.name} is {given.get('version')}")
    elif (dated := _day(given.get("date", ""))) is None:
        found.append(f"{METADATA.name} has no date of {version} such as 2026-11-28")
    elif abs((dated - committed).days) > DAYS_MAX:
        found.append(f"{METADATA.name} dates {version} {dated}, its commit is of {committed}")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def collect(packages: Path, release: Path) -> None:
    """Copy what is released from `packages`, which has a folder for each system, to `release`.

    The wheel is the same on every system; what comes along with the program is not, nor are its
    licences. SHA256SUMS names every file.

    Raises:
        CommandError: a system whose packages must not be missing has none.
    """
    release.mkdir(parents=True)
    for system, needed in SYSTEMS.items():
        folder = packages / system
        if not folder.is_dir():
            if needed:
                raise CommandError(f"there are no packages for {system}")
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix == ".whl" and system != "linux":
                continue
            suffixed = (
                f"{path.stem}-{system}{path.suffix}" if path.name == staging.LICENSES else path.name
            )
            shutil.copyfile(path, release / suffixed)
    sums = [f"{archives.digest(path)}  {path.name}\n" for path in sorted(release.iterdir())]
    (release / SUMS).write_text("".join(sums), encoding="utf-8")


def notes(changelog: str, version: str, release: Path) -> str:
    """The text of a release: its section of the changelog, and what is missing in `release`."""
    text = changes(changelog, version) + "\n"
    if not any("-macos-" in path.name for path in release.iterdir()):
        text = f"{WITHOUT_MACOS}\n{text}"
    return text


def all_given(names: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether there is every secret, not none of them.

    Args:
        environment: `true` or `false` by name, as the workflow sets it; never a secret.

    Raises:
        CommandError: some are there, which would release what is signed in part, or not at all.
    """
    absent = [name for name in names if environment[name] != "true"]
    if absent and len(absent) < len(names):
        raise CommandError(f"there are secrets to sign with, but no {', '.join(absent)}")
    return not absent


def main(arguments: Sequence[str]) -> int:
    """Do as the arguments say.

    Raises:
        CommandError: something is wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.packaging.release")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("tag")
    collecting = commands.add_parser("collect")
    collecting.add_argument("packages", type=Path)
    collecting.add_argument("release", type=Path)
    commands.add_parser("notes").add_argument("release", type=Path)
    commands.add_parser("secrets").add_argument("names", nargs="+", metavar="NAME")
    options = parser.parse_args(arguments)
    if options.command == "secrets":
        print(f"given={str(all_given(options.names, os.environ)).lower()}")
        return 0
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if options.command == "check":
        committed = datetime.fromtimestamp(commit_time(), UTC).date()
        metadata = METADATA.read_text(encoding="utf-8")
        found = mistakes(options.tag, __version__, changelog, metadata, committed)
        if found:
            raise CommandError("\n".join(found))
    elif options.command == "collect":
        collect(options.packages, options.release)
    else:
        sys.stdout.write(notes(changelog, __version__, options.release))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(lambda: main(sys.argv[1:])))
