"""Input methods that a desktop names and the Qt that comes along has no module for."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

VARIABLES = ("QT_IM_MODULE", "QT_IM_MODULES")
"""What Qt reads: the name of a module, or several with semicolons between them."""
_FCITX = re.compile(r"\bfcitx5?\b")


def replace_fcitx(environment: MutableMapping[str, str], plugins: Path | None = None) -> None:
    """Talk to Fcitx as to IBus, before there is an application.

    Desktops set QT_IM_MODULE=fcitx for a module of Fcitx's own. Each is made for one Qt, that of
    the distribution, and Qt without it would take no input method at all. Fcitx 5 answers to IBus's
    clients, too. `plugins` is the folder of Qt's modules.
    """
    folder = plugins or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if any((folder / "platforminputcontexts").glob("*fcitx*")):
        return
    for name in VARIABLES:
        if name in environment:
            environment[name] = _FCITX.sub("ibus", environment[name])
