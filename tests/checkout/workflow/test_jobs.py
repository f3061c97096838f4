"""The jobs of the workflow: what no schema knows, and nobody can run here."""

from __future__ import annotations

import re

import pytest

from tests.checkout.workflow.reading import before, jobs, needs, steps
from tests.packaging.release import SYSTEMS

NODE_24 = {"checkout": 5, "setup-python": 6, "upload-artifact": 6, "download-artifact": 7}
"""The first version of each action that runs on Node 24; GitHub removed Node 20 in 2026."""
OPTIONAL = {"package-macos"}
"""What a release may be without."""
PYTHONS = ["3.11", "3.12", "3.13"]
"""Those of `requires-python`."""


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
