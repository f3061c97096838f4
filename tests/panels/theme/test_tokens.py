"""The tokens themselves: every pair of colours that meet can be told apart."""

from collections.abc import Iterator

import pytest

from gui.core.sending.state import RecipientState
from gui.panels.theme.tokens import Scheme, Tokens
from gui.resource import resource

TOKENS = Tokens.load(resource("theme/tokens.json"))
MEANINGS = ("success", "warning", "danger", "unknown", "production", "sandbox")
GROUNDS = ("window", "surface", "raised", "hover")
TEXT, GRAPHIC = 4.5, 3.0
"""Least contrast of text, and of icons and borders [WCAG 2.2: 1.4.3, 1.4.11]."""


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: from 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    for role in ("text", "text-secondary", "accent-text"):
        yield from ((role, ground, TEXT) for ground in (*GROUNDS, "accent-tint", "pressed"))
    for role in MEANINGS:
        tint, fill = f"{role}-tint", f"{role}-fill"
        yield from ((role, ground, TEXT) for ground in (*GROUNDS, tint))
        yield from (("text", tint, TEXT), ("text-secondary", tint, TEXT))
        least = GRAPHIC if role in ("success", "unknown") else TEXT  # they carry icons alone
        yield (f"on-{role}", fill, least)
        yield from ((fill, "surface", GRAPHIC), (fill, "window", GRAPHIC))
    for ground in ("accent", "accent-hover"):
        yield ("on-accent", ground, TEXT)
    yield ("on-production", "production-hover", TEXT)
    for role in ("danger", "success", "unknown"):
        yield (role, "accent-tint", TEXT)
    for role in ("border-strong", "focus", "accent"):
        yield from ((role, ground, GRAPHIC) for ground in ("window", "surface", "raised"))
    yield from (("focus", "accent-tint", GRAPHIC), ("border-strong", "hover", GRAPHIC))
    yield from (("text-disabled", ground, GRAPHIC) for ground in ("surface", "window"))
    yield ("window", "text", TEXT)  # a toast
    for part in ("accepted-fill", "success-fill", "danger-fill", "unknown-fill"):
        yield (part, "track", GRAPHIC)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [TOKENS.light, TOKENS.dark], ids=["light", "dark"])
def test_adjacent_colours_have_enough_contrast(scheme: Scheme) -> None:
    low = [
        (ink, ground, round(contrast(scheme[ink], scheme[ground]), 2))
        for ink, ground, least in pairs()
        if contrast(scheme[ink], scheme[ground]) < least
    ]
    assert low == []


def test_both_schemes_have_the_same_roles() -> None:
    assert set(TOKENS.light.colours) == set(TOKENS.dark.colours)


def test_every_state_has_an_icon_and_a_colour() -> None:
    assert set(TOKENS.states) == {state.value for state in RecipientState}
    for icon, role in TOKENS.states.values():
        assert resource(f"icons/{icon}.svg").is_file()
        assert role in TOKENS.light.colours
    looks = set(TOKENS.states.values())
    assert len(looks) == len(TOKENS.states)


def test_the_images_of_the_sheet_have_the_colours_of_the_tokens() -> None:
    for scheme in (TOKENS.light, TOKENS.dark):
        folder = resource(f"theme/{scheme.name}")
        used = {
            line
            for path in folder.glob("*.svg")
            for line in path.read_text(encoding="utf-8").split('"')
            if line.startswith("#")
        }
        roles = ("text-secondary", "text-disabled", "on-accent")
        assert used == {scheme[role] for role in roles}


def test_a_scheme_without_a_role_says_so() -> None:
    with pytest.raises(KeyError):
        TOKENS.light["no-such-role"]
