"""Every colour of the window, for light and for dark, and the palette for what Qt draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from PySide6.QtGui import QColor, QPalette

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


def make_palette(scheme: Scheme) -> QPalette:
    """Make the palette of a scheme.

    Its accent is the program's own, not the system's: states and production accounts have colours
    that another accent could be taken for, and only these have a contrast that a test holds them
    to.
    """
    role = QPalette.ColorRole
    palette = QPalette()
    for where, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.PlaceholderText, "text-secondary"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on-accent"),
        (role.Accent, "accent"),
        (role.Link, "accent-text"),
        (role.LinkVisited, "accent-text"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
    ):
        palette.setColor(where, to_colour(scheme[name]))
    disabled = to_colour(scheme["text-disabled"])
    for where in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, disabled)
    return palette


def to_colour(text: str) -> QColor:
    """Read `#RRGGBB` or `#RRGGBBAA`; Qt itself expects the alpha first."""
    if len(text) == 9:
        return QColor(f"#{text[7:9]}{text[1:7]}")
    return QColor(text)
