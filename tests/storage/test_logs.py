import os
from pathlib import Path

from gui.storage.logs import TAIL, read_newest


def test_without_a_log_there_is_nothing(tmp_path: Path) -> None:
    assert read_newest(tmp_path) == ""
    assert read_newest(tmp_path / "nowhere") == ""


def test_the_newest_is_read(tmp_path: Path) -> None:
    for name, text, time in (("sms-desk.log.1", "old", 1), ("sms-desk.log", "新", 2)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (time, time))
    (tmp_path / "other.txt").write_text("no log", encoding="utf-8")

    assert read_newest(tmp_path) == "新"


def test_of_a_long_one_the_end_is_read_from_the_beginning_of_a_line(tmp_path: Path) -> None:
    line = "x" * 99 + "\n"
    (tmp_path / "sms-desk.log").write_text(line * (TAIL // 100 + 50), encoding="utf-8")

    read = read_newest(tmp_path)
    assert TAIL - 200 < len(read) <= TAIL
    assert set(read.splitlines()) == {line.strip()}


def test_bytes_that_are_no_text_are_shown_as_such(tmp_path: Path) -> None:
    (tmp_path / "sms-desk.log").write_bytes(b"a\xff")

    assert read_newest(tmp_path) == "a\ufffd"
