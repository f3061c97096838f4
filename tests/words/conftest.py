import pytest


@pytest.fixture(autouse=True)
def english_numbers(grouped_numbers: None) -> None:
    """Numbers have commas, whatever the language of the machine."""
