"""What became privileged in its own case is denied here at once, and recorded here by the job."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks.measuring import counted
from casework.domain import after_withdrawal
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.feeds import may_leave
from casework.domain.permissions import recording
from casework.domain.records import get_kind
from casework.domain.sharing import why_not_shared
from casework.domain.viewer import SYSTEM
from casework.engine.freshness import Age, ages_of_papers
from casework.jobs.worker import run_due
from casework.services import feeds
from casework.services.audit import verify_chain
from casework.services.borrowing import Borrowing, papers_of, use_paper
from casework.services.case_documents.context import read_for_printing
from casework.services.case_documents.pack_checks import may_go_out
from casework.services.casefiles.export import export_case
from casework.services.evidence import Submission, download_evidence, put_in_evidence
from casework.services.office import Office
from casework.services.outside_reading import get_outside_case
from casework.services.reading import get_history
from casework.services.record_reading import get_record
from casework.services.recording import withdraw_record
from casework.services.relating import relate_cases
from casework.services.sharing import read_sharing, share, shared_item
from casework.store.accounts import insert_account
from casework.store.models.audit import AuditEntryRow
from casework.store.transaction import system_transaction
from tests.integration.desk import Desk, open_desk
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.privilege_elsewhere import (
    CONTENT,
    COPY,
    REFERENCE,
    TITLE,
    TYPE,
    Followed,
    begun_again,
    followed,
    withdraw_case,
    withdrawn_case,
)


@pytest.fixture(params=[REFERENCE, COPY])
def case(office: Office, request: pytest.FixtureRequest) -> Followed:
    """A paper that comes from another case in either way, privileged there; no job has run."""
    found = followed(office, request.param)
    found.make_privileged()
    return found


@pytest.fixture
def copied(office: Office) -> Followed:
    """A copy whose original nobody has classified anew yet."""
    return followed(office, COPY)


def seen(case: Followed, by: str, **more: Any) -> bool:
    """Whether a role sees the paper among the records of the case."""
    return case.here.view(by, **more).facts.find(case.paper.reference) is not None


def test_no_list_of_the_case_has_it(case: Followed) -> None:
    assert not seen(case, "ENG")


def test_it_is_not_shown_as_on_a_past_date(case: Followed) -> None:
    assert not seen(case, "ENG", as_of=case.here.office.clock.today())


def test_the_adviser_sees_it_now_and_on_a_past_date(case: Followed) -> None:
    assert seen(case, "LEG") and seen(case, "LEG", as_of=case.here.office.clock.today())


def test_it_has_no_page(case: Followed) -> None:
    with pytest.raises(NotFound):
        get_record(case.here.office, case.here.viewer("ENG"), case.here.reference, "evidence",
                   case.paper.key)  # fmt: skip


def test_it_has_no_history(case: Followed) -> None:
    with pytest.raises(NotFound):
        get_history(case.here.office, case.here.viewer("ENG"), case.here.reference, "evidence",
                    case.paper.key)  # fmt: skip


def test_it_is_not_downloaded(case: Followed) -> None:
    with pytest.raises(NotFound):
        download_evidence(case.here.office, case.here.viewer("ENG"), case.here.reference,
                          case.paper.key, 1)  # fmt: skip


def test_the_adviser_downloads_it(case: Followed) -> None:
    found = download_evidence(case.here.office, case.here.viewer("LEG"), case.here.reference,
                              case.paper.key, 1)  # fmt: skip
    assert found.content == CONTENT


def test_it_goes_into_no_pack(case: Followed) -> None:
    assert not may_go_out(case.here.view("LEG").judged, case.paper)


def test_a_pack_that_holds_it_is_shown_outside_no_more(case: Followed) -> None:
    issued = get_kind("pack").payload(
        organisation="east-council", purpose="notification", sha256="0" * 64,
        contents=(case.paper.pin,),
    )  # fmt: skip
    pack = replace(case.paper, kind="pack", key="p", payload=issued)
    assert "privileged" in why_not_shared(case.here.view().judged, pack)


def test_it_is_printed_in_no_document(case: Followed) -> None:
    view = read_for_printing(case.here.office, case.here.reference)
    assert view.facts.find(case.paper.reference) is None


def test_its_text_and_file_are_in_no_export(case: Followed, tmp_path: Path) -> None:
    exported = export_case(case.here.office, case.here.viewer("GOV"), case.here.reference,
                           tmp_path / "export")  # fmt: skip
    said = exported.path.read_text(encoding="utf-8")
    assert (exported.files, TITLE in said) == ((), False)


def test_no_calendar_has_a_date_of_it(case: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(feeds, "events_of_case", lambda facts, *a, **k: [
        shown.append(may_leave(facts, r)) for r in facts.records
        if facts.reference == case.here.reference and r.reference == case.paper.reference
    ] and [])  # fmt: skip
    with system_transaction(case.here.office.database, SYSTEM, case.here.office.clock.now()) as tx:
        insert_account(tx.connection, {"person": "pm", "email": "pm@example.nhs.uk",
                       "system_roles": "", "state": "active", "created_at": tx.now})  # fmt: skip
        tx.record_audit("accounts_made", {})
    token = feeds.renew_feed(case.here.office, case.here.viewer("PM"))
    feeds.read_feed(case.here.office, token, "203.0.113.9")
    assert shown == [False]


def test_the_page_of_shares_does_not_name_it(case: Followed) -> None:
    found = read_sharing(case.here.office, case.here.viewer("ENG"), case.here.reference)
    assert TITLE not in found.titles.values()


def test_it_is_not_lent_to_who_may_not_read_it(case: Followed) -> None:
    other = open_desk(case.here.office)
    relate_cases(other.office, other.viewer("PM"), other.reference, case.here.reference, "A site.")
    offered = papers_of(other.office, other.viewer("PM"), case.here.reference,
                        other.view().definition)  # fmt: skip
    assert offered == ()


def test_a_case_that_is_begun_again_does_not_take_it_along(case: Followed) -> None:
    view = case.here.view("LEG")
    (age,) = ages_of_papers(view.definition, view.judged)
    assert age.age is Age.NOT_CARRIED


def test_a_copy_that_was_shared_is_shown_outside_no_more(copied: Followed) -> None:
    here = copied.here
    here.record("affected_authority", organisation="east-council", standing="scrutiny")
    share(here.office, here.viewer("GOV"), here.reference, copied.paper.pin, "east-council")
    clerk = here.viewer("east-clerk")
    before = len(get_outside_case(here.office, clerk, here.reference).items)
    copied.make_privileged()
    with pytest.raises(NotFound):
        shared_item(here.office, clerk, here.reference, copied.paper.pin)
    assert (before, get_outside_case(here.office, clerk, here.reference).items) == (1, ())


def test_a_copy_is_shared_no_more(copied: Followed) -> None:
    copied.make_privileged()
    with pytest.raises(NotPermitted, match="privileged"):
        share(copied.here.office, copied.here.viewer("GOV"), copied.here.reference,
              copied.paper.pin, "east-council")  # fmt: skip


def test_the_job_makes_the_record_here_privileged(case: Followed) -> None:
    run_due(case.here.office)
    record = case.here.view("LEG").facts.find(case.paper.reference)
    assert record is not None
    assert (record.version, record.payload.classification) == (2, "privileged")


def test_it_is_noted_once(case: Followed) -> None:
    run_due(case.here.office)
    run_due(case.here.office)
    record = case.here.view("LEG").facts.find(case.paper.reference)
    assert record is not None and record.version == 2


def entry_of(desk: Desk) -> dict[str, Any]:
    with desk.office.database.reading() as connection:
        statement = select(AuditEntryRow.body).where(
            AuditEntryRow.chain == desk.reference,
            AuditEntryRow.kind == "paper_of_another_case_changed",
        )
        (body,) = connection.execute(statement).scalars()
    found: dict[str, Any] = json.loads(body)
    return found


def test_the_trail_here_says_from_where_and_who_is_told(case: Followed) -> None:
    run_due(case.here.office)
    body = entry_of(case.here)
    assert (body["other"], body["classification"], body["told"]) == (
        case.there.reference, "privileged", ["gov", "leg", "pm"]
    )
    assert verify_chain(case.here.office.database, case.here.reference).intact


def test_those_who_keep_case_and_advice_are_told_by_mail_without_its_title(
    case: Followed,
) -> None:
    run_due(case.here.office)
    mailer: Any = case.here.office.mailer
    letters = [p.read_text(encoding="utf-8") for p in sorted(mailer.root.glob("*.eml"))]
    told = [each for each in letters if "legally privileged now" in each]
    assert len(told) == 3
    assert not any(TITLE in each for each in told)


def test_what_rests_on_a_copy_asks_to_be_confirmed_again(copied: Followed) -> None:
    copied.here.sign("GT20.regard", "EDI")
    copied.make_privileged()
    run_due(copied.here.office)
    assert copied.here.result("GT20.regard").state.name == "RECONFIRM"


def test_withdrawn_after_it_became_privileged_its_copy_stays_so(
    copied: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a case that was withdrawn before the records of such cases were locked."""
    version = copied.make_privileged()
    monkeypatch.setattr(after_withdrawal, "is_kind_left", lambda *asked: True)
    monkeypatch.setattr(recording, "is_kind_left", lambda *asked: True)
    monkeypatch.setattr(after_withdrawal, "is_locked", lambda facts: False)
    monkeypatch.setattr("casework.services.recording.is_locked", lambda facts: False)
    withdraw_record(copied.there.office, copied.there.viewer("PM"), copied.there.reference,
                    copied.original_reference, version.version, "An error.")  # fmt: skip
    assert not seen(copied, "ENG")


@pytest.mark.parametrize("changed", [
    {"type": "travel_analysis"}, {"dated": "2020-01-01"}, {"title": "Another paper"},
    {"description": "It shows more"},
])  # fmt: skip
def test_of_a_paper_of_a_withdrawn_case_nothing_else_is_changed(
    office: Office, changed: dict[str, str]
) -> None:
    there, paper = withdrawn_case(office)
    values = {"title": TITLE, "type": TYPE, "classification": "privileged",
              "dated": str(office.clock.today()), **changed}  # fmt: skip
    with pytest.raises(Conflict, match="is withdrawn, and its record is locked"):
        put_in_evidence(
            office, there.viewer("LEG"), there.reference,
            Submission(values, file_name="a.txt", content=CONTENT, key=paper.key, version=1),
        )  # fmt: skip


def test_made_public_again_before_the_job_ran_it_is_read_again(copied: Followed) -> None:
    copied.make_privileged()
    copied.make_privileged("public")
    run_due(copied.here.office)
    assert seen(copied, "ENG")


def test_another_paper_under_the_same_key_is_none_of_it(copied: Followed) -> None:
    here = copied.here
    put_in_evidence(
        here.office, here.viewer("PM"), here.reference,
        Submission({"title": "Anew", "type": TYPE, "classification": "public"},
                   file_name="anew.txt", content=b"anew\n", key=copied.paper.key, version=1),
    )  # fmt: skip
    copied.make_privileged()
    run_due(here.office)
    record = here.view("ENG").facts.find(copied.paper.reference)
    assert record is not None and str(record.payload.title) == "Anew"
    with pytest.raises(NotFound):
        download_evidence(here.office, here.viewer("ENG"), here.reference, copied.paper.key, 1)


def test_a_pack_with_the_copy_is_denied_although_another_paper_took_its_place(
    copied: Followed,
) -> None:
    here = copied.here
    issued = get_kind("pack").payload(
        organisation="east-council", purpose="notification", sha256="0" * 64,
        contents=(copied.paper.pin,),
    )  # fmt: skip
    pack = replace(copied.paper, kind="pack", key="p", payload=issued)
    put_in_evidence(
        here.office, here.viewer("PM"), here.reference,
        Submission({"title": "Anew", "type": TYPE, "classification": "public"},
                   file_name="anew.txt", content=b"anew\n", key=copied.paper.key, version=1),
    )  # fmt: skip
    copied.make_privileged()
    assert "privileged" in why_not_shared(here.view().judged, pack)


def test_a_paper_published_at_an_address_is_followed_too(office: Office) -> None:
    there = open_desk(office, stage="S1")
    values = {"title": TITLE, "type": TYPE, "classification": "public",
              "address": "northshire.example/advice",
              "dated": str(office.clock.today())}  # fmt: skip
    paper = put_in_evidence(office, there.viewer("PM"), there.reference, Submission(values))
    withdraw_case(there)
    here = begun_again(there)
    put_in_evidence(
        office, there.viewer("LEG"), there.reference,
        Submission({**values, "classification": "privileged"}, key=paper.key, version=1),
    )  # fmt: skip
    assert here.view("ENG").facts.find(paper.reference) is None


def test_a_copy_of_a_copy_is_denied_at_once_and_follows_by_the_jobs(office: Office) -> None:
    first, original = withdrawn_case(office)
    second = begun_again(first)
    move_in_fact(office, second.viewer("PM"), second.reference, "S0-S1", 1)
    withdraw_case(second)
    third = begun_again(second)
    case = Followed(first, third, original, original.reference)
    assert seen(case, "ENG")
    case.make_privileged()
    assert not seen(case, "ENG")
    for _ in range(2):
        run_due(office)
    record = third.view("LEG").facts.find(original.reference)
    assert record is not None and record.payload.classification == "privileged"


def test_a_reference_to_a_copy_is_denied_at_once(office: Office) -> None:
    copy = followed(office, COPY)
    other = open_desk(office)
    relate_cases(other.office, other.viewer("PM"), other.reference, copy.here.reference, "A site.")
    used = use_paper(office, other.viewer("PM"), other.reference,
                     Borrowing(copy.here.reference, copy.paper.pin))  # fmt: skip
    copy.make_privileged()
    assert other.view("ENG").facts.find(used.reference) is None


def test_the_paper_of_an_unrelated_case_denies_nothing(copied: Followed) -> None:
    other = open_desk(copied.here.office)
    other.evidence(TYPE, by="LEG", title=TITLE, content=CONTENT, classification="privileged",
                   criteria=())  # fmt: skip
    assert seen(copied, "ENG")


def test_a_privileged_paper_cannot_be_used_by_who_may_not_read_it_where_it_was_copied(
    copied: Followed,
) -> None:
    other = open_desk(copied.here.office)
    relate_cases(other.office, other.viewer("PM"), other.reference, copied.here.reference, "Site.")
    copied.make_privileged()
    with pytest.raises((NotFound, Invalid)):
        use_paper(other.office, other.viewer("ENG"), other.reference,
                  Borrowing(copied.here.reference, copied.paper.pin))  # fmt: skip


def test_a_case_is_read_in_eight_statements_at_most(case: Followed) -> None:
    with counted(case.here.office.database.engine) as statements:
        case.here.view("ENG")
    assert len(statements.texts) <= 8


def test_a_case_whose_papers_are_its_own_costs_no_statement_more(office: Office) -> None:
    desk = open_desk(office)
    desk.evidence(TYPE)
    with counted(office.database.engine) as statements:
        desk.view("ENG")
    assert not any("linked_case" in text or "reference IN" in text for text in statements.texts)
