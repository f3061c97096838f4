"""The file that presets and test phones are exported to: JSON, with a version.

    {"format": "sms-desk-presets", "version": 1,
     "testPhones": [{"name": …, "number": …, "group": …}],
     "presets": [{"name": …, "signName": …, "templateCode": …, "templateParam": "{…}",
                  "recipients": [{"number": …, "name": …}],
                  "smsUpExtendCode": …, "sendMode": "one-by-one"}]}

A file is taken whole or not at all. Names that this version does not know are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Never

from gui.core.message.draft import clean_sign_name, clean_template_code
from gui.core.message.fields import SendMode
from gui.core.params.document import PARAMS_MAX
from gui.core.phones.number import PhoneProblem
from gui.core.presets.file_faults import FilePlace, PresetFileError, PresetFileFault, Section
from gui.core.presets.phone_lines import read_number
from gui.core.presets.preset import (
    NAME_MAX,
    RECIPIENTS_MAX,
    NamedNumber,
    Preset,
    PresetBook,
    TestPhone,
    clean_name,
    unique_name,
)

FORMAT = "sms-desk-presets"
VERSION = 1
BYTES_MAX = 8 * 1024 * 1024
"""Far more than somebody keeps by hand."""
TEXT_MAX = 200
"""Characters of a sign name, a template code or an extend code."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import adds to a book.

    Attributes:
        presets, phones: to be added, in this order; names and numbers are not taken yet.
        renamed: number of presets with a new name, because theirs was taken.
        known: number of presets and test phones that are there already.
    """

    presets: tuple[Preset, ...]
    phones: tuple[TestPhone, ...]
    renamed: int
    known: int


def write_preset_file(book: PresetBook) -> str:
    """Return the text of a file with these presets and test phones."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        Section.PHONES.value: [
            {"name": phone.name, "number": phone.number, "group": phone.group}
            for phone in book.phones
        ],
        Section.PRESETS.value: [
            {
                "name": preset.name,
                "signName": preset.sign_name,
                "templateCode": preset.template_code,
                "templateParam": preset.template_param,
                "recipients": [
                    {"number": one.number, "name": one.name}
                    for one in book.named(preset.recipients)
                ],
                "smsUpExtendCode": preset.up_extend_code,
                "sendMode": preset.mode.value,
            }
            for preset in book.presets
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_preset_file(content: bytes) -> PresetBook:
    """Read a file; return its presets and test phones without ids, each number once.

    Raises:
        PresetFileError: it cannot be taken.
    """
    if len(content) > BYTES_MAX:
        raise PresetFileError(PresetFileFault.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PresetFileError(PresetFileFault.ENCODING) from error
    whole = _parse(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise PresetFileError(PresetFileFault.NOT_PRESETS)
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PresetFileError(PresetFileFault.NOT_PRESETS)
    if version > VERSION:
        raise PresetFileError(PresetFileFault.NEWER)
    phones = dict[str, TestPhone]()
    for entry in _entries(whole, Section.PHONES):
        number = entry.number("number")
        name = entry.name("name", needed=False)
        phones.setdefault(number, TestPhone(0, name, number, entry.name("group", needed=False)))
    presets = list[Preset]()
    for entry in _entries(whole, Section.PRESETS):
        preset = _preset(entry)
        name = unique_name(preset.name, [one.name for one in presets])
        presets.append(replace(preset, name=name))
    if not phones and not presets:
        raise PresetFileError(PresetFileFault.NOTHING)
    return PresetBook(tuple(presets), tuple(phones.values()))


def plan_import(book: PresetBook, found: PresetBook) -> ImportPlan:
    """Merge what a file holds into a book: a test phone once, a taken name with a counter.

    A preset that is there already, the same in everything, is not added again.
    """
    numbers = {phone.number for phone in book.phones}
    phones = tuple(phone for phone in found.phones if phone.number not in numbers)
    same = {replace(preset, id=0, recipients=_bare(preset)) for preset in book.presets}
    names = [preset.name for preset in book.presets]
    presets = list[Preset]()
    renamed = 0
    for preset in found.presets:
        if replace(preset, id=0, recipients=_bare(preset)) in same:
            continue
        name = unique_name(preset.name, names)
        renamed += name != preset.name
        names.append(name)
        presets.append(replace(preset, name=name))
    known = len(found.phones) - len(phones) + len(found.presets) - len(presets)
    return ImportPlan(tuple(presets), phones, renamed, known)


def _bare(preset: Preset) -> tuple[NamedNumber, ...]:
    return tuple(NamedNumber(one.number) for one in preset.recipients)


def _parse(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = FilePlace(line=error.lineno, column=error.colno)
        raise PresetFileError(PresetFileFault.NOT_JSON, place) from error
    except (ValueError, RecursionError) as error:  # huge numbers, deep nesting
        raise PresetFileError(PresetFileFault.NOT_PRESETS) from error


def _refuse_constant(name: str) -> Never:
    raise ValueError(name)


def _entries(whole: Mapping[str, Any], section: Section) -> Iterator[_Entry]:
    found = whole.get(section.value, [])
    if not isinstance(found, list):
        raise PresetFileError(PresetFileFault.TYPE, FilePlace(section))
    for position, values in enumerate(found, 1):
        yield _Entry(values, FilePlace(section, position))


def _preset(entry: _Entry) -> Preset:
    recipients = dict[str, NamedNumber]()
    for one in entry.recipients():
        number = one.number("number")
        recipients.setdefault(number, NamedNumber(number, one.name("name", needed=False)))
    sign_name, _ = clean_sign_name(entry.text("signName", TEXT_MAX))
    extend_code = entry.text("smsUpExtendCode", TEXT_MAX)
    if extend_code and not (extend_code.isascii() and extend_code.isdigit()):
        entry.refuse(PresetFileFault.EXTEND_CODE, "smsUpExtendCode")
    mode = entry.text("sendMode", TEXT_MAX) or SendMode.ONE_BY_ONE.value
    if mode not in {known.value for known in SendMode}:
        entry.refuse(PresetFileFault.SEND_MODE, "sendMode")
    return Preset(
        0,
        entry.name("name"),
        sign_name,
        clean_template_code(entry.text("templateCode", TEXT_MAX)),
        entry.param("templateParam"),
        tuple(recipients.values()),
        extend_code,
        SendMode(mode),
    )


class _Entry:
    """An entry of a section, or a recipient of one; it says where it is when it is refused."""

    def __init__(self, values: object, place: FilePlace) -> None:
        self._place = place
        if not isinstance(values, dict):
            raise PresetFileError(PresetFileFault.TYPE, place)
        self._values = values

    def refuse(
        self, fault: PresetFileFault, field: str, problem: PhoneProblem | None = None
    ) -> Never:
        raise PresetFileError(fault, replace(self._place, field=field), problem)

    def text(self, field: str, most: int) -> str:
        found = self._values.get(field, "")
        if not isinstance(found, str):
            self.refuse(PresetFileFault.TYPE, field)
        if len(found) > most:
            self.refuse(PresetFileFault.TOO_LONG, field)
        return found.encode(errors="replace").decode()  # lone surrogates cannot be stored

    def name(self, field: str, *, needed: bool = True) -> str:
        name = clean_name(self.text(field, BYTES_MAX))
        if needed and not name:
            self.refuse(PresetFileFault.MISSING, field)
        if len(name) > NAME_MAX:
            self.refuse(PresetFileFault.TOO_LONG, field)
        return name

    def number(self, field: str) -> str:
        found = self._values.get(field, "")
        if isinstance(found, int) and not isinstance(found, bool):  # typed without quotes
            found = str(found)
        if not isinstance(found, str):
            self.refuse(PresetFileFault.TYPE, field)
        if not found.strip():
            self.refuse(PresetFileFault.MISSING, field)
        number = read_number(found)
        if isinstance(number, PhoneProblem):
            self.refuse(PresetFileFault.NUMBER, field, number)
        return number

    def param(self, field: str) -> str:
        """Return the parameters as text; an object is as good."""
        found = self._values.get(field, "")
        if isinstance(found, dict):
            text = json.dumps(found, ensure_ascii=False)
            if len(text) > PARAMS_MAX:
                self.refuse(PresetFileFault.TOO_LONG, field)
            return text.encode(errors="replace").decode()
        return self.text(field, PARAMS_MAX)

    def recipients(self) -> Iterator[_Entry]:
        found = self._values.get("recipients", [])
        if not isinstance(found, list):
            self.refuse(PresetFileFault.TYPE, "recipients")
        if len(found) > RECIPIENTS_MAX:
            self.refuse(PresetFileFault.TOO_MANY, "recipients")
        for position, values in enumerate(found, 1):
            yield _Entry(values, replace(self._place, recipient=position))
