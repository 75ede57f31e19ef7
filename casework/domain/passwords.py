"""What a password must be. NCSC's advice: length, no composition rules, no well-known ones."""

from __future__ import annotations

import re

from casework.domain.errors import Invalid

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT_CHARACTERS = 5

# Well-known passwords of twelve characters and more.
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

# Words that people lengthen with figures and punctuation until they are long enough.
WORDS = frozenset(
    {
        "password", "passphrase", "passcode", "pass", "mypassword", "newpassword", "qwerty",
        "qwertyuiop", "qwertyui", "asdf", "asdfgh", "asdfghjkl", "zxcvbnm", "qazwsx", "azerty",
        "abc", "abcd", "abcdef", "abcdefgh", "letmein", "welcome", "hello", "admin",
        "administrator", "root", "user", "guest", "test", "testing", "changeme", "default",
        "secret", "login", "master", "access", "temp", "temporary", "iloveyou", "love",
        "lovely", "trustno", "monkey", "dragon", "sunshine", "princess", "shadow", "superman",
        "batman", "starwars", "pokemon", "football", "baseball", "cricket", "rugby",
        "liverpool", "liverpoolfc", "arsenal", "chelsea", "everton", "manchester",
        "manchesterunited", "manchestercity", "tottenham", "london", "england", "britain",
        "charlie", "michael", "jessica", "ashley", "george", "thomas", "daniel", "summer",
        "winter", "spring", "autumn", "christmas", "january", "february", "march", "april",
        "may", "june", "july", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "computer", "internet", "google", "microsoft", "office", "nhs", "nhsengland",
        "hospital", "doctor", "nurse", "health", "healthcare", "nationalhealthservice",
        "council", "casework", "case", "chocolate", "cheese", "orange", "banana", "flower",
        "whatever", "freedom",
    }
)  # fmt: skip
_LOOKALIKES = str.maketrans("0134@5$7!", "oleaassti")
_NO_LETTER = re.compile(r"[\W\d_]+")


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
            "Use one that is not a well-known word or password with figures after it, a repetition "
            "or your email address.", field,
        )  # fmt: skip


def _is_easily_guessed(password: str, email: str) -> bool:
    name = email.partition("@")[0]
    return (
        password in COMMON
        or len(set(password)) < FEWEST_DIFFERENT_CHARACTERS
        or (len(name) >= 4 and password.strip("0123456789!?. ") in (name, email))
        or password == email
        or _is_a_lengthened_word(password)
    )


def _is_a_lengthened_word(password: str) -> bool:
    """True if only a well-known word is left without the figures and the punctuation.

    At the ends those are taken off; inside, a figure may also stand for a letter (`passw0rd`).
    """
    inside = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    letters = _NO_LETTER.sub("", password)
    return any(
        _is_well_known(word)
        for word in (letters, _NO_LETTER.sub("", inside.translate(_LOOKALIKES)))
    )


def _is_well_known(word: str) -> bool:
    """True for a well-known word, once or repeated."""
    return any(word == known * (len(word) // len(known)) for known in WORDS if word)
