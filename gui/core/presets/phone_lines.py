"""Read test phones from typed or pasted lines: a name and a number in each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gui.core.phones.normalise import normalise
from gui.core.phones.number import Doubt, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers
from gui.core.presets.preset import NAME_MAX, NamedNumber, clean_name

_LINE_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_EDGES = " \t,，;；:：|、/-—_()（）<>《》[]【】\"'“”"
"""What stands between a name and a number."""
_RUN = re.compile(r"[+＋(（]*\d[\d\s().（）‐‑–—-]*\d")


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Why a line gives no test phone.

    Attributes:
        line: from 1.
        text: the line, without the blanks around it.
        problem: what is wrong with its number; none if there are several of them.
    """

    line: int
    text: str
    problem: PhoneProblem | None


@dataclass(frozen=True, slots=True)
class PhoneLines:
    """The test phones of some lines, each number once, and the lines that give none."""

    phones: tuple[NamedNumber, ...]
    problems: tuple[LineProblem, ...]


def read_number(text: str) -> str | PhoneProblem:
    """Read one typed number; return it in the format of the service, or what is wrong."""
    found = normalise(text)
    if isinstance(found, Phone):
        return found.number
    return found if isinstance(found, PhoneProblem) else found.reason


def read_phone_lines(text: str) -> PhoneLines:
    """Read a number, and the name beside it, from every line that is not blank."""
    phones = dict[str, NamedNumber]()
    problems = list[LineProblem]()
    for line, written in enumerate(_LINE_BREAK.split(text), 1):
        if not written.strip():
            continue
        found = _read_line(written)
        if isinstance(found, NamedNumber):
            phones.setdefault(found.number, found)
        else:
            problems.append(LineProblem(line, written.strip(), found))
    return PhoneLines(tuple(phones.values()), tuple(problems))


def _read_line(line: str) -> NamedNumber | PhoneProblem | None:
    found = dict[str, str]()
    problems = list[PhoneProblem]()
    for piece, one in scan_numbers(line):
        match one:
            case Phone():
                found[one.number] = piece
            case Doubt(reason=PhoneProblem.NUMBER_INSIDE):  # the words beside it are the name
                found[one.phone.number] = _written_in(piece, one.phone.number)
            case Doubt():
                problems.append(one.reason)
            case _ if any(map(str.isdigit, piece)):  # it was meant as the number
                problems.append(one)
    if not found:
        return problems[0] if problems else PhoneProblem.NOT_A_NUMBER
    if len(found) > 1:
        return None
    ((number, piece),) = found.items()
    before, _, after = line.partition(piece)
    parts = (clean_name(part.strip(_EDGES)) for part in (before, after))
    return NamedNumber(number, " ".join(filter(None, parts))[:NAME_MAX].rstrip())


def _written_in(piece: str, number: str) -> str:
    """Return the part of a text that is a certain number as it is written there."""
    for run in _RUN.findall(piece):
        if "".join(filter(str.isdigit, run)).endswith(number):
            return str(run)
    return piece
