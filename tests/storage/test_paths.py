import os
import stat
import sys
from pathlib import Path

import pytest
from platformdirs.api import PlatformDirsABC
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from gui.core.errors import FileError, FileFault
from gui.core.file_names import shown
from gui.storage.paths import Paths, data_dir, standard_places
from gui.storage.permissions import keep_private

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A HOME of its own: where the platform's own place is."""
    monkeypatch.delenv("SMS_DESK_DATA_DIR", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_option_takes_precedence_over_variable_and_platform(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_dir(None).is_relative_to(home) or sys.platform == "win32"
    assert data_dir(None).name == "sms-desk"

    monkeypatch.setenv("SMS_DESK_DATA_DIR", str(tmp_path / "variable"))
    assert data_dir(None) == tmp_path / "variable"
    assert data_dir(str(tmp_path / "flag")) == tmp_path / "flag"


@pytest.mark.skipif(sys.platform != "linux", reason="where Linux has it")
def test_the_platform_s_own_place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_dir(None) == home / ".local/share/sms-desk"

    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert data_dir(None) == home / "data/sms-desk"


@pytest.mark.parametrize(
    ("system", "directories", "data", "state"),
    [
        ("linux", Unix, "~/.local/share/sms-desk", "~/.local/state/sms-desk"),
        (
            "darwin",
            MacOS,
            "~/Library/Application Support/sms-desk",
            "~/Library/Application Support/sms-desk-state",
        ),
        ("win32", Windows, "%LOCALAPPDATA%\\sms-desk", "%LOCALAPPDATA%\\sms-desk-state"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="the homes of others are not known there")
def test_the_places_of_every_system_are_those_of_the_manual(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    directories: type[PlatformDirsABC],
    data: str,
    state: str,
) -> None:
    """The data directory and, outside of it, the witness."""
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    local = "C:/Users/me/AppData/Local"
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", local)

    def at(told: str) -> Path:
        return Path(told.replace("%LOCALAPPDATA%", local).replace("\\", "/")).expanduser()

    assert standard_places(system, directories) == (at(data), at(state))
    for language in ("en", "zh_CN"):
        page = (ROOT / "resources" / "manual" / language / "data.md").read_text(encoding="utf-8")
        assert f"| `{data}`" in page and f"| `{state}`" in page


def test_an_empty_variable_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMS_DESK_DATA_DIR", "")
    assert data_dir(None).name == "sms-desk"


def test_directory_is_created_private_with_parents(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = data_dir(str(tmp_path / "a/b/c"))
    finally:
        os.umask(before)

    assert made.is_dir()
    if os.name == "posix":
        new = (made, made.parent, made.parent.parent)
        assert [stat.S_IMODE(one.stat().st_mode) for one in new] == [0o700] * 3


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of the directory there")
def test_a_file_is_kept_private_new_or_old_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep_private(tmp_path / "new")
    finally:
        os.umask(before)
    old = tmp_path / "old"
    old.write_text("x")
    old.chmod(0o664)
    keep_private(old)
    keep_private(tmp_path / "nowhere" / "file")

    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "old")] == [
        0o600
    ] * 2
    assert old.read_text() == "x"


def test_existing_directory_is_used_unchanged(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()

    assert data_dir(str(tmp_path)) == tmp_path
    assert (tmp_path / "ledger.db").exists()


def test_relative_directory_is_not_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir("here") == tmp_path / "here"


@pytest.mark.skipif(os.name != "posix", reason="shells of other platforms know no ~")
def test_tilde_is_expanded(home: Path) -> None:
    assert data_dir("~/x") == home / "x"


@pytest.mark.parametrize("name", ["file/x", "file", "nul\0l", "x" * 300])
def test_directory_that_cannot_be_created_is_a_file_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FileError) as caught:
        data_dir(str(tmp_path / name))

    assert caught.value.fault is FileFault.UNWRITABLE
    assert shown(caught.value.path) == str(tmp_path / name)


def test_the_files_lie_in_the_data_directory(tmp_path: Path) -> None:
    paths = Paths(tmp_path)

    assert (paths.ledger.name, paths.settings.name, paths.logs.name) == (
        "ledger.db",
        "settings.json",
        "logs",
    )
    assert {paths.ledger.parent, paths.settings.parent, paths.logs.parent} == {tmp_path}
