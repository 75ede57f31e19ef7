"""What the law sets at once, and days that have passed with nothing recorded as done.

Both stand beside what blocks the next step: a duty may be overdue while no check bars a move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.dates import long_date
from casework.domain.deadlines import Bound
from casework.engine.agenda import acted_on_safety
from casework.services.dates import terms_of
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import what_of
from casework.web.cases.words import in_words

AT_ONCE = "T11"
"""The rule of the deadline register on telling the councils of an urgent change."""
NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One council to tell of an urgent change: until when, and the form of the letter."""

    asks: str
    when: str
    address: str


@dataclass(frozen=True, slots=True)
class Duties:
    """What is to be done at once, and one sentence on days that passed; empty where none did."""

    at_once: tuple[DutyLine, ...]
    overdue: str


def duties_of(view: CaseView) -> Duties:
    """The open duties of a case on the date judged, beside its checks."""
    if view.definition.stage(view.facts.stage).final:
        return Duties((), "")
    unsettled = [each for each in case_dates(view.facts, terms_of(view, ())) if not each.settled]
    begun = {acted.change.reference for acted in acted_on_safety(view.definition, view.judged)}
    return Duties(
        tuple(
            _line(view, each) for each in unsettled
            if each.rule_id == AT_ONCE and each.body and (each.on or each.record in begun)
        ),
        _overdue(view, unsettled),
    )  # fmt: skip


def _line(view: CaseView, duty: CaseDate) -> DutyLine:
    name = view.names.organisation(duty.body)
    when = "The decision is not dated yet, and it began at once for safety."
    if duty.on is not None:
        late = duty.on < view.judged.as_at
        when = f"It is overdue since {long_date(duty.on)}." if late else (
            f"It is due at once, and overdue after {long_date(duty.on)}."
        )
    address = address_of(
        "records.new", reference=view.reference, kind="letter", purpose="urgent_change_notice",
        organisation=duty.body, direction="sent", temporary_changes=duty.record,
    ) if view.roles and view.as_of is None else ""  # fmt: skip
    return DutyLine(f"Tell {name} of the temporary change, and why it was not consulted",
                    when, address)  # fmt: skip


def _overdue(view: CaseView, unsettled: list[CaseDate]) -> str:
    found = list(dict.fromkeys(_passed(view, unsettled)))
    if not found:
        return ""
    named = found[:NAMED_AT_MOST]
    if len(found) > len(named):
        named.append(f"{len(found) - len(named)} more under “Every date of this case”")
    return f"Overdue, with nothing recorded as done: {in_words(named)}."


def _passed(view: CaseView, unsettled: list[CaseDate]) -> Iterator[str]:
    for each in unsettled:
        duty = each.found is not None and (
            each.found.bound is Bound.REVIEW
            or (each.found.bound is Bound.NO_LATER_THAN and each.found.force == "STATUTE")
        )
        if duty and each.on is not None and each.on < view.judged.as_at:
            what = what_of(view, each)
            yield f"{what[:1].lower()}{what[1:]} ({long_date(each.on)})"
