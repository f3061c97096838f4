"""What a number's column says: rounded, another country's, or beyond doubt."""

import pytest

from gui.core.lists.imports.column_evidence import ColumnEvidence
from gui.core.phones.number import Doubt, Phone, PhoneProblem

A, B, HK = "13800138000", "13900139000", "85261234567"
REAL = [f"139{n:08}" for n in range(12345678, 12345778)]


def judged(column: list[str], text: str) -> PhoneProblem | None:
    evidence = ColumnEvidence()
    evidence.begin(column)
    digits = text.strip("+'").removesuffix(".0").removeprefix("86").replace(" ", "")
    found = evidence.judge(text, Phone(digits, international=not digits.startswith("1")))
    return found.reason if isinstance(found, Doubt) else None


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (["13800000000"], "13800000000", PhoneProblem.ROUNDED),
        (["13800000000"], "13800000000.0", PhoneProblem.ROUNDED),
        (["13800000000"], "8613800000000", PhoneProblem.ROUNDED),
        (["13800000000", *REAL], "13800000000", PhoneProblem.ROUNDED),
        (["13800000000", "13900000000"], "13900000000", PhoneProblem.ROUNDED),
        # Six digits of 13: only together are they a sign.
        (["13801200000"], "13801200000", None),
        (["13801200000", "13901300000", "15001400000"], "13801200000", PhoneProblem.ROUNDED),
        (["13801200000", "13901300000", *REAL], "13801200000", PhoneProblem.ROUNDED),
        (["13801200000", *REAL], "13801200000", None),
        (["13801230000", "13901340000", *REAL], "13801230000", None),
        # People write a number like that, spreadsheets do not.
        (["+8613800000000"], "+8613800000000", None),
        (["138 0000 0000"], "138 0000 0000", None),
        # Its neighbours of the same block have all their digits.
        ([str(13800000000 + n) for n in range(5)], "13800000000", None),
        # The service's own example.
        (["85200000000"], "85200000000", None),
        (["85200000000", "85300000000", "85200000000"], "85200000000", PhoneProblem.ROUNDED),
        # Mainland, and one that is not.
        ([A, B, HK], HK, PhoneProblem.DOUBTFUL_REGION),
        ([A, HK], HK, None),
        ([HK], HK, None),
        ([A, B, f"+{HK}"], f"+{HK}", None),
    ],
)
def test_a_number_in_its_column(column: list[str], text: str, reason: PhoneProblem | None) -> None:
    assert judged(column, text) is reason


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["13900000000"], None),
        (["13800138000", "13900000000"], None),
        (["13800000000", "13900000000"], PhoneProblem.ROUNDED),
        (["13800000000", *REAL, "13900000000"], PhoneProblem.ROUNDED),
    ],
)
def test_single_round_number_that_was_typed_is_accepted(
    lines: list[str], reason: PhoneProblem | None
) -> None:
    evidence = ColumnEvidence()
    evidence.begin(lines, typed=True)
    found = evidence.judge("13900000000", Phone("13900000000", False))
    assert (found.reason if isinstance(found, Doubt) else None) is reason


def test_earlier_chunks_count_as_evidence() -> None:
    evidence = ColumnEvidence()
    evidence.begin(REAL)
    evidence.begin([HK])
    assert evidence.judge(HK, Phone(HK, True)) == Doubt(
        Phone(HK, True), PhoneProblem.DOUBTFUL_REGION
    )
