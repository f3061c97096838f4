"""Values that rows give to variables, and that the service is likely to refuse.

They are sent nevertheless: the rules of `gui.core.message.variables` are those that warn at the
field of a typed value, and the service alone knows what it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gui.core.message.variables import ValueFault, Variable, VariableKind
from gui.core.params.placeholders import Piece, Placeholders


@dataclass(frozen=True, slots=True)
class UnfitValue:
    """The first value of a row that the service is likely to refuse."""

    variable: Variable
    value: str
    fault: ValueFault

    @property
    def character(self) -> str:
        """The first character that is not supported; empty where that is not the reason."""
        unsupported = self.fault is ValueFault.UNSUPPORTED
        return self.variable.unsupported(self.value) if unsupported else ""


@dataclass(frozen=True, slots=True)
class UnfitValues:
    """How many rows have such a value of one variable for one reason.

    Attributes:
        first: the value of the first of them.
        count: number of rows.
        others: whether some of them have other characters that are not supported.
    """

    first: UnfitValue
    count: int
    others: bool = False


UnfitFinder = Callable[[Sequence[str]], "UnfitValue | None"]
"""Finds the first unfit value of a row that lacks none."""


def checked_variables(
    placeholders: Placeholders, variables: Iterable[Variable]
) -> tuple[Variable, ...]:
    """Return which of `variables` take values from rows and have a rule for them."""
    varied = {key for key, pieces in placeholders.members if any(map(_is_reference, pieces))}
    return tuple(
        one for one in variables if one.name in varied and one.kind is not VariableKind.FREE
    )


def make_finder(
    placeholders: Placeholders, variables: Iterable[Variable], columns: Mapping[str, int]
) -> UnfitFinder | None:
    """Prepare for rows whose values are in `columns`, by name; none if nothing is to be checked.

    A row with one value is checked in half a microsecond.
    """
    members = dict(placeholders.members)
    places = [columns.get(name, -1) for name in placeholders.names]
    checks = [(one, members[one.name]) for one in checked_variables(placeholders, variables)]
    if not checks or -1 in places:
        return None

    def find(cells: Sequence[str]) -> UnfitValue | None:
        for variable, pieces in checks:
            value = "".join(
                [piece if isinstance(piece, str) else cells[places[piece]] for piece in pieces]
            )
            fault = variable.find_fault(value)
            if fault is not None:
                return UnfitValue(variable, value, fault)
        return None

    return find


class UnfitCounter:
    """Counts unfit values by variable and reason, in the order in which they come up."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ValueFault], UnfitValues] = {}

    def add(self, value: UnfitValue) -> None:
        """Count one more."""
        key = (value.variable.name, value.fault)
        known = self._found.get(key, UnfitValues(value, 0))
        others = known.others or known.first.character != value.character
        self._found[key] = UnfitValues(known.first, known.count + 1, others)

    def counts(self) -> tuple[UnfitValues, ...]:
        """What was found so far."""
        return tuple(self._found.values())


def _is_reference(piece: Piece) -> bool:
    return isinstance(piece, int)
