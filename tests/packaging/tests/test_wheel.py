"""The wheel is installed into an environment of its own, and is the whole program there."""

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gui import __version__
from gui.storage.paths import Paths
from tests.e2e.waiting import wait_until
from tests.packaging.commands import ROOT, run, uv
from tests.packaging.components import lock
from tests.packaging.sample_lists import write_lists
from tests.secret_service import private_session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the keyring is a private one")

NOT_SHIPPED = {"packaging", "pictures"}
"""What the packages and the READMEs are made of."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    run([*command, "--directory", folder], cwd=ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel and what the lock has for it."""
    folder = tmp_path_factory.mktemp("fresh")
    locked = lock.locked()
    requirements = folder / "requirements.txt"
    names = lock.needed(lock.runtime_roots(), lock.installed())
    requirements.write_text("".join(locked[name].text for name in names), encoding="utf-8")
    run([uv(), "venv", "--quiet", "--python", sys.executable, folder / "venv"])
    install: list[str | Path] = [uv(), "pip", "install", "--quiet", "--python", folder / "venv"]
    run([*install, "--require-hashes", "--requirement", requirements])
    run([*install, "--no-deps", wheel])
    return folder / "venv" / "bin"


def test_it_holds_what_the_program_needs_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"gui", f"sms_desk-{__version__}.dist-info"}
    resources = {name.split("/")[2] for name in names if name.startswith("gui/resources/")}
    assert resources == {path.name for path in (ROOT / "resources").iterdir()} - NOT_SHIPPED
    assert "gui/py.typed" in names or not (ROOT / "gui" / "py.typed").exists()
    manual = [path for path in (ROOT / "resources/manual").rglob("*.*") if path.is_file()]
    assert {path.suffix for path in manual} == {".md", ".png"}
    assert {f"gui/{path.relative_to(ROOT).as_posix()}" for path in manual} <= set(names)


def test_uvx_runs_it_without_installing_it(wheel: Path, tmp_path: Path) -> None:
    """With the versions of the lock, though without its hashes, which a tool has no option for."""
    tool: list[str | Path] = [uv(), "tool", "run", "--quiet", "--python", sys.executable]
    constraints: list[str | Path] = ["--constraints", ROOT / "requirements.lock"]
    shown = run([*tool, "--from", wheel, *constraints, "sms-desk", "--version"], cwd=tmp_path)
    assert shown == f"sms-desk {__version__}\n"


def test_it_runs_outside_of_the_checkout(scripts: Path, tmp_path: Path) -> None:
    shown = subprocess.run([scripts / "sms-desk", "--version"], cwd=tmp_path, capture_output=True)
    assert (shown.returncode, shown.stdout.decode()) == (0, f"sms-desk {__version__}\n")
    with private_session() as session:
        environment = {
            name: text for name, text in session.environment.items() if not name.startswith("PY")
        }
        done = subprocess.run(
            [scripts / "sms-desk", "self-check", *write_lists(tmp_path)],
            cwd=tmp_path,
            env=environment | {"PATH": os.defpath},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert len([line for line in done.stdout.splitlines() if line.startswith("ok ")]) == 8


def test_its_window_opens_and_ends_when_it_is_asked_to(scripts: Path, tmp_path: Path) -> None:
    """By the command for desktops, which has no console on Windows."""
    from tests.e2e.desktop.desktop import Desktop  # its libraries are Linux's

    paths = Paths(tmp_path / "data")
    with Desktop() as desktop:
        command = (str(scripts / "sms-deskw"), "--lang", "en", "--data-dir", str(paths.data_dir))
        operator = desktop.launch(*command, cwd=tmp_path)
        operator.see("send")
        wait_until(paths.ledger.exists, "a ledger")
        maps = Path(f"/proc/{operator.program.pid}/maps").read_text(encoding="utf-8")
        assert str(scripts.parent) in maps and str(ROOT) not in maps
        operator.program.signal(signal.SIGTERM)
        assert operator.program.wait() == 0
        assert operator.program.complaints() == ""
