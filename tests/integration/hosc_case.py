"""A case whose facts are recorded as far as a letter to a scrutiny committee needs them."""

from __future__ import annotations

from casework.domain.facts import RecordVersion
from casework.services.case_documents.approving import approve_document
from casework.services.case_documents.making import make_document, order_document
from casework.services.case_documents.sections import (
    SectionText,
    section_fields,
    write_sections,
)
from tests.integration.desk import Desk

COUNCIL = "east-council"
COUNCILS = (COUNCIL, "west-council")
DECISION, COMMENTS = "2026-11-20", "2026-10-30"


def fill_for_scrutiny(desk: Desk, councils: tuple[str, ...] = COUNCILS) -> None:
    """Record everything that the letter to each of the councils prints."""
    _fill_proposal(desk)
    for council in councils:
        desk.record(
            "affected_authority", organisation=council, standing="scrutiny",
            committee="Health Overview and Scrutiny Committee", addressee="Proper Officer",
            address="County Hall\nNorth Street\nNorthtown", salutation="Dear Proper Officer",
        )  # fmt: skip
        record_letter(desk, council)


def _fill_proposal(desk: Desk) -> None:
    desk.record(
        "particulars", title="Stroke services in Northshire", sponsor="icb",
        summary="Hospital care after a stroke would move from two hospitals to one.",
        populations="About 410,000 adults in Northshire.",
    )  # fmt: skip
    desk.record("responsible_body", organisation="icb", capacity="lead_commissioner",
                duty="s14Z45")  # fmt: skip
    desk.record("service", name="Acute stroke care",
                change="People would go to North General for the first three days.")  # fmt: skip
    desk.record("site", name="North General", operated_by="trust",
                change="It would have one larger stroke unit.")  # fmt: skip
    desk.record(
        "substantiality", outcome="substantial", determined_on="2026-05-04",
        reasons="Many patients would be treated further from home.",
    )  # fmt: skip
    desk.record("regime", by="LEG", regime="R24", as_at="2026-05-04",
                reasons="The proposal arose after 31 January 2024.")  # fmt: skip
    desk.record("section", name="case_for_change_summary",
                text="Staff cannot cover two units around the clock.")  # fmt: skip
    desk.record("option", title="One unit at North General", status="short_list",
                description="All acute stroke care in one place.")  # fmt: skip
    desk.record("option", title="Keep two units", status="discarded",
                reasons="There are not enough specialists for both.")  # fmt: skip


def record_letter(desk: Desk, council: str = COUNCIL, **changes: object) -> RecordVersion:
    """The letter under regulation 23 with both dates, not sent yet."""
    values = {
        "purpose": "regulation_23", "organisation": council, "direction": "sent", "sender": "icb",
        "decision_date": DECISION, "comments_date": COMMENTS, "dates_provisional": "yes",
        "dates_published_on": "2026-05-20", "published_at": "northshire.example/stroke",
        **changes,
    }  # fmt: skip
    return desk.record("letter", **values)


def make(desk: Desk, document: str = "D05", subject: str = COUNCIL) -> RecordVersion | None:
    """Make a draft as the worker does when the programme manager ordered it."""
    return make_document(
        desk.office, desk.reference, document, subject, "pm", desk.office.clock.now()
    )


def approve(desk: Desk, document: str = "D05", subject: str = COUNCIL) -> RecordVersion:
    """Make a draft and have the accountable officer approve it."""
    draft = make(desk, document, subject)
    assert draft is not None
    return approve_document(
        desk.office, desk.viewer("AO"), desk.reference, draft.key, draft.version
    )


def order(desk: Desk, document: str = "D05", subject: str = COUNCIL) -> str:
    """Order a draft as the programme manager."""
    return order_document(desk.office, desk.viewer("PM"), desk.reference, document, subject)


def fill_case_for_change(desk: Desk) -> None:
    """Record what the case for change needs besides."""
    fields = section_fields(desk.office, "D03")
    names = {field.source.partition(".")[2] for field in fields} - {"case_for_change_summary"}
    texts = [SectionText(name, f"What there is to say of {name}.") for name in sorted(names)]
    write_sections(desk.office, desk.viewer("PM"), desk.reference, "D03", texts)
    desk.evidence("stakeholder_map", title="Who uses the two units")
