"""A live case at the gates of stage S3, and how tests read a gate's page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.services.reading import get_case
from tests.integration.case_pages import (
    COUNCILS,
    ICB,
    PM,
    Pages,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of
from tests.visitors import Visitor

LETTER = {
    "purpose": "regulation_23", "organisation": "east-council", "direction": "sent",
    "sent_on": "2026-05-22", "sender": ICB, "decision_date": "2027-02-01",
    "comments_date": "2026-12-01",
}  # fmt: skip


def gates_case(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under way, before the councils are consulted on a substantial change."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    record(found, "substantiality", outcome="substantial", determined_on="2026-05-01")
    record(found, "urgency_screen", no_time_to_consult="no")
    for council in COUNCILS:
        record(found, "affected_authority", organisation=council, standing="scrutiny")
    yield found
    found.office.database.engine.dispose()


def shown_to(pages: Pages, person: str, path: str) -> Visitor:
    """A browser of this person on a page of the case."""
    visitor = browser_of(pages, person)
    visitor.open(pages.url + path)
    return visitor


def card(visitor: Visitor, anchor: str) -> str:
    """The words of one check on the gate's page."""
    found = visitor.page.find(id=anchor)
    assert found is not None, f"no check {anchor} on {visitor.heading}"
    return " ".join(found.get_text(" ").split())


def links(visitor: Visitor, anchor: str) -> dict[str, str]:
    """The links of one check, by their words."""
    found = visitor.page.find(id=anchor)
    assert found is not None
    return {" ".join(a.get_text(" ").split()): a["href"] for a in found.select("a[href]")}


def attestations(pages: Pages) -> list[Any]:
    """Every sign-off recorded on the case."""
    return get_case(pages.office, PM, pages.reference).facts.current("attestation")
