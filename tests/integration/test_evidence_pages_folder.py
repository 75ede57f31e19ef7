"""A folder of files is put in by one button, with a result for each file and none lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.case_pages import Pages, fill_intake, open_live_case, running_pages
from tests.integration.entry_pages import (
    browser_of,
    docx_bytes,
    eml_bytes,
    evidence_of,
    pdf_bytes,
    status,
    upload,
    zip_bytes,
)
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role and bodies concerned."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def test_a_folder_is_put_in_file_by_file(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    packed = zip_bytes(papers__letter_DOT_pdf=pdf_bytes(), papers__plan_DOT_docx=docx_bytes(),
                       papers__view_DOT_eml=eml_bytes())  # fmt: skip
    manager.send(files=upload(packed, "folder.zip"), act="add")
    manager.send(act="put_in", **rows(manager, type="other", dated="about 2025"))
    assert manager.text.count("Put in ") >= 3
    assert len(evidence_of(pages)) == 3


def rows(visitor: Visitor, **values: str) -> dict[str, str]:
    """The same values for every row of the table."""
    tokens = [b["value"] for b in visitor.page.find_all("button", {"name": "remove"})]
    return {f"{name}-{token}": v for token in tokens for name, v in values.items()}


def test_the_table_says_how_a_date_is_written_and_for_what_it_is_needed(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    manager.send(files=upload(zip_bytes(plan_DOT_docx=docx_bytes()), "folder.zip"), act="add")
    assert "24 November 2026" in manager.text and "Needed for what is good" in manager.text


def test_refused_members_of_a_folder_are_listed_and_the_others_taken(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    packed = zip_bytes(inner_DOT_zip=zip_bytes(a=b"x"), letter_DOT_pdf=pdf_bytes(), nil_DOT_txt=b"")
    manager.send(files=upload(packed, "folder.zip"), act="add")
    assert "inner.zip" in manager.text
    assert "it has no content" in manager.text
    assert "letter.pdf" in manager.text


def test_a_fault_in_one_row_puts_nothing_in_and_keeps_every_row(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    packed = zip_bytes(a_DOT_pdf=pdf_bytes(), b_DOT_docx=docx_bytes())
    manager.send(files=upload(packed, "folder.zip"), act="add")
    values = rows(manager, type="other", author="The council")
    first = next(name for name in values if name.startswith("type-"))
    manager.send(act="put_in", **{**values, first: ""})
    assert status(manager) == 422
    assert evidence_of(pages) == []
    authors = manager.page.find_all("input", {"name": lambda n: n and n.startswith("author-")})
    assert [box["value"] for box in authors] == ["The council", "The council"]


def test_pressing_twice_puts_a_folder_in_once(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    packed = zip_bytes(a_DOT_pdf=pdf_bytes(), b_DOT_docx=docx_bytes())
    manager.send(files=upload(packed, "folder.zip"), act="add")
    form, values = manager.page, rows(manager, type="other")
    for _ in range(2):
        manager.page = form
        manager.send(act="put_in", **values)
    assert len(evidence_of(pages)) == 2


def test_a_zip_bomb_is_refused_as_a_whole(pages: Pages, manager: Visitor) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * (60 * 1024 * 1024))
    manager.open(f"{pages.url}/evidence/folder")
    manager.send(files=upload(buffer.getvalue(), "bomb.zip"), act="add")
    assert "were not taken" in manager.text


def test_files_beyond_the_first_rows_wait_their_turn(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/evidence/folder")
    many = {f"n{n}_DOT_txt": f"Paper {n}\n".encode() for n in range(30)}
    manager.send(files=upload(zip_bytes(**many), "folder.zip"), act="add")
    assert "5 more files wait." in manager.text
    manager.send(act="put_in", **rows(manager, type="other"))
    assert len(evidence_of(pages)) == 25
    assert len(rows(manager, type="other")) == 5
