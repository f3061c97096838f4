"""Qt with the reduced data of ICU says in the window's languages what it says with all of them."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from resources.packaging.pyinstaller import icu_data

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Qt brings ICU on Linux alone")

ASK_QT = """
from PySide6.QtCore import QCollator, QDateTime, QDate, QLocale, QTime, QTimeZone, Qt

names = "张三 李四 王五 赵六 阿里云 北京 上海 重庆 银行 安 第2批 第10批".split()
names += "10 9 2 a A b B Z é ß ä １".split()
when = QDateTime(QDate(2026, 7, 28), QTime(1, 2, 3), QTimeZone(b"America/New_York"))
for language in ("zh_CN", "zh_TW", "zh_HK", "zh_SG", "en_US", "en_GB", "C"):
    locale = QLocale(language)
    collator = QCollator(locale)
    for numeric in (False, True):
        collator.setNumericMode(numeric)
        collator.setCaseSensitivity(
            Qt.CaseSensitivity.CaseInsensitive if numeric else Qt.CaseSensitivity.CaseSensitive
        )
        print(language, sorted(names, key=collator.sortKey), collator.compare("a", "A"))
    for zone in map(QTimeZone, (b"Asia/Shanghai", b"America/New_York", b"Europe/Berlin", b"UTC")):
        for kind in (QTimeZone.NameType.LongName, QTimeZone.NameType.ShortName):
            print(zone.displayName(QTimeZone.TimeType.StandardTime, kind, locale))
            print(zone.displayName(QTimeZone.TimeType.DaylightTime, kind, locale))
    print(locale.toUpper("aäßé中"), locale.toLower("AÄÉΣ中"), locale.toString(1234567.891, "f", 2))
    print(locale.toString(when, QLocale.FormatType.LongFormat), locale.toCurrencyString(12.5))
"""


def library() -> Path:
    (found,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    return found


def answers(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ASK_QT],
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_windows_languages_lose_nothing(tmp_path: Path) -> None:
    small = icu_data.reduce_library(library(), tmp_path / library().name)
    assert small.stat().st_size < 5_500_000
    all_of_it = answers()
    assert "中国标准时间" in all_of_it  # ICU was asked
    assert answers(LD_PRELOAD=str(small)) == all_of_it


def test_it_is_the_same_library_each_time(tmp_path: Path) -> None:
    first, second = (
        icu_data.reduce_library(library(), tmp_path / folder / library().name)
        for folder in ("a", "b")
    )
    assert first.read_bytes() == second.read_bytes()


def test_data_that_are_written_again_are_the_same_data() -> None:
    _, data = icu_data.read_library(library().read_bytes())
    begin = int.from_bytes(data[:2], "little")
    contents = icu_data.items(data)
    assert len(contents) > 3000
    assert icu_data.package(data[:begin], contents) == data
    fewer = icu_data.items(icu_data.reduced(data))
    assert all(contents[name].startswith(item.rstrip(b"\xaa")) for name, item in fewer.items())


@pytest.mark.parametrize(
    "name",
    [
        "coll/zh.res",
        "coll/root.res",
        "coll/ucadata.icu",
        "zone/en_001.res",
        "zone/zh_Hant.res",
        "zh_Hans_CN.res",
        "en.res",
        "zoneinfo64.res",
        "pool.res",
        "root.res",
        "nfkc.nrm",
        "supplementalData.res",
        "gb18030.cnv",
        "cnvalias.icu",
        "res_index.res",
        "keyTypeData.res",
    ],
)
def test_what_chinese_and_english_need_stays(name: str) -> None:
    assert icu_data.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "coll/ja.res",
        "de.res",
        "sr_Latn_RS.res",
        "lang/zh.res",
        "unit/en.res",
        "rbnf/zh.res",
        "brkitr/cjdict.dict",
        "translit/root.res",
        "unames.icu",
        "euc-jp-2007.cnv",
        "rfc3491.spp",
    ],
)
def test_other_languages_and_what_qt_never_asks_go(name: str) -> None:
    assert not icu_data.is_wanted(name)


@pytest.mark.parametrize("content", [b"", b"\x7fELF", b"MZ" + bytes(200)])
def test_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a library"):
        icu_data.read_library(content)
    with pytest.raises(ValueError, match="not a package"):
        icu_data.items(content)
