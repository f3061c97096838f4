"""The message of a run that is over, on a desktop with a notification area, such as KDE's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)

from tests.e2e.desktop.bus_service import BusService
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.waiting import wait_until

NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"


class NotificationArea(BusService):
    """What a desktop with a notification area answers on its bus.

    https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ and
    https://specifications.freedesktop.org/notification-spec/

    Attributes:
        items: the bus names of the icons.
        messages: what `Notify` was called with.
    """

    def __init__(self, session_bus: str) -> None:
        super().__init__(session_bus, NOTIFICATIONS, WATCHER)
        self.items: list[str] = []
        self.messages: list[tuple[Any, ...]] = []

    def press_message(self) -> None:
        """Press the last message."""
        place = DBusAddress("/org/freedesktop/Notifications", interface=NOTIFICATIONS)
        body = (len(self.messages), "default")
        self.connection.send(new_signal(place, "ActionInvoked", "us", body))

    def press_icon(self) -> None:
        """Press the last icon."""
        interface = "org.kde.StatusNotifierItem"
        place = DBusAddress("/StatusNotifierItem", bus_name=self.items[-1], interface=interface)
        call = new_method_call(place, "Activate", "ii", (0, 0))
        call.header.flags |= MessageFlag.no_reply_expected
        self.connection.send(call)

    def answer(self, message: Message) -> Message:
        """Answer as such a desktop does."""
        match message.header.fields[HeaderFields.member], message.body:
            case "Get", (_, "IsStatusNotifierHostRegistered"):
                return new_method_return(message, "v", (("b", True),))
            case "RegisterStatusNotifierItem", (item,):
                self.items.append(item)
                return new_method_return(message)
            case "Notify", body:
                self.messages.append(body)
                return new_method_return(message, "u", (len(self.messages),))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop(keyring=False) as desktop:
        yield desktop


@pytest.mark.parametrize("press", [NotificationArea.press_message, NotificationArea.press_icon])
def test_message_and_icon_lead_to_the_window(desktop: Desktop, press: Any) -> None:
    with NotificationArea(desktop.session_bus) as area:
        program = desktop.launch(sys.executable, "-m", "tests.e2e.tray_program").program
        wait_until(lambda: area.items and area.messages, "icon and message")
        ((_, _, _, title, text, *_),) = area.messages
        assert (title, text) == ("SMS Desk", "3 delivered")
        assert program.stdout == ""
        press(area)
        wait_until(lambda: program.stdout, "what the press leads to")
        assert (program.stdout, program.complaints()) == ("pressed\n", "")
