"""A sentence that is rendered when it is shown, in the language of that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A function of `gui.words` with its arguments; `str` makes the text of it.

    Two of them are equal if they say the same: the same function of equal arguments. The text
    depends on the language, so nothing is found again by it.
    """

    make: Callable[..., str]
    arguments: tuple[object, ...] = ()
    options: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.make(*self.arguments, **dict(self.options))


def sentence(make: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> Sentence:
    """Put off `make(*args, **kwargs)` until it is shown."""
    return Sentence(make, args, tuple(kwargs.items()))


def join(*sentences: Sentence) -> Sentence:
    """Put sentences one after the other."""
    return Sentence(_joined, sentences)


def _joined(*sentences: Sentence) -> str:
    return " ".join(map(str, sentences))
