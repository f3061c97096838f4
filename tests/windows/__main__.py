"""`python -m tests.windows setup|python|test|build|run`: the parts of `make test-windows`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.windows import interpreter, wine
from tests.windows.home import CHECKOUT, Home, SetupError, say, windows_path
from tests.windows.wine import Wine

HERE = Path(__file__).parent
SOURCES = ("cpython.txt", "interpreter.py", "wine.py")
"""After a change of these all is made anew."""
USAGE = "usage: python -m tests.windows setup | python ARGS | test ARGS | build | run EXE ARGS"


def prepare(home: Home) -> None:
    """Make what is not there yet, or is not of this lock.

    Raises:
        SetupError: a step failed.
    """
    ours = _digest(*(HERE / name for name in SOURCES), *sorted((HERE / "sources").glob("*.c")))
    if not home.is_done("windows", ours):
        for stamp in home.path.glob("*.done"):
            stamp.unlink()
        interpreter.install_python(home)
        wine.make_prefix(home)
        home.set_done("windows", ours)
    packages = ours + _digest(CHECKOUT / "requirements.lock")
    if not home.is_done("packages", packages):
        interpreter.install_packages(home)
        home.set_done("packages", packages)


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Do one part; return its exit status."""
    home = Home.of_checkout()
    python = home.python / "python.exe"
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    with home.locked():
        try:
            prepare(home)
            if command == "build":
                from tests.windows.build import build, package

                package(home, build(home))
                return 0
        except SetupError as error:
            say(str(error))
            return 1
        with Wine(home) as windows:
            match command:
                case "setup":
                    return 0
                case "python":
                    return windows.pass_on(python, *rest)
                case "test":
                    cache = f"cache_dir={windows_path(home.path / 'pytest')}"
                    return windows.pass_on(python, "-m", "pytest", "-o", cache, *rest)
                case "run" if rest:
                    return windows.pass_on(*rest)
    say(USAGE)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
