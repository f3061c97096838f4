"""The status of an account: whether it has a secret, and what its test has found."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.errors import SecretFault
from gui.jobs.accounts import accounts as jobs
from gui.storage.secrets.backends import BackendKind
from gui.storage.secrets.secret_store import SecretPlace
from gui.words.accounts import accounts as words
from gui.words.errors import errors
from gui.words.notices import Severity
from gui.words.sentence import Sentence, sentence


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """The status of an account.

    Attributes:
        sentence: what it is; none while it is not known.
        secret_kept: whether there is a secret to send with.
        tested: whether the sentence is what a test has found.
        in_memory: whether the secret is kept until the program ends, and no longer.
    """

    sentence: Sentence | None
    severity: Severity
    secret_kept: bool
    tested: bool = False
    in_memory: bool = False

    @property
    def text(self) -> str:
        """What it says, in the language of the program; empty while it is not known."""
        return str(self.sentence or "")


def secret_status(keeping: jobs.SecretStatus) -> AccountStatus:
    """Say where the secret of an account is kept; the severity tells whether that is safe."""
    kept = keeping.place is not SecretPlace.NONE
    severity = Severity.INFORMATION if kept else Severity.WARNING
    in_memory = keeping.place is SecretPlace.MEMORY
    return AccountStatus(_secret_sentence(keeping), severity, kept, in_memory=in_memory)


def _secret_sentence(keeping: jobs.SecretStatus) -> Sentence:
    match keeping.place:
        case SecretPlace.KEYRING:
            return sentence(words.kept_in_keyring, keeping.backend.identifier)
        case SecretPlace.MEMORY:
            return sentence(words.kept_in_memory)
        case SecretPlace.NONE if keeping.backend.allowed:
            return sentence(words.no_secret)
        case SecretPlace.NONE:
            absent = keeping.backend.kind is BackendKind.ABSENT
            fault = SecretFault.NO_BACKEND if absent else SecretFault.BACKEND_REFUSED
            return sentence(errors.secret, fault, keeping.backend.identifier)
