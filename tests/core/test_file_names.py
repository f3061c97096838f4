"""Names of files as Windows has them: what it takes for a device, cuts off, or hides."""

from pathlib import PureWindowsPath

import pytest

from gui.core.file_names import LONG, is_windows_name, shown, verbatim


@pytest.mark.parametrize(
    "name",
    [
        *("nul", "NUL.csv", "con.xlsx", "Aux.tar.gz", "prn .csv", "com1.csv", "LPT9", "com².csv"),
        *("conin$", "CONOUT$.csv", "a:b.csv", "a?.csv", "<a>.csv", 'a"b.csv', "a|b", "a*"),
        *("list.", "list.csv ", "tab\t.csv", "", ".", "a/b.csv", "a\\b.csv"),
    ],
)
def test_windows_makes_no_file_of_it(name: str) -> None:
    assert not is_windows_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("历史-2026-11-28.xlsx", "null.csv", "console.csv", "com.csv", "com10.csv", "lpt.csv"),
        *(".hidden", "my nul.csv", "a.nul", "a b.csv", "报表 (1).csv", "100%.csv", "x" * 200),
    ],
)
def test_windows_makes_a_file_of_it(name: str) -> None:
    assert is_windows_name(name)


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("C:\\表\\" + "x" * LONG, "\\\\?\\C:\\表\\" + "x" * LONG),
        ("\\\\nas\\lists\\" + "x" * LONG, "\\\\?\\UNC\\nas\\lists\\" + "x" * LONG),
    ],
)
def test_a_long_path_is_taken_as_it_is_and_shown_as_it_was(path: str, marked: str) -> None:
    assert verbatim(path) == marked
    assert shown(marked) == path
    assert verbatim(marked) == marked
    assert str(PureWindowsPath(marked)) == marked
    assert PureWindowsPath(marked).is_absolute()


@pytest.mark.parametrize("path", ["C:\\list.csv", "\\\\nas\\lists\\a.csv", "\\\\.\\nul", "C:\\"])
def test_a_short_path_stays_as_it_is(path: str) -> None:
    assert verbatim(path) == shown(path) == path


def test_a_path_that_windows_refuses_is_marked_in_time() -> None:
    beside = "\\.sms-desk-0123456789abcdef\\" + "x" * 40
    assert LONG + len(beside) < 260
