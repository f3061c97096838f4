"""Every tracked file can be checked out on every system."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
PATH_MAX = 200
"""Characters below the checkout: Windows takes 260 of the whole path."""
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
}
"""Names that Windows keeps for devices, with any ending.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""


def refusals(path: str) -> list[str]:
    """Say why Windows cannot have a file of this name."""
    found = [f"longer than {PATH_MAX} characters"] if len(path) > PATH_MAX else []
    for part in PurePosixPath(path).parts:
        if part.split(".")[0].rstrip(" ").lower() in DEVICES:
            found.append(f"{part!r} is a device")
        if part.endswith((".", " ")):
            found.append(f"{part!r} ends with a dot or a blank")
        if re.search(r'[\x00-\x1f\\:*?"<>|]', part):
            found.append(f"{part!r} has a character of no file name")
    return found


def tracked() -> list[str]:
    if not (git := shutil.which("git")):
        pytest.skip("there is no git here")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    return listed.stdout.decode().rstrip("\0").split("\0")


@pytest.mark.parametrize(
    "path",
    [
        *("nul", "a/NUL.csv", "con.tar.gz", "aux /b", "Com1.txt", "lpt9", "a/com²"),
        *("a.", "a /b", "a:b", "what?.md", "a\\b", "tab\there", 'say "hi"', "<a>", "a|b", "*"),
        "long/" * 40 + "name",
    ],
)
def test_what_windows_cannot_have(path: str) -> None:
    assert refusals(path)


@pytest.mark.parametrize("path", ["nully.csv", "a/console", "com10", ".gitignore", "名单.csv"])
def test_what_it_can(path: str) -> None:
    assert not refusals(path)


def test_every_tracked_file_has_a_name_that_windows_can_have() -> None:
    assert {path: found for path in tracked() if (found := refusals(path))} == {}


def test_no_two_names_differ_in_case_alone() -> None:
    """Windows and macOS would write the one over the other."""
    places = {str(part) for path in tracked() for part in (path, *PurePosixPath(path).parents)}
    many = Counter(place.casefold() for place in places)
    assert [place for place in places if many[place.casefold()] > 1] == []


def test_a_merge_of_what_is_always_changed_conflicts_seldom() -> None:
    tracked()
    names = ["CHANGELOG.md", "resources/translations/zh_CN.qm", "README.md"]
    git = shutil.which("git") or ""
    asked = [git, "check-attr", "merge", "diff", "--", *names]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "CHANGELOG.md: merge: union" in told
    assert "zh_CN.qm: merge: ours" in told and "zh_CN.qm: diff: unset" in told
    assert "README.md: merge: unspecified" in told


def test_git_changes_no_line_break_where_it_is_told_to(tmp_path: Path) -> None:
    """Git for Windows is installed with core.autocrlf=true, which makes CRLF of what is not told.

    The tests' lists would be others then, and so would a package that is built of the checkout.
    """
    names = tracked()
    git = shutil.which("git") or ""
    windows = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "core.symlinks=false"]
    out = ["checkout-index", "--all", f"--prefix={tmp_path.as_posix()}/"]
    subprocess.run([git, *windows, *out], cwd=ROOT, check=True)

    listed = subprocess.run(
        [git, "ls-files", "-z", "--format=%(objectname)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = dict(zip(names, listed.stdout.rstrip("\0").split("\0"), strict=True))
    hashed = subprocess.run(
        [git, "hash-object", "--no-filters", "--stdin-paths"],
        cwd=tmp_path,
        input="".join(f"{tmp_path.as_posix()}/{name}\n" for name in names).encode(),
        capture_output=True,
        check=True,
    )
    found = hashed.stdout.decode().split()
    changed = [name for name, is_now in zip(names, found, strict=True) if kept[name] != is_now]
    assert changed == []
