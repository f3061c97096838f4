"""Tell which part of the text in the editor of numbers is finished.

This is imported before the window is shown, so it needs none of what reads lists.
"""

from __future__ import annotations

import re

from gui.core.phones.normalise import normalise_mainland

_LINE_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_SEPARATOR = re.compile(r"[,，﹐、､﹑;；﹔\t]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]").search


def lines_of(text: str) -> list[str]:
    """Split a text at its line breaks; an empty text has no lines."""
    return _LINE_BREAK.split(text) if text else []


def split_finished(text: str) -> tuple[str, str]:
    """Split the text of the editor into what is finished and what is still being typed.

    A line break, a comma or a semicolon after a piece with a digit finishes it, and so does any
    separator, blanks included, after a whole number of the mainland. A number of another country
    may have blanks in it, so that a blank does not finish it.
    """
    end = 0
    for at, letter in enumerate(text):
        before = text[end:at]
        if letter in "\r\n\u2028\u2029,，﹐;；﹔":
            if _DIGIT.search(before):
                end = at + 1
        elif (letter.isspace() or letter in "、､﹑") and _is_whole(before):
            end = at + 1
    return text[:end], text[end:]


def is_begun(text: str) -> bool:
    """Return whether `text` is the beginning of a number rather than a whole one."""
    text = text.strip()
    return not _SEPARATOR.search(text) and len(_DIGIT.findall(text)) < 11 and _is_digits(text)


def is_word(text: str) -> bool:
    """Return whether `text` may be a name: letters, and no digits."""
    return _LETTER(text) is not None and _DIGIT.search(text) is None


def _is_whole(text: str) -> bool:
    """Return whether a blank after `text` finishes it: names, and a number of the mainland."""
    if normalise_mainland(text.strip()):
        return True
    *words, last = text.split() or [""]
    return all(map(is_word, words)) and normalise_mainland(last) is not None


def _is_digits(text: str) -> bool:
    return re.fullmatch(r"[+＋(（]?[\d ()（）.-]*", text) is not None
