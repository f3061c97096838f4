"""Files of `gui.storage` are opened by `gui.storage.held_files` alone."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_files_are_opened_in_one_place() -> None:
    """Whoever opens one by Python's own functions cannot tell on Windows that it is held."""
    own = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "fdopen", "copyfile"}
    exempt = {
        "held_files.py": "the place",
        "replace_file.py": "of a handle that it gave",
        "permissions.py": "of POSIX",
        "drives.py": "of Linux: /proc",
        "child_process.py": "pipes",
    }
    packages = {"archive", "package", "_package", "_archive", "self"}
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "gui" / "storage").rglob("*.py"))
        if path.name not in exempt
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _name(call.func)[-1] in own
        if _name(call.func)[0] not in packages
    ]
    assert found == []


def _name(called: ast.expr) -> list[str]:
    match called:
        case ast.Name(id):
            return [id]
        case ast.Attribute(value, attr):
            return [*_name(value)[-1:], attr]
        case _:
            return [""]
