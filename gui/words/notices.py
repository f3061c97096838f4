"""Notices: sentences that the window shows for a while, each with an action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from gui.words.sentence import Sentence


class Severity(Enum):
    """How much a notice matters; each has a colour and an icon of its own."""

    INFORMATION = auto()
    SUCCESS = auto()
    WARNING = auto()
    ERROR = auto()


class NoticeTopic(Enum):
    """What notices are about that change while they are shown, or are withdrawn."""

    UNFINISHED_RUN = auto()
    """The offer to resume a run."""
    CREATION = auto()
    """How many recipients of a new run have been written."""
    RECONCILIATION = auto()
    """How many unknown recipients have been looked for."""
    DECLARABLE = auto()
    """The offer to declare unknown recipients unsent."""
    EXPORT = auto()
    """How many rows of a table have been saved to a file."""
    COPIED = auto()
    """How many rows are on the clipboard, if not all that were chosen."""
    PRESETS = auto()
    """What was done to presets and test phones, and can be undone."""
    PRESET_CHOSEN = auto()
    """The recipients of a preset took the place of others."""


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """Tells notices of a topic apart.

    Attributes:
        run_id: the number of the run that they are about, if it is one.
        recipients: the ids of those who were chosen, if some were.
    """

    topic: NoticeTopic
    run_id: int = 0
    recipients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence with its remedy and, where there is one, a button that does it.

    Attributes:
        action: the text of the button; none for no button.
        verb: what the button does.
        topic_key: the key of a notice that takes the place of the one before it, or is withdrawn.
        lasts: whether it tells of what goes on, until another takes its place or it is withdrawn.
    """

    severity: Severity
    sentence: Sentence
    action: Sentence | None = None
    verb: Callable[[], None] | None = None
    topic_key: NoticeKey | None = None
    lasts: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it tells of what has been done, not of what goes on or waits for an answer."""
        return not self.lasts

    @property
    def key(self) -> NoticeKey | Sentence:
        """What identifies this notice: its topic key, or else its sentence."""
        return self.topic_key or self.sentence

    @property
    def text(self) -> str:
        """The sentence in the language of the program."""
        return str(self.sentence)
