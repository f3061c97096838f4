"""A real Secret Service of one's own: gnome-keyring-daemon on a private D-Bus session.

    with private_session() as session:
        subprocess.run([...], env=session.environment)
        assert session.entries() == {"LTAI...": "secret"}

HOME and the XDG folders are its own, too. It starts in some 50 ms, and nothing outlives it.
`RemoteSecrets` is the program's `SecretStore` in a child process of such a session: which backend
keyring uses, and on which bus, is settled once per process.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from gui.core.errors import SecretError, SecretFault
from gui.storage.secrets.backends import BackendInfo, BackendKind
from gui.storage.secrets.secret_store import SERVICE, SecretPlace, SecretStore

ROOT = Path(__file__).parent.parent
PASSWORD = b"the operator's login password"
PATIENCE = 20.0
"""Seconds until a daemon that does not start or end is a failure."""

SESSION = "/org/freedesktop/secrets/collection/session"
"""A collection in memory that is never locked."""
LOGIN = "/org/freedesktop/secrets/collection/login"
ACCESSIBILITY = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:path={home}/run/bus</listen><auth>EXTERNAL</auth>
  <servicedir>{home}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
OUTSIDE = ("DBUS_", "GNOME_KEYRING_", "KEYRING_PROPERTY_", "PYTHON_KEYRING_BACKEND", "XDG_")
"""Variables of the surrounding session that would lead out of the private one."""


class PrivateSession:
    """A running session.

    Attributes:
        home: its HOME; all its files lie below.
        environment: the whole environment of a process of the session.
    """

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self.home = home
        self.environment = environment
        self._daemons = ExitStack()
        self._keyring: subprocess.Popen[bytes] | None = None

    def start_keyring(self, login: bool = True) -> None:
        """Start a Secret Service, its login collection unlocked and the default.

        Without `login` it has none but the one in memory, so that storing asks to make one.
        """
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if login:
            command.append("--unlock")
        self._keyring = daemon = self._start(command)
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD if login else b"")
        daemon.stdin.close()
        self._wait_until_unlocked(LOGIN if login else SESSION)

    def end_keyring(self) -> None:
        """End the Secret Service, and leave the session without one."""
        assert self._keyring is not None
        _end(self._keyring)

    def lock(self) -> None:
        """Lock the keyring. Nobody answers the prompt to unlock it: that is dismissed at once."""
        with self._collection() as collection:
            collection.lock()
            assert collection.is_locked()

    def unlock(self) -> None:
        """Unlock the keyring without a prompt."""
        from jeepney import DBusAddress, new_method_call
        from secretstorage.util import format_secret, open_session

        address = DBusAddress(
            "/org/freedesktop/secrets",
            "org.freedesktop.secrets",
            "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
        )
        with self._collection() as collection:
            password = format_secret(open_session(collection.connection), PASSWORD, "text/plain")
            call = new_method_call(
                address, "UnlockWithMasterPassword", "o(oayays)", (LOGIN, password)
            )
            answer = collection.connection.send_and_get_reply(call, timeout=PATIENCE)
            assert not collection.is_locked(), answer.body

    def entries(self, service: str = SERVICE) -> dict[str, str]:
        """The secrets in the unlocked keyring by user name, read past the program."""
        with self._collection() as collection:
            return {
                item.get_attributes()["username"]: item.get_secret().decode()
                for item in collection.search_items({"service": service})
            }

    def clear(self) -> None:
        """Unlock the keyring and delete all that is in it."""
        self.unlock()
        with self._collection() as collection:
            for item in collection.get_all_items():
                item.delete()

    def _start_bus(self) -> None:
        (self.home / "services").mkdir()
        (self.home / "run").mkdir(mode=0o700)
        if ACCESSIBILITY.exists():
            # Without the line that hands it to systemd, which knows nothing of this bus.
            lines = ACCESSIBILITY.read_text().splitlines()
            kept = [line for line in lines if not line.startswith("SystemdService")]
            (self.home / "services" / ACCESSIBILITY.name).write_text("\n".join(kept) + "\n")
        (self.home / "bus.conf").write_text(BUS.format(home=self.home))
        configuration = f"--config-file={self.home}/bus.conf"
        bus = self._start(["dbus-daemon", configuration, "--nofork", "--print-address"])
        assert bus.stdout is not None
        assert bus.stdout.readline(), "dbus-daemon did not start"

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a daemon that ends with the session; or with this process, if that is killed."""
        if not shutil.which(command[0]):
            raise FileNotFoundError(f"{command[0]}: these tests need dbus and gnome-keyring")
        if shutil.which("setpriv"):
            command = ["setpriv", "--pdeathsig", "TERM", *command]
        daemon = self._daemons.enter_context(
            subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
        self._daemons.callback(_end, daemon)
        return daemon

    def _wait_until_unlocked(self, path: str) -> None:
        import secretstorage

        assert self._keyring is not None
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with self._collection(path) as collection:
                    if not collection.is_locked():
                        return
            except secretstorage.SecretStorageException:
                assert self._keyring.poll() is None, "gnome-keyring-daemon ended"
            assert time.monotonic() < deadline, "gnome-keyring-daemon did not start"
            time.sleep(0.005)  # no signal says that a collection is complete

    @contextmanager
    def _collection(self, path: str = LOGIN) -> Iterator[Any]:
        import secretstorage
        from jeepney.io.blocking import open_dbus_connection

        address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        with closing(open_dbus_connection(address)) as connection:
            yield secretstorage.Collection(connection, path)


@contextmanager
def private_session(
    keyring: bool = True, extra: Mapping[str, str] | None = None
) -> Iterator[PrivateSession]:
    """Start a session, with a Secret Service or none, and end it with all its processes.

    `extra` (DISPLAY…) is added to the environment of its processes. The accessibility bus of
    at-spi2-core starts when it is asked for; nothing else does, not even a Secret Service.
    """
    if sys.platform != "linux":
        import pytest

        pytest.skip("the Secret Service is Linux's")
    # Not pytest's folder: the path of a socket has at most 107 characters. Errors are ignored
    # because at-spi's launcher ends with the bus, but in its own time.
    with tempfile.TemporaryDirectory(prefix="sms-desk-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        session = PrivateSession(home, _environment(home, extra or {}))
        with session._daemons:
            session._start_bus()
            if keyring:
                session.start_keyring()
            yield session


def _environment(home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)},
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/run/bus",
        **extra,
    }


def _end(daemon: subprocess.Popen[bytes]) -> None:
    daemon.terminate()
    try:
        daemon.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        daemon.kill()
        raise


class RemoteSecrets:
    """The program's `SecretStore` in a child process of a session, with every warning an error."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `__exit__` closes it
        self._child = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.secret_service"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
        )

    def __enter__(self) -> RemoteSecrets:
        return self

    def __exit__(self, *_: object) -> None:
        with self._complaints, self._child:
            assert self._child.stdin is not None
            self._child.stdin.close()
            self._child.wait(PATIENCE)
            self._complaints.seek(0)
            complaints = self._complaints.read().decode()
        assert not complaints, complaints

    def backend(self) -> BackendInfo:
        name, identifier, kind, allowed = self._call("backend")
        return BackendInfo(name, identifier, BackendKind[kind], allowed)

    def store(self, key_id: str, secret: str, keep_in_memory: bool = False) -> None:
        self._call("store", key_id, secret, keep_in_memory)

    def fetch(self, key_id: str) -> str:
        found: str = self._call("fetch", key_id)
        return found

    def remove(self, key_id: str) -> None:
        self._call("remove", key_id)

    def holds(self, key_id: str) -> SecretPlace:
        return SecretPlace[self._call("holds", key_id)]

    def _call(self, verb: str, *arguments: Any) -> Any:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(json.dumps([verb, *arguments]), file=self._child.stdin, flush=True)
        line = self._child.stdout.readline()
        assert line, "the child ended"
        value, fault, backend, notes = json.loads(line)
        if fault:
            error = SecretError(SecretFault[fault], backend)
            for note in notes:
                error.add_note(note)
            raise error
        return value


def serve() -> None:
    """The other side of `RemoteSecrets`: a call per line on stdin, an answer per line on stdout."""
    secrets = SecretStore()
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        value: Any = None
        fault, backend, notes = "", "", list[Any]()
        try:
            match getattr(secrets, verb)(*arguments):
                case BackendInfo(name, identifier, kind, allowed):
                    value = [name, identifier, kind.name, allowed]
                case SecretPlace(name=name):
                    value = name
                case other:
                    value = other
        except SecretError as error:
            fault, backend = error.fault.name, error.backend
            notes = getattr(error, "__notes__", [])
        gc.collect()  # a socket left open warns now, on stderr
        print(json.dumps([value, fault, backend, notes]), flush=True)


if __name__ == "__main__":
    serve()
