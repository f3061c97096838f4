"""What `make run` does where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo import gallery_looks, looks_for_run
from tests.e2e.desktop.desktop import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its screen is X11's")


def has_display(*arguments: str, **environment: str) -> bool:
    command = ("bash", ".ci/prepare", "display", *arguments)
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(command, cwd=CHECKOUT, env=inherited | environment).returncode == 0


def test_a_window_needs_a_display() -> None:
    assert has_display(DISPLAY=":0")
    assert has_display(WAYLAND_DISPLAY="wayland-0")
    assert has_display(QT_QPA_PLATFORM="offscreen")
    assert not has_display()
    assert not has_display("--lang", "en")


@pytest.mark.parametrize("argument", ["sandbox", "--help", "--version"])
def test_what_opens_no_window_needs_none(argument: str) -> None:
    assert has_display(argument)


def test_wrong_arguments_are_refused_as_by_the_program() -> None:
    with pytest.raises(SystemExit) as ended:
        looks_for_run(["--lang", "fr"])
    assert ended.value.code == 2


def test_a_few_looks_of_the_gallery_can_be_asked_for() -> None:
    assert len(gallery_looks()) == 16
    assert set(gallery_looks(["dark-1920"])) == {"zh_CN-dark-1920x1080", "en-dark-1920x1080"}
    assert gallery_looks(["sepia"]) == {}


def test_arguments_that_count_nothing_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert [look.language for look in looks_for_run([])] == ["zh_CN", "en"]
    assert "list" not in capsys.readouterr().out
    assert [look.language for look in looks_for_run(["--lang", "en", "numbers.txt"])] == ["en"]
    assert "reads no list" in capsys.readouterr().out


def test_it_sends_to_the_sandbox_through_the_real_window(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "tests.demo", "--folder", tmp_path, "--for-run", "--lang=en")
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=800)
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert "three messages accepted by the sandbox" in done.stdout
    named = [line.strip() for line in done.stdout.splitlines() if line.strip().endswith(".png")]
    assert named == [str(path) for path in sorted(tmp_path.iterdir())]
    assert len(named) == 5
    assert all((tmp_path / name).stat().st_size > 10_000 for name in named)
