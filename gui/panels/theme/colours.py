"""Every colour of the window, for light and for dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from gui.core.sending.state import RecipientState
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
    """A coloured ground and what is written on it, as `#rrggbb`."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, as `#rrggbb`.

    Each ink stands out from its ground by at least 4.5 (WCAG 2.2, 1.4.3); the tests hold that.

    Attributes:
        window, button, base, alternate: grounds that carry `text` and `muted`.
        muted: hints, placeholders, counts.
        faint: what cannot be used now; the only ink without a least contrast.
        accent: selection and what the eye should find first.
        link: written on `window` and `base`.
        bars: the account bar and the confirmation's banner.
        buttons: the button that sends.
        notices: the message bar.
        inks: a note beside a field, by how much it matters; on `window` and `base`.
        states: the state of a recipient, on `base` and `alternate`.
    """

    window: str
    button: str
    base: str
    alternate: str
    text: str
    muted: str
    faint: str
    link: str
    accent: Surface
    bars: Mapping[AccountKind, Surface]
    buttons: Mapping[AccountKind, Surface]
    notices: Mapping[Severity, Surface]
    inks: Mapping[Severity, str]
    states: Mapping[RecipientState, str]


LIGHT = Colours(
    window="#f3f4f6",
    button="#e8eaee",
    base="#ffffff",
    alternate="#f6f7f9",
    text="#1b1f24",
    muted="#57606a",
    faint="#8c959f",
    link="#1a56c4",
    accent=Surface("#1d5fd1", "#ffffff"),
    bars={
        AccountKind.ORDINARY: Surface("#e2e6ec", "#1b1f24"),
        AccountKind.PRODUCTION: Surface("#9a3412", "#ffffff"),
        AccountKind.SANDBOX: Surface("#c9f0ea", "#0c4a44"),
    },
    buttons={
        AccountKind.ORDINARY: Surface("#1d5fd1", "#ffffff"),
        AccountKind.PRODUCTION: Surface("#9a3412", "#ffffff"),
        AccountKind.SANDBOX: Surface("#0f766e", "#ffffff"),
    },
    notices={
        Severity.INFORMATION: Surface("#dbeafe", "#0f3d82"),
        Severity.SUCCESS: Surface("#dcf5e3", "#0d4f25"),
        Severity.WARNING: Surface("#fdf0c8", "#5c3b00"),
        Severity.ERROR: Surface("#fde2e0", "#861a12"),
    },
    inks={
        Severity.INFORMATION: "#57606a",
        Severity.SUCCESS: "#17692f",
        Severity.WARNING: "#854800",
        Severity.ERROR: "#b42318",
    },
    states={
        RecipientState.QUEUED: "#57606a",
        RecipientState.SUBMITTING: "#1a56c4",
        RecipientState.ACCEPTED: "#0b6b66",
        RecipientState.REJECTED: "#b42318",
        RecipientState.UNKNOWN: "#854800",
        RecipientState.DELIVERED: "#17692f",
        RecipientState.UNDELIVERED: "#a3195b",
        RecipientState.CANCELLED: "#57606a",
    },
)

DARK = Colours(
    window="#1b1d21",
    button="#3a4048",
    base="#2e333a",
    alternate="#292d34",
    text="#e6e8eb",
    muted="#b3bac3",
    faint="#7d858f",
    link="#8ab4ff",
    accent=Surface("#2b66cc", "#ffffff"),
    bars={
        AccountKind.ORDINARY: Surface("#2a2f36", "#e6e8eb"),
        AccountKind.PRODUCTION: Surface("#8f3112", "#ffffff"),
        AccountKind.SANDBOX: Surface("#0f3f3b", "#b5f0e8"),
    },
    buttons={
        AccountKind.ORDINARY: Surface("#2b66cc", "#ffffff"),
        AccountKind.PRODUCTION: Surface("#a83a16", "#ffffff"),
        AccountKind.SANDBOX: Surface("#0f766e", "#ffffff"),
    },
    notices={
        Severity.INFORMATION: Surface("#16325c", "#cfe2ff"),
        Severity.SUCCESS: Surface("#12381f", "#bff0cd"),
        Severity.WARNING: Surface("#453106", "#ffe3a3"),
        Severity.ERROR: Surface("#551814", "#ffd0cb"),
    },
    inks={
        Severity.INFORMATION: "#b3bac3",
        Severity.SUCCESS: "#6fd08c",
        Severity.WARNING: "#f0b849",
        Severity.ERROR: "#ff9a92",
    },
    states={
        RecipientState.QUEUED: "#b3bac3",
        RecipientState.SUBMITTING: "#8ab4ff",
        RecipientState.ACCEPTED: "#62cfc6",
        RecipientState.REJECTED: "#ff9a92",
        RecipientState.UNKNOWN: "#f0b849",
        RecipientState.DELIVERED: "#6fd08c",
        RecipientState.UNDELIVERED: "#ff8fbf",
        RecipientState.CANCELLED: "#b3bac3",
    },
)
