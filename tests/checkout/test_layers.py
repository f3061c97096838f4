"""Who may import whom: the layers of CONTRIBUTING's map."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GUI = Path(__file__).parents[2] / "gui"

NO_QT: set[str] = set()
BASIC = {"QtCore"}
PAINT = {"QtCore", "QtGui"}
WIDGETS = {"QtCore", "QtGui", "QtWidgets"}
ANY_LIBRARY = None

MAY = {
    # layer: (ours, Qt modules, other libraries; None is any)
    "core": ({"core"}, NO_QT, {"phonenumbers"}),
    "cloud": ({"core", "cloud", "one_line_parser"}, NO_QT, ANY_LIBRARY),
    "storage": ({"core", "storage"}, NO_QT, ANY_LIBRARY),
    "jobs": ({"core", "cloud", "storage", "jobs"}, BASIC, set()),
    "models": ({"core", "storage", "models", "words"}, PAINT, set()),
    "words": ({"core", "words", "resource"}, BASIC, set()),
    "panels": ({"core", "models", "words", "panels"}, WIDGETS, set()),
    "session": (
        {"core", "cloud", "storage", "jobs", "models", "words", "session"},
        PAINT,
        set(),
    ),
}
STANDARD_IO = {"os", "io", "pathlib", "sqlite3", "socket", "subprocess", "shutil", "tempfile"}


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports here are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def violations(layer: str, source: str, standard: frozenset[str]) -> list[str]:
    ours, qt, libraries = MAY[layer]
    found = []
    for name in imports(source):
        root, _, rest = name.partition(".")
        head = rest.partition(".")[0]
        if root == "gui":
            allowed = head in ours or head.startswith("__")
        elif root == "PySide6":
            allowed = head in qt
        elif layer == "core" and root in STANDARD_IO:
            allowed = False
        else:
            allowed = root in standard or libraries is None or root in libraries
        if not allowed:
            found.append(name)
    return found


@pytest.fixture(scope="module")
def standard() -> frozenset[str]:
    import sys

    return frozenset(sys.stdlib_module_names)


def files(layer: str) -> list[Path]:
    module = GUI / f"{layer}.py"
    return [module] if module.exists() else sorted((GUI / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", MAY)
def test_imports_point_inwards(layer: str, standard: frozenset[str]) -> None:
    assert files(layer), f"no such layer: {layer}"
    for path in files(layer):
        found = violations(layer, path.read_text(encoding="utf-8"), standard)
        assert not found, f"{path.relative_to(GUI)} imports {found}"


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("core", "from PySide6.QtCore import QObject"),
        ("core", "import sqlite3"),
        ("core", "from gui.storage.database.database import Database"),
        ("core", "import requests"),
        ("cloud", "from gui.storage.secrets import secret_store"),
        ("storage", "from gui.cloud import client"),
        ("jobs", "from PySide6.QtWidgets import QLabel"),
        ("models", "from gui.session import Session"),
        ("panels", "def late():\n    from gui.jobs.job import Job"),
        ("panels", "from gui.session import Session"),
        ("session", "from PySide6.QtWidgets import QWidget"),
        ("session", "from gui.panels.history import history_panel"),
    ],
)
def test_a_planted_violation_is_found(layer: str, line: str, standard: frozenset[str]) -> None:
    assert violations(layer, line, standard)


def test_no_file_is_named_for_nothing() -> None:
    vague = {"utils", "helpers", "managers", "base", "common"}
    assert not [path for path in GUI.rglob("*") if path.stem in vague]
