"""Assess an ambiguous or rounded number by the other numbers of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gui.core.phones.normalise import is_bare, zeros_at_end
from gui.core.phones.number import Doubt, Phone, PhoneProblem

ROUND = 6
"""Trailing zeros of a number rounded by a narrow column (1.3800E+10): one real number in a million
has them."""
ROUND_AMONG_MANY = 4
"""Trailing zeros that indicate rounding if many numbers of the column have them."""
MANY = 0.2
"""The share of a column that counts as many; by chance it is 0.0001."""
ROUND_AMONG_SOME = 5
"""Trailing zeros of a number rounded to six digits (1.38112E+10), if several numbers have them."""
SOME = 0.01
"""The share of a column that counts as several, two at least; by chance it is 0.00001."""
MAINLAND_TO_ODD = 2
"""Mainland numbers per bare foreign one from which on the foreign ones are suspicious."""
SEGMENT = 7
"""Leading digits shared by a block of subscriber numbers (HLR)."""

SEPARATOR = "\x1f"
_MAINLAND = re.compile(r"(?<![0-9+])(?:86)?(1[3-9][0-9]{9})(?![0-9])").findall
_BARE = re.compile(r"(?<![0-9+])(?!00)(?!86)[2-9][0-9]{7,14}(?![0-9])").findall
_ENDS_IN_ZEROS = re.compile(r"0000(?![0-9])").search
are_mainland = re.compile(rf"1[3-9][0-9]{{9}}(?:{SEPARATOR}1[3-9][0-9]{{9}})*+").fullmatch
"""Match texts joined by `SEPARATOR` if all of them are mainland numbers."""
_ZEROS = re.compile(r"(?<![0-9])[1-9][0-9]{3,14}0000(?![0-9])").findall


class ColumnEvidence:
    """Counts the numbers of a column, chunk by chunk, before each one is assessed.

    Attributes:
        mainland_now: mainland numbers in the current chunk.
    """

    def __init__(self) -> None:
        self._mainland = self._bare = 0
        self.mainland_now = 0
        self._joined = self._before = ""
        self._segments: set[str] | None = None
        self._zeros = ROUND
        self._only_one_typed = False

    def begin(self, texts: Iterable[str], *, typed: bool = False) -> None:
        """Add the numbers of the next rows, which count for these and all later rows.

        Args:
            texts: the column's cells, or the lines of a text.
            typed: whether they were typed by hand. A single number with trailing zeros is then
                intended; a spreadsheet leaves several of them.
        """
        self._before = self._joined
        self._joined = joined = SEPARATOR.join(texts)
        self._segments = None
        if are_mainland(joined):
            mainland, bare = joined.count(SEPARATOR) + 1, 0
        else:
            mainland, bare = len(_MAINLAND(joined)), len(_BARE(joined))
        self.mainland_now = mainland
        self._mainland += mainland
        self._bare += bare
        rounded = _ZEROS(joined) if _ENDS_IN_ZEROS(joined) else []
        self._zeros = _zeros_of_rounding(rounded, mainland + bare)
        self._only_one_typed = typed and len(rounded) <= 1

    def may_have_round(self, joined: str) -> bool:
        """Return whether a number in the joined texts may be rounded; fast if none is."""
        return "0" * self._zeros in joined and any(
            len(one) - len(one.rstrip("0")) >= self._zeros for one in _ZEROS(joined)
        )

    def judge(self, text: str, phone: Phone) -> Phone | Doubt:
        """Return `phone`, parsed from `text`, or a doubt if the column makes it suspicious."""
        if phone.international and self._is_odd() and is_bare(text):
            return Doubt(phone, PhoneProblem.DOUBTFUL_REGION)
        if self._only_one_typed:
            return phone
        zeros = zeros_at_end(text)
        if zeros < self._zeros or (phone.international and self._zeros > ROUND_AMONG_MANY):
            # The service's own example of a foreign number is 85200000000 [SendSms: PhoneNumbers].
            return phone
        if phone.number[:SEGMENT] in self._neighbours():
            # Rounding would have affected the other numbers of the block too, and companies own
            # whole blocks.
            return phone
        return Doubt(phone, PhoneProblem.ROUNDED)

    def _is_odd(self) -> bool:
        return self._mainland > 0 and self._mainland >= MAINLAND_TO_ODD * self._bare

    def _neighbours(self) -> set[str]:
        """The leading digits of nearby numbers that are not rounded."""
        if self._segments is None:
            self._segments = {
                one[:SEGMENT]
                for joined in (self._before, self._joined)
                for one in _MAINLAND(joined)
                if not one.endswith("0000")
            }
        return self._segments


def _zeros_of_rounding(rounded: Sequence[str], total: int) -> int:
    """Say how many zeros at the end are a sign of rounding in a column.

    Args:
        rounded: its numbers that end with four zeros or more.
        total: how many numbers it has.
    """
    if len(rounded) > 1 and len(rounded) >= MANY * total:
        return ROUND_AMONG_MANY
    some = sum(number.endswith("0" * ROUND_AMONG_SOME) for number in rounded)
    return ROUND_AMONG_SOME if some > 1 and some >= SOME * total else ROUND
