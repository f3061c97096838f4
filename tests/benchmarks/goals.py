"""The goal behind a figure, and whether the figure misses it.

A benchmark reports and does not judge: its exit status says nothing of goals, because a busy
machine misses them.
"""

from __future__ import annotations


def beside(figure: float, goal: float, digits: int = 0, *, unit: str = "") -> str:
    """Say what a figure is to be at most: `(goal 0.6)`, or `(goal 0.6: over the goal)`."""
    return _say(goal, digits, unit, "over the goal" if figure > goal else "")


def at_least(figure: float, goal: float, digits: int = 0, *, unit: str = "") -> str:
    """Say what a figure is to be at least: `(goal 400)`, or `(goal 400: under the goal)`."""
    return _say(goal, digits, unit, "under the goal" if figure < goal else "")


def _say(goal: float, digits: int, unit: str, missed: str) -> str:
    return f"(goal {goal:.{digits}f}{unit}{f': {missed}' if missed else ''})"
