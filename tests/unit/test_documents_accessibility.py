"""The accessibility check finds what a screen reader would stumble over."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from casework.documents.accessibility import check_docx
from casework.documents.manifest import get_manifest


@pytest.fixture
def document():
    """A sound file: the template of a letter without its content."""
    sound = Document(get_manifest("D05").template_path)
    for element in list(sound.element.body)[:-1]:
        sound.element.body.remove(element)
    return sound


def findings_of(document) -> list[str]:
    """The rules that the file breaks."""
    buffer = BytesIO()
    document.save(buffer)
    return [finding.rule for finding in check_docx(buffer.getvalue())]


def add_link(document, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    run = OxmlElement("w:r")
    run.text = text
    link.append(run)
    document.add_paragraph()._p.append(link)


def test_a_sound_file_has_no_finding(document):
    assert findings_of(document) == []


def test_a_missing_title_is_found(document):
    document.core_properties.title = ""
    assert findings_of(document) == ["title"]


def test_another_language_is_found(document):
    document.core_properties.language = "en-US"
    assert findings_of(document) == ["language"]


def test_another_default_language_is_found(document):
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-US")
    assert findings_of(document) == ["language"]


def test_headings_must_start_at_the_first_level(document):
    document.add_heading("Second", level=2)
    assert findings_of(document) == ["heading"]


def test_a_skipped_level_is_found(document):
    document.add_heading("First", level=1)
    document.add_heading("Third", level=3)
    assert findings_of(document) == ["heading"]


def test_an_empty_heading_is_found(document):
    document.add_heading("", level=1)
    assert findings_of(document) == ["heading"]


def test_a_table_without_header_row_is_found(document):
    document.add_table(rows=2, cols=2)
    assert findings_of(document) == ["table"]


def test_an_image_without_alternative_text_is_found(document):
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture, width=Cm(1))
    assert findings_of(document) == ["image"]


@pytest.mark.parametrize("text", ["", "click here", "https://example.org/paper"])
def test_a_link_that_does_not_say_where_it_leads_is_found(document, text):
    add_link(document, text)
    assert findings_of(document) == ["link"]


def test_a_link_with_a_name_is_sound(document):
    add_link(document, "Minutes of the March meeting")
    assert findings_of(document) == []
