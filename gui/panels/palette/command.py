"""What the palette offers, and which of it a text finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

PER_GROUP = 5
"""Commands of a group that a text finds at most: who sees more than these types on."""


class Group(Enum):
    """The kinds of commands, in the order in which they are listed."""

    NUMBERS = "numbers"
    PRESETS = "presets"
    TEMPLATES = "templates"
    HISTORY = "history"
    ACTIONS = "actions"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done.

    Attributes:
        caption: what it is, in small below its title; may be empty.
        hint: its keys, or what choosing it does; may be empty.
        icon: the name of its icon.
        terms: what it is found by beside title and caption.
        offered: whether it is listed before anything is typed.
    """

    group: Group
    title: str
    run: Callable[[], object]
    caption: str = ""
    hint: str = ""
    icon: str = ""
    terms: str = ""
    offered: bool = True

    @property
    def spoken(self) -> str:
        """All that its row says."""
        return ", ".join(filter(None, (self.title, self.caption, self.hint)))


def find(commands: Sequence[Command], text: str) -> list[Command]:
    """List the commands that have every word of `text`, whatever its case, group by group.

    Those whose title begins with the text come first. Without a text, those that are offered.
    """
    wanted = text.casefold().split()
    begin = " ".join(wanted)
    found: list[Command] = []
    for group in Group:
        fitting = [one for one in commands if one.group is group and _has(one, wanted)]
        fitting.sort(key=lambda one: not one.title.casefold().startswith(begin))
        found += fitting[:PER_GROUP] if wanted else fitting
    return found


def _has(command: Command, wanted: Sequence[str]) -> bool:
    if not wanted:
        return command.offered
    said = f"{command.title} {command.caption} {command.terms}".casefold()
    return all(word in said for word in wanted)
