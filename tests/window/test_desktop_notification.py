"""A notification reaches a desktop by its bus; a desktop without one is no harm."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from gui.window.desktop_notification import notify
from gui.window.run_alert import LONG, RunAlert
from tests.secret_service import private_session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the desktops of Linux")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session's bus that nobody else knows."""
    with private_session(keyring=False) as session:
        address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


class Desktop:
    """Owns the name of a desktop's notifications, takes one call and answers it."""

    def __init__(self, address: str) -> None:
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.shown: tuple[Any, ...] = ()
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(
            message_bus.RequestName("org.freedesktop.Notifications")
        )
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        from jeepney import HeaderFields, new_method_return

        while not self.shown:
            message = self._connection.receive(timeout=20)
            if message.header.fields.get(HeaderFields.member) == "Notify":
                self.shown = message.body
                self._connection.send(new_method_return(message, "u", (1,)))

    def close(self) -> None:
        self._thread.join(20)
        self._connection.close()


def test_the_desktop_is_told(bus: str) -> None:
    with closing(Desktop(bus)) as desktop:
        notify("短信台", "3 delivered <1 rejected>").join(20)
    application, _, icon, title, text, *_ = desktop.shown
    assert (application, icon, title) == ("短信台", "sms-desk", "短信台")
    assert text == "3 delivered &lt;1 rejected&gt;"


def test_a_long_run_is_told_where_there_is_no_notification_area(qtbot: QtBot, bus: str) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    window = QWidget()
    qtbot.addWidget(window)
    times = iter((0.0, LONG))
    alert = RunAlert(window, lambda: next(times))
    with closing(Desktop(bus)) as desktop:
        alert.begin()
        alert.end("over")
    assert desktop.shown[4] == "over"


def test_a_desktop_without_notifications_is_no_harm(bus: str) -> None:
    notify("短信台", "over").join(20)


def test_no_desktop_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    notify("短信台", "over").join(20)
