"""Resources are found in a checkout, an installed wheel and an executable."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from gui.resource import resource

ROOT = Path(__file__).parent.parent


def test_a_resource_of_the_checkout() -> None:
    assert resource("error_codes.json") == ROOT / "resources/error_codes.json"
    assert resource("error_codes.json").is_file()


def located(site: Path, before: str = "") -> str:
    """Where a program that lies in `site` finds one of its resources."""
    code = f"import sys\n{before}\nfrom gui.resource import resource\nprint(resource('x'))"
    command = [sys.executable, "-W", "error", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        command, cwd=site, env=environment, text=True, capture_output=True, check=True
    )
    return done.stdout.strip()


def test_resources_of_an_installed_wheel_and_of_an_executable(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "gui", site / "gui", ignore=shutil.ignore_patterns("__pycache__"))
    assert located(site) == str(site / "resources/x")

    (site / "gui/resources").mkdir()
    assert located(site) == str(site / "gui/resources/x")

    frozen = "sys.frozen, sys._MEIPASS = True, '/bundle'"
    assert located(site, frozen) == str(Path("/bundle/resources/x"))
