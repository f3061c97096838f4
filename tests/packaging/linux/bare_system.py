"""The machine's own Debian or Ubuntu, as bare as `debootstrap` makes it, to install packages in.

It lies in `build/bare-system/`: `base-CODENAME` is made once and kept, every test starts from a
copy. Packages come from the mirror that apt uses on this machine. Mounts are made in a namespace
of each command, so that none outlives it; processes are the machine's, so that a script of dpkg
sees a program that runs in here.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.packaging.commands import ROOT, CommandError, run

PLACE = ROOT / "build" / "bare-system"
USER, USER_ID = "mei", 1000
ORIGINS = ("Debian", "Ubuntu", "")
"""Who makes the distribution; nothing where the lists of apt were removed."""
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_ENTER = """
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind "$2" "$1/var/cache/apt/archives"
mkdir -p /tmp/.X11-unix "$1/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
root=$1 user=$3
shift 3
exec chroot --userspec="$user" "$root" "$@"
"""


def reason_against() -> str:
    """Why there can be no bare system here, in a sentence; nothing if there can."""
    if not shutil.which("debootstrap") or not shutil.which("apt-get"):
        return "a bare system is made by debootstrap, which is not installed"
    if os.geteuid():
        return "a bare system is made by root: sudo make test-package"
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        return "a bare system needs mounts of its own, which are not allowed here"
    if not _mirror()[0]:
        return f"apt has no mirror of {_codename()} here"
    return ""


class BareSystem:
    """A fresh copy of the bare system.

    Attributes:
        root: where it lies.
        home: HOME of the user whose programs it runs.
    """

    def __init__(self) -> None:
        base = PLACE / f"base-{_codename()}"
        self.root = PLACE / "run"
        self.home = self.root / "home" / USER
        self._archives = PLACE / f"archives-{_codename()}"
        (self._archives / "partial").mkdir(parents=True, exist_ok=True)
        if not base.exists():
            _make(base)
        shutil.rmtree(self.root, ignore_errors=True)
        run(["cp", "--archive", base, self.root])

    def command(
        self, *words: str, user: int = USER_ID, environment: Mapping[str, str] | None = None
    ) -> list[str]:
        """The words that run a command in there, in the process that they start."""
        variables = {"HOME": f"/home/{USER}" if user else "/root", "LANG": "C.UTF-8"}
        variables["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        variables |= environment or {}
        enter = ["unshare", "--mount", "--propagation", "private", "sh", "-ec", _ENTER, "enter"]
        places = [str(self.root), str(self._archives), f"{user}:{user}"]
        assigned = [f"{name}={value}" for name, value in variables.items()]
        return [*enter, *places, "env", "-i", *assigned, *words]

    def run(self, *words: str, user: int = USER_ID) -> subprocess.CompletedProcess[str]:
        """Run a command; what it writes comes back as one text."""
        return subprocess.run(
            self.command(*words, user=user, environment=_proxies() if not user else None),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def apt_get(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run apt-get as root, which asks nothing and takes nothing that is only recommended."""
        options = ("-q", "-y", "--no-install-recommends", "-o", "APT::Keep-Downloaded-Packages=1")
        return self.run(
            "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, *words, user=0
        )


def _make(base: Path) -> None:
    """Make the base in a folder that takes its name when it is whole."""
    mirror, components = _mirror()
    unfinished = base.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    options = ["--variant=minbase", f"--components={','.join(components)}"]
    run(["debootstrap", *options, _codename(), unfinished, mirror])
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc") / name, unfinished / "etc" / name)
    if CERTIFICATES.exists():  # for a mirror over HTTPS
        copy = unfinished / CERTIFICATES.relative_to("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CERTIFICATES, copy)
    settings = run(["apt-config", "dump", "--no-empty", "--format", '%F "%v";%n', "Acquire"])
    kept = [line for line in settings.splitlines() if line.startswith("Acquire::http")]
    text = "".join(f"{line}\n" for line in kept)
    (unfinished / "etc/apt/apt.conf.d/90machine").write_text(text, encoding="utf-8")
    create = ["useradd", "--create-home", "--uid", str(USER_ID), USER]
    run(["chroot", unfinished, *create])
    unfinished.rename(base)


def _codename() -> str:
    """Of the machine's release: `bookworm`; nothing where it has none."""
    try:
        return platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    except OSError:
        return ""


def _mirror() -> tuple[str, list[str]]:
    """Where apt has the machine's release from, and which components; nothing if nowhere."""
    layout = "$(ORIGIN)|$(RELEASE)|$(COMPONENT)|$(REPO_URI)"
    try:
        found = run(["apt-get", "indextargets", "--format", layout, "Created-By: Packages"])
    except CommandError:
        return "", []
    targets = [line.split("|") for line in found.splitlines()]
    ours = [
        (address, component)
        for origin, release, component, address in targets
        if origin in ORIGINS and release == _codename()
    ]
    if not ours:
        return "", []
    mirror = ours[0][0]
    return mirror, sorted({component for address, component in ours if address == mirror})


def _proxies() -> dict[str, str]:
    names = ("http_proxy", "https_proxy", "no_proxy")
    return {name: value for name, value in os.environ.items() if name.lower() in names}
