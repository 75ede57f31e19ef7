"""GD06 and GD07: a temporary change has a timer and a way out, and urgency is proved.

Source: regulation 23(2) of the 2013 Regulations; the guidance of 2022 (SRC-G1, Annex A2) and of
2024; Pow (1997), Trafford (2006), Grantham (2021). No fixed maximum length is known in law.
"""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.footprint import approached
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import present_version

TIMER = (
    ("reason", "the reason of the temporary change"),
    ("risk_evidence_on", "the date of the evidence for the temporary change"),
    ("review_on", "when the temporary change is to be reviewed"),
    ("expires_on", "when the temporary change expires"),
    ("exit_plan", "how the temporary change ends"),
)


@guard("temporary_change_has_its_timer")
def temporary_change_has_its_timer(facts: CaseFacts, subject: str) -> Answer:
    """Reason, dated evidence, review, expiry and exit are recorded, and councils were told."""
    change = _change(facts, subject)
    if change is None:
        return not_recorded("temporary_change")
    p = change.payload
    missing = [
        fact_not_recorded(words) for name, words in TIMER if not getattr(p, name)
    ]
    told = happened(facts, p.council_told_on, "telling the councils of the temporary change")
    return every([*missing, told])


@guard("temporary_changes_have_not_outlived_their_expiry")
def temporary_changes_have_not_outlived_their_expiry(facts: CaseFacts, subject: str) -> Answer:
    """Each one has not expired, or was reopened, renewed with involvement or taken further."""
    changes = [r for r in facts.current("temporary_change") if subject in ("", r.key)]
    return every(_not_outlived(facts, r.payload) for r in changes)


def _not_outlived(facts: CaseFacts, p: Any) -> Answer:
    if p.ended_as:
        return yes()
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
    if baseline == "no_temporary_change" and facts.current("temporary_change"):
        return no("a temporary change is recorded, and the proposal says that there is none")
    return yes()


@guard("urgency_is_proved_or_councils_were_consulted")
def urgency_is_proved_or_councils_were_consulted(facts: CaseFacts, subject: str) -> Answer:
    """Where there was no time to consult: dated evidence, no delay of the body's own, and the
    short-form involvement that was possible. Else the affected councils were consulted first."""
    change = _change(facts, subject)
    if change is None:
        return not_recorded("temporary_change")
    p = change.payload
    if p.status != "urgent":
        councils = facts.scrutiny_authorities()
        if not councils:
            return fact_not_recorded("which councils the temporary change affects")
        return every(approached(facts, council) for council in councils)
    return every([
        _evidence_in_time(p),
        _not_own_delay(p),
        _short_involvement(p),
    ])  # fmt: skip


def _evidence_in_time(p: Any) -> Answer:
    if p.risk_evidence_on is None or not p.risk_evidence:
        return fact_not_recorded("dated evidence of the risk")
    decided = p.decided_on or p.starts_on
    if decided is None:
        return fact_not_recorded("when the temporary change was decided")
    late = p.risk_evidence_on.after(decided)
    if late:
        return no(
            f"the evidence of the risk is dated {p.risk_evidence_on.plain()}, after the decision"
        )
    return yes() if late is False else not_known(
        "Not recorded: whether the evidence of the risk came before the decision"
    )


def _not_own_delay(p: Any) -> Answer:
    if p.own_delay is None:
        return fact_not_recorded("whether the lack of time comes from the body's own delay")
    return no("the lack of time comes from the body's own delay") if p.own_delay else yes()


def _short_involvement(p: Any) -> Answer:
    if p.short_involvement_possible is None:
        return fact_not_recorded("whether people could have been involved in short form")
    if p.short_involvement_possible and not p.short_involvement:
        return no("people could have been involved in short form, and no such involvement is "
                  "recorded")  # fmt: skip
    return yes()


@guard("people_had_notice_of_the_temporary_change")
def people_had_notice_of_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """It was announced the days before it started that a local figure asks for."""
    change = _change(facts, subject)
    threshold = facts.threshold("notice_days")
    if change is None or threshold is None:
        return yes()
    told, starts = change.payload.announced_on, change.payload.starts_on
    if told is None or starts is None or told.latest is None or starts.earliest is None:
        return fact_not_recorded("when the temporary change was announced and starts")
    days = (starts.earliest - told.latest).days
    if days < threshold.value:
        return no(f"it was announced {days} days before it starts, and {threshold.value} are "
                  "looked for")  # fmt: skip
    return yes()


@guard("safety_ground_is_stated_by_a_clinical_executive")
def safety_ground_is_stated_by_a_clinical_executive(facts: CaseFacts, subject: str) -> Answer:
    """A chief medical or nursing officer recorded the ground themselves, for this change."""
    grounds = [
        r for r in facts.current("safety_ground")
        if r.payload.change.partition("@")[0] == f"temporary_change/{subject}"
    ]
    if not grounds:
        return not_recorded("safety_ground")
    clinical = {*facts.holders_of("CMO"), *facts.holders_of("CNO")}
    if any(r.recorded_by in clinical for r in grounds):
        return yes()
    return no("the ground is not recorded by the chief medical officer or the chief nursing "
              "officer")  # fmt: skip


def _change(facts: CaseFacts, subject: str) -> RecordVersion | None:
    found = facts.find(f"temporary_change/{subject}")
    return found if found is not None and found.payload is not None else None


