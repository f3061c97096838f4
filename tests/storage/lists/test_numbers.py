"""Lists that were once sent to somebody else, and what is right for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.lists.draft_rows import SourceKind
from gui.core.lists.notes import Note
from gui.core.phones.number import PhoneProblem as P
from gui.storage.database.database import Database
from gui.storage.draft.accepted_rows import take_all
from gui.storage.draft.writer import load_list
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.open_list import open_list
from tests.storage.corpus import binary
from tests.storage.draft.test_reader import notes, numbers, recipients, run, typed

A, B, C = "13800138000", "13900139000", "15012345678"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def read(
    ledger: Database, tmp_path: Path, name: str, data: bytes | str, region: str = "CN"
) -> tuple[list[str], list[tuple[Note, str]]]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with open_list(path) as source:
        layout = inspect_source(source, str(path)).layout
    if region != "CN":
        from dataclasses import replace

        layout = replace(layout, region=region)
    with open_list(path) as source:
        run(load_list(ledger, source, SourceKind.FILE, str(path), layout))
    return numbers(ledger), [(note.note, note.number) for note in notes(ledger)]


def column(*numbers: float) -> list[tuple[str, str | float]]:
    return [("姓名", "手机号"), *(("张三", number) for number in numbers)]


NEGATIVE = (-13800137914.0, -13900138914.0, -15012345592.0)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_numbers_that_a_formula_made_negative(
    ledger: Database, tmp_path: Path, suffix: str
) -> None:
    rows = column(*NEGATIVE)
    data = binary.xlsx({"a": rows}) if suffix == "xlsx" else getattr(binary, suffix)(rows)
    assert read(ledger, tmp_path, f"a.{suffix}", data) == ([], [(P.NEGATIVE, "")] * 3)


@pytest.mark.parametrize("written", ["-{}", "−{}", "({})", "-{}.0", '"({})"'])
def test_the_same_saved_anew_as_text(ledger: Database, tmp_path: Path, written: str) -> None:
    rows = "".join(f"张三,{written.format(number)}\n" for number in ("13800137914", "13900138914"))
    found = read(ledger, tmp_path, "a.csv", f"姓名,手机号\n{rows}")
    assert found == ([], [(P.NEGATIVE, "")] * 2)


def test_the_same_typed(ledger: Database) -> None:
    typed(ledger, "-13800137914\n(13800137914)")
    assert numbers(ledger) == [] and [note.note for note in notes(ledger)] == [P.NEGATIVE] * 2


@pytest.mark.parametrize("region", ["CN", "HK"])
def test_hong_kong_numbers_without_their_code(
    ledger: Database, tmp_path: Path, region: str
) -> None:
    local = ["61234567", "68271234", "50061234", "91234567"]
    sent, said = read(ledger, tmp_path, "a.txt", "\n".join(local) + "\n", region)
    assert sent == ([f"852{number}" for number in local] if region == "HK" else [])
    if region == "CN":
        assert len(said) == 4


def test_order_numbers_beside_phone_numbers_are_doubtful(ledger: Database, tmp_path: Path) -> None:
    lines = [f"客户{n} {13800138000 + n} {72187499831 + 1379 * n}" for n in range(300)]
    sent, said = read(ledger, tmp_path, "a.txt", "\n".join(lines))
    assert sent == [str(13800138000 + n) for n in range(300)]
    assert {note for note, _ in said} <= {
        P.NOT_MOBILE,
        P.DOUBTFUL_REGION,
        P.NOT_A_NUMBER,
        P.LANDLINE,
    }


@pytest.mark.parametrize("saved", ["xlsx", "csv"])
def test_rounded_numbers_are_taken_only_deliberately(
    ledger: Database, tmp_path: Path, saved: str
) -> None:
    rounded = (13800000000, 13900000000, 13800000000, 15000000000)
    data: str | bytes
    if saved == "xlsx":
        data = binary.xlsx({"a": column(*map(float, rounded))})
    else:
        data = "\n".join(",".join(map(str, row)) for row in column(*rounded))
    sent, said = read(ledger, tmp_path, f"a.{saved}", data)
    assert sent == [] and said == [(P.ROUNDED, str(number)) for number in rounded]
    assert take_all(ledger, P.ROUNDED, [1]) == 4
    assert numbers(ledger) == ["13800000000", "13900000000", "15000000000"]


def test_row_with_a_number_is_no_header(ledger: Database, tmp_path: Path) -> None:
    for first, data in (
        ("手机13800138000", f"姓名,电话\n张三,手机{A}\n李四,{B}\n王五,{C}\n"),
        (f"手机：{A}", f"张三,手机：{A}\n李四,{B}\n王五,{C}\n"),
        (f"tel:{A}", f"姓名,电话\n张三,tel:{A}\n李四,{B}\n王五,{C}\n"),
    ):
        source = sorted(note.id for note in notes(ledger))
        sent, said = read(ledger, tmp_path, f"{len(source)}.csv", data)
        assert sent == [B, C] and (P.NUMBER_INSIDE, A) in said, first
        from gui.storage.draft import edits

        edits.clear_draft(ledger)


def test_words_around_a_number_and_two_numbers_in_a_cell(ledger: Database, tmp_path: Path) -> None:
    cells = {
        "手机：13800138000": [A],
        "13900139000（微信同号）": [B],
        "13800138001/13800138002": ["13800138001", "13800138002"],
        "13800138003转801": ["13800138003"],
        "王女士13800138004": ["13800138004"],
        "tel:+8615012345678": [C],
    }
    rows = "".join(f"客户{n},{cell}\n" for n, cell in enumerate(cells))
    sent, said = read(ledger, tmp_path, "a.csv", f"姓名,电话\n{rows}")
    wanted = [number for inside in cells.values() for number in inside]
    assert sent == [] and said == [(P.NUMBER_INSIDE, number) for number in wanted]
    assert take_all(ledger, P.NUMBER_INSIDE, [1]) == len(wanted)
    taken = recipients(ledger)
    assert [row.number for row in taken] == wanted
    assert [row.values["姓名"] for row in taken] == [
        f"客户{n}" for n, inside in enumerate(cells.values()) for _ in inside
    ]
