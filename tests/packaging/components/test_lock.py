"""What of the lock the program needs."""

from importlib.metadata import Distribution
from os import PathLike
from typing import NoReturn

import pytest

from tests.packaging.components import lock

TEXT = """\
# made by a tool
Some_Thing==1.2.3 ; sys_platform == 'win32' \\
    --hash=sha256:{one} \\
    --hash=sha256:{two}
other==2
""".format(one="a" * 64, two="b" * 64)


class Package(Distribution):
    def __init__(self, name: str, *requires: str) -> None:
        lines = [f"Name: {name}", "Version: 1", *(f"Requires-Dist: {line}" for line in requires)]
        self._text = "\n".join(["Metadata-Version: 2.1", *lines, "", ""])

    def read_text(self, filename: str) -> str | None:
        return self._text if filename == "METADATA" else None

    def locate_file(self, path: str | PathLike[str]) -> NoReturn:
        raise NotImplementedError


def test_a_lock_file_is_read() -> None:
    found = lock.read(TEXT)
    assert set(found) == {"some-thing", "other"}
    thing = found["some-thing"]
    assert (thing.version, thing.hashes) == ("1.2.3", ("a" * 64, "b" * 64))
    assert thing.text.startswith("Some_Thing==") and thing.text.endswith("b" * 64 + "\n")
    assert found["other"].text == found["other"].unconditional == "other==2\n"
    unconditional = thing.unconditional
    assert (
        unconditional.startswith("Some_Thing==1.2.3 \\\n    --hash=") and ";" not in unconditional
    )


def test_what_is_not_locked_is_refused() -> None:
    with pytest.raises(ValueError, match="not a locked package: other>=2"):
        lock.read("other>=2\n")
    with pytest.raises(ValueError, match="locked twice: a-b"):
        lock.read("a-b==1 ; python_version < '3.12'\na_b==2 ; python_version >= '3.12'\n")


def test_what_is_needed_by_what_is_needed() -> None:
    there = {
        "a": Package("a", "b>=1", "c; sys_platform == 'win32'", "d; extra == 'more'"),
        "b": Package("b", "a"),
        "c": Package("c"),
        "d": Package("d"),
        "unrelated": Package("unrelated"),
    }
    assert lock.needed(["a"], there, {"sys_platform": "linux"}) == ["a", "b"]
    assert lock.needed(["a"], there, lock.WINDOWS) == ["a", "b", "c"]
    assert lock.needed(["A[more]"], there, {"sys_platform": "linux"}) == ["a", "b", "d"]


def test_the_program_needs_less_than_its_developers() -> None:
    there = lock.installed()
    program = lock.needed(lock.runtime_roots(), there)
    assert {"pyside6-essentials", "shiboken6", "keyring", "urllib3"} <= set(program)
    assert not {"pytest", "mypy", "pyinstaller", "hypothesis"} & set(program)
    locked = lock.locked()
    assert {name: locked[name].version for name in program} == {
        name: there[name].version for name in program
    }
    assert all(locked[name].hashes for name in program)
