"""The workflow of the forge: what no schema knows, and nobody can run here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.packaging.release import SYSTEMS

WORKFLOW = Path(__file__).parents[2] / ".github" / "workflows" / "ci.yml"
NODE_24 = {"checkout": 5, "setup-python": 6, "upload-artifact": 6, "download-artifact": 7}
"""The first version of each action that runs on Node 24; GitHub removed Node 20 in 2026."""
OPTIONAL = {"package-macos"}
"""What a release may be without."""
PYTHONS = ["3.11", "3.12", "3.13"]
"""Those of `requires-python`."""


@cache
def jobs() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    return found


def needs(job: str) -> list[str]:
    given = jobs()[job].get("needs", [])
    return [given] if isinstance(given, str) else list(given)


def before(job: str) -> set[str]:
    """All jobs that must be over before one begins."""
    found = set(needs(job))
    return found.union(*(before(one) for one in found))


def steps(job: str) -> list[dict[str, Any]]:
    return list(jobs()[job]["steps"])


def artifacts(action: str) -> dict[str, list[str]]:
    """The names of artifacts that the steps with an action have, by the names of their jobs."""
    return {
        job: [
            step.get("with", {}).get("name", "")
            for step in steps(job)
            if step.get("uses", "").startswith(f"actions/{action}@")
        ]
        for job in jobs()
    }


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts are in a text, each after the one before."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_jobs_need_jobs_that_there_are() -> None:
    assert {name for job in jobs() for name in needs(job)} <= set(jobs())
    assert all(job not in before(job) for job in jobs())


def test_every_action_runs_on_a_node_that_github_has() -> None:
    used = [step["uses"] for job in jobs() for step in steps(job) if "uses" in step]
    assert used
    for action in used:
        found = re.fullmatch(r"actions/([a-z-]+)@v(\d+)", action)
        assert found is not None, action
        assert int(found[2]) >= NODE_24[found[1]], action


def test_the_tag_is_checked_before_anything_else() -> None:
    assert needs("tag") == []
    assert all("tag" in before(job) for job in jobs() if job != "tag")
    assert any("tests.packaging.release check" in step.get("run", "") for step in steps("tag"))


def test_what_fails_on_a_system_stops_its_own_package_alone() -> None:
    assert before("package-linux") == {"tag", "linux"}
    assert before("package-macos") == {"tag", "macos"}
    assert not before("package-windows") & {"macos", "linux", "package-macos"}
    assert jobs()["macos"]["runs-on"] == jobs()["package-macos"]["runs-on"]


def test_a_release_waits_for_all_and_only_macos_may_be_missing() -> None:
    assert {"audit", "package-linux", "package-windows", "package-macos"} <= set(needs("release"))
    condition = jobs()["release"]["if"]
    required = re.findall(r"needs\.([\w-]+)\.result == 'success'", condition)
    assert sorted(required) == sorted(set(needs("release")) - OPTIONAL)
    assert "!cancelled()" in condition  # otherwise a job that failed skips it, whatever it says
    assert "startsWith(github.ref, 'refs/tags/v')" in condition
    # A job that no release waits for would find what is wrong with one too late.
    tests = {job for job in jobs() if job != "release"}
    assert tests - before("release") == set()


def test_a_draft_of_a_run_before_is_filled_anew_and_a_release_never() -> None:
    (script,) = (step["run"] for step in steps("release") if "gh release" in step.get("run", ""))
    draft = script[script.index("true) #") : script.index("*)")]
    assert "gh release upload" in draft and "--clobber" in draft and "delete-asset" in draft
    published = script[script.index("false)") : script.index("true) #")]
    assert "exit 1" in published and "gh release" not in published
    assert script.count("gh release create") == 1 and "--draft --verify-tag" in script


def test_what_is_downloaded_was_uploaded_before() -> None:
    uploaded = artifacts("upload-artifact")
    names = [name for found in uploaded.values() for name in found]
    assert all(names) and len(names) == len(set(names))
    assert set(SYSTEMS) <= set(names)
    for job, wanted in artifacts("download-artifact").items():
        earlier = {name for one in before(job) for name in uploaded[one]}
        assert set(filter(None, wanted)) <= earlier, job
    assert {one for job in before("release") for one in uploaded[job]} >= set(SYSTEMS)


def test_an_artifact_without_a_file_is_an_error() -> None:
    for job in jobs():
        for step in steps(job):
            if step.get("uses", "").startswith("actions/upload-artifact@"):
                assert step["with"]["if-no-files-found"] == "error", job


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
def test_every_python_is_tested_and_one_failure_stops_no_other(system: str) -> None:
    strategy = jobs()[system]["strategy"]
    assert strategy["matrix"]["python"] == PYTHONS and strategy["fail-fast"] is False
    for job in jobs().values():
        names = set(re.findall(r"matrix\.(\w+)", str(job)))
        matrix = job.get("strategy", {}).get("matrix", {})
        included = {name for one in matrix.get("include", []) for name in one}
        assert names <= set(matrix) | included


def test_every_job_ends_in_time_and_keeps_no_token() -> None:
    for name, job in jobs().items():
        assert job.get("timeout-minutes"), name
        for step in steps(name):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name


def test_a_secret_is_given_to_the_step_that_uses_it_and_is_on_no_command_line() -> None:
    for job in jobs():
        for step in steps(job):
            assert "secrets." not in step.get("run", ""), job
            # What the event says is text of others.
            assert "${{ github." not in step.get("run", ""), job


def test_the_installer_is_made_with_the_nsis_that_the_tests_have() -> None:
    """The official NSIS, which Windows' package managers have, makes no 64-bit installers."""
    (making,) = (
        job
        for job in jobs()
        if any("tests.packaging.windows" in step.get("run", "") for step in steps(job))
    )
    assert jobs()[making]["container"] == "debian:12"
    assert any(".ci/prepare installer" in step.get("run", "") for step in steps(making))
    (trying,) = (job for job in jobs() if making in needs(job) and job != "release")
    assert jobs()[trying]["runs-on"].startswith("windows-")
    scripts = "\n".join(step.get("run", "") for job in jobs() for step in steps(job))
    assert "choco" not in scripts
    tried = "\n".join(step.get("run", "") for step in steps(trying))
    assert in_order(tried, "Run $setup /S", "self-check", "uninstall.exe", "portable")


def test_the_signatures_are_those_that_the_certificate_makes() -> None:
    """Without one all is unsigned; a broken signature is neither."""
    (step,) = (step for step in steps("try-windows") if "run" in step)
    assert step["env"]["SIGNED"] == "${{ secrets.WINDOWS_CERTIFICATE != '' }}"
    script = step["run"]
    assert "if ($env:SIGNED -eq 'true') { 'Valid' } else { 'NotSigned' }" in script
    assert 'Where-Object { "$_" -ne $wanted }' in script


def test_an_update_with_a_file_in_use_is_tried_on_windows() -> None:
    """Wine moves a folder of which a file is open, which Windows refuses."""
    (script,) = (step["run"] for step in steps("try-windows") if "run" in step)
    parts = ("[IO.File]::Open(", "-ne '3 3'", "Compare-Object $before", "# over itself")
    assert in_order(script, *parts)


def test_the_keychain_stays_open_while_the_program_is_built() -> None:
    (script,) = (
        step["run"] for step in steps("package-macos") if "create-keychain" in step.get("run", "")
    )
    lines = [line.split()[1] for line in script.splitlines() if line.startswith("security ")]
    assert lines.index("create-keychain") < lines.index("set-keychain-settings")
    assert "-lut 21600" in script


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
    script = "\n".join(step.get("run", "") for step in steps("try-linux"))
    parts = ("--no-install-recommends ./packages/", "--version", "self-check", "xdotool search")
    assert in_order(script, *parts)
