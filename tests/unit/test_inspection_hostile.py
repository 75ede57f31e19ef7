"""Hostile files are refused, each with what is wrong and what to do instead."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from casework.documents.inspection import (
    DEFAULT_LIMITS,
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


def word_with_field(instruction: str) -> bytes:
    half = len(instruction) // 2
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'
        for text in (instruction[:half], instruction[half:])
    )
    return samples.word_with_body(f"<w:p>{runs}</w:p>")


def excel_with_link(mode: str) -> bytes:
    link = samples.relationships("externalLinkPath", "file:///C:/other.xlsx", mode)
    return samples.tampered(
        samples.excel(), {"xl/externalLinks/_rels/externalLink1.xml.rels": link}
    )


DDE_LINK = (
    b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

ACTIVE_OFFICE = {
    "a macro project": samples.tampered(samples.word(), {"word/vbaProject.bin": samples.OLE}),
    "a macro project by another name": samples.tampered(
        samples.word(), {"word/media/image9.bin": samples.OLE}
    ),
    "a macro project by its declared type": samples.word_with_type(
        "dat", "application/vnd.ms-office.vbaProject", {"word/quiet.dat": b"x"}
    ),
    "an ActiveX control": samples.tampered(
        samples.word(), {"word/activeX/activeX1.xml": b"<ocx/>"}
    ),
    "an OLE object": samples.tampered(
        samples.word(), {"word/embeddings/oleObject1.bin": samples.OLE}
    ),
    "a related OLE object": samples.word_with_relationship(
        "oleObject", "embeddings/x.dat", "Internal"
    ),
    "a program among the pictures": samples.tampered(
        samples.word(), {"word/media/image1.png": samples.PROGRAM}
    ),
    "a remote template": samples.word_with_relationship(
        "attachedTemplate", "https://example.org/t.dotm"
    ),
    "a remote picture": samples.word_with_relationship("image", "\\\\server\\share\\a.png"),
    "a remote object in odd capitals": samples.word_with_relationship(
        "frame", "https://example.org/", "EXTERNAL"
    ),
    "an imported web page": samples.word_with_relationship("aFChunk", "chunk.html", "Internal"),
    "a link that runs a script": samples.word_with_relationship("hyperlink", "javascript:x()"),
    "a DDE field split over runs": word_with_field(' DDEAUTO c:\\\\cmd.exe "/k calc" '),
    "XML entities": samples.tampered(samples.word(), {"word/extra.xml": ENTITIES}),
    "XML entities in the relationships": samples.tampered(
        samples.word(), {"word/_rels/x.xml.rels": ENTITIES}
    ),
}


class TestHostileOffice:
    @pytest.mark.parametrize("what", ACTIVE_OFFICE)
    def test_is_refused_as_active_content(self, what: str) -> None:
        assert refused("pcbc.docx", ACTIVE_OFFICE[what]).code == "active-content"

    def test_a_macro_enabled_document_renamed_is_refused(self) -> None:
        types = samples.word_part(samples.word(), "[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
        content = samples.tampered(samples.word(), {"[Content_Types].xml": types})
        assert refused("pcbc.docx", content).code == "active-content"

    def test_links_to_other_workbooks_are_refused_with_how_to_break_them(self) -> None:
        assert "Break Link" in refused("costs.xlsx", excel_with_link("External")).remedy

    def test_a_workbook_that_starts_a_program_by_dde_is_refused(self) -> None:
        content = samples.tampered(
            samples.excel(), {"xl/externalLinks/externalLink1.xml": DDE_LINK}
        )
        assert refused("costs.xlsx", content).code == "active-content"

    def test_an_embedded_document_is_held_to_the_same_rules(self) -> None:
        embedded = samples.tampered(samples.excel(), {"xl/vbaProject.bin": samples.OLE})
        content = samples.tampered(samples.word(), {"word/embeddings/sheet.xlsx": embedded})
        assert refused("pcbc.docx", content).code == "active-content"

    def test_a_workbook_named_as_word_is_refused(self) -> None:
        assert refused("pcbc.docx", samples.excel()).code == "type-mismatch"

    def test_a_plain_zip_named_as_word_is_refused(self) -> None:
        content = samples.zipped({"a.txt": b"text"})
        assert refused("pcbc.docx", content).code == "type-mismatch"

    def test_something_put_before_the_zip_is_refused(self) -> None:
        content = samples.zipped({"a.txt": b"text"}) + samples.word()
        assert refused("pcbc.docx", content).code == "type-mismatch"

    @pytest.mark.parametrize("path", ["../../outside.xml", "word/..\\..\\x.xml", "/etc/x", "C:/x"])
    def test_a_part_with_a_path_out_of_the_document_is_refused(self, path: str) -> None:
        content = samples.tampered(samples.word(), {path: b"<x/>"})
        assert refused("pcbc.docx", content).code == "unsafe-path"

    def test_a_truncated_document_is_refused_as_damaged(self) -> None:
        assert refused("pcbc.docx", samples.word()[:-200]).code == "corrupt"

    def test_a_document_with_a_flipped_byte_is_refused_as_damaged(self) -> None:
        content = bytearray(samples.word())
        content[len(content) // 2] ^= 0xFF
        assert refused("pcbc.docx", bytes(content)).code == "corrupt"

    def test_an_encrypted_entry_is_refused_as_locked(self) -> None:
        content = samples.flagged_as_encrypted(samples.word())
        assert refused("pcbc.docx", content).code == "password-protected"

    @pytest.mark.parametrize(
        ("stream", "code"),
        [
            ("EncryptedPackage", "password-protected"),
            ("__properties_version1.0", "msg"),
            ("WordDocument", "legacy-office"),
        ],
    )
    @pytest.mark.parametrize("name", ["pcbc.docx", "pcbc.doc", "pcbc.pdf"])
    def test_a_compound_file_is_refused_for_what_it_holds_whatever_its_name(
        self, name: str, stream: str, code: str
    ) -> None:
        assert refused(name, samples.compound_file(stream)).code == code


class TestZipBombs:
    def test_a_part_that_inflates_out_of_proportion_is_refused(self) -> None:
        bomb = samples.tampered(samples.word(), {"word/media/a.bin": bytes(40 * MEGABYTE)})
        assert refused("pcbc.docx", bomb).code == "unpacks-too-large"

    def test_a_document_that_unpacks_beyond_the_limit_is_refused(self) -> None:
        small = replace(DEFAULT_LIMITS, unpacked_bytes=10_000)
        assert refused("pcbc.docx", samples.word(), small).code == "unpacks-too-large"

    def test_a_document_of_too_many_parts_is_refused(self) -> None:
        few = replace(DEFAULT_LIMITS, zip_entries=5)
        assert refused("pcbc.docx", samples.word(), few).code == "unpacks-too-large"

    def test_a_part_that_understates_its_size_is_refused(self) -> None:
        size = 3 * MEGABYTE + 7
        bomb = samples.tampered(samples.word(), {"word/media/a.bin": bytes(size)})
        lying = samples.understating(bomb, size, 100)
        assert refused("pcbc.docx", lying).code in {"corrupt", "unpacks-too-large"}

    def test_attachments_share_one_allowance(self) -> None:
        unpacked = replace(DEFAULT_LIMITS, unpacked_bytes=samples.unpacked_size(samples.word()) * 2)
        three = [(f"{number}.docx", samples.word()) for number in range(3)]
        inspect_file("one.eml", samples.mail(three[0]), unpacked)
        assert refused("three.eml", samples.mail(*three), unpacked).code == "unpacks-too-large"


def with_script_in_names(document: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
    document.Root.Names = pikepdf.Dictionary(JavaScript=names)


def with_script_on_page(document: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.pages[0].obj.AA = pikepdf.Dictionary(O=script)


def with_annotation(subtype: str) -> bytes:
    def annotate(document: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(subtype),
            Rect=pikepdf.Array([0, 0, 10, 10]),
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(annotation)])

    return samples.pdf(annotate)


ACTIVE_PDF = {
    "a script by name": samples.pdf(with_script_in_names),
    "a script on a page": samples.pdf(with_script_on_page),
    "a script hidden in an object stream": samples.pdf(
        with_script_on_page, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "a script on opening": samples.pdf_with_open_action(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    ),
    "a program started on opening": samples.pdf_with_open_action(
        S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe")
    ),
    "a web page called on opening": samples.pdf_with_open_action(
        S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/")
    ),
    "rich media": with_annotation("/RichMedia"),
    "a film": with_annotation("/Movie"),
    "a dynamic form": samples.pdf_with_root("/AcroForm", XFA=pikepdf.String("<xdp/>")),
}


class TestHostilePdf:
    @pytest.mark.parametrize("what", ACTIVE_PDF)
    def test_is_refused_as_active_content(self, what: str) -> None:
        assert refused("pcbc.pdf", ACTIVE_PDF[what]).code == "active-content"

    def test_an_embedded_program_is_refused(self) -> None:
        content = samples.pdf_holding("tool.pdf", samples.PROGRAM)
        assert refused("pcbc.pdf", content).code == "executable"

    def test_an_embedded_script_is_refused_and_named(self) -> None:
        content = samples.pdf_holding("run.js", b"alert(1)")
        assert "run.js" in refused("pcbc.pdf", content).message

    @pytest.mark.parametrize("password", ["secret", ""])
    def test_an_encrypted_pdf_is_refused_as_locked(self, password: str) -> None:
        content = samples.pdf(encryption=pikepdf.Encryption(owner="owner", user=password))
        assert refused("pcbc.pdf", content).code == "password-protected"

    def test_a_pdf_cut_off_after_its_header_is_damaged(self) -> None:
        assert refused("pcbc.pdf", b"%PDF-1.7\nnothing more").code == "corrupt"

    def test_bytes_before_the_header_are_refused(self) -> None:
        assert refused("pcbc.pdf", b"junk\n" + samples.pdf()).code == "type-mismatch"

    def test_an_object_stream_that_inflates_out_of_proportion_is_refused(self) -> None:
        assert refused("pcbc.pdf", samples.object_stream_bomb()).code == "unpacks-too-large"

    def test_an_object_stream_packed_twice_is_refused(self) -> None:
        assert refused("pcbc.pdf", samples.object_stream_bomb(2)).code == "unpacks-too-large"

    def test_a_pdf_of_too_many_parts_is_refused(self) -> None:
        few = replace(DEFAULT_LIMITS, pdf_objects=3)
        assert refused("pcbc.pdf", samples.pdf(), few).code == "unpacks-too-large"


class TestHostileImages:
    def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(self) -> None:
        small = replace(DEFAULT_LIMITS, image_pixels=100)
        assert refused("map.png", samples.picture("PNG"), small).code == "unpacks-too-large"

    def test_an_image_far_beyond_any_limit_is_refused(self) -> None:
        content = samples.saved(lambda stream: Image.new("1", (12_000, 12_000)).save(stream, "PNG"))
        assert refused("map.png", content).code == "unpacks-too-large"

    def test_too_many_frames_are_refused(self) -> None:
        frames = [Image.new("RGB", (4, 4), (60 * number, 0, 0)) for number in range(4)]
        content = samples.saved(
            lambda stream: frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
        )
        few = replace(DEFAULT_LIMITS, image_frames=3)
        assert refused("map.gif", content, few).code == "unpacks-too-large"

    def test_a_truncated_image_is_refused_as_damaged(self) -> None:
        content = samples.picture("JPEG", (400, 400))
        assert refused("map.jpg", content[: len(content) // 2]).code == "corrupt"

    def test_an_image_named_as_another_image_is_refused(self) -> None:
        assert refused("map.png", samples.picture("JPEG")).code == "type-mismatch"

    def test_a_picture_with_a_zip_behind_it_is_refused(self) -> None:
        content = samples.picture("GIF") + samples.zipped({"a.class": b"x"})
        assert refused("map.gif", content).code == "type-mismatch"


class TestHostileText:
    @pytest.mark.parametrize(
        "content",
        [b"text\x00more", b"bell\x07", "null\0".encode("utf-16"), b"\xff\xfe\x00", b"\x81\x8d"],
    )
    def test_bytes_that_are_no_text_are_refused(self, content: bytes) -> None:
        assert refused("note.txt", content).code == "type-mismatch"

    @pytest.mark.parametrize(
        "content",
        [
            b"<!DOCTYPE html><p>hello",
            b"\xef\xbb\xbf \n<!-- a --><html>",
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "<script>alert(1)</script>".encode("utf-16"),
            b"<?php system(1);",
        ],
    )
    @pytest.mark.parametrize("name", ["note.txt", "page.html", "drawing.svg", "table.csv"])
    def test_markup_is_refused_as_active_content(self, name: str, content: bytes) -> None:
        assert refused(name, content).code == "active-content"

    def test_many_comments_before_markup_are_read_in_good_time(self) -> None:
        assert inspect_file("note.txt", b"<!---->" * 500 + b"<").extension == "txt"

    def test_rich_text_named_as_text_is_refused(self) -> None:
        assert refused("note.txt", b"{\\rtf1 hello}").code == "legacy-office"

    def test_a_cell_that_starts_a_program_is_refused(self) -> None:
        assert refused("table.csv", b"a,=cmd|'/c calc'!A0\r\n").code == "active-content"

    def test_a_cell_of_endless_length_is_refused(self) -> None:
        assert refused("table.csv", b'"' + b"a" * 200_000 + b'"').code == "corrupt"


class TestOtherRefusals:
    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("tool.exe", samples.PROGRAM, "executable"),
            ("pcbc.pdf", samples.PROGRAM, "executable"),
            ("note.txt", b"#!/bin/sh\nls\n", "executable"),
            ("run.js", b"alert(1)", "executable"),
            ("files.zip", samples.zipped({"a.txt": b"x"}), "archive"),
            ("files.pdf", b"7z\xbc\xaf\x27\x1c" + bytes(20), "archive"),
            ("pcbc.docm", samples.word(), "active-content"),
            ("pcbc.doc", b"plain text", "legacy-office"),
            ("letter.msg", b"plain text", "msg"),
            ("plan.xyz", b"plain text", "unknown-type"),
            ("plan", b"plain text", "unknown-type"),
            ("pcbc.pdf", b"plain text", "type-mismatch"),
            ("pcbc.pdf", b"", "empty"),
        ],
    )
    def test_is_refused_by_its_own_code(self, name: str, content: bytes, code: str) -> None:
        assert refused(name, content).code == code

    def test_a_file_over_the_limit_is_refused_with_both_sizes(self) -> None:
        small = replace(DEFAULT_LIMITS, file_bytes=1024)
        refusal = refused("note.txt", b"a" * 4096, small)
        assert (refusal.code, "4 KB" in refusal.message, "1 KB" in refusal.message) == (
            "too-large",
            True,
            True,
        )

    def test_a_file_of_exactly_the_limit_is_accepted(self) -> None:
        exact = replace(DEFAULT_LIMITS, file_bytes=1024)
        assert inspect_file("note.txt", b"a" * 1024, exact).size == 1024

    @pytest.mark.parametrize(
        ("name", "content", "sealable"),
        [
            ("a.doc", samples.compound_file("WordDocument"), True),
            ("a.msg", samples.compound_file("__properties_version1.0"), True),
            ("a.docx", samples.compound_file("EncryptedPackage"), True),
            ("a.html", b"<html>", True),
            ("a.exe", samples.PROGRAM, False),
            ("a.zip", samples.zipped({"a.txt": b"x"}), False),
            ("a.txt", b"", False),
        ],
    )
    def test_only_what_governance_may_keep_unopened_may_be_sealed(
        self, name: str, content: bytes, sealable: bool
    ) -> None:
        assert refused(name, content).may_be_sealed is sealable

    def test_every_refusal_names_the_file_and_a_remedy(self) -> None:
        refusal = refused("../secret/pcbc.doc", samples.compound_file("WordDocument"))
        assert refusal.message.startswith("“pcbc.doc” cannot be kept") and refusal.remedy

    def test_a_name_that_reads_backwards_is_judged_by_its_real_extension(self) -> None:
        assert refused("report\u202efdp.exe", samples.pdf()).code == "executable"
