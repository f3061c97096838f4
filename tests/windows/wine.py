"""Wine: a prefix of one's own, and programs in it on a virtual screen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.e2e.waiting import wait_until
from tests.windows.home import CHECKOUT, Home, quietly, say, windows_path
from tests.windows.interpreter import COMPILER

ENGLISH, CHINESE = "C.UTF-8", "zh_CN.UTF-8"
"""Locales: of Windows with code page 1252, and of one with 936."""
BINARIES = "/usr/lib/wine"
"""Where Debian keeps wine64 and wineserver64."""
CHINESE_FONTS = Path("/usr/share/fonts/opentype/noto")
SIZE = (1440, 900)
SOURCES = Path(__file__).parent / "sources"

_LOOK = r"""
import struct, winreg
name = "Noto Sans CJK SC".encode("utf-16-le")
noto = struct.pack("<5l8B64s", -12, 0, 0, 0, 400, 0, 0, 0, 1, 0, 0, 0, 0, name)
for key, name, kind, value in [
    (r"Control Panel\Desktop\WindowMetrics", "MessageFont", winreg.REG_BINARY, noto),
    (r"Control Panel\Desktop\WindowMetrics", "MenuFont", winreg.REG_BINARY, noto),
    (r"Control Panel\Desktop\WindowMetrics", "CaptionFont", winreg.REG_BINARY, noto),
    (r"Software\Wine\Explorer", "Desktop", winreg.REG_SZ, "Default"),
    (r"Software\Wine\Explorer\Desktops", "Default", winreg.REG_SZ, "1440x900"),
]:
    winreg.SetValueEx(winreg.CreateKey(winreg.HKEY_CURRENT_USER, key), name, 0, kind, value)
"""
"""Fonts that are there, and a desktop, without which windows have neither frame nor focus."""


class Wine:
    """Programs of a Windows, on a screen of their own; use it as a context manager.

    When it ends, so does whatever is left running. `language` is its locale.
    """

    def __init__(self, home: Home, language: str = ENGLISH) -> None:
        self.home = home
        self.language = language
        self._screen: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}
        self.display = ""

    def __enter__(self) -> Wine:
        self.home.user.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **{name: text for name, text in os.environ.items() if name.startswith("SMS_DESK_")},
            "PATH": f"{BINARIES}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.home.user),
            "WINEPREFIX": str(self.home.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": os.environ.get("WINEDEBUG", "-all"),
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",  # else it offers to download Mono and Gecko
            "LOCPATH": str(self._locales()),
            "LC_ALL": self.language,
            # Of tests without a screen. Wine keeps to itself what is named QT_, and gives its
            # programs what is named WINEQT_ under that name.
            "WINEQT_QPA_FONTDIR": windows_path(self.home.path / "fonts"),
            # What Windows compiles and remembers stays out of the checkout.
            "PYTHONPYCACHEPREFIX": windows_path(self.home.path / "cache"),
            "HYPOTHESIS_STORAGE_DIRECTORY": windows_path(self.home.path / "hypothesis"),
        }
        self._open_screen()
        return self

    def __exit__(self, *_: object) -> None:
        self.end_programs()
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait(20)

    def start(
        self,
        program: str | Path,
        *arguments: str,
        cwd: Path = CHECKOUT,
        environment: Mapping[str, str] | None = None,
        output: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start a program; `output` is where its standard output and error go.

        Wine's handle of a plain file is one that Python refuses: let it be a pipe or nothing.
        """
        return subprocess.Popen(
            ["wine64", str(program), *arguments],
            cwd=cwd,
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(
        self,
        program: str | Path,
        *arguments: str,
        seconds: float = 300,
        cwd: Path = CHECKOUT,
        environment: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """Run a program to its end; return its exit status and what it wrote.

        Raises:
            subprocess.TimeoutExpired: it did not end in time; it was killed.
        """
        process = self.start(
            program, *arguments, cwd=cwd, environment=environment, output=subprocess.PIPE
        )
        try:
            written, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            kill(process)
            raise
        encoding = "gbk" if self.language == CHINESE else "utf-8"
        return process.returncode, written.decode(encoding, "replace").replace("\r\n", "\n")

    def pass_on(self, program: str | Path, *arguments: str, cwd: Path = CHECKOUT) -> int:
        """Run a program whose output goes to our own as it comes; return its exit status."""
        process = self.start(program, *arguments, cwd=cwd, output=subprocess.PIPE)
        assert process.stdout is not None
        while part := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
        return process.wait()

    def end_programs(self) -> None:
        """End every program of this Windows."""
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(["wineserver", "-k"], env=self.environment, timeout=20, check=False)

    def picture(self, file: Path, still_for: float = 0.3) -> Path:
        """Write a PNG of the screen once something on it stands still; return its path.

        `still_for` is in seconds.
        A cursor blinks every half second: where there is one it never stands still for longer.
        """
        import mss.tools

        file.parent.mkdir(parents=True, exist_ok=True)
        shot, since = self.screen(), time.monotonic()

        def still() -> bool:
            nonlocal shot, since
            before, shot = shot, self.screen()
            # A window that is not painted yet leaves the screen empty.
            if shot != before or shot == shot[:3] * (len(shot) // 3):
                since = time.monotonic()
            return time.monotonic() - since > still_for

        wait_until(still, "a picture that stands still")
        mss.tools.to_png(shot, SIZE, output=str(file))
        return file

    def screen(self) -> bytes:
        """What the screen shows: three bytes for each pixel, red, green and blue."""
        import mss

        region = {"left": 0, "top": 0, "width": SIZE[0], "height": SIZE[1]}
        with mss.MSS(display=self.display) as grabber:
            return grabber.grab(region).rgb

    def xdotool(self, *arguments: str) -> str:
        """Ask or operate the screen; empty if there is nothing of the kind."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, text=True
        )
        return done.stdout.strip()

    def _open_screen(self) -> None:
        read, write = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
        self._screen = subprocess.Popen(
            [*command, "-noreset"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        if self.display == ":":
            raise RuntimeError("Xvfb did not start")
        self.environment["DISPLAY"] = self.display

    def _locales(self) -> Path:
        """Make the locale: in one that is only named, every Chinese path would be lost."""
        folder = self.home.path / "locale"
        if not (folder / self.language).is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            name = self.language.partition(".")[0]
            quietly(["localedef", "-i", name, "-f", "UTF-8", folder / self.language])
        return folder


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a program at once, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def make_prefix(home: Home) -> None:
    """Make a Windows 10 with Wine."""
    say("Making a Windows 10 with Wine.")
    shutil.rmtree(home.prefix, ignore_errors=True)
    with Wine(home) as wine:
        quietly(["wine64", "wineboot", "-u"], environment=wine.environment)
        quietly(["wine64", "winecfg", "-v", "win10"], environment=wine.environment)
        _make_places(home)
        for source in ("icuuc", "bcryptprimitives"):
            library = home.system / "system32" / f"{source}.dll"
            command = [COMPILER, "-O2", "-s", "-shared", "-o", str(library)]
            quietly([*command, SOURCES / f"{source}.c", "-ladvapi32"])
        # Debian's Wine does not find its own fonts, among them the signs of the title bar.
        for font in Path("/usr/share/wine/fonts").glob("*.ttf"):
            shutil.copy(font, home.system / "Fonts")
        _make_fonts(home)
        quietly(["wine64", home.python / "python.exe", "-c", _LOOK], environment=wine.environment)


def _make_places(home: Home) -> None:
    """Make a drive R:, and the share of drive C that a Windows has for its administrators."""
    devices = home.prefix / "dosdevices"
    drive = home.path / "drive"
    drive.mkdir(exist_ok=True)
    (devices / "r:").symlink_to(drive)
    shares = devices / "unc" / "localhost"
    shares.mkdir(parents=True)
    (shares / "c$").symlink_to(home.prefix / "drive_c")


def _make_fonts(home: Home) -> None:
    """Gather the fonts of tests without a screen; to the others they would be a second Noto."""
    folder = home.path / "fonts"
    folder.mkdir(exist_ok=True)
    for font in Path("/usr/share/wine/fonts").glob("*.ttf"):
        shutil.copy(font, folder)
    for weight in ("Regular", "Bold"):  # Qt takes no collection by the ending of one
        collection = CHINESE_FONTS / f"NotoSansCJK-{weight}.ttc"
        shutil.copy(collection, folder / f"NotoSansCJK-{weight}.otf")
