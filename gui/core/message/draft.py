"""A message before it is sent, and its problems."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from gui.core.message.fields import DraftFields, SendMode
from gui.core.message.segments import SegmentCount
from gui.core.message.template import Preview

if TYPE_CHECKING:
    from gui.core.accounts.account import Account
    from gui.core.lists.notes import Note
    from gui.core.message.unfit_values import UnfitValues
    from gui.core.sending.progress import UnfinishedRun

OUT_ID_MAX = 255
"""Characters of an OutId [SendBatchSms: fewer than 256]."""
NUMBERS_PER_CALL = 1000
"""Numbers of one SendSms call."""
NUMBERS_PER_BATCH = 100
"""Numbers of one SendBatchSms call [SendBatchSms]."""

TEMPLATE_PREFIX = "SMS_"
"""What every template code begins with; anything else is a part of one, or of a name."""
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
"""Characters that come along when a name is copied from a web page or table."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line breaks and lone surrogates."""
_EXTEND = re.compile(r"[0-9]*")


@dataclass(frozen=True, slots=True)
class Draft(DraftFields):
    """The fields of the form, with the number of recipients in the draft.

    Attributes:
        template_param: validated JSON; empty means none. May contain placeholders for the values of
            a row (`gui.core.params.placeholders`).
        count: number of recipients in the draft.
        personalised: whether rows have parameters of their own.
    """

    count: int = 0
    personalised: bool = False

    @property
    def call_count(self) -> int:
        """Number of calls the draft takes if no adjacent recipients share parameters."""
        if self.mode is SendMode.ONE_BY_ONE:
            return self.count
        return math.ceil(
            self.count / (NUMBERS_PER_BATCH if self.personalised else NUMBERS_PER_CALL)
        )


class DraftProblem(Enum):
    """A reason why a draft cannot be sent, in the order of the form."""

    NO_SECRET = auto()
    NO_TEMPLATE = auto()
    NO_SIGN = auto()
    BAD_PARAM = auto()
    NO_NUMBERS = auto()
    NOBODY_LEFT = auto()
    """There are recipients, but all of them are blocked or lack a value."""
    CHECKING = auto()
    """The numbers are still being read."""
    OUT_ID_LONG = auto()
    OUT_ID_CHARACTERS = auto()
    EXTEND_CODE = auto()
    RUN_UNDER_WAY = auto()
    FORBIDDEN = auto()
    """Nothing is sent as long as the program runs: the ledger cannot be written to."""


NOT_BY_TYPING = frozenset({DraftProblem.RUN_UNDER_WAY, DraftProblem.FORBIDDEN})
"""What nothing that is typed can help."""


@dataclass(frozen=True, slots=True)
class UnknownColumns:
    """Placeholders that name columns which no list has keep a draft from being sent, too."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingParams:
    """Variables of the template that the parameters do not give, or give a blank value."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MagicNumbers:
    """Numbers that mean something to the sandbox alone, among those of an account that is real."""

    numbers: tuple[str, ...]


Problem = DraftProblem | UnknownColumns | MissingParams | MagicNumbers
"""A reason why a draft cannot be sent."""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by the order of the form."""
    order = list(DraftProblem)

    def place(problem: Problem) -> float:
        match problem:
            case DraftProblem():
                return order.index(problem)
            case MissingParams() | UnknownColumns():
                return order.index(DraftProblem.BAD_PARAM) + 0.5
            case MagicNumbers():
                return order.index(DraftProblem.NOBODY_LEFT) + 0.5

    return tuple(sorted(problems, key=place))


def find_problems(draft: Draft) -> list[DraftProblem]:
    """Return the problems of `draft`; empty if it can be sent."""
    found = []
    if not draft.template_code:
        found.append(DraftProblem.NO_TEMPLATE)
    if not draft.sign_name:
        found.append(DraftProblem.NO_SIGN)
    if not draft.count:
        found.append(DraftProblem.NO_NUMBERS)
    if len(draft.out_id) > OUT_ID_MAX:
        found.append(DraftProblem.OUT_ID_LONG)
    elif _UNSEEN.search(draft.out_id):
        found.append(DraftProblem.OUT_ID_CHARACTERS)
    if not _EXTEND.fullmatch(draft.up_extend_code):
        found.append(DraftProblem.EXTEND_CODE)
    return found


def clean_sign_name(text: str) -> tuple[str, bool]:
    """Strip blanks, invisible characters and the brackets 【】 that the platform adds itself.

    Returns the sign name, and whether brackets were removed.
    """
    text = _INVISIBLE.sub("", text).strip()
    bare = text.removeprefix("【").removesuffix("】").strip()
    return bare, bare != text


def clean_template_code(text: str) -> str:
    """Strip blanks and invisible characters, and convert full-width characters to ASCII.

    What every code begins with is put in capitals.
    """
    code = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    begun = code[: len(TEMPLATE_PREFIX)].upper() == TEMPLATE_PREFIX
    return TEMPLATE_PREFIX + code[len(TEMPLATE_PREFIX) :] if begun else code


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Valid recipients that are not sent to.

    Attributes:
        blocked: on the do-not-send list.
        missing: without a value that the parameters refer to.
        columns: the names of those values.
    """

    blocked: int = 0
    missing: int = 0
    columns: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return self.blocked + self.missing


@dataclass(frozen=True, slots=True)
class SendSummary:
    """What the operator confirms before sending.

    Attributes:
        account: the sending account.
        example: the message as the first phone will show it, or empty where the template's text
            is not known.
        segments: billed parts of one message, or 0 where the text is not known.
        seconds: the expected duration.
        blocked: number of recipients left out because of the do-not-send list.
        missing: number of recipients left out because of a missing value, by column.
        unfinished: runs of the same account, sign and template with recipients still queued.
        first, last: some numbers from both ends of the list, without overlap.
        sources: the id and number of recipients of each list, which identify the recipients.
        template_name: of the template, or empty where it is not known.
        notes: rows of the lists that are no recipients, by what is wrong with them.
        values: the parameters of the first recipient, by name.
        unfit: how many of the recipients have values that the service is likely to refuse.
    """

    account: Account
    draft: Draft
    example: Preview
    segments: int
    seconds: float
    first: tuple[str, ...]
    last: tuple[str, ...]
    blocked: int = 0
    missing: tuple[tuple[str, int], ...] = ()
    unfinished: tuple[UnfinishedRun, ...] = ()
    sources: tuple[tuple[int, int], ...] = ()
    template_name: str = ""
    notes: tuple[tuple[Note, int], ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    unfit: tuple[UnfitValues, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownTemplate:
    """The text of the template is not known, so there is no preview."""


@dataclass(frozen=True, slots=True)
class NoSign:
    """The text of the template is known, but there is no sign to go before it."""


@dataclass(frozen=True, slots=True)
class MissingValues:
    """Columns for which the row on show has no value."""

    names: tuple[str, ...]


PreviewNote = UnknownTemplate | NoSign | MissingParams | MissingValues | SegmentCount


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """The status of the draft: problems, preview and counts.

    Attributes:
        count: messages that would be sent.
        problems: in the order of the form; empty if it can be sent.
        preview: the message to one recipient as the phone will show it, or empty.
        left_out: valid recipients that would not be sent to.
        note: the length of that message, or what is missing; or none.
        rows: number of messages that can be previewed.
        row: the one on show, from 0.
        columns: what each recipient may lack a value of, as lists have such columns.
        unfit: how many of the recipients have values that the service is likely to refuse.
    """

    count: int
    problems: tuple[Problem, ...]
    preview: Preview
    note: PreviewNote | None
    rows: int = 0
    left_out: LeftOut = LeftOut()
    row: int = 0
    columns: tuple[str, ...] = ()
    unfit: tuple[UnfitValues, ...] = ()
