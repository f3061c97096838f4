from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError, PasswordSetError

from gui.core.accounts.account import SECRET_MAX
from gui.core.errors import SecretError, SecretFault
from gui.storage.secrets.backends import ALLOWED, BackendInfo, BackendKind, class_name
from gui.storage.secrets.secret_store import COPIES_MAX, SERVICE, SecretPlace, SecretStore
from tests.secret_service import SESSION as SESSION_COLLECTION
from tests.secret_service import PrivateSession, RemoteSecrets, private_session

KEY = "LTAI5tExampleKeyOne"
OTHER = "LTAI5tExampleKeyTwo"
SECRET = "Yd8hQ2mZr7Example0Secret9"


class Obliging(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's has no types
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.entries:
            raise PasswordDeleteError("No such password!")
        del self.entries[service, username]


class Failing(Obliging):
    """Raises what it is told to by the calls it is told to; the call may have worked."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: dict[str, Exception] = {}
        self.faults_after: dict[str, Exception] = {}

    def _do(self, verb: str, *arguments: str) -> str | None:
        if error := self.faults.get(verb):
            raise error
        done = getattr(super(), verb)(*arguments)
        if error := self.faults_after.get(verb):
            raise error
        found: str | None = done
        return found

    def get_password(self, *arguments: str) -> str | None:
        return self._do("get_password", *arguments)

    def set_password(self, *arguments: str) -> None:
        self._do("set_password", *arguments)

    def delete_password(self, *arguments: str) -> None:
        self._do("delete_password", *arguments)


class Forgetful(Obliging):
    """Says it took the secret, and did not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Cutting(Obliging):
    """Keeps at most as much as fits."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:20])


class Clinging(Obliging):
    """Says it deleted the secret, and did not."""

    def delete_password(self, service: str, username: str) -> None:
        pass


class Doubled(Obliging):
    """Has copies of an entry, as the Secret Service may."""

    copies = 3

    def delete_password(self, service: str, username: str) -> None:
        self.copies -= 1
        if not self.copies:
            super().delete_password(service, username)


FAKES = (Obliging, Failing, Forgetful, Cutting, Clinging, Doubled)


def secrets_of(ring: Obliging, kind: BackendKind = BackendKind.KEYCHAIN) -> SecretStore:
    return SecretStore({class_name(fake): kind for fake in FAKES}, lambda: ring)


def fault_of(call: Callable[..., object], *arguments: Any) -> SecretFault:
    with pytest.raises(SecretError) as caught:
        call(*arguments)
    return caught.value.fault


# --- The same for a fake keyring and a real one ---------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Iterator[PrivateSession]:
    with private_session() as session:
        yield session


@pytest.fixture(scope="module")
def child(session: PrivateSession) -> Iterator[RemoteSecrets]:
    with RemoteSecrets(session.environment) as remote:
        yield remote


@pytest.fixture(params=["fake", "Secret Service"])
def secrets(request: pytest.FixtureRequest) -> Iterator[SecretStore | RemoteSecrets]:
    if request.param == "fake":
        yield secrets_of(Obliging())
        return
    session, child = request.getfixturevalue("session"), request.getfixturevalue("child")
    yield child
    for key_id in (KEY, OTHER):
        child.remove(key_id)
    session.clear()


def test_a_stored_secret_is_fetched(secrets: SecretStore | RemoteSecrets) -> None:
    assert secrets.backend().allowed

    secrets.store(KEY, SECRET)
    secrets.store(OTHER, SECRET[::-1])

    assert secrets.fetch(KEY) == SECRET
    assert secrets.fetch(OTHER) == SECRET[::-1]
    assert secrets.holds(KEY) is SecretPlace.KEYRING


def test_storing_again_replaces(secrets: SecretStore | RemoteSecrets) -> None:
    secrets.store(KEY, "old")
    secrets.store(KEY, SECRET)

    assert secrets.fetch(KEY) == SECRET


def test_removing_a_secret_leaves_the_others(secrets: SecretStore | RemoteSecrets) -> None:
    secrets.store(KEY, SECRET)
    secrets.store(OTHER, SECRET)

    secrets.remove(KEY)

    assert secrets.holds(KEY) is SecretPlace.NONE
    assert secrets.holds(OTHER) is SecretPlace.KEYRING


def test_missing_secret_is_an_error_to_fetch_but_not_to_remove(
    secrets: SecretStore | RemoteSecrets,
) -> None:
    secrets.remove(KEY)

    assert secrets.holds(KEY) is SecretPlace.NONE
    assert fault_of(secrets.fetch, KEY) is SecretFault.MISSING


@pytest.mark.parametrize("secret", ["!", "~" * SECRET_MAX, "".join(map(chr, range(33, 127)))])
def test_any_typed_secret_is_stored_unchanged(
    secrets: SecretStore | RemoteSecrets, secret: str
) -> None:
    secrets.store(KEY, secret)

    assert secrets.fetch(KEY) == secret


def test_a_secret_too_long_is_not_kept_at_all(secrets: SecretStore | RemoteSecrets) -> None:
    secrets.store(KEY, SECRET)

    assert fault_of(secrets.store, KEY, "x" * (SECRET_MAX + 1)) is SecretFault.TOO_LONG
    assert fault_of(secrets.store, KEY, "x" * (SECRET_MAX + 1), True) is SecretFault.TOO_LONG
    assert secrets.fetch(KEY) == SECRET


def test_secret_in_memory_takes_precedence_over_the_keyring(
    secrets: SecretStore | RemoteSecrets,
) -> None:
    secrets.store(KEY, "of the keyring")
    secrets.store(KEY, "of memory", True)
    assert secrets.holds(KEY) is SecretPlace.MEMORY
    assert secrets.fetch(KEY) == "of memory"

    secrets.store(KEY, SECRET)
    assert secrets.holds(KEY) is SecretPlace.KEYRING
    assert secrets.fetch(KEY) == SECRET


def test_removing_clears_memory_and_keyring(secrets: SecretStore | RemoteSecrets) -> None:
    secrets.store(KEY, "of the keyring")
    secrets.store(KEY, "of memory", True)

    secrets.remove(KEY)

    assert secrets.holds(KEY) is SecretPlace.NONE


# --- A real Secret Service ------------------------------------------------------------------------


def test_entry_has_the_documented_attributes(session: PrivateSession, child: RemoteSecrets) -> None:
    child.store(KEY, SECRET)

    assert child.backend() == BackendInfo(
        "SecretService Keyring",
        "keyring.backends.SecretService.Keyring",
        BackendKind.SECRET_SERVICE,
        allowed=True,
    )
    assert session.entries("sms-desk") == {KEY: SECRET}
    session.clear()


def test_a_secret_outlives_the_program_and_one_in_memory_does_not(
    session: PrivateSession, child: RemoteSecrets
) -> None:
    child.store(KEY, SECRET)
    child.store(OTHER, SECRET, True)

    with RemoteSecrets(session.environment) as next_start:
        assert next_start.fetch(KEY) == SECRET
        assert fault_of(next_start.fetch, OTHER) is SecretFault.MISSING
    child.remove(OTHER)
    session.clear()


def test_an_entry_that_vanished_is_missing(session: PrivateSession, child: RemoteSecrets) -> None:
    child.store(KEY, SECRET)
    session.clear()

    assert fault_of(child.fetch, KEY) is SecretFault.MISSING


def test_a_locked_keyring_that_is_not_unlocked(
    session: PrivateSession, child: RemoteSecrets
) -> None:
    child.store(KEY, SECRET)
    session.lock()

    assert fault_of(child.fetch, KEY) is SecretFault.LOCKED
    assert fault_of(child.holds, KEY) is SecretFault.LOCKED
    assert fault_of(child.remove, KEY) is SecretFault.LOCKED
    assert fault_of(child.store, KEY, "new") is SecretFault.LOCKED
    assert fault_of(child.store, OTHER, SECRET) is SecretFault.LOCKED

    session.unlock()
    assert session.entries() == {KEY: SECRET}
    session.clear()


def test_a_refused_default_collection_is_locked() -> None:
    with private_session(keyring=False) as session:
        session.start_keyring(login=False)
        with RemoteSecrets(session.environment) as child:
            assert child.backend().allowed
            assert fault_of(child.store, KEY, SECRET) is SecretFault.LOCKED


def test_secret_service_may_appear_and_vanish() -> None:
    """Where none is, nothing is kept but in memory; one installed meanwhile needs no restart."""
    none = BackendInfo("fail Keyring", "keyring.backends.fail.Keyring", BackendKind.ABSENT, False)
    with private_session(keyring=False) as session, RemoteSecrets(session.environment) as child:
        assert child.backend() == none
        assert fault_of(child.store, KEY, SECRET) is SecretFault.NO_BACKEND
        assert fault_of(child.fetch, KEY) is SecretFault.NO_BACKEND
        assert child.holds(KEY) is SecretPlace.NONE
        child.remove(KEY)
        child.store(KEY, SECRET, True)
        assert child.fetch(KEY) == SECRET

        session.start_keyring()
        child.store(KEY, SECRET)
        assert session.entries() == {KEY: SECRET}

        session.end_keyring()
        assert fault_of(child.fetch, OTHER) is SecretFault.NO_BACKEND


def test_a_secret_service_that_went_away() -> None:
    with private_session() as session, RemoteSecrets(session.environment) as child:
        child.store(KEY, SECRET)
        session.end_keyring()

        for call in (child.fetch, child.holds, child.remove):
            assert fault_of(call, KEY) is SecretFault.NO_BACKEND
        assert fault_of(child.store, KEY, "new") is SecretFault.NO_BACKEND


PLAIN = """import pathlib
from keyring.backends import null
pathlib.Path(r"{path}", "loaded").touch()
class Keyring(null.Keyring):
    priority = 9
    def set_password(self, *entry):
        pathlib.Path(r"{path}", "leak").write_text(str(entry))
"""
"""A module with a backend in plain text, which leaves traces."""


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Path]:
    """A folder with the module `plain`; afterwards nobody must have loaded it."""
    (tmp_path / "plain.py").write_text(PLAIN.format(path=tmp_path))
    yield tmp_path
    assert not (tmp_path / "loaded").exists()
    assert not (tmp_path / "leak").exists()


def test_a_backend_that_is_installed_beside_is_not_loaded(
    plain: Path, session: PrivateSession
) -> None:
    metadata = plain / "plain-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[keyring.backends]\nplain = plain\n")

    with RemoteSecrets({**session.environment, "PYTHONPATH": str(plain)}) as child:
        child.store(KEY, SECRET)
        assert child.backend().kind is BackendKind.SECRET_SERVICE

    assert session.entries() == {KEY: SECRET}
    session.clear()
    session.lock()
    with RemoteSecrets({**session.environment, "PYTHONPATH": str(plain)}) as child:
        assert fault_of(child.store, KEY, SECRET) is SecretFault.LOCKED
    session.unlock()


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        ("keyring.backends.null.Keyring", BackendKind.DISABLED),
        ("keyring.backends.fail.Keyring", BackendKind.ABSENT),
        ("plain.Keyring", BackendKind.OTHER),
    ],
)
def test_another_backend_chosen_by_the_environment_is_refused_unloaded(
    plain: Path, session: PrivateSession, choice: str, kind: BackendKind
) -> None:
    environment = {
        **session.environment,
        "PYTHON_KEYRING_BACKEND": choice,
        "PYTHONPATH": str(plain),
    }
    with RemoteSecrets(environment) as child:
        assert child.backend() == BackendInfo("", choice, kind, allowed=False)
        with pytest.raises(SecretError) as caught:
            child.store(KEY, SECRET)
    absent = kind is BackendKind.ABSENT
    assert caught.value.fault is (SecretFault.NO_BACKEND if absent else SecretFault.BACKEND_REFUSED)
    assert caught.value.backend == choice
    assert session.entries() == {}


def test_the_environment_may_choose_a_trusted_backend(session: PrivateSession) -> None:
    for choice, kind in (
        ("keyring.backends.SecretService.Keyring", BackendKind.SECRET_SERVICE),
        ("keyring.backends.macOS.Keyring", BackendKind.ABSENT),
    ):
        environment = {**session.environment, "PYTHON_KEYRING_BACKEND": choice}
        with RemoteSecrets(environment) as child:
            assert child.backend().kind is kind


@pytest.mark.parametrize(
    "content",
    [
        "[backend]\ndefault-keyring=plain.Keyring\nkeyring-path={path}",
        # The module of a trusted backend would be given this in the place of its own library.
        "[backend]\nkeyring-path={path}",
        "no configuration",
    ],
)
def test_a_configuration_file_is_not_read(
    session: PrivateSession, plain: Path, content: str
) -> None:
    (plain / "secretstorage.py").write_text(PLAIN.format(path=plain))
    folder = plain / "python_keyring"
    folder.mkdir()
    (folder / "keyringrc.cfg").write_text(content.format(path=plain))

    with RemoteSecrets({**session.environment, "XDG_CONFIG_HOME": str(plain)}) as child:
        assert child.backend().kind is BackendKind.SECRET_SERVICE
        child.store(KEY, SECRET)
    assert session.entries() == {KEY: SECRET}
    session.clear()


def test_properties_of_the_environment_lead_the_secret_nowhere_else(
    session: PrivateSession,
) -> None:
    environment = {
        **session.environment,
        "KEYRING_PROPERTY_PREFERRED_COLLECTION": SESSION_COLLECTION,
        "KEYRING_PROPERTY_APPID": "another program",
    }
    with RemoteSecrets(environment) as child:
        child.store(KEY, SECRET)
    assert session.entries() == {KEY: SECRET}
    session.clear()


# --- Which backend is trusted ---------------------------------------------------------------------


def test_the_white_list_names_classes_that_keyring_has() -> None:
    """A typing error here would refuse every keyring of a platform these tests do not run on."""
    from keyring.core import _load_keyring_class

    assert {class_name(_load_keyring_class(name)) for name in ALLOWED} == set(ALLOWED)


def impostor(name: str, module: str, base: type[KeyringBackend] = Obliging) -> type[KeyringBackend]:
    return type(name, (base,), {"__module__": module, "__qualname__": name})


@pytest.mark.parametrize(
    ("ring", "kind"),
    [
        (fail.Keyring(), BackendKind.ABSENT),  # type: ignore[no-untyped-call]  # of keyring
        (null.Keyring(), BackendKind.DISABLED),  # type: ignore[no-untyped-call]  # of keyring
        (impostor("PlaintextKeyring", "keyrings.alt.file")(), BackendKind.PLAIN_TEXT),
        (impostor("EncryptedKeyring", "keyrings.alt.file")(), BackendKind.OTHER),
        (impostor("Keyring", "somewhere.SecretService")(), BackendKind.OTHER),
        (impostor("Keyring", "keyring.backends.SecretService")(), BackendKind.OTHER),
        (Obliging(), BackendKind.OTHER),
    ],
)
def test_any_other_backend_is_refused_and_named(ring: KeyringBackend, kind: BackendKind) -> None:
    secrets = SecretStore(find=lambda: ring)

    assert secrets.backend() == BackendInfo(ring.name, class_name(type(ring)), kind, allowed=False)
    for call in (lambda: secrets.store(KEY, SECRET), lambda: secrets.fetch(KEY)):
        with pytest.raises(SecretError) as caught:
            call()
        assert caught.value.backend == class_name(type(ring))
    assert not getattr(ring, "entries", {})


def test_subclass_of_a_trusted_backend_is_not_trusted() -> None:
    from keyring.backends.SecretService import Keyring as SecretServiceKeyring

    derived = impostor("Mine", __name__, SecretServiceKeyring)
    assert not SecretStore(find=derived).backend().allowed


# --- Nothing half saved ---------------------------------------------------------------------------


@pytest.mark.parametrize("before", [None, "old"])
@pytest.mark.parametrize("make", [Forgetful, Cutting])
def test_secret_that_does_not_read_back_is_removed(
    make: type[Obliging], before: str | None
) -> None:
    ring = make()
    if before:
        ring.entries[SERVICE, KEY] = before

    assert fault_of(secrets_of(ring).store, KEY, SECRET) is SecretFault.FAILED
    assert ring.get_password(SERVICE, KEY) == before


@pytest.mark.parametrize("before", [None, "old"])
def test_failed_store_removes_what_it_wrote(before: str | None) -> None:
    ring = Failing()
    if before:
        ring.entries[SERVICE, KEY] = before
    ring.faults_after["set_password"] = OSError("connection lost")

    assert fault_of(secrets_of(ring).store, KEY, SECRET) is SecretFault.FAILED
    assert ring.get_password(SERVICE, KEY) == before


def test_a_failed_store_leaves_what_is_in_memory() -> None:
    ring = Failing()
    ring.faults["set_password"] = KeyringLocked()
    secrets = secrets_of(ring)
    secrets.store(KEY, "in memory", keep_in_memory=True)

    assert fault_of(secrets.store, KEY, SECRET) is SecretFault.LOCKED
    assert secrets.fetch(KEY) == "in memory"


def test_removing_removes_every_copy() -> None:
    ring = Doubled()
    ring.entries[SERVICE, KEY] = SECRET

    secrets_of(ring).remove(KEY)

    assert not ring.entries


def test_failed_removal_is_reported() -> None:
    ring = Clinging()
    ring.entries[SERVICE, KEY] = SECRET

    assert fault_of(secrets_of(ring).remove, KEY) is SecretFault.FAILED
    assert Doubled.copies < COPIES_MAX


# --- Each fault by its kind -----------------------------------------------------------------------


def caused(error: PasswordSetError, cause: Exception) -> PasswordSetError:
    error.__cause__ = cause
    return error


def named(name: str, module: str, *arguments: int) -> Exception:
    kind: type[Exception] = type(name, (Exception,), {"__module__": module})
    return kind(*arguments)


class LockedByBus(Exception):
    name = "org.freedesktop.Secret.Error.IsLocked"


EVERY = ("get_password", "set_password", "delete_password")


@pytest.mark.parametrize(
    ("error", "kind", "fault"),
    [
        (KeyringLocked(SECRET), BackendKind.SECRET_SERVICE, SecretFault.LOCKED),
        (InitError(SECRET), BackendKind.SECRET_SERVICE, SecretFault.LOCKED),
        (
            named("PromptDismissedException", "secretstorage.exceptions"),
            BackendKind.SECRET_SERVICE,
            SecretFault.LOCKED,
        ),
        (
            named("SecretServiceNotAvailableException", "secretstorage.exceptions"),
            BackendKind.SECRET_SERVICE,
            SecretFault.NO_BACKEND,
        ),
        (LockedByBus(SECRET), BackendKind.SECRET_SERVICE, SecretFault.LOCKED),
        (
            caused(PasswordSetError(SECRET), named("Error", "keyring.backends.macOS.api", -25308)),
            BackendKind.KEYCHAIN,
            SecretFault.LOCKED,
        ),
        (PasswordSetError(SECRET), BackendKind.KEYCHAIN, SecretFault.FAILED),
        (RuntimeError(SECRET), BackendKind.CREDENTIAL_MANAGER, SecretFault.FAILED),
        (
            UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
            BackendKind.CREDENTIAL_MANAGER,
            SecretFault.FAILED,
        ),
    ],
)
@pytest.mark.parametrize("verb", EVERY)
def test_a_fault_of_the_backend_has_its_kind_and_never_the_secret(
    error: Exception, kind: BackendKind, fault: SecretFault, verb: str
) -> None:
    ring = Failing()
    secrets = secrets_of(ring, kind)
    if verb != "set_password":
        secrets.store(KEY, SECRET)
    ring.faults[verb] = error
    calls: dict[str, Callable[[], object]] = {
        "get_password": lambda: secrets.fetch(KEY),
        "set_password": lambda: secrets.store(KEY, SECRET),
        "delete_password": lambda: secrets.remove(KEY),
    }

    with pytest.raises(SecretError) as caught:
        calls[verb]()

    assert caught.value.fault is fault
    assert caught.value.backend == class_name(Failing)
    notes = getattr(caught.value, "__notes__", [])
    assert notes == ([class_name(type(error))] if fault is SecretFault.FAILED else [])
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(secrets)
    assert SECRET not in told


def test_a_secret_in_memory_is_seen_by_no_repr() -> None:
    secrets = secrets_of(Obliging())
    secrets.store(KEY, SECRET, keep_in_memory=True)

    assert SECRET not in repr(secrets)


def test_memory_is_shared_by_threads() -> None:
    secrets = secrets_of(Obliging())
    wrong = []

    def work(number: int) -> None:
        for turn in range(300):
            secrets.store(f"{KEY}{number}", f"{number}-{turn}", keep_in_memory=True)
            if secrets.fetch(f"{KEY}{number}") != f"{number}-{turn}":
                wrong.append((number, turn))
        secrets.remove(f"{KEY}{number}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong
    assert all(secrets.holds(f"{KEY}{n}") is SecretPlace.NONE for n in range(4))
