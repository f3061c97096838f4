"""The scripts and the Makefile run on the bash of macOS, which is 3.2 of 2007."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEWER = {
    "extended globs, which [[ ]] of 3.2 takes for a syntax error": r"(?<!\$)[?*+@!]\([^)]*\)",
    "globstar, extglob, lastpipe": r"\bshopt\b",
    "arrays by name, references, globals": r"\b(declare|local|typeset)\s+-\w*[Ang]",
    "mapfile": r"\b(mapfile|readarray|coproc)\b",
    "case of letters": r"\$\{\w+(\[[^]]*\])?[\^,]",
    "${name@Q}": r"\$\{\w+@[A-Za-z]\}",
    "the last of an array": r"\$\{\w+\[-",
    "&>>, |&, ;&": r"&>>|\|&|;&",
    "wait -n": r"\bwait\s+-\w*n",
    "[[ -v name ]]": r"\[\[?\s+(!\s+)?-v\s",
    "the time": r"%\([^)]*\)T|\bEPOCH(SECONDS|REALTIME)\b|\bBASHPID\b",
    "a free descriptor": r"\{\w+\}[<>]",
    "numbers with leading zeros": r"\{0\d+\.\.",
}
"""What bash 4 and later brought, and a pattern of each."""


def scripts() -> list[Path]:
    found = [path for path in (ROOT / ".ci").iterdir() if path.read_bytes()[:2] == b"#!"]
    return [*sorted(found), ROOT / "Makefile"]


def uncommented(text: str) -> str:
    return re.sub(r"(^|\s)#.*$", "", text, flags=re.MULTILINE)


def newer(text: str) -> list[str]:
    return [name for name, pattern in NEWER.items() if re.search(pattern, uncommented(text))]


@pytest.mark.parametrize(
    "text",
    [
        '[[ $a == "$b"?(t64) ]]',
        "rm !(keep)",
        "shopt -s extglob",
        "declare -A names",
        "local -n target=$1",
        "mapfile -t lines",
        "echo ${name^^}",
        "echo ${names[0],,}",
        "echo ${name@Q}",
        "echo ${names[-1]}",
        "make &>>log",
        "make |& tee log",
        "wait -n",
        "[[ -v name ]]",
        "printf '%(%F)T'",
        "exec {lock}>file",
        "echo {01..10}",
    ],
)
def test_what_is_newer_is_noticed(text: str) -> None:
    assert newer(text)


@pytest.mark.parametrize(
    "text",
    [
        '"${@/%/t64}" ${#missing[@]} "${missing[*]}" # ?(t64)',
        "$(command -v uv) $((1 + 2)) [ ! -x a ] || { b >&2; }",
        "a=${b:-c} ${d##*/} cp {en,zh_CN}-{1,2}.png . 2>&1",
        '@if bash x $(ARGS); then @$$(bash y) "$@"; fi',
        "local python found=() && case $a in b | *) ;; esac",
    ],
)
def test_what_is_old_is_not(text: str) -> None:
    assert newer(text) == []


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.name)
def test_no_script_needs_a_newer_bash(script: Path) -> None:
    assert newer(script.read_text(encoding="utf-8")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Unix")
def test_a_package_with_its_later_name_is_not_installed_again(tmp_path: Path) -> None:
    """Debian 13 appends t64 to some names; a name that only begins so is another package."""
    query = tmp_path / "dpkg-query"
    query.write_text('#!/bin/sh\nprintf "installed liba-t64\\ninstalled libbt64\\nhalf libc1\\n"\n')
    query.chmod(0o755)
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "apt-get").chmod(0o755)
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    text = (ROOT / ".ci" / "prepare").read_text(encoding="utf-8")
    functions = re.findall(r"^(?:say|system_packages)\(\) \{.*?^\}|^say\(\).*?$", text, re.M | re.S)
    program = "\n".join([*functions, "system_packages liba libb libc1"])
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", program],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("--no-install-recommends liba libc1")
