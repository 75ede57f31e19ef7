"""Documents list the parties of their own date: not a body whose place ended beside the next."""

from __future__ import annotations

from typing import Any

import pytest

from casework.services.case_documents import proposal, scrutiny
from casework.services.case_documents.printing import Source
from casework.store.names import Names
from tests.factories import make_facts, record

PARTIES = {
    "affected_authority": (scrutiny.authorities, {"standing": "scrutiny"}),
    "healthwatch": (scrutiny.healthwatch, {}),
    "responsible_body": (proposal.responsible_bodies, {"capacity": "lead_commissioner"}),
}


def source(as_at: str, *records: Any) -> Source:
    facts = make_facts(*records, as_at=as_at)
    return Source(facts, facts, None, Names({"old": "Old", "new": "New"}, {}), {}, {})  # type: ignore[arg-type]


def succeeded(kind: str, **more: Any) -> tuple[Any, Any]:
    """A place that ended on 31 May 2026, and the one that began on the day after."""
    return (
        record(kind, "old", organisation="old", until="2026-05-31", **more),
        record(kind, "new", organisation="new", since="2026-06-01", **more),
    )


@pytest.mark.parametrize("kind", PARTIES)
@pytest.mark.parametrize(("as_at", "listed"), [("2026-05-31", "old"), ("2026-06-01", "new")])
def test_only_the_body_of_the_day_is_listed(kind: str, as_at: str, listed: str) -> None:
    listing, more = PARTIES[kind]
    found = listing(source(as_at, *succeeded(kind, **more)))
    assert [each.key for each in found] == [listed]


def test_a_body_that_holds_two_places_is_listed_once() -> None:
    two = [record("healthwatch", key, organisation="new", since="2026-06-01")
           for key in ("new", "new:plan")]  # fmt: skip
    assert len(scrutiny.healthwatch(source("2026-06-01", *two))) == 1


def test_a_letter_goes_to_the_address_of_the_place_in_force() -> None:
    ended = record("healthwatch", "new", organisation="new", until="2026-05-31", address="Old Road")
    begun = record("healthwatch", "new:plan", organisation="new", since="2026-06-01",
                   address="New Road")  # fmt: skip
    found = scrutiny.addressee(source("2026-06-01", ended, begun), "new")
    assert found is not None and found.address_lines == ("New Road",)
