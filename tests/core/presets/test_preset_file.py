"""The file of presets: written and read again, refused with a place, merged."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.fields import SendMode
from gui.core.phones.number import PhoneProblem
from gui.core.presets.file_faults import FilePlace, PresetFileError, PresetFileFault, Section
from gui.core.presets.preset import (
    NAME_MAX,
    NamedNumber,
    Preset,
    PresetBook,
    TestPhone,
    clean_name,
    unique_name,
)
from gui.core.presets.preset_file import (
    BYTES_MAX,
    plan_import,
    read_preset_file,
    write_preset_file,
)

ME = TestPhone(0, "我的手机", "13900000001", "客服")
LOGIN = Preset(
    0,
    "登录验证码",
    "阿里云",
    "SMS_1",
    '{"code": "1", "unknown": 2}',
    (NamedNumber("13900000001", "我的手机"), NamedNumber("85261234567", "")),
    "01",
    SendMode.BATCHED,
)


def file(**changes: str | int | list[int | dict[str, Any]] | dict[Any, Any]) -> bytes:
    content = json.loads(write_preset_file(PresetBook((LOGIN,), (ME,))))
    return json.dumps(content | changes).encode()


def refused(content: bytes) -> PresetFileError:
    with pytest.raises(PresetFileError) as caught:
        read_preset_file(content)
    return caught.value


names = st.text(max_size=NAME_MAX * 2).map(clean_name).filter(lambda name: 0 < len(name) <= 30)
numbers = st.integers(13_000_000_000, 19_999_999_999).map(str)
texts = st.text(st.characters(codec="utf-8"), max_size=40)
books = st.builds(
    PresetBook,
    st.lists(
        st.builds(
            Preset,
            st.just(0),
            names,
            st.sampled_from(["", "阿里云"]),
            st.sampled_from(["", "SMS_1"]),
            texts,
            st.lists(
                st.builds(NamedNumber, numbers, names),
                max_size=3,
                unique_by=lambda one: one.number,
            ).map(tuple),
            st.sampled_from(["", "12"]),
            st.sampled_from(list(SendMode)),
        ),
        max_size=4,
        unique_by=lambda preset: preset.name,
    ).map(tuple),
    st.lists(
        st.builds(TestPhone, st.just(0), names, numbers, names),
        max_size=4,
        unique_by=lambda phone: phone.number,
    ).map(tuple),
).filter(lambda book: book.presets or book.phones)


@given(books)
def test_what_is_written_is_read_again(book: PresetBook) -> None:
    found = read_preset_file(write_preset_file(book).encode())
    assert found.phones == book.phones
    assert [preset.fields for preset in found.presets] == [one.fields for one in book.presets]
    assert [preset.recipients for preset in found.presets] == [
        book.named(one.recipients) for one in book.presets
    ]
    plan = plan_import(book, found)
    assert (plan.presets, plan.phones, plan.renamed) == ((), (), 0)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "number", "group", "recipients", "signName", "sendMode", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode(errors="replace"))
    | st.builds(
        lambda phones, presets, version: json.dumps(
            {
                "format": "sms-desk-presets",
                "version": version,
                "testPhones": phones,
                "presets": presets,
            }
        ).encode(),
        json_values | st.lists(json_values, max_size=3),
        json_values | st.lists(json_values, max_size=3),
        st.sampled_from([1, 1, 1, 2, True, "1"]),
    )
)
def test_any_other_content_is_refused_or_gives_what_can_be_stored(content: bytes) -> None:
    try:
        found = read_preset_file(content)
    except PresetFileError:
        return
    assert found.presets or found.phones
    assert len({phone.number for phone in found.phones}) == len(found.phones)
    write_preset_file(found).encode()


@pytest.mark.parametrize(
    ("content", "fault", "place"),
    [
        (b" " * (BYTES_MAX + 1), PresetFileFault.TOO_LARGE, FilePlace()),
        ("名".encode("gbk"), PresetFileFault.ENCODING, FilePlace()),
        (b'{\n"a": }', PresetFileFault.NOT_JSON, FilePlace(line=2, column=6)),
        (b"", PresetFileFault.NOT_JSON, FilePlace(line=1, column=1)),
        (b"[]", PresetFileFault.NOT_PRESETS, FilePlace()),
        (b"[" * 100_000, PresetFileFault.NOT_PRESETS, FilePlace()),
        (b"NaN", PresetFileFault.NOT_PRESETS, FilePlace()),
        (file(format="x"), PresetFileFault.NOT_PRESETS, FilePlace()),
        (file(version="1"), PresetFileFault.NOT_PRESETS, FilePlace()),
        (file(version=2), PresetFileFault.NEWER, FilePlace()),
        (file(presets=[], testPhones=[]), PresetFileFault.NOTHING, FilePlace()),
        (file(presets={}), PresetFileFault.TYPE, FilePlace(Section.PRESETS)),
        (file(testPhones=[1]), PresetFileFault.TYPE, FilePlace(Section.PHONES, 1)),
        (
            file(testPhones=[{"number": 13900000001}, {"name": "x"}]),
            PresetFileFault.MISSING,
            FilePlace(Section.PHONES, 2, field="number"),
        ),
        (
            file(testPhones=[{"number": []}]),
            PresetFileFault.TYPE,
            FilePlace(Section.PHONES, 1, field="number"),
        ),
        (
            file(presets=[{"name": " "}]),
            PresetFileFault.MISSING,
            FilePlace(Section.PRESETS, 1, field="name"),
        ),
        (
            file(presets=[{"name": "x" * 41}]),
            PresetFileFault.TOO_LONG,
            FilePlace(Section.PRESETS, 1, field="name"),
        ),
        (
            file(presets=[{"name": "x", "smsUpExtendCode": "١"}]),
            PresetFileFault.EXTEND_CODE,
            FilePlace(Section.PRESETS, 1, field="smsUpExtendCode"),
        ),
        (
            file(presets=[{"name": "x", "sendMode": "fast"}]),
            PresetFileFault.SEND_MODE,
            FilePlace(Section.PRESETS, 1, field="sendMode"),
        ),
        (
            file(presets=[{"name": "x", "recipients": [{}] * 201}]),
            PresetFileFault.TOO_MANY,
            FilePlace(Section.PRESETS, 1, field="recipients"),
        ),
        (
            file(presets=[{"name": "x", "templateParam": {"a": "x" * 20_000}}]),
            PresetFileFault.TOO_LONG,
            FilePlace(Section.PRESETS, 1, field="templateParam"),
        ),
    ],
)
def test_a_bad_file_is_refused_and_the_place_told(
    content: bytes, fault: PresetFileFault, place: FilePlace
) -> None:
    error = refused(content)
    assert (error.fault, error.place) == (fault, place)


def test_a_bad_number_is_told_without_being_repeated() -> None:
    bad = {"name": "x", "recipients": [{"number": "13900000001"}, {"number": "1390000"}]}
    error = refused(file(presets=[bad]))
    assert error.fault is PresetFileFault.NUMBER and error.problem is PhoneProblem.TOO_SHORT
    assert error.place == FilePlace(Section.PRESETS, 1, 2, "number")
    assert "1390000" not in str(error)


def test_what_was_written_by_hand_is_put_right() -> None:
    found = read_preset_file(
        b"\xef\xbb\xbf"
        + file(
            presets=[
                {
                    "name": " a ",
                    "signName": "【阿里云】",
                    "templateCode": " SMS_1",
                    "templateParam": {"code": "1"},
                    "recipients": [{"number": "+86 139 0000 0001"}, {"number": 13900000001}],
                    "comment": "ignored",
                },
                {"name": "a"},
            ],
            testPhones=[{"number": "13900000001", "name": "x"}, {"number": "139-0000-0001"}],
        )
    )
    assert found.phones == (TestPhone(0, "x", "13900000001"),)
    assert found.presets == (
        Preset(0, "a", "阿里云", "SMS_1", '{"code": "1"}', (NamedNumber("13900000001"),)),
        Preset(0, "a (2)", "", ""),
    )


def test_merging_keeps_each_number_once_and_renames_what_is_taken() -> None:
    mine = Preset(7, "登录验证码", "阿里云", "SMS_2")
    book = PresetBook((mine,), (TestPhone(1, "别名", "13900000001"),))
    other = TestPhone(0, "小王", "13900000002")
    plan = plan_import(book, PresetBook((LOGIN,), (ME, other)))
    assert plan.phones == (other,)
    assert [preset.name for preset in plan.presets] == ["登录验证码 (2)"]
    assert (plan.renamed, plan.known) == (1, 1)
    assert unique_name("登录验证码", ["登录验证码"]) == plan.presets[0].name
