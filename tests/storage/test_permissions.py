"""Who may read what the program writes: nobody else its own files; exports as their folder."""

import ast
import os
import stat
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from gui.storage.exports.tables import save_table
from gui.storage.paths import data_dir
from gui.storage.permissions import (
    folder_mode,
    make_inner_folder,
    make_private_folder,
    take_permissions,
)
from gui.storage.windows_permissions import private_to
from tests.holder import windows
from tests.storage.test_held_files import save_presets

ROOT = Path(__file__).parents[2]
USER = "S-1-5-21-1-2-3-1001"


class Rows:
    """Rows of one cell."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, str]:
        return {id: f"1380013{id:04}" for id in ids}


def export_csv(path: Path) -> None:
    for _ in save_table(Rows(), array("q", range(3)), [("手机", str)], path):
        pass


def test_only_posix_has_modes() -> None:
    """Python makes 0o700 an access list on Windows, which what is moved out keeps."""
    assert (folder_mode("posix"), folder_mode("nt")) == (0o700, 0o777)


def test_the_user_has_access_by_name_not_as_the_owner() -> None:
    """What an administrator makes belongs to their group, which the user is not in otherwise."""
    descriptor = private_to(USER)
    assert descriptor.startswith("D:P(")  # nothing is inherited
    who = {entry.split(";")[-1].rstrip(")") for entry in descriptor.split("(")[1:]}
    assert who == {"SY", "BA", USER}


def test_folders_are_made_in_one_place() -> None:
    exempt = {
        "instance.py": "a folder for the socket of POSIX",
        "self_check.py": "one that is removed at once",
    }
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "gui").rglob("*.py"))
        if path.name != "permissions.py"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("mkdir", "makedirs", "mkdtemp", "mkstemp", "TemporaryDirectory")
        and path.name not in exempt
    ]
    assert found == []


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_modes_of_posix(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    make_inner_folder(tmp_path / "c")
    for name in ("a", "a/b", "c"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700
    with pytest.raises(FileNotFoundError):
        make_inner_folder(tmp_path / "missing" / "c")
    with pytest.raises(FileExistsError):
        make_inner_folder(tmp_path / "c", exist_ok=False)
    old, new = tmp_path / "old", tmp_path / "new"
    take_permissions(new, old, private=False)  # there is nothing to be replaced
    for path, mode in ((old, 0o640), (new, 0o600)):
        path.touch()
        path.chmod(mode)
    take_permissions(new, old, private=True)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    take_permissions(new, old, private=False)
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_root_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """On Windows that is a drive, which is its own parent."""
    (tmp_path / "file").touch()
    missing = Path("Q:\\data") if os.name == "nt" else tmp_path / "file" / "a" / "b"
    with pytest.raises(OSError):
        make_private_folder(missing)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may look anywhere")
def test_a_folder_may_lie_in_one_that_only_lets_through(tmp_path: Path) -> None:
    folder = tmp_path / "closed" / "data"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o100)
    try:
        make_private_folder(folder / "new")
    finally:
        folder.parent.chmod(0o700)
    assert (folder / "new").is_dir()


# --- Access lists ---------------------------------------------------------------------------------

if sys.platform == "win32":
    import ctypes

    from gui.storage.windows_permissions import user_sid

    def access(path: Path) -> set[tuple[str, str]]:
        """The rights in the access list of a file, and who has them."""
        advapi = ctypes.WinDLL("advapi32")
        descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
        assert not advapi.GetNamedSecurityInfoW(
            str(path), 1, 4, None, None, None, None, ctypes.byref(descriptor)
        )
        assert advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor, 1, 4, ctypes.byref(text), None
        )
        entries = [entry.rstrip(")").split(";") for entry in (text.value or "").split("(")[1:]]
        return {(entry[2], entry[-1]) for entry in entries if entry[0] == "A"}

    def give(path: Path, entries: str) -> None:
        """Give a file an access list; `entries` is what follows `D:`."""
        advapi = ctypes.WinDLL("advapi32")
        descriptor = ctypes.c_void_p()
        assert advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            f"D:{entries}", 1, ctypes.byref(descriptor), None
        )
        assert advapi.SetFileSecurityW(str(path), 4, descriptor)

    @pytest.fixture
    def shared(tmp_path: Path) -> Path:
        """A folder in which everyone may read."""
        folder = tmp_path / "shared"
        folder.mkdir()
        give(folder, f"(A;OICI;FA;;;{user_sid()})(A;OICI;0x1200a9;;;WD)")
        assert "WD" in {who for _, who in access(folder)}
        return folder


@windows
def test_the_data_directory_is_the_user_s_alone(tmp_path: Path) -> None:
    if sys.platform == "win32":
        made = data_dir(str(tmp_path / "a" / "data"))
        assert ("FA", user_sid()) in access(made)
        assert not {"WD", "BU", "AU"} & {who for _, who in access(made)}
        (made / "file").write_bytes(b"x")
        assert data_dir(str(made)) == made


@windows
@pytest.mark.parametrize("export", [export_csv, save_presets])
def test_an_exported_file_is_as_open_as_its_folder(
    shared: Path, export: Callable[[Path], None]
) -> None:
    if sys.platform == "win32":
        export(shared / "file")
        assert access(shared / "file") == access(shared)


@windows
@pytest.mark.parametrize("export", [export_csv, save_presets])
@pytest.mark.parametrize("protected", [False, True], ids=["open in a private folder", "private"])
def test_a_replaced_file_keeps_its_permissions(
    tmp_path: Path, shared: Path, export: Callable[[Path], None], protected: bool
) -> None:
    if sys.platform == "win32":
        if protected and hasattr(ctypes.windll.ntdll, "wine_get_version"):
            pytest.skip("Wine does not keep files from inheriting")
        folder = shared if protected else data_dir(str(tmp_path / "private"))
        path = folder / "file"
        path.write_bytes(b"x")
        everyone = "" if protected else "(A;;0x1200a9;;;WD)"
        give(path, f"{'P' if protected else ''}(A;;FA;;;{user_sid()}){everyone}")
        before = access(path)
        assert ("WD" in {who for _, who in access(folder)}) is protected
        assert ("WD" in {who for _, who in before}) is not protected
        export(path)
        assert path.read_bytes() != b"x"
        assert access(path) == before
