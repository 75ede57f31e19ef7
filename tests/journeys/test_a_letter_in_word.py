"""The letter to a council comes out as a Word file that can be read and sent."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from tests.journeys.conftest import OpenWindow
from tests.journeys.sentences import given, then, when


def test_the_letter_to_a_council_is_a_word_file_with_the_councils_name(
    somebody: OpenWindow, live_case: str, scripts: bool
) -> None:
    with given("a programme manager at the documents of the case"):
        manager = somebody("programme-manager", scripts=scripts)
        manager.open(f"/cases/{live_case}/documents")
    with when("they download the letter to East Northshire"):
        row = manager.page.locator("#D05 li", has_text="East Northshire Council")
        with manager.page.expect_download() as waiting:
            row.get_by_role("link", name="Download version").click()
        letter = Document(str(Path(waiting.value.path())))
    with then("Word can read it, and it names that council and no other as its reader"):
        words = "\n".join(paragraph.text for paragraph in letter.paragraphs)
        assert waiting.value.suggested_filename.endswith(".docx")
        assert "East Northshire Council" in words
        assert "Dear Chair" in words
        assert letter.core_properties.language == "en-GB"
