"""`python -m tests.demo`: the real window sends to the sandbox on a screen of its own.

The operator's hands and eyes are AT-SPI's, as in the end-to-end tests. Nothing of this machine's
session is used and no message leaves it. Pictures are left in build/demo/.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.e2e import three_messages
from tests.e2e.desktop import CHECKOUT, Desktop
from tests.e2e.portal import Portal


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
        three_messages.ask_to_send(operator)
        picture("3-confirm")
        three_messages.confirm(operator)
        operator.table("historyTable").select(0)
        operator.wait_for("details", "RequestId")
        picture("4-sent")
        status = operator.close()
        assert status == 0, f"exit status {status}"
        assert not operator.program.complaints(), operator.program.complaints()
    return pictures


def main() -> int:
    """Run the demonstration; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "build" / "demo")
    options = parser.parse_args()
    for look in LOOKS:
        begin = time.monotonic()
        pictures = show(look, options.folder)
        seconds = time.monotonic() - begin
        print(f"{look.name}: three messages accepted by the sandbox, in {seconds:.0f} s")
        for path in pictures:
            print(f"  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
