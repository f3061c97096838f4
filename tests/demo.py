"""`python -m tests.demo`: the real window sends to the sandbox on a screen of its own.

The operator's hands and eyes are AT-SPI's, as in the end-to-end tests. Nothing of this machine's
session is used and no message leaves it. Pictures are left in build/demo/.

`--all` takes pictures of every page, dialog and state, in both languages, light and dark, at four
sizes of the screen; they are drawn without one, see `tests.gallery`. `--look dark-1920` leaves it
at the looks with this in their names, such as zh_CN-dark-1920x1080, and `--scene` at such scenes.

`--for-run ARGUMENTS` is what `make run ARGS="ARGUMENTS"` does where there is no display.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from gui.__main__ import parser as arguments_of_the_program
from tests.e2e import three_messages
from tests.e2e.desktop.desktop import CHECKOUT, Desktop
from tests.e2e.desktop.portal import Portal
from tests.pictures.offscreen import offscreen

OTHERS = tuple(f"1390013900{n}" for n in range(1, 6))
"""With so many more recipients, the sandbox asks for a confirmation too."""


@dataclass(frozen=True)
class Look:
    """One way in which the window is shown."""

    language: str
    dark: bool = False
    scale: int = 1

    @property
    def name(self) -> str:
        """The beginning of its pictures' file names."""
        scheme = "dark" if self.dark else "light"
        return f"{self.language}-{scheme}" + (f"-{self.scale}00" if self.scale > 1 else "")


LOOKS = (Look("zh_CN"), Look("en"), Look("zh_CN", dark=True), Look("en", scale=2))


@dataclass(frozen=True)
class Display:
    """A screen: its pixels, and how many of them a unit of length has."""

    width: int
    height: int
    scale: float = 1.0

    @property
    def name(self) -> str:
        """What stands in the files' names."""
        return f"{self.width}x{self.height}"

    @property
    def units(self) -> tuple[int, int]:
        """Width and height in device-independent pixels."""
        return int(self.width / self.scale), int(self.height / self.scale)


DISPLAYS = (
    Display(1366, 768, 1.25),
    Display(1280, 800),
    Display(1920, 1080),
    Display(3840, 2160, 2.0),
)


def gallery_looks(parts: Sequence[str] = ()) -> dict[str, tuple[Display, str, str]]:
    """Screen, language and scheme of each look of the gallery, by name.

    Args:
        parts: leave it at the looks with one of these in their names; none means all.
    """
    looks = {
        f"{language}-{scheme}-{display.name}": (display, language, scheme)
        for display in DISPLAYS
        for language in ("zh_CN", "en")
        for scheme in ("light", "dark")
    }
    return {
        name: look
        for name, look in looks.items()
        if not parts or any(part in name for part in parts)
    }


def show_all(folder: Path, looks: Sequence[str] = (), scenes: Sequence[str] = ()) -> int:
    """Take every picture, a process for each look; return how many could not be taken.

    Args:
        folder: where the pictures go.
        looks, scenes: leave it at those with one of these in their names; none means all.
    """
    chosen = gallery_looks(looks)
    if not chosen:
        print(f"no look has that name; there are: {', '.join(gallery_looks())}", file=sys.stderr)
        return 1

    # They wait for receipts most of the time.
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        return sum(pool.map(lambda name: _show_look(folder, scenes, name, *chosen[name]), chosen))


def _show_look(
    folder: Path, scenes: Sequence[str], name: str, display: Display, language: str, scheme: str
) -> int:
    command = [sys.executable, "-m", "tests.gallery", str(folder)]
    command += ["--name", f"{name}-", "--lang", language]
    for scene in scenes:
        command += ["--scene", scene]
    command += ["--size", *map(str, display.units)]
    if scheme == "dark":
        command.append("--dark")
    with offscreen(display.width, display.height, display.scale) as environment:
        done = subprocess.run(command, cwd=CHECKOUT, env=os.environ | environment)
    return done.returncode


def show(look: Look, folder: Path) -> list[Path]:
    """Send three messages in this look and return the pictures of it."""
    pictures: list[Path] = []

    def picture(step: str) -> None:
        pictures.append(desktop.screen.picture(folder / f"{look.name}-{step}.png"))

    with ExitStack() as stack:
        desktop = stack.enter_context(Desktop(1280 * look.scale, 800 * look.scale))
        environment = {"QT_SCALE_FACTOR": str(look.scale) if look.scale > 1 else ""}
        if look.dark:
            stack.enter_context(Portal(desktop.session_bus))
            environment |= Portal.ENVIRONMENT
        data = str(desktop.home / "data")
        command = (sys.executable, "-m", "gui", "--data-dir", data, "--lang", look.language)
        operator = desktop.launch(*command, environment=environment)
        operator.see("send", 30)
        operator.fill_screen()
        picture("1-start")
        three_messages.fill_in(operator)
        picture("2-filled")
        three_messages.send(operator)
        operator.show_send()
        three_messages.wait_for_receipts(operator)
        picture("3-sent")
        operator.fill("phoneNumbers", "\n".join(OTHERS))
        operator.wait_for("send", str(len(three_messages.NUMBERS) + len(OTHERS)))
        operator.press("send")
        operator.wait_enabled("confirmSend")
        picture("4-confirm")
        operator.press("confirmCancel")
        operator.show_history()
        operator.table("historyTable").select(0)
        operator.wait_for("details", "RequestId")
        picture("5-history")
        status = operator.close()
        assert status == 0, f"exit status {status}"
        assert not operator.program.complaints(), operator.program.complaints()
    return pictures


def looks_for_run(arguments: Sequence[str]) -> tuple[Look, ...]:
    """Choose the looks that stand for the window that cannot be opened, and say so.

    Args:
        arguments: the program's own; wrong ones end it as they end the program.
    """
    given = arguments_of_the_program().parse_args(arguments)
    print(
        "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty). The window is opened on"
        " a virtual screen instead, and sends to the sandbox; no message leaves this computer."
    )
    if given.list_file or given.data_dir:
        print("It has a data directory of its own and reads no list: those given stay as they are.")
    plain = [look for look in LOOKS if not look.dark and look.scale == 1]
    return tuple(look for look in plain if given.lang in (None, look.language))


def main() -> int:
    """Run the demonstration; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "build" / "demo")
    parser.add_argument("--for-run", nargs=argparse.REMAINDER, metavar="ARGUMENTS")
    parser.add_argument("--all", action="store_true", help="every page, dialog, state and look")
    parser.add_argument(
        "--look", action="append", default=[], help="of --all, looks with this in their names"
    )
    parser.add_argument(
        "--scene", action="append", default=[], help="of --all, scenes with this in their names"
    )
    options = parser.parse_args()
    if options.all:
        return 1 if show_all(options.folder, options.look, options.scene) else 0
    looks = LOOKS if options.for_run is None else looks_for_run(options.for_run)
    for look in looks:
        begin = time.monotonic()
        pictures = show(look, options.folder)
        seconds = time.monotonic() - begin
        print(f"{look.name}: three messages accepted by the sandbox, in {seconds:.0f} s")
        for path in pictures:
            print(f"  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
