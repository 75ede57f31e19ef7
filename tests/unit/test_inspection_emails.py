"""Saved e-mails are judged by all that is in them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from casework.documents.inspection import (
    DEFAULT_LIMITS,
    Inspection,
    InspectionLimits,
    RefusedFile,
    inspect_file,
)
from tests.unit import inspection_samples as samples

MEGABYTE = 1024 * 1024


def refused(name: str, content: bytes, limits: InspectionLimits = DEFAULT_LIMITS) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        inspect_file(name, content, limits)
    return caught.value


class TestSavedEmails:
    def attached(self, *files: tuple[str, bytes]) -> tuple[Inspection, ...]:
        return inspect_file("letter.eml", samples.mail(*files, html=True)).attachments

    def test_attachments_are_inspected_in_their_order(self) -> None:
        found = self.attached(("a.pdf", samples.pdf()), ("b.docx", samples.word()))
        assert [inner.kind for inner in found] == ["PDF document", "Word document"]

    def test_an_attachment_has_the_hash_of_its_own_content(self) -> None:
        content = samples.pdf()
        assert self.attached(("a.pdf", content))[0].sha256 == hashlib.sha256(content).hexdigest()

    def test_an_attachments_name_in_another_script_is_read(self) -> None:
        assert self.attached(("réponse–final.pdf", samples.pdf()))[0].name == "réponse–final.pdf"

    def test_a_mail_within_a_mail_is_inspected_with_its_attachments(self) -> None:
        inner = samples.mail(("a.pdf", samples.pdf()))
        outer = inspect_file("outer.eml", samples.mail(("inner.eml", inner)))
        assert outer.embedded_count == 2

    def test_a_refused_attachment_refuses_the_mail_and_is_named(self) -> None:
        refusal = refused("letter.eml", samples.mail(("tool.exe", samples.PROGRAM)))
        assert (refusal.code, "letter.eml" in str(refusal), "tool.exe" in str(refusal)) == (
            "executable",
            True,
            True,
        )

    def test_an_attachment_with_macros_may_be_sealed_with_its_mail(self) -> None:
        refusal = refused("letter.eml", samples.mail(("a.doc", samples.compound_file())))
        assert refusal.may_be_sealed

    def test_mails_nested_too_deep_are_refused(self) -> None:
        content = samples.mail()
        for _ in range(DEFAULT_LIMITS.nesting + 1):
            content = samples.mail(("inner.eml", content))
        assert refused("outer.eml", content).code == "unpacks-too-large"

    def test_too_many_attachments_are_refused(self) -> None:
        few = replace(DEFAULT_LIMITS, attachments=2)
        content = samples.mail(*[(f"{number}.txt", b"text") for number in range(3)])
        assert refused("letter.eml", content, few).code == "unpacks-too-large"

    def test_a_text_without_sender_and_date_is_no_mail(self) -> None:
        assert refused("letter.eml", b"Dear colleague,\n\nthank you.").code == "type-mismatch"

    def test_an_encrypted_mail_is_refused_as_locked(self) -> None:
        content = samples.mail().replace(b"text/plain", b"application/pkcs7-mime")
        assert refused("letter.eml", content).code == "password-protected"

    def test_a_mail_of_ten_thousand_nested_parts_is_refused(self) -> None:
        head = b"From: a@b.org\r\nDate: Wed, 01 Jul 2026 10:00:00 +0100\r\n"
        part = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
        content = head + b"".join(part % (number, number) for number in range(10_000))
        assert refused("letter.eml", content).code in {"corrupt", "unpacks-too-large"}
