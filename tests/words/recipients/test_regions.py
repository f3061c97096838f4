from collections.abc import Iterator
from dataclasses import replace

import phonenumbers
import pytest
from PySide6.QtCore import QLocale

from gui.core.lists.draft_rows import DraftNote, SourceKind
from gui.core.phones.number import PhoneProblem
from gui.words.recipients import lists, regions


@pytest.fixture(params=["zh_CN", "en_US"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_every_region_that_has_numbers_has_a_name() -> None:
    assert set(regions.names()) == set(phonenumbers.SUPPORTED_REGIONS)
    for chinese, english in regions.names().values():
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), chinese
        assert english.strip() and english[0].isalpha()


def test_regions_are_named_in_the_language_of_the_window(language: str) -> None:
    wanted = {"zh_CN": "中国香港", "en_US": "Hong Kong"}[language]
    assert regions.region("HK") == regions.region_of("85261234567") == wanted
    assert [code for _, code in regions.regions()[:4]] == ["CN", "HK", "MO", "TW"]
    assert regions.region_of("0") == ""


def test_a_doubtful_row_says_where_it_would_go_and_hides_the_number_if_it_is_to() -> None:
    note = DraftNote(
        1, PhoneProblem.NUMBER_INSIDE, SourceKind.TYPED, "", "", 1, "x", "85261234567", "", 0, ""
    )
    region = regions.region("HK")
    shown = lists.would_go_to(note)
    assert "85261234567" in shown and region in shown
    masked = lists.would_go_to(note, masked=True)
    assert "852****4567" in masked and region in masked
    assert lists.would_go_to(replace(note, note=PhoneProblem.TOO_SHORT)) == ""
