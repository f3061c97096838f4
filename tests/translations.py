"""`make translations`: collect the program's sentences into .ts files and compile them.

python -m tests.translations          collect and compile
python -m tests.translations compile  compile alone
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")


def collect(folder: Path = FOLDER, languages: Sequence[str] = LANGUAGES) -> None:
    """Bring the .ts files in `folder` up to the sentences of the program."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gui").rglob("*.py"))
    for language in languages:
        # English needs a translation only where it counts: the sources are English.
        plural = ["-pluralonly"] if language == "en" else []
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", *plural]
        file = folder / f"{language}.ts"
        _tool("lupdate", *options, *sources, "-ts", str(file), "-target-language", language)


def compiled(language: str, target: Path, folder: Path = FOLDER) -> None:
    """Compile one language of `folder` into `target`."""
    _tool("lrelease", "-silent", str(folder / f"{language}.ts"), "-qm", str(target))


def _tool(name: str, *arguments: str) -> None:
    # PySide's programs of these names, which need not be beside the interpreter.
    run = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    command = [sys.executable, "-c", run, *arguments]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    if sys.argv[1:] != ["compile"]:
        collect()
    for language in LANGUAGES:
        compiled(language, FOLDER / f"{language}.qm")
