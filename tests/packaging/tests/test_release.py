"""What the workflow checks at a tag, and what it releases."""

import hashlib
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gui import __version__
from tests.packaging import release
from tests.packaging.commands import ROOT, CommandError

DAY = date(2026, 11, 28)
CHANGELOG = """# Changelog

## [Unreleased]

## [1.2.0]

Better.

### Added

- One thing.

## [1.1.0]

- Older.
"""
METADATA = (
    '<component><releases><release version="1.2.0" date="2026-11-28"/>'
    '<release version="1.1.0" date="2026-01-01"/></releases></component>'
)


def test_the_section_of_a_version_is_cut_out() -> None:
    assert release.changes(CHANGELOG, "1.2.0") == "Better.\n\n### Added\n\n- One thing."
    assert release.changes(CHANGELOG, "1.1.0") == "- Older."
    assert release.changes(CHANGELOG, "Unreleased") == ""
    with pytest.raises(CommandError, match=r"no section \[1\.2\]"):
        release.changes(CHANGELOG, "1.2")


def test_a_tag_that_fits_has_no_mistakes() -> None:
    assert release.mistakes("v1.2.0", "1.2.0", CHANGELOG, METADATA, DAY) == []
    assert release.mistakes("v1.2.0", "1.2.0", CHANGELOG, METADATA, date(2026, 11, 29)) == []


@pytest.mark.parametrize(
    ("tag", "changelog", "metadata", "day", "said"),
    [
        ("v1.2.1", CHANGELOG, METADATA, DAY, "the tag is v1.2.1, and gui/__init__.py says 1.2.0"),
        ("1.2.0", CHANGELOG, METADATA, DAY, "the tag is 1.2.0, and gui/__init__.py says 1.2.0"),
        (
            "v1.2.0",
            CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n- New.\n"),
            METADATA,
            DAY,
            "Unreleased of CHANGELOG.md is not empty",
        ),
        (
            "v1.2.0",
            "## [Unreleased]\n## [1.2.0]\n## [1.1.0]\n",
            METADATA,
            DAY,
            "CHANGELOG.md says nothing about 1.2.0",
        ),
        (
            "v1.2.0",
            CHANGELOG,
            METADATA.replace("1.2.0", "1.1.9"),
            DAY,
            f"the newest release in {release.METADATA.name} is 1.1.9",
        ),
        (
            "v1.2.0",
            CHANGELOG,
            "<component/>",
            DAY,
            f"the newest release in {release.METADATA.name} is None",
        ),
        (
            "v1.2.0",
            CHANGELOG,
            METADATA,
            date(2026, 12, 1),
            f"{release.METADATA.name} dates 1.2.0 2026-11-28, its commit is of 2026-12-01",
        ),
        (
            "v1.2.0",
            CHANGELOG,
            METADATA.replace(' date="2026-11-28"', ""),
            DAY,
            f"{release.METADATA.name} has no date of 1.2.0 such as 2026-11-28",
        ),
        (
            "v1.2.0",
            CHANGELOG,
            METADATA.replace("2026-11-28", "soon"),
            DAY,
            f"{release.METADATA.name} has no date of 1.2.0 such as 2026-11-28",
        ),
    ],
)
def test_what_does_not_fit_a_tag_is_said(
    tag: str, changelog: str, metadata: str, day: date, said: str
) -> None:
    assert release.mistakes(tag, "1.2.0", changelog, metadata, day) == [said]


def test_version_changelog_and_metadata_of_this_checkout_fit_each_other() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    metadata = release.METADATA.read_text(encoding="utf-8")
    assert release.changes(changelog, __version__)
    found = release.mistakes(f"v{__version__}", __version__, changelog, metadata, DAY)
    dated = f"{release.METADATA.name} dates {__version__} "
    unreleased = "Unreleased of CHANGELOG.md is not empty"  # as it is between two releases
    assert [one for one in found if one != unreleased and not one.startswith(dated)] == []


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    for system in ("linux", "windows", "macos", "windows-program"):
        folder = tmp_path / "packages" / system
        folder.mkdir(parents=True)
        (folder / f"sms-desk-1.2.0-{system}-x86_64.zip").write_text(system)
        (folder / "sms_desk-1.2.0-py3-none-any.whl").write_text("wheel")
        (folder / "THIRD-PARTY-LICENSES.txt").write_text(f"licences {system}")
    return tmp_path / "packages"


def test_a_release_has_the_packages_of_every_system_once(packages: Path, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release.collect(packages, target)
    assert sorted(path.name for path in target.iterdir()) == [
        "SHA256SUMS",
        *(f"THIRD-PARTY-LICENSES-{system}.txt" for system in ("linux", "macos", "windows")),
        *(f"sms-desk-1.2.0-{system}-x86_64.zip" for system in ("linux", "macos", "windows")),
        "sms_desk-1.2.0-py3-none-any.whl",
    ]
    assert (target / "THIRD-PARTY-LICENSES-macos.txt").read_text() == "licences macos"
    assert (target / "SHA256SUMS").read_text().splitlines() == [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(target.iterdir())
        if path.name != "SHA256SUMS"
    ]
    assert release.notes(CHANGELOG, "1.2.0", target).startswith("Better.\n")


def without(packages: Path, system: str) -> Path:
    (packages / system).rename(packages.parent / system)
    return packages


def test_without_macos_there_is_a_release_that_says_so(packages: Path, tmp_path: Path) -> None:
    release.collect(without(packages, "macos"), tmp_path / "release")
    text = release.notes(CHANGELOG, "1.2.0", tmp_path / "release")
    assert text.startswith("There is no package for macOS") and "没有 macOS 安装包" in text
    assert text.endswith("- One thing.\n")


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_without_the_others_there_is_none(packages: Path, tmp_path: Path, system: str) -> None:
    with pytest.raises(CommandError, match=f"no packages for {system}"):
        release.collect(without(packages, system), tmp_path / "release")


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="no checkout")
def test_it_runs_with_nothing_but_the_standard_library() -> None:
    command = [sys.executable, "-S", "-m", "tests.packaging.release", "check", "v0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert f"the tag is v0, and gui/__init__.py says {__version__}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("there", ["true", "false"])
def test_all_secrets_are_there_or_none(
    there: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CERTIFICATE", there)
    monkeypatch.setenv("PASSWORD", there)
    assert release.main(["secrets", "CERTIFICATE", "PASSWORD"]) == 0
    assert capsys.readouterr().out == f"given={there}\n"


def test_secrets_of_which_some_are_missing_release_nothing() -> None:
    given = {"CERTIFICATE": "true", "PASSWORD": "false", "KEY": "true", "ISSUER": "false"}
    with pytest.raises(CommandError, match=r"no PASSWORD, ISSUER$"):
        release.all_given(list(given), given)


def test_a_secret_that_the_workflow_does_not_tell_of_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        release.all_given(["CERTIFICATE"], {})
