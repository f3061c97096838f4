"""What the program says about itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.words.accounts.accounts import keyring

translate = QCoreApplication.translate


def no_keyring() -> str:
    """Say that there is no keyring that can be used."""
    return translate("words", "none that can be used: secrets are kept until the program ends")


def keyring_name(backend: str, allowed: bool) -> str:
    """Name the keyring in use: `backend` is a `module.Class`, `allowed` whether it is trusted."""
    return keyring(backend) if allowed else no_keyring()


def licences() -> str:
    """Say under which licences program and libraries are."""
    return translate(
        "words",
        "SMS Desk is free software under the MIT licence. It uses Qt and PySide (LGPL 3), the "
        "Alibaba Cloud SDK (Apache 2.0) and other free libraries, whose licences come with the "
        "packages in THIRD-PARTY-LICENSES. It uploads nothing: it calls the endpoint of the "
        "account alone.",
    )


def data_between_versions() -> str:
    """Say what starts and updates do with the data."""
    return translate(
        "words",
        "The first start makes the data directory, and every later one uses it. A newer version "
        "brings it up to date and keeps the former ledger beside it; an older version refuses the "
        "data of a newer one and leaves them as they are.",
    )


def data_after_removal(platform: str, witnesses: str) -> str:
    """Say what becomes of the data when the program is removed.

    Args:
        platform: as `sys.platform`.
        witnesses: the folder with the witness of the ledger, outside the data directory.
    """
    return translate(
        "words",
        "Removing the program ({removal}) leaves the data directory, the witness of the ledger "
        "in {witnesses}, and the secrets in the keyring. To leave nothing behind, remove the "
        "accounts here first, then the program and both folders.",
    ).format(removal=_removal(platform), witnesses=witnesses)


def _removal(platform: str) -> str:
    match platform:
        case "win32":
            return translate(
                "words", "in the list of installed apps, without “Remove my data, too”"
            )
        case "darwin":
            return translate("words", "by moving it to the bin")
        case _:
            return translate("words", "with the package manager, or by deleting its folder")


def ticket(facts: Mapping[str, str]) -> str:
    """Write facts about program and computer for whoever helps; no numbers, no secrets."""
    return "\n".join(f"{name}: {value}" for name, value in facts.items())


def next_start() -> str:
    """Say that a language is used at the next start, as something is under way."""
    return translate(
        "words", "Work is under way: the language changes when the program starts next."
    )


def empty_log() -> str:
    """Say that nothing was logged."""
    return translate("words", "Nothing was logged yet.")
