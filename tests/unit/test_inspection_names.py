"""Names of files are made safe, and stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casework.documents.inspection import safe_download_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Business case (final) v2.docx", "Business case (final) v2.docx"),
        ("Réponse – cyngor.pdf", "Réponse – cyngor.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\clerk\\pack.pdf", "pack.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("two\nlines.pdf", "two lines.pdf"),
        ('what? "this": <that>|*.pdf', "what- -this- -that-.pdf"),
        ("CON.pdf", "file-CON.pdf"),
        ("lpt1", "file-lpt1"),
        (".htaccess", "htaccess"),
        ("--help.txt", "help.txt"),
        ("tool.exe. .", "tool.exe"),
        ("", "file"),
        ("...", "file"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_download_name(name) == safe


def test_a_long_name_keeps_its_extension() -> None:
    safe = safe_download_name("é" * 500 + ".docx")
    assert safe.endswith("é.docx") and len(safe.encode()) <= 180


@given(some.text())
def test_any_name_becomes_one_safe_part_of_a_path(name: str) -> None:
    safe = safe_download_name(name)
    assert safe and not set(safe) & set('/\\<>:"|?*\n\r\t\0') and not safe.startswith((".", "-"))


@given(some.text())
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    safe = safe_download_name(name)
    assert safe_download_name(safe) == safe
