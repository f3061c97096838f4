"""A desktop portal that knows one setting: whether the desktop is dark."""

from __future__ import annotations

from typing import ClassVar

from jeepney import (
    HeaderFields,
    Message,
    new_error,
    new_method_return,
)

from tests.e2e.desktop.bus_service import BusService

SETTINGS = "org.freedesktop.portal.Settings"
NAMESPACE = "org.freedesktop.appearance"
KEY = "color-scheme"
PATH = "/org/freedesktop/portal/desktop"


class Portal(BusService):
    """`org.freedesktop.portal.Desktop` on a private session bus; use it as a context manager.

    Qt asks it once, at the start, under the platform theme `xdgdesktopportal` (`ENVIRONMENT`),
    which is the one of Flatpak and Snap. On a bare X11 screen it asks nobody and is light.
    """

    ENVIRONMENT: ClassVar = {"QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}

    def __init__(self, session_bus: str, dark: bool = True) -> None:
        super().__init__(session_bus, "org.freedesktop.portal.Desktop")
        self._dark = dark

    def answer(self, message: Message) -> Message:
        """Answer as a portal with this one setting does."""
        member = message.header.fields[HeaderFields.member]
        if member == "ReadAll":
            settings = {NAMESPACE: {KEY: ("u", 1 if self._dark else 2)}}
            return new_method_return(message, "a{sa{sv}}", (settings,))
        if member == "Get":  # the version of a portal's interface
            return new_method_return(message, "v", (("u", 1),))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
