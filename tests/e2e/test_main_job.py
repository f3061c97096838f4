"""The main job in the real program: an account, three numbers over HTTP, and tomorrow's history."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from tests.e2e import three_messages
from tests.e2e.desktop.desktop import CHECKOUT, Desktop
from tests.e2e.desktop.operating import Operator

SECRET = "e2e-secret-7f3a91c4"


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def service() -> Iterator[str]:
    """The sandbox as a process of its own, which knows one more key; its URL."""
    code = (
        "import sys, threading\n"
        "from gui.cloud.sandbox.protocol.keys import AccessKey\n"
        "from gui.cloud.sandbox.server import Sandbox\n"
        "from gui.cloud.sandbox.settings import SandboxSettings\n"
        f"settings = SandboxSettings(keys=(AccessKey({ACTIVE.key_id!r}, {SECRET!r}),))\n"
        "with Sandbox(settings) as sandbox:\n"
        "    print(sandbox.url, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def start(desktop: Desktop, data_dir: Path, lang: str = "en") -> Operator:
    return desktop.launch(sys.executable, "-m", "gui", "--data-dir", str(data_dir), "--lang", lang)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_save_send_restart_and_find_them_again(desktop: Desktop, service: str, lang: str) -> None:
    data_dir = desktop.home / "data"
    operator = start(desktop, data_dir, lang)
    operator.see("account", 30)
    operator.toggle("accountSettings")
    operator.press("newAccount")
    operator.fill("accountLabel", "Shop")
    operator.fill("accessKeyId", f"  {ACTIVE.key_id} ")
    operator.fill("accessKeySecret", SECRET)
    operator.fill("endpoint", service)
    operator.press("saveAccount")
    operator.wait_for("accountStatus", "Secret Service", 20)
    assert operator.read("accessKeySecret") == ""
    operator.toggle("accountSettings")

    three_messages.fill_in(operator)
    three_messages.send(operator)
    sent = three_messages.states(operator)
    assert operator.close() == 0
    assert operator.program.complaints() == ""

    again = start(desktop, data_dir, lang)
    again.see("pageHistory", 30)
    assert three_messages.states(again) == sent
    assert again.close() == 0
    assert again.program.complaints() == ""

    assert desktop.session.entries() == {ACTIVE.key_id: SECRET}
    assert not holding(SECRET, desktop.home)


def holding(text: str, folder: Path) -> list[Path]:
    """The files below `folder` that hold `text`, in any of the usual encodings."""
    found = []
    for path in folder.rglob("*"):
        # The keyring's own files are encrypted, so they are looked at too.
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if any(text.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
                found.append(path)
    return found


def test_a_second_program_brings_the_first_to_the_front(desktop: Desktop) -> None:
    data_dir = desktop.home / "data"
    first = start(desktop, data_dir)
    first.see("send", 30)
    numbers = desktop.home / "numbers.txt"
    numbers.write_text("13800138000\n13900139000\n", encoding="utf-8")

    second = desktop.launch(sys.executable, "-m", "gui", str(numbers), "--data-dir", str(data_dir))
    assert second.program.wait(20) == 0
    first.wait_for("recipientSummary", "2")
    assert first.close() == 0
