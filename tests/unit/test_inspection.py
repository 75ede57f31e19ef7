"""Honest files are accepted for what they are."""

from __future__ import annotations

import hashlib
import io
import random

import openpyxl
import pikepdf
import pytest
from PIL import Image

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


HONEST = {
    "pcbc.pdf": (samples.pdf(), "PDF document", "application/pdf"),
    "pcbc.docx": (
        samples.word(),
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "costs.xlsx": (
        samples.excel(),
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "slides.pptx": (
        samples.powerpoint(),
        "PowerPoint presentation",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "map.png": (samples.picture("PNG"), "PNG image", "image/png"),
    "MAP.JPG": (samples.picture("JPEG"), "JPEG image", "image/jpeg"),
    "map.jpeg": (samples.picture("JPEG"), "JPEG image", "image/jpeg"),
    "map.gif": (samples.picture("GIF"), "GIF image", "image/gif"),
    "map.webp": (samples.picture("WEBP"), "WebP image", "image/webp"),
    "scan.tif": (samples.picture("TIFF"), "TIFF image", "image/tiff"),
    "note.txt": ("A note – with a dash".encode(), "plain text file", "text/plain"),
    "table.csv": (b"option,cost\r\nA,-12\r\n", "CSV table", "text/csv"),
    "letter.eml": (samples.mail(), "saved email", "message/rfc822"),
}


class TestHonestFiles:
    @pytest.mark.parametrize("name", HONEST)
    def test_is_accepted_for_what_it_is(self, name: str) -> None:
        content, kind, media_type = HONEST[name]
        inspection = inspect_file(name, content)
        assert (inspection.kind, inspection.media_type) == (kind, media_type)

    def test_hash_and_size_are_those_of_the_file_as_it_came(self) -> None:
        content = samples.word()
        inspection = inspect_file("pcbc.docx", content)
        assert (inspection.sha256, inspection.size) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )

    @pytest.mark.parametrize(
        ("content", "encoding"),
        [
            ("naïve".encode(), "utf-8"),
            ("naïve".encode("utf-8-sig"), "utf-8-sig"),
            ("naïve".encode("utf-16"), "utf-16"),
            ("naïve – £5".encode("cp1252"), "cp1252"),
        ],
    )
    def test_the_encoding_of_a_text_is_found(self, content: bytes, encoding: str) -> None:
        assert inspect_file("note.txt", content).text_encoding == encoding

    def test_a_text_may_use_characters_newer_than_this_python(self) -> None:
        assert inspect_file("note.txt", "\U0001fae9".encode()).text_encoding == "utf-8"

    def test_a_text_that_begins_with_the_letters_of_a_program_is_a_text(self) -> None:
        assert inspect_file("note.txt", b"MZ is a code for our site").extension == "txt"

    def test_a_hyperlink_to_a_web_page_is_allowed_in_word(self) -> None:
        content = samples.word_with_relationship("hyperlink", "https://www.example.org/")
        assert inspect_file("pcbc.docx", content).kind == "Word document"

    def test_a_workbook_behind_a_chart_is_allowed_and_counted(self) -> None:
        part = "word/embeddings/Microsoft_Excel_Sheet.xlsx"
        content = samples.word_with_type(
            "xlsx", "application/vnd.ms-excel.sheet", {part: samples.excel()}
        )
        assert inspect_file("pcbc.docx", content).embedded_count == 1

    def test_a_pdf_that_opens_on_a_given_page_is_allowed(self) -> None:
        def open_on_first_page(document: pikepdf.Pdf) -> None:
            page = document.pages[0].obj
            document.Root.OpenAction = pikepdf.Array([page, pikepdf.Name.Fit])

        assert inspect_file("pcbc.pdf", samples.pdf(open_on_first_page)).extension == "pdf"

    def test_a_pdf_with_object_streams_is_allowed(self) -> None:
        content = samples.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert inspect_file("pcbc.pdf", content).extension == "pdf"

    def test_a_pdf_may_hold_a_document_that_would_be_accepted_itself(self) -> None:
        content = samples.pdf_holding("costs.xlsx", samples.excel())
        assert [inner.name for inner in inspect_file("pcbc.pdf", content).attachments] == [
            "costs.xlsx"
        ]

    def test_a_photograph_with_a_second_picture_behind_it_is_a_jpeg(self) -> None:
        frames = [Image.new("RGB", (20, 10), colour) for colour in ("teal", "navy")]
        content = samples.saved(
            lambda stream: frames[0].save(stream, "MPO", save_all=True, append_images=frames[1:])
        )
        assert inspect_file("photo.jpg", content).kind == "JPEG image"


def accepted_or_refused(name: str, content: bytes) -> Inspection | RefusedFile:
    try:
        return inspect_file(name, content)
    except RefusedFile as refusal:
        return refusal


# Pillow warns of damaged metadata that it then passes over.
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", HONEST)
def test_a_damaged_file_is_accepted_or_refused_and_never_an_error(name: str) -> None:
    chance = random.Random(name)
    for _ in range(15):
        content = bytearray(HONEST[name][0])
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        damaged = bytes(content[: chance.randint(1, len(content) * 2)])
        assert isinstance(accepted_or_refused(name, damaged), Inspection | RefusedFile)


def test_an_honest_workbook_of_some_size_is_accepted() -> None:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in range(20_000):
        sheet.append([row, "same words in every row", row * 2])
    stream = io.BytesIO()
    workbook.save(stream)
    assert inspect_file("costs.xlsx", stream.getvalue()).kind == "Excel workbook"
