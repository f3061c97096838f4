"""The message of a run that is over, on a desktop with a notification area, such as KDE's."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.waiting import wait_until

NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"


class NotificationArea:
    """What a desktop with a notification area answers on its bus.

    https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ and
    https://specifications.freedesktop.org/notification-spec/

    Attributes:
        items: the bus names of the icons.
        messages: what `Notify` was called with.
    """

    def __init__(self, address: str) -> None:
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.items: list[str] = []
        self.messages: list[tuple[Any, ...]] = []
        self._over = False
        self._connection = open_dbus_connection(address)
        for name in (NOTIFICATIONS, WATCHER):
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def press_message(self) -> None:
        """Press the last message."""
        from jeepney import DBusAddress, new_signal

        place = DBusAddress("/org/freedesktop/Notifications", interface=NOTIFICATIONS)
        body = (len(self.messages), "default")
        self._connection.send(new_signal(place, "ActionInvoked", "us", body))

    def press_icon(self) -> None:
        """Press the last icon."""
        from jeepney import DBusAddress, MessageFlag, new_method_call

        interface = "org.kde.StatusNotifierItem"
        place = DBusAddress("/StatusNotifierItem", bus_name=self.items[-1], interface=interface)
        call = new_method_call(place, "Activate", "ii", (0, 0))
        call.header.flags |= MessageFlag.no_reply_expected
        self._connection.send(call)

    def close(self) -> None:
        self._over = True
        self._thread.join(20)
        self._connection.close()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        while not self._over:
            with suppress(TimeoutError):
                message = self._connection.receive(timeout=0.1)
                if message.header.message_type is not MessageType.method_call:
                    continue
                signature, answer = None, tuple[Any, ...]()
                match message.header.fields[HeaderFields.member], message.body:
                    case "Get", (_, "IsStatusNotifierHostRegistered"):
                        signature, answer = "v", (("b", True),)
                    case "RegisterStatusNotifierItem", (item,):
                        self.items.append(item)
                    case "Notify", body:
                        self.messages.append(body)
                        signature, answer = "u", (len(self.messages),)
                    case _:
                        unknown = "org.freedesktop.DBus.Error.UnknownMethod"
                        self._connection.send(new_error(message, unknown))
                        continue
                self._connection.send(new_method_return(message, signature, answer))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop(keyring=False) as desktop:
        yield desktop


@pytest.mark.parametrize("press", [NotificationArea.press_message, NotificationArea.press_icon])
def test_message_and_icon_lead_to_the_window(desktop: Desktop, press: Any) -> None:
    with closing(NotificationArea(desktop.session_bus)) as area:
        program = desktop.launch(sys.executable, "-m", "tests.e2e.tray_program").program
        wait_until(lambda: area.items and area.messages, "icon and message")
        ((_, _, _, title, text, *_),) = area.messages
        assert (title, text) == ("SMS Desk", "3 delivered")
        assert program.stdout == ""
        press(area)
        wait_until(lambda: program.stdout, "what the press leads to")
        assert (program.stdout, program.complaints()) == ("pressed\n", "")
