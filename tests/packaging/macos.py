"""What is given to operators of macOS: an archive with the application and the licences."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.packaging.commands import run


def make_archive(app: Path, texts: Iterable[Path], folder: Path, archive: Path) -> None:
    """Lay the application and the files beside it out in `folder`, and pack that.

    `texts` lie beside it with the ending `.txt`. It is packed with macOS' own `ditto`, which keeps
    links and signatures.

    Raises:
        CommandError: it failed.
    """
    folder.mkdir(parents=True)
    run(["ditto", app, folder / app.name])
    for text in texts:
        shutil.copyfile(text, folder / text.with_suffix(".txt").name)
    run(["ditto", "-c", "-k", folder, archive])
