"""Every colour of the window, for light and for dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from gui.core.sending.state import RecipientState
from gui.panels.theme.tokens import Scheme
from gui.words.notices import Severity


class AccountKind(Enum):
    """What sending with an account means; each kind is painted in its own colour."""

    ORDINARY = auto()
    PRODUCTION = auto()
    SANDBOX = auto()

    @classmethod
    def of(cls, *, production: bool, sandbox: bool) -> Self:
        """Name the kind; the sandbox is never production."""
        if sandbox:
            return cls.SANDBOX
        return cls.PRODUCTION if production else cls.ORDINARY


@dataclass(frozen=True, slots=True)
class Surface:
    """A background colour and the colour of text on it, as `#rrggbb`."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that panels use in code, as `#rrggbb`; all others are in the style sheet.

    Attributes:
        bars: the account bar and the band of the confirmation.
        notices: the message bar.
        inks: a note beside a field, by how much it matters.
        states: the state of a recipient.
    """

    bars: Mapping[AccountKind, Surface]
    notices: Mapping[Severity, Surface]
    inks: Mapping[Severity, str]
    states: Mapping[RecipientState, str]

    @classmethod
    def of(cls, scheme: Scheme, states: Mapping[str, tuple[str, str]]) -> Self:
        """Take the colours of a scheme; `states` has the icon and colour role of each state."""
        return cls(
            bars={
                AccountKind.ORDINARY: Surface(scheme["surface"], scheme["text"]),
                AccountKind.PRODUCTION: Surface(scheme["production-fill"], scheme["on-production"]),
                AccountKind.SANDBOX: Surface(scheme["sandbox-tint"], scheme["sandbox"]),
            },
            notices={
                Severity.INFORMATION: Surface(scheme["accent-tint"], scheme["text"]),
                Severity.SUCCESS: Surface(scheme["success-tint"], scheme["text"]),
                Severity.WARNING: Surface(scheme["warning-tint"], scheme["text"]),
                Severity.ERROR: Surface(scheme["danger-tint"], scheme["text"]),
            },
            inks={
                Severity.INFORMATION: scheme["text-secondary"],
                Severity.SUCCESS: scheme["success"],
                Severity.WARNING: scheme["warning"],
                Severity.ERROR: scheme["danger"],
            },
            states={RecipientState(name): scheme[role] for name, (_, role) in states.items()},
        )
