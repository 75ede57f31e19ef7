"""GD06: a temporary change has a timer and a way out.

Source: the guidance of 2022 (SRC-G1, Annex A2) and of 2024; Pow (1997); the Horton advice of 2018.
No fixed maximum length is known in law.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.before_deciding import (
    people_were_involved_since_the_temporary_change_began,
)
from casework.domain.guards.registry import guard
from casework.domain.guards.urgency import find_change
from casework.domain.predicates import about_each, every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import present_version

KIND = "temporary_change"
TEXTS = (
    ("reason", "the reason of the temporary change"),
    ("risk_evidence", "the evidence for the temporary change"),
    ("exit_plan", "how the temporary change ends"),
)
DATES = (
    ("risk_evidence_on", "the date of the evidence for the temporary change"),
    ("review_on", "when the temporary change is to be reviewed"),
    ("expires_on", "when the temporary change expires"),
)
WAYS_OUT = {
    "reopened": "reopening after the temporary change",
    "renewed": "renewing the temporary change",
    "full_track": "starting the full process after the temporary change",
}


@guard("temporary_change_has_its_timer")
def temporary_change_has_its_timer(facts: CaseFacts, subject: str) -> Answer:
    """Reason, dated evidence, review, expiry and exit are recorded, and councils were told.

    A date that is stated as unknown is no timer.
    """
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    told = change.payload.council_told_on
    return every([
        *timer_of(change.payload),
        happened(facts, told, "telling the councils of the temporary change"),
    ])  # fmt: skip


def timer_of(p: Any) -> list[Answer]:
    """What is missing of the timer of a change, and what is out of order in it."""
    missing = [fact_not_recorded(words) for name, words in TEXTS if not getattr(p, name)]
    missing += [
        fact_not_recorded(words) for name, words in DATES
        if getattr(p, name) is None or not getattr(p, name).is_known
    ]  # fmt: skip
    return [*missing, *_out_of_order(p)]


def _out_of_order(p: Any) -> list[Answer]:
    found: list[Answer] = []
    if p.expires_on is None:
        return found
    if p.review_on is not None and p.review_on.after(p.expires_on):
        found.append(no(f"the review ({p.review_on.plain()}) is after the temporary change "
                        f"expires ({p.expires_on.plain()})"))  # fmt: skip
    if p.starts_on is not None and p.expires_on.before(p.starts_on):
        found.append(no(f"the temporary change expires ({p.expires_on.plain()}) before it starts "
                        f"({p.starts_on.plain()})"))  # fmt: skip
    return found


@guard("temporary_changes_have_not_outlived_their_expiry")
def temporary_changes_have_not_outlived_their_expiry(facts: CaseFacts, subject: str) -> Answer:
    """Each one has not expired, or was reopened, renewed with involvement or taken further; where
    none is recorded, it is recorded that there is none."""
    changes = [r for r in facts.current(KIND) if subject in ("", r.key)]
    if not changes:
        return no_temporary_change(facts)
    if subject:
        return every(_not_outlived(facts, r) for r in changes)
    return about_each(changes, lambda r: _not_outlived(facts, r))


def _not_outlived(facts: CaseFacts, change: RecordVersion) -> Answer:
    p = change.payload
    if p.ended_as:
        return every([
            happened(facts, p.ended_on, WAYS_OUT[p.ended_as]),
            *(_renewed(facts, change) if p.ended_as == "renewed" else ()),
        ])  # fmt: skip
    if p.expires_on is None:
        return fact_not_recorded("when a temporary change expires")
    expired = p.expires_on.before(facts.as_at)
    if expired:
        return no(
            f"a temporary change expired on {p.expires_on.plain()} and is neither reopened, "
            "renewed nor taken through the full process"
        )
    if expired is None:
        return not_known("Not recorded: whether a temporary change has expired")
    return yes()


def _renewed(facts: CaseFacts, change: RecordVersion) -> Iterator[Answer]:
    """A renewal has involvement of its own, and an end: its own later expiry, or that of the
    temporary change that took its place."""
    yield people_were_involved_since_the_temporary_change_began(facts, change.key)
    p = change.payload
    if any(r.key != change.key and r.payload.starts_on is not None
           and p.ended_on is not None and r.payload.starts_on.on_or_after(p.ended_on)
           for r in facts.current(KIND)):
        return
    if p.expires_on is None or p.ended_on is None or not p.expires_on.after(p.ended_on):
        yield fact_not_recorded("until when the renewed temporary change lasts")
    elif p.expires_on.before(facts.as_at):
        yield no(f"the renewed temporary change expired on {p.expires_on.plain()}")


def no_temporary_change(facts: CaseFacts) -> Answer:
    """Where no temporary change is recorded: whether it is recorded that there is none."""
    version = present_version(facts)
    baseline = version.payload.baseline if version is not None else ""
    if baseline.startswith("temporary"):
        return no("options are compared with a temporary state, and no temporary change is "
                  "recorded")  # fmt: skip
    if baseline == "no_temporary_change" or facts.absent(KIND):
        return yes("no temporary change is recorded")
    return fact_not_recorded("whether there is a temporary change")


@guard("temporary_state_is_not_the_unsaid_baseline")
def temporary_state_is_not_the_unsaid_baseline(facts: CaseFacts, subject: str) -> Answer:
    """Options are not compared with a temporary state without saying so."""
    version = present_version(facts)
    if version is None:
        return not_recorded("proposal_version")
    baseline = version.payload.baseline
    if baseline == "temporary_not_said":
        return no("options are compared with a temporary state, and the paper does not say so")
    if not baseline:
        return fact_not_recorded("what the options are compared with")
    if baseline == "no_temporary_change" and any(
        lasts(facts, r.payload) for r in facts.current(KIND)
    ):
        return no("a temporary change is recorded, and the proposal says that there is none")
    return yes()


def lasts(facts: CaseFacts, p: Any) -> bool:
    """Whether a change has not been reopened, as far as is recorded."""
    reopened = p.ended_as == "reopened" and happened(facts, p.ended_on, "reopening").is_yes
    return not reopened


def _people_can_answer_until(p: Any) -> FactDate | None:
    """The decision, where it came after the announcement, since what is said later changes
    nothing; else the start."""
    decided: FactDate | None = p.decided_on
    if decided is not None and p.announced_on is not None and decided.after(p.announced_on):
        return decided
    starts: FactDate | None = p.starts_on
    return starts


@guard("people_had_notice_of_the_temporary_change")
def people_had_notice_of_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """It was announced the days before it started that a local figure asks for."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    threshold = facts.threshold("notice_days")
    if threshold is None:
        return yes()
    told, starts = change.payload.announced_on, _people_can_answer_until(change.payload)
    if told is None or starts is None or not (told.is_known and starts.is_known):
        return fact_not_recorded("when the temporary change was announced and starts")
    if told.latest and starts.earliest and (starts.earliest - told.latest).days >= threshold.value:
        return yes()
    if told.earliest and starts.latest and (starts.latest - told.earliest).days < threshold.value:
        return no(f"it was announced {told.plain()}, it was settled {starts.plain()}, and "
                  f"{threshold.value} days between are looked for")  # fmt: skip
    return not_known(f"Not recorded: whether it was announced {threshold.value} days before it "
                     "starts")  # fmt: skip
