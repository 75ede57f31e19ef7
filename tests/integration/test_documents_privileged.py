"""Nothing privileged, restricted or sealed reaches any document or pack, in any byte of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from casework.domain.facts import RecordVersion
from casework.services.case_documents.making import choices
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from casework.services.confirming import confirm_not_applicable
from casework.services.evidence import Submission, put_in_evidence, read_stored
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    defer_gate,
    set_aside,
)
from tests.integration.desk import Desk
from tests.integration.entry_pages import OLD_WORD
from tests.integration.hosc_case import COUNCIL, approve, fill_for_scrutiny, make

CANARY = "Kanarienvogel"
PUBLISHED = "Cogent reason that everybody may read"


@pytest.fixture
def desk_with_secrets(desk: Desk) -> Desk:
    """A case with the canary in every place that may not be printed."""
    fill_for_scrutiny(desk)
    for classification in ("restricted", "privileged"):
        desk.evidence(
            "stakeholder_map", by="LEG", title=f"{CANARY} title", classification=classification,
            author=f"{CANARY} author", description=f"{CANARY} words", address=f"{CANARY}.example",
            content=f"{CANARY} content".encode(), criteria=("GT02.form",), subjects=["icb"],
        )  # fmt: skip
    _put_in_sealed(desk)
    record = desk.view().facts.single("substantiality")
    assert record is not None
    add_privileged_note(
        desk.office, desk.viewer("LEG"), desk.reference, record.reference, f"{CANARY} advice"
    )
    return desk


def _put_in_sealed(desk: Desk) -> None:
    put_in_evidence(
        desk.office, desk.viewer("GOV"), desk.reference,
        Submission(
            {"title": f"{CANARY} sealed", "type": "stakeholder_map", "classification": "public"},
            file_name=f"{CANARY}.doc", content=OLD_WORD + f"{CANARY} bytes".encode(),
            sealed_reason=f"{CANARY} reason",
        ),
    )  # fmt: skip


def every_byte(content: bytes) -> bytes:
    """A file with everything packed inside it, at any depth, unpacked."""
    found = content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                found += name.encode() + every_byte(archive.read(name))
    return found


def bytes_of(desk: Desk, record: RecordVersion) -> bytes:
    return every_byte(read_stored(desk.office, desk.reference, record.payload).content)


def test_the_canary_is_on_the_record(desk_with_secrets: Desk) -> None:
    titles = [str(r.payload.title) for r in desk_with_secrets.view("LEG").facts.current("evidence")]
    assert [t for t in titles if CANARY in t] == titles and len(titles) == 3


def test_no_document_holds_a_trace_of_it(desk_with_secrets: Desk) -> None:
    desk = desk_with_secrets
    for choice in choices(desk.office, desk.view().definition, desk.view().facts):
        made = make(desk, choice.manifest.id, choice.subject)
        assert made is not None
        assert CANARY.encode() not in bytes_of(desk, made), made.key


def test_no_pack_holds_a_trace_of_it(desk_with_secrets: Desk) -> None:
    desk = desk_with_secrets
    approve(desk)
    pack = build_and_issue(
        desk.office, desk.reference, PackOrder(COUNCIL, "notification"), "pm",
        desk.office.clock.now(), "0" * 64,
    )  # fmt: skip
    assert pack is not None
    assert CANARY.encode() not in bytes_of(desk, pack)


def test_a_published_reason_is_printed_and_its_privileged_note_is_not(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    _set_aside_everything(desk)
    for choice in choices(desk.office, desk.view().definition, desk.view().facts):
        made = make(desk, choice.manifest.id, choice.subject)
        assert made is not None
        content = bytes_of(desk, made)
        assert content.count(PUBLISHED.encode()) >= 3, made.key
        assert CANARY.encode() not in content, made.key


def _set_aside_everything(desk: Desk) -> None:
    """A waiver, a deferral and a determination that a check does not apply."""
    note = f"{CANARY} advice"
    set_aside(
        desk.office, desk.viewer("SRO"), desk.reference,
        SetAside("GT73.review", "waiver", f"{PUBLISHED} 1", privileged_note=note),
    )  # fmt: skip
    defer_gate(
        desk.office, desk.viewer("GOV"), desk.reference, "GT31", f"{PUBLISHED} 2",
        privileged_note=note,
    )  # fmt: skip
    found = set_aside(
        desk.office, desk.viewer("DPO"), desk.reference,
        SetAside("GT23.screening", "not_applicable", f"{PUBLISHED} 3", privileged_note=note),
    )  # fmt: skip
    confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, found.key)
