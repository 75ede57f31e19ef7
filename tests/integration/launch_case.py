"""A case whose facts are recorded as far as the notice of consultation needs them."""

from __future__ import annotations

from casework.domain.records import get_kind
from casework.services.case_documents.launching import OPENING
from casework.services.case_documents.sections import (
    SectionText,
    section_fields,
    write_sections,
)
from casework.services.verb import case_verb
from casework.store.records import Draft
from tests.integration.desk import Desk


def fill_for_launch(desk: Desk) -> None:
    """Record what the notice prints besides what the letters do."""
    desk.record(
        "consultation", opens_on="2026-06-01", closes_on="2026-08-28",
        formats=["document", "easy_read"], web_address="northshire.example/stroke",
    )  # fmt: skip
    names = {f.source.partition(".")[2] for f in section_fields(desk.office, "D16")}
    texts = [
        SectionText(name, f"What there is to say of {name}.")
        for name in sorted(names - {"case_for_change_summary"})
    ]
    write_sections(desk.office, desk.viewer("PM"), desk.reference, "D16", texts)


def record_opening(desk: Desk) -> None:
    """Record that the consultation was opened, past the gates, as the act itself does."""
    with case_verb(desk.office, desk.viewer("ENG"), desk.reference, "act_done") as verb:
        payload = get_kind("act").payload(act=OPENING, visit=1)
        verb.write(Draft("act", f"{OPENING}:1", payload))
        verb.tx.enqueue(
            "act_done", f"{desk.reference}:{OPENING}:1:{verb.tx.position}",
            {"case": desk.reference, "act": OPENING, "subject": ""},
            case_reference=desk.reference,
        )  # fmt: skip
