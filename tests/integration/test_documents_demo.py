"""The demonstration case tells one story: what was done on a day agrees with what is dated so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import create_engine

from casework.domain.dates import london_date
from casework.domain.viewer import SYSTEM
from casework.engine.judgement import judge_gate, judge_move
from casework.engine.results import State
from casework.services.demo.live_case import LEFT_OPEN, LIVE_CASE, open_live_case
from casework.services.demo.people import seed_people
from casework.services.demo.story import COUNCILS
from casework.services.evidence import read_stored
from casework.services.office import Office
from casework.services.reading import get_case
from casework.store.audit import read_chain
from casework.store.database import Database
from casework.store.parties import list_contacts
from casework.store.verification import chains
from tests.databases import Databases
from tests.integration.offices import office_with


@pytest.fixture(scope="module")
def demo(databases: Databases, pathways, tmp_path_factory) -> Iterator[Office]:
    """An office with the demonstration case; no test changes it."""
    with databases.migrated() as url:
        engine = create_engine(url)
        office = office_with(Database(engine), tmp_path_factory.mktemp("demo"))
        office = replace(office, pathways=pathways)
        seed_people(office)
        open_live_case(office)
        yield office
        engine.dispose()


@pytest.fixture(scope="module")
def view(demo: Office):
    return get_case(demo, SYSTEM, LIVE_CASE)


def bytes_of(demo: Office, view: Any, reference: str) -> bytes:
    return read_stored(demo, LIVE_CASE, view.facts.find(reference).payload).content


def text_of(content: bytes) -> str:
    body = Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(part.text or "" for part in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))
    )


def test_the_case_stands_before_the_decision_to_consult(view):
    assert view.facts.stage == "S5"


def test_four_things_wait_for_four_people(view):
    blockers = judge_move(view.definition, view.judged, "S5-S6").blockers
    assert sorted((b.criterion.ref, b.roles) for b in blockers) == [
        ("GT22.regard", ("PM",)), ("GT52.response", ("CMO",)), ("GT53.aligned", ("CFO",)),
        ("GT55.note", ("LEG",)),
    ]  # fmt: skip
    assert {b.criterion.ref for b in blockers} == set(LEFT_OPEN)


def test_no_sign_off_has_to_be_given_again(view):
    results = [
        r for gate in view.definition.gates
        for r in judge_gate(view.definition, gate, view.judged).results
    ]  # fmt: skip
    assert [r.criterion.ref for r in results if r.state == State.RECONFIRM] == []


def test_no_chain_runs_backwards(demo):
    with demo.database.reading() as connection:
        found = [[e.at for e in read_chain(connection, chain)] for chain in chains(connection)]
    assert all(earlier <= later for at in found for earlier, later in pairwise(at))


def test_each_stage_was_entered_on_a_day_of_its_own(view):
    days = [london_date(move.recorded_at) for move in view.facts.current("stage_move")]
    assert len(days) == 6 and all(earlier < later for earlier, later in pairwise(days))


def test_no_letter_was_recorded_before_it_was_sent(view):
    letters = view.facts.current("letter")
    assert [r.key for r in letters if r.payload.sent_on.latest > london_date(r.recorded_at)] == []


@pytest.mark.parametrize("council", COUNCILS)
def test_the_letter_to_a_council_is_dated_on_the_day_on_which_it_was_sent(view, council):
    sent = view.facts.find(f"letter/regulation-23-{council}").payload.sent_on
    assert london_date(view.facts.find(f"document/D05:{council}").recorded_at) == sent.latest


def test_the_letter_to_a_council_has_its_address(demo, view):
    letter = text_of(bytes_of(demo, view, "document/D05:east-northshire"))
    assert "1 Market Square" in letter.partition("Dear Chair")[0]


def test_a_pack_was_issued_on_the_day_of_its_letter(view):
    sent = view.facts.find("letter/regulation-23-east-northshire").payload.sent_on
    assert view.facts.find("pack/notification:east-northshire").payload.issued_on == sent


def test_a_pack_encloses_what_the_stages_before_it_yielded(demo, view):
    pack = bytes_of(demo, view, "pack/notification:east-northshire")
    names = zipfile.ZipFile(io.BytesIO(pack)).namelist()
    assert [name[3:] for name in names if name[:2] in ("01", "02", "03", "04")] == [
        "Consultation-of-the-health-scrutiny-authority.docx",
        "Request-for-a-joint-health-scrutiny-committee.docx", "Case-for-change.docx",
        "Integrated-impact-assessment.docx",
    ]  # fmt: skip


def test_both_clerks_have_a_pack_to_acknowledge(view):
    waiting = [d for d in view.facts.current("delivery") if d.payload.acknowledged_on is None]
    assert len(waiting) == len(COUNCILS)


def test_what_lacks_nothing_is_approved_and_what_has_gaps_is_a_draft(view):
    found = view.facts.current("document")
    assert [r.key for r in found if (r.payload.state == "approved") == bool(r.payload.gaps)] == []


def test_the_documents_of_the_stages_done_are_there(view):
    found = view.facts.current("document")
    approved = {r.payload.document for r in found if r.payload.state == "approved"}
    assert approved == {"D01", "D03", "D05", "D06", "D07", "D08"}


def test_somebody_without_an_account_can_be_sent_a_share(demo):
    with demo.database.reading() as connection:
        (contact,) = list_contacts(connection)
    assert contact.email.endswith(".example")
