"""Temporary changes on the case page: their days, what can be done, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.viewer import Viewer
from casework.engine.agenda import ActedOnSafety, acted_on_safety
from casework.services.reading import CaseView
from casework.web.cases.blockers import BlockerGroup, blocker_groups, question_groups
from casework.web.cases.offers import OfferLine, offer_lines, offers_of
from casework.web.cases.record_links import address_of_record
from casework.web.cases.words import about, counted, fact_date_words

KIND = "temporary_change"
DAYS = (
    ("starts_on", "Starts"), ("review_on", "To be reviewed"), ("expires_on", "Expires"),
    ("ended_on", "Ended"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemporaryChange:
    """One temporary change: ``overdue`` says since when something is, in words."""

    title: str
    called: str
    address: str
    days: str
    acts: tuple[OfferLine, ...]
    overdue: str
    groups: tuple[BlockerGroup, ...]
    questions: tuple[BlockerGroup, ...]


def temporary_changes(view: CaseView, viewer: Viewer) -> tuple[TemporaryChange, ...]:
    """Every temporary change of the case, in the order in which they were recorded."""
    safety = {acted.change.key: acted for acted in acted_on_safety(view.definition, view.judged)}
    return tuple(
        _change(view, viewer, record, safety.get(record.key)) for record in view.facts.current(KIND)
    )


def _change(
    view: CaseView, viewer: Viewer, record: RecordVersion, acted: ActedOnSafety | None
) -> TemporaryChange:
    judgements = [acted.judgement] if acted else []
    return TemporaryChange(
        title=about(view, record.key, KIND),
        called=get_kind(KIND).specs["status"].choices.get(record.payload.status, ""),
        address=address_of_record(view, record),
        days=_days(record),
        acts=_acts(view, record),
        overdue=_overdue(acted) if acted else "",
        groups=blocker_groups(view, viewer, judgements),
        questions=question_groups(view, viewer, judgements),
    )


def _days(record: RecordVersion) -> str:
    found = (
        f"{label}: {fact_date_words(getattr(record.payload, name)) or 'not recorded'}"
        for name, label in DAYS
        if name != "ended_on" or record.payload.ended_on
    )
    return ". ".join(found) + "."


def _acts(view: CaseView, record: RecordVersion) -> tuple[OfferLine, ...]:
    if view.as_of is not None:
        return ()
    per = {act.id for act in view.definition.acts if act.per == KIND}
    offers = [o for o in offers_of(view) if o.what in per and o.subject == record.key]
    return offer_lines(view, offers)


def _overdue(acted: ActedOnSafety) -> str:
    count = len(acted.judgement.blockers) + len(acted.judgement.flags)
    if not count:
        return f"It began at once for safety on {long_date(acted.since)}. Nothing is left undone."
    things = counted(count, "thing is", "things are")
    return (
        f"It began at once for safety on {long_date(acted.since)}. {things} left undone; it cannot "
        "be extended before they are done."
    )
