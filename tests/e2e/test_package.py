"""The folder that `make package` makes: it runs where there is no Python and no checkout."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.storage.secrets.backends import ALLOWED, VARIABLE, BackendKind
from tests.e2e import three_messages
from tests.e2e.desktop.desktop import CHECKOUT, Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.never_twice.checks import SENT, check_nobody_lost, check_nobody_twice
from tests.e2e.never_twice.unfinished_run import left, prepare, rows
from tests.e2e.waiting import wait_until
from tests.packaging import program
from tests.packaging.linux import needs
from tests.packaging.sample_lists import write_lists
from tests.sandbox_process import SandboxProcess
from tests.secret_service import RemoteSecrets

OF_OTHER_SYSTEMS = {BackendKind.KEYCHAIN, BackendKind.CREDENTIAL_MANAGER}
KEY_ID, SECRET = "LTAI5tPackagedExample0", "packaged-example-secret"

pytestmark = pytest.mark.timeout(1800)  # a build takes a minute, several on a busy machine


@pytest.fixture(scope="module")
def folder() -> Path:
    """A build that is not older than the sources."""
    return program.built()


@pytest.fixture
def executable(folder: Path, tmp_path: Path) -> Path:
    """The program somewhere else, in a folder whose name is not plain."""
    elsewhere = tmp_path / "短信 台"
    shutil.copytree(folder, elsewhere, symlinks=True)
    return elsewhere / "sms-desk"


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        # No Python to be found, and variables that would lead one astray.
        for name in ("PATH", "PYTHONWARNINGS"):
            desktop.environment.pop(name)
        desktop.environment |= {"PYTHONHOME": "/nowhere", "PYTHONPATH": "/nowhere"}
        yield desktop


def test_it_finds_the_keyring_and_sends_to_the_sandbox(
    desktop: Desktop, executable: Path, tmp_path: Path
) -> None:
    operator = desktop.launch(str(executable), "--lang", "en", cwd=tmp_path)
    operator.see("account", 30)

    operator.toggle("accountSettings")
    operator.press("newAccount")
    operator.fill("accountLabel", "Packaged")
    operator.fill("accessKeyId", KEY_ID)
    operator.fill("accessKeySecret", SECRET)
    operator.press("saveAccount")
    operator.wait_for("accountStatus", "Secret Service", 20)
    assert desktop.session.entries() == {KEY_ID: SECRET}

    operator.choose("account", "Sandbox")
    operator.toggle("accountSettings")
    three_messages.fill_in(operator)
    three_messages.send(operator)
    assert set(three_messages.states(operator)) == set(three_messages.NUMBERS)

    maps = Path(f"/proc/{operator.program.pid}/maps").read_text(encoding="utf-8")
    files = {line.split(maxsplit=5)[5] for line in maps.splitlines() if " /" in line}
    assert any(str(executable.parent) in name for name in files)
    # Not the base prefix: that of a Python of the system is /usr, where the C library lies, too.
    theirs = (str(CHECKOUT), sysconfig.get_path("stdlib"))
    assert not [name for name in files if name.startswith(theirs)]
    assert not [name for name in files if "python" in name and not name.startswith(str(tmp_path))]

    assert operator.close() == 0
    assert operator.program.complaints() == ""
    assert list(desktop.home.glob(".local/share/sms-desk/ledger.db"))


def test_it_reads_lists_and_writes_tables(
    desktop: Desktop, executable: Path, tmp_path: Path
) -> None:
    """XLSX, XLS, a web page and CSV in, CSV and XLSX out, both languages, keyring and HTTP."""
    lists = map(str, write_lists(tmp_path))
    done = subprocess.run(
        [executable, "self-check", *lists],
        env=desktop.environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line for line in done.stdout.splitlines() if line.endswith(": 3 numbers")] == (
        done.stdout.splitlines()[5:]
    )
    assert desktop.session.entries() == {}


def test_it_keeps_its_language_and_starts_again_after_a_kill(
    desktop: Desktop, executable: Path, tmp_path: Path
) -> None:
    first = desktop.launch(str(executable), cwd=tmp_path)
    first.see("send", 30)
    first.press("settings")
    first.choose("language", "简体中文")
    first.wait_for("send", "发送")
    wait_until(lambda: '"zh_CN"' in settings(desktop), "the language saved")
    first.program.kill()
    second = desktop.launch(str(executable), cwd=tmp_path)
    second.wait_for("send", "发送", 30)
    assert second.close() == 0
    assert second.program.complaints() == ""


def test_killed_while_it_sends_it_calls_nobody_again(
    desktop: Desktop, executable: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    numbers = [f"1390002{n:04}" for n in range(40)]

    def start() -> Operator:
        operator = desktop.launch(str(executable), "--data-dir", str(data_dir), cwd=tmp_path)
        operator.see("resume")
        operator.press("resume")
        return operator

    with SandboxProcess() as sandbox:
        prepare(data_dir, sandbox.url, numbers)
        with RemoteSecrets(desktop.session.environment) as secrets:
            secrets.store(ACTIVE.key_id, ACTIVE.secret)
        sandbox.change_faults(delay=0.3)
        first = start()
        wait_until(lambda: len(sandbox.calls()) >= 10, "ten calls")
        first.program.kill()
        killed = dict(rows(data_dir))
        assert "queued" in killed.values() and "submitting" in killed.values()

        sandbox.change_faults(clear=True)
        second = start()
        wait_until(lambda: not left(data_dir), "the end of the run")
        assert second.close() == 0
        assert second.program.complaints() == ""
        ended = dict(rows(data_dir))
        for number, state in killed.items():
            if state != "submitting":
                assert ended[number] in SENT
        check_nobody_twice(sandbox)
        check_nobody_lost(sandbox, data_dir, numbers, reconciled=False)


def settings(desktop: Desktop) -> str:
    path = desktop.home / ".local/share/sms-desk/settings.json"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def run(executable: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [executable, *arguments], env={}, capture_output=True, text=True, timeout=60
    )


def test_all_resources_are_in_it(folder: Path) -> None:
    """Sources of translations, packages and pictures of the READMEs are not."""
    (packed,) = folder.rglob("resources")
    ours = CHECKOUT / "resources"
    assert files(packed) == {
        path
        for path in files(ours)
        if path.parts[0] not in ("packaging", "pictures") and path.suffix != ".ts"
    }
    assert len(files(packed)) > 100


def files(top: Path) -> set[Path]:
    return {path.relative_to(top) for path in top.rglob("*") if path.is_file()}


def test_it_tells_its_version_and_refuses_what_it_does_not_know(executable: Path) -> None:
    from gui import __version__

    version = run(executable, "--version")
    assert (version.returncode, version.stdout) == (0, f"sms-desk {__version__}\n")
    wrong = run(executable, "--no-such-thing")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "name", [name for name, kind in ALLOWED.items() if kind not in OF_OTHER_SYSTEMS]
)
def test_every_keyring_that_is_trusted_can_be_used(
    desktop: Desktop, executable: Path, name: str
) -> None:
    """What the program trusts comes with all it imports."""
    environment = {**desktop.environment, VARIABLE: name}
    command = [str(executable), "self-check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert "ok      keyring: SecretService Keyring\n" in done.stdout


def test_what_it_leaves_to_the_system_is_promised_by_the_package(folder: Path) -> None:
    if not shutil.which("dpkg-query"):
        pytest.skip("only dpkg knows whose library one is")
    control = CHECKOUT / "resources/packaging/debian/control"
    assert needs.missing(needs.of(folder), control.read_text(encoding="utf-8")) == []


def test_it_is_not_larger_than_it_has_to_be(folder: Path) -> None:
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    assert size < 110_000_000
    names = {path.name for path in folder.rglob("*")}
    assert not [name for name in names if name.startswith(("libQt6Qml", "libQt6Quick", "libgtk"))]
    assert not [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()]
