"""The page of highlights and its Word file carry the same facts, in words and never by codes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from casework.services.case_documents.making import make_document
from casework.services.evidence import read_stored
from casework.services.highlights import record_highlight_report
from casework.services.holds import start_hold
from tests.could_not_run import could_not_run
from tests.integration.case_pages import (
    GOV,
    PM,
    Pages,
    on,
    open_live_case,
    record,
    running_pages,
    settle_regime,
)
from tests.integration.entry_pages import browser_of

COUNTED = re.compile(r"And \d+ [\w ]+ more, [\w ]+\.")
CODES = re.compile(r"\b[A-Z]+_[A-Z_]+\b|\b(?:letter|delivery|hold|meeting)/[\w-]+")


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case called in, with a letter that was delivered, a risk, a meeting and words to readers.
    """
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S9")
    settle_regime(found)
    record(found, "letter", key="notice", purpose="other", direction="sent",
           organisation="east-council", sent_on="2026-05-02")  # fmt: skip
    record(found, "delivery", key="d", letter="letter/notice", channel="post",
           delivered_on="2026-05-04")  # fmt: skip
    record(found, "risk", risk="Nobody answers", rating="High", owner="Programme manager")
    record(found, "meeting", organisation="east-council", purpose="scrutiny",
           held_on="2035-06-01")  # fmt: skip
    start_hold(found.office, GOV, found.reference, "CALLED_IN", on("2026-05-01"), key="h")
    record_highlight_report(found.office, PM, found.reference, "Please free a room.")
    yield found
    found.office.database.engine.dispose()


def page_text(pages: Pages) -> str:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/highlights")
    return _plain(manager.text)


def file_of(pages: Pages) -> bytes:
    """The Word file as the worker makes it."""
    made = make_document(
        pages.office, pages.reference, "HR1", "", PM.person, pages.office.clock.now()
    )
    assert made is not None
    return read_stored(pages.office, pages.reference, made.payload).content


def file_lines(pages: Pages) -> list[str]:
    """Everything that the Word file prints above what it says of itself, cell by cell."""
    body = Document(io.BytesIO(file_of(pages))).element.body
    texts = ["".join(t.text or "" for t in p.iter(_W + "t")) for p in body.iter(_W + "p")]
    about = texts.index("About this document")
    return [_plain(text) for text in texts[:about] if text.strip()]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _plain(text: str) -> str:
    return " ".join(text.split())


HEADINGS = {
    "Where the case stands.", "Item", "As recorded", "Check", "Why it is not met", "Whose move",
    "Day", "Kind", "What it is", "Recorded on", "Senior responsible owner", "Holds",
    "What blocks the next step, what has the greatest force first",
}  # fmt: skip
"""What the file puts over its facts, where the page has other words."""


def facts_of_the_file(pages: Pages) -> list[str]:
    """Its facts, a cell or paragraph each."""
    lines = [line for line in file_lines(pages) if not line.startswith("Draft, not approved")]
    return [line.rstrip(".") for line in lines if line not in HEADINGS]


def test_each_fact_of_the_file_stands_on_the_page(pages: Pages) -> None:
    shown = page_text(pages)
    assert [fact for fact in facts_of_the_file(pages) if fact not in shown] == []


def test_the_file_names_the_hold_the_words_and_the_delivery(pages: Pages) -> None:
    told = " ".join(file_lines(pages))
    for fact in ("Hold: Called in by the Secretary of State, since 1 May 2026", "High",
                 "Please free a room.", "Delivery: Letter, other, East Council"):  # fmt: skip
        assert fact in told, fact


def test_what_the_page_counts_the_file_counts(pages: Pages) -> None:
    counted, lines = re.findall(COUNTED, page_text(pages)), file_lines(pages)
    assert counted and [each for each in counted if each not in lines] == []


def test_neither_prints_a_code(pages: Pages) -> None:
    printed = [*file_lines(pages), page_text(pages).partition("The same as a Word document")[0]]
    assert [found for text in printed for found in CODES.findall(text)] == []


def test_the_file_is_one_page(pages: Pages, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        could_not_run("LibreOffice is not installed: it counts the pages of the file.")
    for number in range(8):
        record(pages, "risk", key=f"r{number}", risk=f"Risk {number} of many words. " * 20,
               rating="High", owner="Programme manager")  # fmt: skip
    made = tmp_path / "report.docx"
    made.write_bytes(file_of(pages))
    home = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(made)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        assert len(pdf.pages) == 1
