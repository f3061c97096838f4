"""The documents of the project, each in English and Chinese, taken apart for the tests."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "resources" / "manual"
PICTURES = Path("pictures")
"""Of the manual: beside the pages of each language."""
LANGUAGES = ("en", "zh_CN")
SUFFIXES = {"en": "", "zh_CN": ".zh-CN"}
PAGES = tuple(sorted(path.name for path in (MANUAL / "en").glob("*.md")))
DOCUMENTS = ("README", "CONTRIBUTING", *(f"manual/{name}" for name in PAGES))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


class Section:
    """A heading and what stands below it, up to the next one."""

    def __init__(self, text: str) -> None:
        heading, _, body = text.partition("\n")
        self.level = len(heading) - len(heading.lstrip("#"))
        self.title = heading.strip("# ")
        self.fences = FENCE.findall(body)
        self.prose = FENCE.sub("", body)
        self.codes = CODE.findall(self.prose)
        self.links = LINK.findall(self.prose)
        self.pictures = PICTURE.findall(self.prose)
        lines = self.prose.splitlines()
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
        self.rows = [[cell.strip() for cell in row] for row in rows if set(row[0]) != {"-"}]
        self.items = sum(bool(re.match(r"- |\d+\. ", line)) for line in lines)


def path_of(document: str, language: str) -> Path:
    """Locate `README`, `CONTRIBUTING` or `manual/PAGE.md` in one language."""
    if document.startswith("manual/"):
        return MANUAL / language / document.removeprefix("manual/")
    return ROOT / f"{document}{SUFFIXES[language]}.md"


def read(document: str, language: str) -> str:
    """Read the whole document."""
    return path_of(document, language).read_text(encoding="utf-8")


def sections(document: str, language: str) -> list[Section]:
    """Split a document at its headings."""
    text = read(document, language)
    headings = [match.start() for match in re.finditer(r"^#+ ", _blanked(text), re.MULTILINE)]
    return [
        Section(text[begin:end])
        for begin, end in zip(headings, [*headings[1:], len(text)], strict=True)
    ]


def section(document: str, language: str, title: str) -> Section:
    """Find a section by its English title; it has the same place in both languages."""
    place = [found.title for found in sections(document, "en")].index(title)
    return sections(document, language)[place]


def _blanked(text: str) -> str:
    """The text with blanks for its code blocks, where a # is no heading."""
    return FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
