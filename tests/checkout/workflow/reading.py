"""What the workflow of the forge says, for its tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

WORKFLOW = Path(__file__).parents[3] / ".github" / "workflows" / "ci.yml"


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


def script(job: str, containing: str = "") -> str:
    """The one script of a job that has this in it."""
    (found,) = (one for one in scripts(job) if containing in one)
    return found


def scripts(job: str) -> list[str]:
    """The scripts of a job, in their order."""
    return [step["run"] for step in steps(job) if "run" in step]


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts are in a text, each after the one before."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)
