"""Files made to need any amount of memory end in a sentence."""

import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gui.core.errors import ListError, ListFault
from gui.core.lists.draft_rows import LoadProgress
from gui.storage.lists.child_process import run_in_child
from gui.storage.lists.tasks import InspectTask
from tests.storage.corpus import binary
from tests.storage.corpus.cases import FILES
from tests.storage.draft.test_reader import run


@dataclass(frozen=True)
class Greedy:
    """A task that takes two gigabytes."""

    path: Path = FILES / "excel.xlsx"

    def steps(self) -> Generator[LoadProgress, None, int]:
        yield LoadProgress(0, 1, 0, 0)
        return len(bytearray(2 << 30))


LIMITED = """
import sys
from gui.storage.lists.limits import limit_process
limit_process(400 << 20)
try:
    taken = bytearray(800 << 20)
except MemoryError:
    print("refused")
"""

QUERY = """
import ctypes
from gui.storage.lists import limits
limits.limit_process(400 << 20)
kernel32 = ctypes.WinDLL("kernel32")
inside = ctypes.c_int()
kernel32.GetCurrentProcess.restype = ctypes.c_void_p
kernel32.IsProcessInJob.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
kernel32.IsProcessInJob(kernel32.GetCurrentProcess(), None, ctypes.byref(inside))
print(inside.value)
"""


def output(code: str) -> list[str]:
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    return out.stdout.split()


def is_wine() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


@pytest.mark.skipif(is_wine(), reason="Wine has Job Objects, but does not keep to their limits")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not keep to a limit of data")
def test_a_process_gets_no_more_than_its_limit() -> None:
    assert output(LIMITED) == ["refused"]
    with pytest.raises(ListError) as error:
        run(run_in_child(Greedy()))
    assert error.value.fault is ListFault.TOO_LARGE


@pytest.mark.skipif(sys.platform != "win32", reason="Job Objects are Windows'")
def test_a_job_object_holds_the_process() -> None:
    assert output(QUERY) == ["1"]


SI = b"<si><t>" + b"x" * 1000 + b"</t></si>"


def strings_bomb() -> bytes:
    """Texts that are unpacked to gigabytes."""
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": (
            '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/>'
            '<Relationship Id="b" Type="x/sharedStrings" Target="b.xml"/></Relationships>'
        ),
        "xl/a.xml": (
            '<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c></row>'
            "</sheetData></worksheet>"
        ),
        "xl/b.xml": b"<sst>" + SI * 250_000 + b"</sst>",
    }
    return binary.zipped(members, level=1)


def entity_bomb() -> bytes:
    return binary.zipped(
        {
            "content.xml": (
                '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
                "<x>&b;</x>"
            )
        }
    )


def rows_bomb() -> bytes:
    """A row that stands for a million others."""
    cell = binary.ods_text("13800138000", ' table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return binary.ods([], body=row)


@pytest.mark.parametrize("bomb", [strings_bomb, entity_bomb, rows_bomb])
@pytest.mark.skipif(is_wine(), reason="Wine does not keep to the limits of a Job Object")
def test_a_decompression_bomb_is_a_list_error(tmp_path: Path, bomb: Callable[[], bytes]) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(bomb())
    with pytest.raises(ListError) as error:
        run(run_in_child(InspectTask(path)))
    assert error.value.fault is ListFault.TOO_LARGE
