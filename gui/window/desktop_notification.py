"""Notifications of a Linux desktop that has no notification area, such as GNOME."""

from __future__ import annotations

import html
import threading
from contextlib import suppress

TIMEOUT = 5.0
"""Seconds to wait for the desktop."""
_NAME = "org.freedesktop.Notifications"


def notify(title: str, text: str) -> threading.Thread:
    """Show a notification of the program `title` without waiting; return the thread that does."""
    thread = threading.Thread(target=_send, args=(title, text), name="notification", daemon=True)
    thread.start()
    return thread


def _send(title: str, text: str) -> None:
    """Call Notify (https://specifications.freedesktop.org/notification-spec/, version 1.2)."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    address = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
    # Name, what it replaces, icon, title, text with markup, actions, hints, milliseconds.
    hints = {"desktop-entry": ("s", "sms-desk")}
    said = html.escape(text, quote=False)
    body: tuple[object, ...] = (title, 0, "sms-desk", title, said, [], hints, -1)
    call = new_method_call(address, "Notify", "susssasa{sv}i", body)
    with (
        suppress(OSError, KeyError, ValueError),  # no bus, or nobody answers
        open_dbus_connection() as connection,
    ):
        connection.send_and_get_reply(call, timeout=TIMEOUT)
