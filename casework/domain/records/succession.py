"""A body that ceased, and what passed from it to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

SORTS = {
    "merger": "Merger",
    "split": "Split",
    "abolition": "Abolition",
}
STEPS = {
    "decision_maker": "Who decides now, and its power",
    "delegation": "The delegation under which it decides",
    "web_redirects": "Web pages of the old body lead to those of the new one",
    "scrutiny_letter": "A letter that tells the scrutiny committee who answers now",
    "secretary_of_state_notice": "A notice to the Secretary of State of who answers now",
}
"""What is to be confirmed anew when a body is succeeded on an open case. Brief 7.5, of which this
list is our own reading."""


@record_kind("succession", "Succession of a body", "Successions of bodies", subject="predecessor",
             section="parties", stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Succession:
    """One body was succeeded on this case. ``passed`` says of each record to whom it passed;
    ``vacant`` are roles that nobody holds through it any more. Records of the time before stay as
    they are: they are read as the successor's from the date in force."""

    predecessor: str = f.organisation("Body that ceased")
    successors: tuple[str, ...] = f.many_organisations("Bodies that took over")
    sort: str = f.choice("What happened", SORTS)
    on: FactDate | None = f.when("In force from", required=True)
    instrument: Text = f.text("By which instrument")
    plan: str = f.code("Number of the succession")
    plan_version: int | None = f.number("Its version")
    confirmed_by: str = f.person("Confirmed by")
    passed: tuple[Mapping[str, str], ...] = f.rows(
        "What passed", f.word("what", "What", required=True), f.word("to", "To")
    )
    vacant: tuple[str, ...] = f.many_codes("Roles that are vacant through it")


@record_kind("succession_step", "Re-confirmation after a succession",
             "Re-confirmations after a succession", purpose="step", section="parties")  # fmt: skip
@dataclass(frozen=True, slots=True)
class SuccessionStep:
    """Something that was settled with the old body is settled again with the new one, on a day
    since the old one ceased and as a paper shows; or it is said why that is not needed."""

    succession: str = f.record_reference("Succession", required=True)
    step: str = f.choice("What is confirmed anew", STEPS)
    done_on: FactDate | None = f.when("Done on")
    shown_by: str = f.record_reference("Letter, minute or paper that shows it")
    not_needed_because: Text = f.text("If it is not needed, why not", long=True)
