"""How the workflow makes the packages, and tries what it made."""

from __future__ import annotations

import re

from tests.checkout.workflow.reading import WORKFLOW, in_order, jobs, needs, script, scripts


def test_the_installer_is_made_with_the_nsis_that_the_tests_have() -> None:
    """The official NSIS, which Windows' package managers have, makes no 64-bit installers."""
    (making,) = (
        job for job in jobs() if any("tests.packaging.windows" in one for one in scripts(job))
    )
    assert jobs()[making]["container"] == "debian:12"
    assert any(".ci/prepare installer" in one for one in scripts(making))
    (trying,) = (job for job in jobs() if making in needs(job) and job != "release")
    assert jobs()[trying]["runs-on"].startswith("windows-")
    assert not any("choco" in one for job in jobs() for one in scripts(job))
    assert in_order(script(trying), "Run $setup /S", "self-check", "uninstall.exe", "portable")


def test_an_update_with_a_file_in_use_is_tried_on_windows() -> None:
    """Wine moves a folder of which a file is open, which Windows refuses."""
    parts = ("[IO.File]::Open(", "-ne '3 3'", "Compare-Object $before", "# over itself")
    assert in_order(script("try-windows"), *parts)


def test_the_window_is_opened_and_closed_on_windows_and_keeps_its_files_meanwhile() -> None:
    opened = script("try-windows").partition("--data-dir")[2]
    parts = ("AddSeconds", "MainWindowHandle -eq 0", "ledger.db", "HasExited", "Refresh()")
    ended = ("$setup -ArgumentList /S", "-ne 3", "CloseMainWindow()", "ExitCode -ne 0", "Kill()")
    assert in_order(opened, *parts, *ended)


def test_it_is_installed_for_all_users_of_windows_too() -> None:
    for_all = script("try-windows").partition("$env:ProgramFiles")[2]
    assert in_order(for_all, '"/S /ALLUSERS"', "self-check", "uninstall.exe", "Test-Path $folder")


def test_what_is_uploaded_for_macos_is_verified_opened_and_ended() -> None:
    """Out of the archive, notarised or not: what was signed may not start any more."""
    notarised, tried = scripts("package-macos")[-2:]
    assert "ditto -c -k" in notarised
    parts = ("ditto -x -k dist/*-macos-*.zip", "codesign --verify --deep --strict", "self-check")
    ended = ('--data-dir "$data" &', '[ -e "$data/ledger.db" ]\n', "kill -TERM", 'wait "$program"')
    assert in_order(tried, *parts, *ended)


def test_the_package_is_tried_on_the_systems_that_the_manual_names() -> None:
    assert needs("try-linux") == ["package-linux"]
    job = jobs()["try-linux"]
    systems = job["strategy"]["matrix"]["system"]
    manual = WORKFLOW.parents[2] / "resources" / "manual" / "en" / "installation.md"
    named = re.findall(r"(Debian|Ubuntu) (\d[\d.]*)", manual.read_text(encoding="utf-8"))
    assert {f"{name.lower()}:{version}" for name, version in named} <= set(systems)
    assert job["container"]["image"] == "${{ matrix.system }}"
    assert len(systems) == len(set(systems)) == 4
    # The file of gnome-keyring-daemon has this capability, which containers do not have by default.
    assert job["container"]["options"] == "--cap-add=IPC_LOCK"
    tried = "\n".join(scripts("try-linux"))
    parts = ("--no-install-recommends ./packages/", "--version", "self-check", "xdotool search")
    assert in_order(tried, *parts)


def test_two_builds_are_compared_where_nothing_signs_while_it_builds() -> None:
    """CONTRIBUTING.md says what differs on macOS."""
    for job, compared in (("package-linux", 1), ("build-windows", 1), ("package-macos", 0)):
        assert sum("--compare" in one for one in scripts(job)) == compared, job
