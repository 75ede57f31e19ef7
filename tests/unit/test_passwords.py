"""What a password must be."""

from __future__ import annotations

import pytest

from casework.domain.passwords import COMMON, SHORTEST, WeakPassword, check_password_is_fit


@pytest.mark.parametrize(
    "password", ["three unlikely words", "Ünïcödé und lang", "x7!kQ2#pLm9$", "a" * 6 + "bcdefg"]
)
def test_a_long_and_uncommon_password_is_fit(password: str) -> None:
    assert check_password_is_fit(password, email="someone@icb.example") is None


@pytest.mark.parametrize(
    "password", ["elevenchars", "aaaaaaaaaaaa", "Password1234", "someone.else123", "a" * 201]
)
def test_a_short_repeated_common_personal_or_endless_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_password_is_fit(password, email="someone.else@icb.example")


@pytest.mark.parametrize(
    "password",
    ["password1234567", "Password!!!!!", "1234567password", "...pass-word...99", "Passw0rd20261",
     "P@$$w0rd123456", "passwordpassword77", "welcome2026!!!", "Qwertyuiop1234567",
     "letmein-007-2026", "NHS-2026-2027", "summer.2026.08", "Casework#12345",
     "liverpool19051892", "test_test_test_1"],
)  # fmt: skip
def test_a_well_known_word_that_was_only_lengthened_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword, match="too easy to guess"):
        check_password_is_fit(password)


@pytest.mark.parametrize(
    "password",
    ["password of my aunt", "summer rain in york", "nhs tiger bicycle", "1234-hedgehog-pond",
     "passwords1 kettle", "7291 6604 8831 5527"],
)  # fmt: skip
def test_a_well_known_word_among_others_is_fit(password: str) -> None:
    assert check_password_is_fit(password) is None


def test_the_refusal_names_the_field_and_the_remedy() -> None:
    with pytest.raises(WeakPassword) as refused:
        check_password_is_fit("short", field="new")
    assert refused.value.field == "new" and refused.value.remedy


def test_every_common_password_would_otherwise_be_long_enough() -> None:
    assert [password for password in COMMON if len(password) < SHORTEST] == []
