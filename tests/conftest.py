"""Rules for every test: no screen is needed, nothing of this machine is touched."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":
    # Without a screen Qt looks for fonts beside itself, where there are none.
    os.environ.setdefault("QT_QPA_FONTDIR", os.path.expandvars(r"%WINDIR%\Fonts"))
os.environ["SMS_DESK_STATE_DIR"] = tempfile.mkdtemp(prefix="sms-desk-state-")

# How fast an example is made or run is a matter of the machine and of what else it does.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

PROCESSES_MAX = 4
"""More of them would wait for one another: many tests start processes of their own."""
END_TO_END = Path(__file__).parent / "e2e"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use a process for each core if the whole suite runs; none but pytest's own for a part."""
    part = ("keyword", "markexpr", "lf")
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    if any(getattr(config.option, name, None) for name in part):
        return 0
    return min(os.cpu_count() or 1, PROCESSES_MAX)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that at the end no process waits for another."""
    items.sort(key=lambda item: END_TO_END not in item.path.parents)
