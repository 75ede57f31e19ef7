"""The fictional case from the decision to consult to its close, for tests that walk it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from casework.adapters.clock import FixedClock
from casework.domain.dates import LONDON
from casework.services.demo.fact import Fact
from casework.services.demo.story import COUNCILS, facts_of
from casework.services.demo.walking import Walker
from casework.services.moving import Step, do_act
from tests.integration.facts_to_the_end import (
    after_consulting,
    before_consulting,
    consulting,
    decided_by_the_board,
    deciding,
)

DAYS = {"S6": 22, "S7": 35, "S8": 145, "S9": 181, "S10": 190, "S11": 181 + 740}
"""On which day, counted from the opening of the case, each later stage is worked on."""


def story(start: date) -> Any:
    """Facts of every stage, dated from the day on which the case was opened."""

    def facts(stage: str, today: date) -> list[Fact]:
        if stage in ("S0", "S1", "S2", "S3", "S4", "S5"):
            return facts_of(stage, start)
        return _LATER[stage](lambda offset: (start + timedelta(days=offset)).isoformat())

    return facts


def at_day(walker: Walker, start: date, day: int) -> None:
    """Let the clock stand at noon on that day."""
    noon = datetime.combine(start + timedelta(days=day), time(12), LONDON)
    walker.office = replace(walker.office, clock=FixedClock(noon))


def walk_to_the_end(walker: Walker, start: date) -> None:
    """Walk a case that stands in S0 to CLOSED, consultation and decision included."""
    walker.walk_to("S6")
    for stage, following in (("S6", "S7"), ("S7", "S8"), ("S8", "S9"), ("S9", "S10"),
                             ("S10", "S11"), ("S11", "CLOSED")):  # fmt: skip
        at_day(walker, start, DAYS[stage])
        if stage == "S7":
            hold_consultation(walker, start)
        walker.walk_to(following)


def hold_consultation(walker: Walker, start: date) -> None:
    """Open the consultation on its day and come back when it has closed."""
    walker.tell_stage()
    assert walker.satisfy("open_consultation") == []
    visit = walker.view().facts.visit
    do_act(walker.office, walker.viewer("ENG"), walker.reference, Step("open_consultation", visit))
    at_day(walker, start, 130)
    walker.tell(after_consulting(lambda offset: (start + timedelta(days=offset)).isoformat()))


def _decision_to_consult(day: Any) -> list[Fact]:
    return [
        Fact("meeting", "board-to-consult", {
            "organisation": "northshire-icb", "purpose": "decision_to_consult",
            "held_on": day(21), "in_public": "yes", "notice_published_on": day(7),
            "papers_published_on": day(12), "quorate": "yes",
            "authority": "The board, under its scheme of reservation and delegation.",
            "attendance": "Chair, accountable officer, members", "interests": "None declared",
            "resolution": "To consult", "minute": "Minute 7", "regard_recorded": "yes",
        }),
        Fact("decision", "to-consult", {
            "purpose": "to_consult", "outcome": "approved", "organisation": "northshire-icb",
            "meeting": "meeting/board-to-consult", "decided_on": day(21), "options_open": "yes",
            "what": "To consult the public", "reasons": "The case is made and options are open.",
        }),
        decided_by_the_board("to-consult", "decide_to_consult"),
        Fact("calendar_check", "consultation", {
            "purpose": "consultation", "falls_in_pre_election_period": "no",
            "holidays": "Easter falls in it; a week is added.",
            "committee_meetings": "The joint committee meets in week three.",
            "length_rationale": "Thirteen weeks for a change of this size.",
            "checked_on": day(22),
        }),
    ]  # fmt: skip


def _consultation(day: Any) -> list[Fact]:
    return [
        Fact("consultation", "case", {
            "opens_on": day(35), "closes_on": day(125), "closed_on": day(125),
            "formats": ["document", "summary", "easy_read", "large_print", "paper", "web_form"],
            "web_address": "The board's website", "analyst": "An independent analyst",
            "responses": "2,104 counted by the analyst",
        }),
        *(
            Fact("letter", f"dates-{council}", {
                "purpose": "regulation_23_dates", "organisation": council, "direction": "sent",
                "sent_on": day(34), "decision_date": day(180), "comments_date": day(140),
                "dates_provisional": "no", "dates_published_on": day(34),
                "published_at": "The board's website", "sender": "northshire-icb",
            })
            for council in COUNCILS
        ),
    ]  # fmt: skip


def _analysis(day: Any) -> list[Fact]:
    return [
        Fact("scrutiny_response", "joint", {
            "organisation": "northshire-joint-scrutiny", "outcome": "comments",
            "received_on": day(138), "comments": "Content, and asks for a transport plan.",
        }),
        Fact("reconsultation_test", "case", {
            "new_option": "no", "material_change": "no", "new_evidence": "no",
            "option_unviable": "no", "long_since_close": "no", "new_area": "no",
            "law_changed": "no", "promise_to_reconsult": "no", "conclusion": "not_needed",
            "reasons": "Nothing fundamental has changed.",
        }),
    ]  # fmt: skip


def _decision(day: Any) -> list[Fact]:
    return [
        Fact("meeting", "board-decision", {
            "organisation": "northshire-icb", "purpose": "decision", "held_on": day(180),
            "in_public": "yes", "notice_published_on": day(165),
            "papers_published_on": day(168), "quorate": "yes", "authority": "The board",
            "attendance": "Chair, accountable officer, members",
            "interests": "The trust's member declared an interest and did not vote",
            "resolution": "Approved", "minute": "Minute 9", "regard_recorded": "yes",
            "members_read_material": "yes",
        }),
        Fact("decision", "final", {
            "purpose": "final", "outcome": "approved", "organisation": "northshire-icb",
            "meeting": "meeting/board-decision", "decided_on": day(180),
            "what": "To approve one hyper-acute unit", "reasons": "Safer care for more people.",
            "published_on": day(181),
        }),
        decided_by_the_board("final", "decide_proposal"),
        Fact("call_in_position", "case", {
            "position": "none", "as_at": day(180), "reasons": "No request is known.",
        }),
        Fact("calendar_check", "decision", {
            "purpose": "decision", "falls_in_pre_election_period": "no", "checked_on": day(170),
        }),
    ]  # fmt: skip


def _after(day: Any) -> list[Fact]:
    letters = [
        ("scrutiny_outcome", council) for council in COUNCILS
    ] + [
        ("healthwatch_outcome", "healthwatch-northshire"),
        ("secretary_of_state_update", "department"),
        ("nhs_england_outcome", "nhs-england-region"),
        ("provider_outcome", "northshire-hospitals"),
    ]  # fmt: skip
    return [
        Fact("letter", f"{purpose}-{organisation}", {
            "purpose": purpose, "organisation": organisation, "direction": "sent",
            "sent_on": day(184), "sender": "northshire-icb", "summary": "The outcome.",
        })
        for purpose, organisation in letters
    ]  # fmt: skip


_LATER = {
    "S6": lambda day: [*before_consulting(day), *_decision_to_consult(day)],
    "S7": lambda day: [*_consultation(day), *consulting(day)],
    "S8": _analysis,
    "S9": lambda day: [*_decision(day), *deciding(day)],
    "S10": _after,
    "S11": lambda day: [],
}
