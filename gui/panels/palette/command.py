"""What the palette offers, and which of it a text finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

PER_GROUP = 5
"""Commands of a group that a text finds at most: who sees more than these types on."""


class Group(Enum):
    """The kinds of commands, in the order in which they are listed if they fit alike."""

    PRESETS = "presets"
    HISTORY = "history"
    ACTIONS = "actions"
    TEMPLATES = "templates"
    NUMBERS = "numbers"
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

    What fits best comes first, in its group and among the groups: a title that begins with the
    text, one that has it, then anything else. Names of numbers never come before titles that have
    the text, and if the text is a number, searching the history for it comes first, unless it is
    known to be something else alone, such as a part of a template's code. Without a text, the
    commands that are offered.
    """
    wanted = text.casefold().split()
    if not wanted:
        return sorted(filter(_is_offered, commands), key=lambda one: _ORDER.index(one.group))
    whole = " ".join(wanted)
    number = whole.translate(_BETWEEN_DIGITS).isdecimal()
    groups: list[tuple[int, list[Command]]] = []
    for group in Group:
        fitting = [one for one in commands if one.group is group and _has(one, wanted)]
        fitting.sort(key=lambda one: _misfit(one, whole))
        if fitting:
            rank = _misfit(fitting[0], whole)
            if group is Group.NUMBERS and not number:
                rank = max(rank, _HAS_IT)
            if group is Group.SEARCH:
                others = [one.group for _, found in groups for one in found]
                sought = number and (Group.NUMBERS in others or not others)
                rank = _BEGINS - 1 if sought else _ELSEWHERE
            groups.append((rank, fitting[:PER_GROUP]))
    groups.sort(key=lambda pair: pair[0])
    return [command for _, fitting in groups for command in fitting]


_ORDER = tuple(Group)
_BEGINS, _HAS_IT, _ELSEWHERE = range(3)
"""Where a text is: at the beginning of a title, within it, or in what else is said."""
_BETWEEN_DIGITS = str.maketrans("", "", " +-")


def _is_offered(command: Command) -> bool:
    return command.offered


def _misfit(command: Command, text: str) -> int:
    title = command.title.casefold()
    if title.startswith(text):
        return _BEGINS
    return _HAS_IT if text in title else _ELSEWHERE


def _has(command: Command, wanted: Sequence[str]) -> bool:
    said = f"{command.title} {command.caption} {command.terms}".casefold()
    return all(word in said for word in wanted)
