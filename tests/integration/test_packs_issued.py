"""Packs: what goes in, to whom it goes, and that it goes once."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.jobs.worker import run_due
from casework.services.case_documents.orders import open_orders
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import (
    build_and_issue,
    download_pack,
    order_packs,
)
from casework.services.case_people import give_role
from casework.services.evidence import read_stored
from casework.services.recording import withdraw_record
from casework.services.requests import ask
from casework.services.verb import AlreadyDone
from casework.store.jobs import failed_jobs
from tests.integration.desk import Desk
from tests.integration.hosc_case import COUNCIL, COUNCILS, approve, fill_for_scrutiny

ONCE = "0" * 64


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A case with an approved letter to each council."""
    fill_for_scrutiny(desk)
    for council in COUNCILS:
        approve(desk, subject=council)
    return desk


def order(desk: Desk, *councils: str, by: str = "PM", once: str = "", **more: Any) -> None:
    orders = [PackOrder(c, "notification", **more) for c in councils or (COUNCIL,)]
    order_packs(desk.office, desk.viewer(by), desk.reference, orders, once=once)


def issue(desk: Desk, once: str = ONCE, **more: Any) -> RecordVersion | None:
    return build_and_issue(
        desk.office, desk.reference, PackOrder(COUNCIL, "notification", **more), "pm",
        desk.office.clock.now(), once,
    )  # fmt: skip


def packs(desk: Desk) -> list[RecordVersion]:
    return desk.view().facts.current("pack")


def files_in(desk: Desk, pack: RecordVersion) -> dict[str, bytes]:
    content = read_stored(desk.office, desk.reference, pack.payload).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letters_sent(desk: Desk) -> list[Path]:
    mailer: Any = desk.office.mailer
    return sorted(mailer.root.glob("*.eml"))


def why_given_up(desk: Desk) -> str:
    with desk.office.database.reading() as connection:
        (job,) = failed_jobs(connection)
    return str(job.last_error)


def test_a_pack_holds_cover_index_letter_and_hashes(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    assert sorted(files_in(ready, pack)) == [
        "00-cover-letter.docx", "00-index.docx",
        "01-Consultation-of-the-health-scrutiny-authority.docx", "SHA256SUMS", "manifest.json",
    ]  # fmt: skip


def test_the_manifest_gives_the_hash_of_every_file(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    files = files_in(ready, pack)
    listed = {f["name"]: f["sha256"] for f in json.loads(files["manifest.json"])["files"]}
    assert listed == {name: hashlib.sha256(files[name]).hexdigest() for name in listed}


def test_the_cover_letter_of_an_issued_pack_is_no_draft(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    with zipfile.ZipFile(io.BytesIO(files_in(ready, pack)["00-cover-letter.docx"])) as archive:
        words = archive.read("word/document.xml").decode()
    assert "not approved for issue" not in words


def test_each_council_gets_a_pack_of_its_own(ready: Desk) -> None:
    order(ready, *COUNCILS)
    run_due(ready.office)
    assert [p.payload.organisation for p in packs(ready)] == list(COUNCILS)


def test_issuing_shares_the_pack_with_the_council(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    shares = ready.view().facts.current("share")
    assert [(s.payload.organisation, s.payload.shared) for s in shares] == [(COUNCIL, pack.pin)]


def test_issuing_records_the_letter_as_sent(ready: Desk) -> None:
    issue(ready)
    (letter,) = ready.view().facts.about("letter", COUNCIL)
    assert letter.payload.sent_on.text == ready.office.clock.today().isoformat()


def test_issuing_records_how_the_letter_was_delivered(ready: Desk) -> None:
    issue(ready)
    (delivery,) = ready.view().facts.current("delivery")
    (letter,) = ready.view().facts.about("letter", COUNCIL)
    assert (delivery.payload.letter, delivery.payload.channel) == (letter.reference, "here")


def test_issuing_lets_the_check_of_the_letter_be_signed(ready: Desk) -> None:
    issue(ready)
    ready.sign("GT31.letter", "AO", subject=COUNCIL)
    assert ready.result("GT31.letter", COUNCIL).state == "met"


def test_the_clerk_is_told_by_mail_once(ready: Desk) -> None:
    give_role(ready.office, ready.viewer("GOV"), ready.reference, "east-clerk", "HC")
    issue(ready)
    run_due(ready.office)
    run_due(ready.office)
    (letter,) = letters_sent(ready)
    assert "To: east-clerk@example.nhs.uk" in letter.read_text()


def test_the_clerk_of_another_council_is_not_told(ready: Desk) -> None:
    give_role(ready.office, ready.viewer("GOV"), ready.reference, "west-clerk", "HC")
    issue(ready)
    run_due(ready.office)
    assert letters_sent(ready) == []


def test_one_order_issues_once_however_often_it_is_run(ready: Desk) -> None:
    assert issue(ready) is not None
    assert issue(ready) is None
    assert [p.version for p in packs(ready)] == [1]


def test_another_order_issues_again(ready: Desk) -> None:
    issue(ready)
    issue(ready, once="1" * 64)
    assert [p.version for p in packs(ready)] == [2]


def test_pressing_twice_orders_once(ready: Desk) -> None:
    order(ready, once="pressed")
    with pytest.raises(AlreadyDone):
        order(ready, once="pressed")


def test_a_pack_without_an_approved_letter_is_refused(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    with pytest.raises(Invalid, match="D05"):
        order(desk)


def test_a_pack_without_both_dates_is_refused(ready: Desk) -> None:
    (letter,) = ready.view().facts.about("letter", COUNCIL)
    withdraw_record(
        ready.office, ready.viewer("PM"), ready.reference, letter.reference, 1, "Wrong."
    )
    with pytest.raises(Invalid, match="date for comments"):
        order(ready)


def test_one_pack_that_is_refused_holds_back_all(ready: Desk) -> None:
    with pytest.raises(Invalid):
        order(ready, COUNCIL, "healthwatch")
    run_due(ready.office)
    assert packs(ready) == []


def test_the_legal_adviser_issues_no_pack(ready: Desk) -> None:
    with pytest.raises(NotPermitted):
        order(ready, by="LEG")


def test_public_evidence_goes_in(ready: Desk) -> None:
    map_ = ready.evidence("stakeholder_map", title="Who uses the units")
    pack = issue(ready, evidence=(map_.pin,))
    assert pack is not None
    assert "02-stakeholder-map.txt" in files_in(ready, pack)


@pytest.mark.parametrize("classification", ["restricted", "privileged"])
def test_evidence_that_is_not_public_is_refused(ready: Desk, classification: str) -> None:
    kept = ready.evidence("stakeholder_map", by="LEG", classification=classification)
    with pytest.raises(Invalid, match="not"):
        order(ready, evidence=(kept.pin,))


def test_evidence_replaced_since_the_order_gives_the_pack_up_with_the_reason(ready: Desk) -> None:
    map_ = ready.evidence("stakeholder_map")
    order(ready, evidence=(map_.pin,))
    withdraw_record(
        ready.office, ready.viewer("PM"), ready.reference, map_.reference, 1, "Wrong file."
    )
    run_due(ready.office)
    assert "choose again" in why_given_up(ready)


def test_a_pack_that_was_given_up_is_shown_until_one_is_issued(ready: Desk) -> None:
    map_ = ready.evidence("stakeholder_map")
    order(ready, evidence=(map_.pin,))
    withdraw_record(
        ready.office, ready.viewer("PM"), ready.reference, map_.reference, 1, "Wrong file."
    )
    run_due(ready.office)
    with ready.office.database.reading() as connection:
        orders = open_orders(connection, ready.view().judged)
    assert orders[f"pack/notification:{COUNCIL}"].failed


def test_a_changed_document_is_not_issued_under_an_old_pin(ready: Desk) -> None:
    before = ready.view().facts.find(f"document/D05:{COUNCIL}")
    pack = issue(ready)
    assert before is not None and pack is not None
    assert pack.payload.contents == (before.pin,)


def test_people_of_the_case_download_a_pack_as_it_was_issued(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    found = download_pack(
        ready.office, ready.viewer("PM"), ready.reference, pack.key, pack.version
    )
    assert found.sha256 == pack.payload.sha256


def test_a_stranger_downloads_no_pack(ready: Desk) -> None:
    pack = issue(ready)
    assert pack is not None
    with pytest.raises(NotFound):
        download_pack(ready.office, ready.viewer("stranger"), ready.reference, pack.key, 1)


def test_a_request_is_announced_to_the_person_asked(desk: Desk) -> None:
    due = desk.office.clock.today() + timedelta(days=5)
    ask(desk.office, desk.viewer("PM"), desk.reference, "cfo", "The costs, please.", due)
    run_due(desk.office)
    (letter,) = letters_sent(desk)
    assert "To: cfo@example.nhs.uk" in letter.read_text()


def test_a_notice_holds_nothing_of_what_was_asked(desk: Desk) -> None:
    due = desk.office.clock.today() + timedelta(days=5)
    ask(desk.office, desk.viewer("PM"), desk.reference, "cfo", "The secret costs.", due)
    run_due(desk.office)
    (letter,) = letters_sent(desk)
    assert "secret" not in letter.read_text()
