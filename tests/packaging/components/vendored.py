"""The packages that the SDK carries within itself, which no list of installed packages names.

aliyun-python-sdk-core has copies of requests and of what that needs in `aliyunsdkcore/vendored`.
They come along with the program, which replaces their session by its own (`gui/cloud/client.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from tests.packaging.commands import CommandError

OWNER = "aliyun-python-sdk-core"
FOLDER = "aliyunsdkcore/vendored"
PACKAGES = f"{FOLDER}/requests/packages"
URLLIB3 = f"{PACKAGES}/urllib3"
UNREACHED = (
    "the program gives the SDK a session of its own, with the requests and urllib3 of the lock;"
    " of the SDK's copies only names, status codes and containers of values are used"
)
"""Why advisories about a copy do not reach the program."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where to read which version a copy is, and under which licence.

    Attributes:
        file: has `__version__`.
        license: an SPDX identifier, by the copy's own words.
        text: where the text of the licence is, in the file of licences.
        notices: files whose heads are notices of copyright, or the licence itself.
        unreached: why advisories do not reach the program; nothing if they do.
    """

    file: str
    license: str
    text: str = ""
    notices: tuple[str, ...] = ()
    unreached: str = ""


VENDORED = {
    "backports-ssl-match-hostname": Source(
        f"{URLLIB3}/packages/ssl_match_hostname/_implementation.py",
        "PSF-2.0",
        "that of Python",
        unreached=UNREACHED,
    ),
    "certifi": Source(
        f"{PACKAGES}/certifi/__init__.py", "MPL-2.0", "that of certifi", unreached=UNREACHED
    ),
    "chardet": Source(
        f"{PACKAGES}/chardet/version.py",
        "LGPL-2.1-or-later",
        "LGPL-2.1, below",
        (f"{PACKAGES}/chardet/universaldetector.py",),
        UNREACHED,
    ),
    "pysocks": Source(
        f"{URLLIB3}/packages/socks.py",
        "BSD-3-Clause",
        notices=(f"{URLLIB3}/packages/socks.py",),
        unreached=UNREACHED,
    ),
    "requests": Source(
        f"{FOLDER}/requests/__version__.py", "Apache-2.0", "that of requests", unreached=UNREACHED
    ),
    "six": Source(f"{FOLDER}/six.py", "MIT", notices=(f"{FOLDER}/six.py",)),
    "urllib3": Source(
        f"{URLLIB3}/__init__.py",
        "MIT",
        "that of urllib3",
        (f"{URLLIB3}/packages/ordered_dict.py",),
        UNREACHED,
    ),
}
"""The copies by their names on PyPI."""


@dataclass(frozen=True, slots=True)
class Vendored:
    """A copy, with its version as it is written in it.

    Attributes:
        notices: texts of its files about its copyright.
    """

    name: str
    version: str
    source: Source
    notices: tuple[str, ...]


def read(owner: Distribution) -> list[Vendored]:
    """The copies in an installed SDK, by name.

    Raises:
        CommandError: one of them is missing or has no version: the SDK changed, and `VENDORED` has
            to follow.
    """
    found = []
    for name, source in VENDORED.items():
        version = _version(_text(owner, source.file))
        if version is None:
            raise CommandError(f"{source.file} of {OWNER} has no version")
        notices = tuple(filter(None, (head(_text(owner, file)) for file in source.notices)))
        found.append(Vendored(name, version, source, notices))
    return found


def unlisted(owner: Distribution) -> list[str]:
    """Files of the SDK with a version that none of `VENDORED` has: a copy that is missing there."""
    known = {None, *(copy.version for copy in read(owner))}
    files = (file.as_posix() for file in owner.files or () if file.suffix == ".py")
    return [
        file
        for file in files
        if file.startswith(f"{FOLDER}/") and _version(_text(owner, file)) not in known
    ]


def head(text: str) -> str:
    """The comment or docstring that a file begins with, without its marks; nothing if none."""
    text = re.sub(r"\A(#!.*\n|# -\*-.*\n|\s)*", "", text)
    if docstring := re.match(r'"""(.*?)"""', text, re.DOTALL):
        return docstring[1].strip() + "\n"
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(re.sub(r"^#+ ?|#+$", "", line).strip())
    return "\n".join(lines).strip() + "\n" if lines else ""


def _text(owner: Distribution, file: str) -> str:
    path = Path(str(owner.locate_file(file)))
    if not path.is_file():
        raise CommandError(f"{OWNER} has no {file}")
    return path.read_text(encoding="utf-8")


def _version(text: str) -> str | None:
    found = re.search(r"""^__version__ = ["']([^"']+)["']""", text, re.MULTILINE)
    return None if found is None else found[1]
