"""What a password must be. NCSC's advice: length, no composition rules, no well-known ones."""

from __future__ import annotations

from casework.domain.errors import Invalid

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT_CHARACTERS = 5

# Well-known passwords of twelve characters and more, and the words that people lengthen.
COMMON = frozenset(
    {
        "123456789012", "1234567890123", "123456789123", "1234567890qwerty", "qwertyuiopas",
        "qwertyuiop123", "qwertyuiop[]", "asdfghjkl123", "1q2w3e4r5t6y", "1qaz2wsx3edc",
        "passwordpassword", "password1234", "password12345", "password123456", "passw0rd1234",
        "iloveyou1234", "letmeinletmein", "welcomewelcome", "welcome12345", "administrator",
        "administrator1", "administrator123", "adminadmin123", "changemechangeme", "changeme1234",
        "liverpoolfc1", "manchesterunited", "arsenal12345", "trustno1trustno1", "abcdefghijkl",
        "abcdefghijklm", "abc123abc123", "correcthorsebatterystaple", "thisismypassword",
        "nationalhealthservice", "nhsnhsnhsnhs", "caseworkcasework", "casework1234", "monkeymonkey",
        "sunshine1234", "princess1234", "football1234", "summer2025summer", "summer2026summer",
        "winter2025winter", "winter2026winter", "passwordpassword1", "aaaabbbbcccc",
    }
)  # fmt: skip


class WeakPassword(Invalid):
    """The password may not be used; the message says why."""


def check_password_is_fit(password: str, *, email: str = "", field: str = "password") -> None:
    """Raises WeakPassword unless the password may be used by the holder of this address."""
    if len(password) < SHORTEST:
        raise WeakPassword(
            f"The password is shorter than {SHORTEST} characters.",
            "Use a longer one: three words that do not belong together are good.", field,
        )  # fmt: skip
    if len(password) > LONGEST:
        raise WeakPassword(
            f"The password is longer than {LONGEST} characters.", "Use a shorter one.", field
        )
    if _is_easily_guessed(password.casefold(), email.casefold()):
        raise WeakPassword(
            "The password is too easy to guess.",
            "Use one that is not a well-known password, a repetition or your email address.", field,
        )  # fmt: skip


def _is_easily_guessed(password: str, email: str) -> bool:
    name = email.partition("@")[0]
    return (
        password in COMMON
        or len(set(password)) < FEWEST_DIFFERENT_CHARACTERS
        or (len(name) >= 4 and password.strip("0123456789!?. ") in (name, email))
        or password == email
    )
