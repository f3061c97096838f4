import pytest

from gui.core.accounts.diagnosis import Diagnosis
from gui.core.sending.outcome import Failure, NetworkFault, NotSent, Rejected, Unknown, UnknownFault
from gui.words.accounts import accounts, diagnosis
from gui.words.notices import Severity


@pytest.mark.parametrize("check", Diagnosis)
def test_every_result_of_a_test_has_a_sentence(check: Diagnosis) -> None:
    said = diagnosis.explain(check)

    assert said.endswith(".")
    assert "{" not in said


def test_results_differ() -> None:
    assert len(set(map(diagnosis.explain, Diagnosis))) == len(Diagnosis)


def test_only_a_fine_account_is_green() -> None:
    green = [check for check in Diagnosis if diagnosis.severity(check) is Severity.SUCCESS]

    assert green == [Diagnosis.FINE]


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Rejected("isv.NEW_CODE", "something new", "R-1"), "isv.NEW_CODE (something new)"),
        (NotSent(NetworkFault.INTERNAL), "error of its own"),
        (Unknown(UnknownFault.INTERNAL), "error of its own"),
    ],
)
def test_what_no_rule_knows_is_quoted(answer: Failure, word: str) -> None:
    said = diagnosis.explain(Diagnosis.OTHER, answer)

    assert word in said
    assert "may have been sent" not in said, "a test sends nothing"


def test_a_rule_says_more_than_the_answer() -> None:
    answer = Rejected("SignatureDoesNotMatch", "server string to sign is: POST&%2F", "R-1")

    assert diagnosis.explain(Diagnosis.SECRET_WRONG, answer) == diagnosis.explain(
        Diagnosis.SECRET_WRONG
    )


@pytest.mark.parametrize(
    ("backend", "word"),
    [
        ("keyring.backends.SecretService.Keyring", "Secret Service"),
        ("keyring.backends.libsecret.Keyring", "Secret Service"),
        ("keyring.backends.macOS.Keyring", "macOS Keychain"),
        ("keyring.backends.Windows.WinVaultKeyring", "Windows Credential Manager"),
        ("other.Keyring", "other.Keyring"),
    ],
)
def test_the_keyring_that_holds_the_secret_is_named(backend: str, word: str) -> None:
    assert word in accounts.kept_in_keyring(backend)


def test_where_the_secret_is_is_never_worded_alike() -> None:
    said = {
        accounts.kept_in_keyring("keyring.backends.SecretService.Keyring"),
        accounts.kept_in_memory(),
        accounts.no_secret(),
        accounts.test_under_way(),
        accounts.sandbox(),
    }

    assert len(said) == 5
