"""The program by keyboard, whose keys are lost before its window is ready: again until it acts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from tests.e2e.waiting import wait_until
from tests.windows.computer import PATIENCE, Computer

PALETTE = "^Find or run"
"""A pattern of the title of the command palette in English, which ends with that of the window."""
EACH = 10.0
"""Seconds that keys have to take effect before they are taken for lost."""


def repeat(
    operate: Callable[[], object],
    effect: Callable[[], object],
    what: str,
    *,
    seconds: float = EACH,
    undo: Callable[[], object] = lambda: None,
) -> None:
    """Operate the program until that has an effect, which it may have already.

    Args:
        operate: presses the keys, from the beginning each time.
        effect: whether it is there.
        what: the effect, in words.
        seconds: how long it is waited for at each attempt.
        undo: takes back what an attempt without effect may have left.

    Raises:
        TimeoutError: there is none within `PATIENCE`; the text names it.
    """

    def attempt() -> bool:
        if effect():
            return True
        operate()
        with suppress(TimeoutError):
            return bool(wait_until(effect, what, seconds))
        undo()
        return False

    wait_until(attempt, what, PATIENCE)


def enter(computer: Computer, text: str) -> None:
    """Type a text, which has no more than the keys of a US keyboard."""
    computer.wine.xdotool("type", "--delay", "20", text)


def has_keyboard(computer: Computer, name: str) -> bool:
    """Whether a window whose title matches a pattern gets the keys."""
    return computer.wine.xdotool("getwindowfocus") in computer.windows(name)


def choose_command(computer: Computer, text: str) -> None:
    """Run what the command palette, in English, finds first."""
    repeat(
        lambda: computer.press("ctrl+k"),
        lambda: has_keyboard(computer, PALETTE),
        "the command palette",
    )
    enter(computer, text)
    computer.press("Return")
