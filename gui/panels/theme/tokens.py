"""The design tokens: colours by role for light and dark, sizes in device-independent pixels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_PLATFORMS = {"win32": "windows", "darwin": "macos"}


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, light or dark.

    Attributes:
        name: `light` or `dark`.
        colours: role to `#RRGGBB`, or `#RRGGBBAA` for a colour that is seen through.
    """

    name: str
    colours: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        """The colour of a role.

        Raises:
            KeyError: there is no such role.
        """
        return self.colours[role]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that decides how the window looks.

    Attributes:
        light, dark: the two schemes.
        sizes: name such as `radius.card` or `height.control` to pixels at 100 %.
        states: name of a recipient's state to its icon and the role of its colour.
        families: `windows`, `macos` and `linux` to the font family of Chinese text.
        monospaced: the same for the font family of code.
    """

    light: Scheme
    dark: Scheme
    sizes: Mapping[str, int]
    states: Mapping[str, tuple[str, str]]
    families: Mapping[str, str]
    monospaced: Mapping[str, str]

    def family(self, platform: str) -> str:
        """The font family of Chinese text on a platform, as `sys.platform` names it."""
        return self.families[_PLATFORMS.get(platform, "linux")]

    def mono(self, platform: str) -> str:
        """The font family of code on a platform, as `sys.platform` names it."""
        return self.monospaced[_PLATFORMS.get(platform, "linux")]

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Read `tokens.json`.

        Raises:
            OSError: it cannot be read.
            KeyError: it lacks a section.
        """
        document = json.loads(path.read_text(encoding="utf-8"))
        sizes: dict[str, int] = {}
        for section in ("space", "radius", "border", "height", "icon", "width", "duration"):
            for name, value in document[section].items():
                if isinstance(value, int):
                    sizes[f"{section}.{name}"] = value
        for name in ("caption", "body", "title"):
            sizes[f"type.{name}"] = document["type"][name]["size"]
            sizes[f"line.{name}"] = document["type"][name]["line"]
        return cls(
            Scheme("light", MappingProxyType(document["colour"]["light"])),
            Scheme("dark", MappingProxyType(document["colour"]["dark"])),
            MappingProxyType(sizes),
            MappingProxyType(
                {name: (icon, role) for name, (icon, role) in document["state"].items()}
            ),
            MappingProxyType(document["type"]["family"]),
            MappingProxyType(document["type"]["mono"]),
        )
