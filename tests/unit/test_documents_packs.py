"""A pack holds what it says, the same each time, and nothing that must stay inside."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from casework.documents import facts
from casework.documents.examples import full_context
from casework.documents.manifest import get_manifest
from casework.documents.packs import PackPart, PackRefused, build_pack, pack_lines
from casework.documents.rendering import render


def part(name: str = "Letter & annex.docx", content: bytes = b"letter", **changes) -> PackPart:
    """A public document of a pack."""
    sound = PackPart(
        name=name,
        title="Letter",
        content=content,
        media_type="application/octet-stream",
        sha256=hashlib.sha256(content).hexdigest(),
        classification="public",
        version="2",
        date=date(2026, 11, 20),
    )
    return replace(sound, **changes)


def build(*parts: PackPart, **more):
    """The pack of these parts."""
    return build_pack(
        parts, cover=b"cover", index=b"index", title="Pack", case_reference="CASE-0001",
        case_version=7, issued_to="A council", **more,
    )  # fmt: skip


def names(pack) -> list[str]:
    return zipfile.ZipFile(BytesIO(pack.zip)).namelist()


def test_files_stand_in_order_with_numbered_names():
    assert names(build(part(), part("IIA.pdf", b"iia"))) == [
        "00-cover-letter.docx", "00-index.docx", "01-Letter-annex.docx", "02-IIA.pdf",
        "manifest.json", "SHA256SUMS",
    ]  # fmt: skip


def test_the_same_parts_give_the_same_bytes():
    assert build(part()).zip == build(part()).zip


def test_the_manifest_states_what_was_set_aside_and_why():
    entry = facts.SetAside(check="A letter is sent", on=date(2026, 5, 4), published_reason="Why.")
    pack = build(part(), set_aside=(entry,))
    (stated,) = pack.manifest["checks_set_aside"]
    assert (stated["check"], stated["on"], stated["published_reason"]) == (
        "A letter is sent", "4 May 2026", "Why.",
    )  # fmt: skip


def test_the_manifest_states_what_was_raised_and_its_answer():
    pack = build(part(), questions=(facts.Question(raised="Eight weeks.", answer="A strike."),))
    (stated,) = pack.manifest["questions_raised"]
    assert (stated["raised"], stated["answer"]) == ("Eight weeks.", "A strike.")


def test_the_list_of_hashes_matches_the_files():
    archive = zipfile.ZipFile(BytesIO(build(part()).zip))
    lines = archive.read("SHA256SUMS").decode().splitlines()
    stated = {name: value for value, name in (line.split("  ") for line in lines)}
    rest = [name for name in archive.namelist() if name != "SHA256SUMS"]
    assert stated == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in rest}


def test_the_manifest_in_the_zip_is_the_one_returned():
    pack = build(part())
    inside = zipfile.ZipFile(BytesIO(pack.zip)).read("manifest.json")
    assert json.loads(inside) == pack.manifest


def test_the_index_names_the_files_of_the_zip():
    parts = (part(), part("IIA.pdf", b"iia"))
    assert [line.file_name for line in pack_lines(parts)] == names(build(*parts))[2:4]


@pytest.mark.parametrize(
    "changes",
    [
        {"classification": "restricted"},
        {"classification": "legally_privileged"},
        {"classification": "unheard of"},
        {"sealed": True},
    ],
)
def test_what_must_stay_inside_is_refused(changes):
    with pytest.raises(PackRefused):
        build(part(), part(**changes))


def test_every_refused_part_is_named():
    with pytest.raises(PackRefused, match="“One” is restricted; “Two” is sealed evidence"):
        build(part(title="One", classification="restricted"), part(title="Two", sealed=True))


def test_a_file_that_is_not_the_recorded_one_is_refused():
    with pytest.raises(PackRefused, match="not the ones that were recorded"):
        build(part(sha256="0" * 64))


def test_an_empty_pack_is_refused():
    with pytest.raises(PackRefused, match="no documents"):
        build()


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\secret\\con.txt", "\x00", "né/…"])
def test_a_hostile_name_stays_inside_the_pack(name):
    inside = names(build(part(name)))[2]
    assert inside.startswith("01-") and not set(inside) & set("/\\:\x00")


def test_the_cover_letter_and_the_index_list_what_the_pack_holds():
    parts = (part(title="Letter to the council"), part("IIA.pdf", b"iia", title="Assessment"))
    contents = facts.PackContents(title="Pack", purpose="To consult", parts=pack_lines(parts))
    for document_id in ("PK1", "PK2"):
        context = replace(full_context(get_manifest(document_id)), pack=contents)
        document = Document(BytesIO(render(document_id, context, "approved").docx))
        cells = [cell.text for table in document.tables for cell in table._cells]
        assert {"Letter to the council", "Assessment"} <= set(cells)
