"""A desktop portal that knows one setting: whether the desktop is dark."""

from __future__ import annotations

import threading
from typing import ClassVar

from jeepney import (
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

SETTINGS = "org.freedesktop.portal.Settings"
NAMESPACE = "org.freedesktop.appearance"
KEY = "color-scheme"
PATH = "/org/freedesktop/portal/desktop"


class Portal:
    """`org.freedesktop.portal.Desktop` on a private session bus; use it as a context manager.

    Qt asks it once, at the start, under the platform theme `xdgdesktopportal` (`ENVIRONMENT`),
    which is the one of Flatpak and Snap. On a bare X11 screen it asks nobody and is light.
    """

    ENVIRONMENT: ClassVar = {"QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}

    def __init__(self, session_bus: str, dark: bool = True) -> None:
        self._address = session_bus
        self._dark = dark
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="portal", daemon=True)

    def __enter__(self) -> Portal:
        self._connection = open_dbus_connection(self._address)
        name = message_bus.RequestName("org.freedesktop.portal.Desktop")
        self._connection.send_and_get_reply(name)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._connection.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        member = message.header.fields[HeaderFields.member]
        if member == "ReadAll":
            settings = {NAMESPACE: {KEY: ("u", 1 if self._dark else 2)}}
            return new_method_return(message, "a{sa{sv}}", (settings,))
        if member == "Get":  # the version of a portal's interface
            return new_method_return(message, "v", (("u", 1),))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
