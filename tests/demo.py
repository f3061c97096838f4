"""`python -m tests.demo`: the real window sends to the sandbox on a screen of its own.

An operator's hands and eyes are AT-SPI's, as in the end-to-end tests. Nothing of this machine's
session is used and no message leaves it. Pictures are left in build/demo/.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.desktop import CHECKOUT, Desktop
from tests.e2e.operating import Operator
from tests.e2e.portal import Portal
from tests.e2e.waiting import wait_until

SIGN = "阿里云"
TEMPLATE = "SMS_153055065"
PARAMETERS = '{"code":"1234"}'
NUMBERS = ("13800138000", "13900139000", "18600186000")
TAKEN = {"已受理", "已送达", "Accepted", "Delivered"}


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


def fill_in(operator: Operator) -> None:
    """Put a message and three numbers together; the sandbox is the account from the start."""
    operator.see("signName", 30)
    operator.fill("signName", SIGN)
    operator.fill("templateCode", TEMPLATE)
    operator.fill("templateParam", PARAMETERS)
    operator.fill("phoneNumbers", "\n".join(NUMBERS))
    operator.wait_for("recipientSummary", "3")
    operator.wait_for("send", "3")


def states(operator: Operator) -> set[str]:
    """The words in the state column, once every number has its row; empty until then."""
    if not operator.shows("historyTable"):
        return set()
    table = operator.table("historyTable")
    if table.rows != len(NUMBERS):
        return set()
    titles = table.header()
    column = next(at for at, title in enumerate(titles) if title in ("状态", "State"))
    return {table.cell(row, column).name for row in range(table.rows)}


def show(look: Look, folder: Path) -> list[Path]:
    """Send three messages in this look and return the pictures of it."""
    pictures: list[Path] = []

    def picture(step: str) -> None:
        path = folder / f"{look.name}-{step}.png"
        pictures.append(desktop.screen.picture(path))

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
        fill_in(operator)
        picture("2-filled")
        operator.press("send")
        operator.see("confirmSend")
        picture("3-confirm")
        operator.press("confirmSend")
        wait_until(lambda: states(operator) and states(operator) <= TAKEN, "three results", 15)
        operator.table("historyTable").select(0)
        operator.wait_for("details", "RequestId")
        picture("4-sent")
        assert operator.close() == 0
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
        print(f"{look.name}: {len(NUMBERS)} messages accepted, in {seconds:.0f} s")
        for path in pictures:
            print(f"  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
