"""Presets, test phones, and the result of a preset's last run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import ClassVar

from gui.core.message.fields import DraftFields, SendMode
from gui.core.sending.progress import StateCounts

NAME_MAX = 40
"""Characters of the name of a preset, a test phone or a group."""
RECIPIENTS_MAX = 200
"""Recipients that a preset keeps; longer lists are imported each time."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number in the format of the service, and whose it is; the name may be empty."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TestPhone:
    """A saved number of the operator's own or of a colleague.

    Attributes:
        id: 0 for one that is not stored yet.
        number: in the format of the service; unique among the test phones of an account.
        group: may be empty.
    """

    __test__: ClassVar[bool] = False  # pytest would collect it by its name

    id: int
    name: str
    number: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A message with its recipients under a name.

    Attributes:
        id: 0 for one that is not stored yet; never given to another one.
        name: unique among the presets of an account.
        template_param: JSON as typed, with whatever names it has.
        recipients: empty if they are chosen each time.
    """

    id: int
    name: str
    sign_name: str
    template_code: str
    template_param: str = ""
    recipients: tuple[NamedNumber, ...] = ()
    up_extend_code: str = ""
    mode: SendMode = SendMode.ONE_BY_ONE

    @property
    def fields(self) -> DraftFields:
        """The fields of the form; the OutId is of one send, so a preset has none."""
        return DraftFields(
            self.sign_name,
            self.template_code,
            self.template_param,
            up_extend_code=self.up_extend_code,
            mode=self.mode,
        )

    def is_of(self, sign_name: str, template_code: str) -> bool:
        """Return whether a message with this sign and template may still be this preset's."""
        return (self.sign_name, self.template_code) == (sign_name, template_code)


@dataclass(frozen=True, slots=True)
class PresetBook:
    """The presets and test phones of one account, each in the operator's order."""

    presets: tuple[Preset, ...] = ()
    phones: tuple[TestPhone, ...] = ()

    def preset(self, id: int) -> Preset | None:
        """Return the preset with this id, or none."""
        return next((one for one in self.presets if one.id == id), None)

    def preset_named(self, name: str) -> Preset | None:
        """Return the preset with this name, or none."""
        return next((one for one in self.presets if one.name == name), None)

    def phone(self, id: int) -> TestPhone | None:
        """Return the test phone with this id, or none."""
        return next((one for one in self.phones if one.id == id), None)

    def phone_with(self, number: str) -> TestPhone | None:
        """Return the test phone with this number, or none."""
        return next((one for one in self.phones if one.number == number), None)

    def named(self, recipients: Iterable[NamedNumber]) -> tuple[NamedNumber, ...]:
        """Give recipients that are test phones the names that those have now."""
        names = {phone.number: phone.name for phone in self.phones}
        return tuple(NamedNumber(one.number, names.get(one.number, one.name)) for one in recipients)


@dataclass(frozen=True, slots=True)
class LastResult:
    """The last run that was sent from a preset.

    Attributes:
        created_at: ms since 1970, UTC.
        counts: of its recipients.
    """

    run_id: int
    created_at: int
    counts: StateCounts

    @property
    def outcome(self) -> PresetOutcome:
        """Sum it up in one word: what needs attention comes first."""
        counts = self.counts
        if counts.undelivered or counts.rejected:
            return PresetOutcome.FAILED
        if counts.unknown:
            return PresetOutcome.UNKNOWN
        if counts.accepted or counts.queued or counts.submitting:
            return PresetOutcome.PENDING
        return PresetOutcome.DELIVERED if counts.delivered else PresetOutcome.CANCELLED


class PresetOutcome(Enum):
    """The result of the last run of a preset."""

    DELIVERED = auto()
    """All that were sent to have it; others may have been cancelled."""
    FAILED = auto()
    UNKNOWN = auto()
    PENDING = auto()
    """Accepted is not delivered."""
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class RecentRun:
    """One of the last runs of an account.

    Attributes:
        created_at: ms since 1970, UTC.
        preset_id: the preset it was sent from, or 0.
    """

    run_id: int
    created_at: int
    template_code: str
    recipients: int
    preset_id: int = 0


@dataclass(frozen=True, slots=True)
class PresetResults:
    """What became of the presets of an account, by id, and its last runs, the newest first."""

    last: Mapping[int, LastResult] = field(default_factory=dict)
    recent: tuple[RecentRun, ...] = ()


def clean_name(text: str) -> str:
    """Strip a typed name: invisible characters and line breaks go, blanks become single ones."""
    return _BLANKS.sub(" ", _UNSEEN.sub(" ", text)).strip()


def unique_name(name: str, taken: Iterable[str]) -> str:
    """Return `name`, or with a counter in brackets if it is taken: `name (2)`."""
    known = set(taken)
    if name not in known:
        return name
    for counter in range(2, len(known) + 3):
        ending = f" ({counter})"
        other = name[: NAME_MAX - len(ending)].rstrip() + ending
        if other not in known:
            return other
    raise AssertionError("one more counter than names")


def grouped(phones: Sequence[TestPhone]) -> Iterator[tuple[str, tuple[TestPhone, ...]]]:
    """Yield groups in the order of their first phones, and their phones in their order."""
    groups = dict[str, list[TestPhone]]()
    for phone in phones:
        groups.setdefault(phone.group, []).append(phone)
    for group, members in groups.items():
        yield group, tuple(members)
