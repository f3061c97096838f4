from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import APPROVED, Sign, Template
from gui.storage.catalogue_cache import CatalogueCache

TEXT = st.text(max_size=20)
CATALOGUES = st.builds(
    AccountCatalogue,
    st.lists(st.builds(Sign, TEXT, TEXT), max_size=3).map(tuple),
    st.lists(st.builds(Template, TEXT, TEXT, TEXT, TEXT, st.integers(-1, 9)), max_size=3).map(
        tuple
    ),
    st.integers(1, 2**50),
)
SOME = AccountCatalogue(
    (Sign("阿里云", APPROVED),), (Template("SMS_1", "验证码", "${code}", APPROVED, 0),), 5
)


@given(CATALOGUES)
def test_what_was_fetched_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, catalogue: AccountCatalogue
) -> None:
    cache = CatalogueCache(tmp_path_factory.mktemp("cache") / "catalogues.json")
    cache.save({"A": catalogue}, ["A"])
    assert cache.load() == {"A": catalogue}


def test_other_accounts_stay_and_removed_ones_go(tmp_path: Path) -> None:
    cache = CatalogueCache(tmp_path / "catalogues.json")
    cache.save({"A": SOME}, ["A"])
    cache.save({"B": SOME}, ["A", "B"])
    assert set(cache.load()) == {"A", "B"}
    cache.save({"B": SOME}, ["B"])
    assert set(cache.load()) == {"B"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 2, "accounts": {}}',
        b'{"format": 1, "accounts": []}',
        b'{"format": 1, "accounts": {"A": {"signs": [["x", 1]], "templates": [], "fetched_at": 1}'
        b"}}",
        b'{"format": 1, "accounts": {"A": {"signs": [], "templates": [], "fetched_at": true}}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_none_of_ours_is_no_error_and_is_replaced(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "catalogues.json"
    path.write_bytes(content)
    cache = CatalogueCache(path)
    assert cache.load() == {}
    cache.save({"A": SOME}, ["A"])
    assert cache.load() == {"A": SOME}


def test_a_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    cache = CatalogueCache(Path(tmp_path / "gone" / "catalogues.json"))
    cache.save({"A": SOME}, ["A"])
    assert cache.load() == {}
