"""The pages that put records together, as a case page links to them."""

from __future__ import annotations

from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.next_links import Link

PAGES = (
    ("Compare versions of the proposal", "reading.compare"),
    ("Scrutiny record of each council", "reading.scrutiny_record"),
    ("What was in front of the decision-maker", "reading.deciders"),
    ("Options and their scores", "reading.options"),
    ("Highlight report", "highlights.show"),
    ("The case as a line of time", "dates.timeline"),
)


def reading_links(view: CaseView) -> tuple[Link, ...]:
    """Links to these pages, on the same past date if the case is shown on one."""
    as_of = view.as_of.isoformat() if view.as_of else ""
    found = (
        Link(text, address_of(endpoint, reference=view.reference, as_of=as_of))
        for text, endpoint in PAGES
    )
    return tuple(link for link in found if link.address)
