"""What the proposal rests on, who could see it, and who asked."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("material", "Material relied on", "Material relied on", section="disclosure")
@dataclass(frozen=True, slots=True)
class Material:
    """A document, score, model or assumption that a paper or panel relies on.

    One entry may cover a class of like things and says how many. It is published, or the reason
    why not is recorded.
    """

    title: Text = f.text("What it is", required=True)
    sort: str = f.choice(
        "Kind",
        {
            "document": "Document",
            "score": "Score or sub-score",
            "model": "Model",
            "assumption": "Assumption",
            "data": "Data",
        },
    )
    covers: int | None = f.number(
        "How many things this entry covers", hint="1 if only one", least=1
    )
    used_by: Text = f.text("Relied on by which paper or panel")
    first_available_on: FactDate | None = f.when("First available on")
    published_on: FactDate | None = f.when("Published on")
    published_at: Text = f.text("Where it was published")
    not_published_because: Text = f.text("If not published: the reason given", long=True)
    seen_by_deciders: bool | None = f.yes_no("Did those who decide have it before them?")
    extension_decision: str = f.choice(
        "If it came while the consultation ran: was more time given?",
        {"extended": "More time was given", "not_needed": "No more time was needed"},
        required=False,
    )
    extension_reasons: Text = f.text("Why", long=True)


@record_kind("requests_check", "Search for information requests", single=True,
             section="disclosure")  # fmt: skip
@dataclass(frozen=True, slots=True)
class RequestsCheck:
    """The search for requests for information: by councils, members, consultees and under the law.

    Each that is found is recorded as one.
    """

    searched: Text = f.text("Where was searched", required=True, long=True)
    found: bool | None = f.yes_no("Did anybody ask for information?")
    checked_on: FactDate | None = f.when("Searched on")


@record_kind("information_request", "Information request", section="disclosure")
@dataclass(frozen=True, slots=True)
class InformationRequest:
    """Somebody asked for information: by when it is to be answered, and what came of it."""

    asked_by: Text = f.text("Who asked", required=True)
    organisation: str = f.organisation("On behalf of which council", required=False)
    under: str = f.choice(
        "Under",
        {
            "regulation_26": "Regulation 26 (a scrutiny committee asks)",
            "foi": "Freedom of information",
            "eir": "Environmental information",
            "decider": "A member of the body that decides asks",
            "consultee": "Somebody who is consulted asks",
        },
    )
    asked_on: FactDate | None = f.when("Asked on", required=True)
    what: Text = f.text("What is asked", required=True, long=True)
    due_on: FactDate | None = f.when("To be answered by")
    for_meeting_on: FactDate | None = f.when("Wanted for the meeting of")
    outcome: str = f.choice(
        "Outcome",
        {
            "supplied": "Supplied",
            "supplied_in_part": "Supplied in part",
            "refused": "Refused",
            "withdrawn": "Taken back by who asked",
        },
        required=False,
    )
    answered_on: FactDate | None = f.when("Answered on")
    refusal_reasons: Text = f.text("If refused, even in part: why", long=True)
