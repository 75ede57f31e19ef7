"""GD04: every authority whose residents are affected is offered consultation.

Source: regulation 23(1) and 30(5) of the 2013 Regulations; the Horton advice of 2018. English
health scrutiny authorities count; others are courtesy consultees. A share or number of patients
is a local figure: by itself it only raises a question.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import is_recorded_absent
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, organisation

APPROACHES = ("regulation_23", "joint_scrutiny_request")
FIGURES = (("flow_patients", "patients"), ("flow_share", "share"))


@guard("where_patients_come_from_is_recorded")
def where_patients_come_from_is_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Patient flows are recorded, and of each whether the proposal affects those people."""
    flows = _flows(facts)
    if not flows:
        return fact_not_recorded("where patients come from, by council")
    return every(
        yes() if r.payload.affected is not None else fact_not_recorded(
            f"whether the proposal affects residents of {organisation(r.subject)}"
        )
        for r in flows if not approached(facts, r.subject).is_yes
    )  # fmt: skip


@guard("every_affected_authority_was_approached")
def every_affected_authority_was_approached(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority known to be affected was consulted or offered a seat."""
    affected = dict.fromkeys(facts.scrutiny_authorities())
    affected |= dict.fromkeys(r.subject for r in _flows(facts) if r.payload.affected)
    if not affected:
        return fact_not_recorded("which councils are affected")
    known = set(facts.scrutiny_authorities())
    return every([
        *(approached(facts, council) for council in affected),
        *(fact_not_recorded(f"{organisation(council)} among the affected councils, of which all "
                            "else is asked") for council in affected if council not in known),
    ])  # fmt: skip


@guard("no_authority_with_many_patients_was_left_out")
def no_authority_with_many_patients_was_left_out(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority above the local figures was approached, whatever was thought of it.
    """
    return _none_left_out(facts, sourced=False)


@guard("no_authority_was_left_out_that_a_document_counts")
def no_authority_was_left_out_that_a_document_counts(facts: CaseFacts, subject: str) -> Answer:
    """The same by the figures that a document in force sets, and by no others."""
    figures = [facts.threshold(name) for name, _ in FIGURES]
    if not any(figure is not None and figure.sourced for figure in figures):
        return yes("no document in force sets the figure")
    return _none_left_out(facts, sourced=True)


def approached(facts: CaseFacts, council: str, *, before: FactDate | None = None) -> Answer:
    """Whether a council was consulted, or offered a seat, itself or through a joint committee.

    With ``before`` only what came before that day counts.
    """
    name = organisation(council)
    days = [
        r.payload.sent_on for purpose in APPROACHES
        for r in facts.about("letter", council, purpose=purpose)
        if r.payload.direction == "sent"
    ] + [
        r.payload.on for r in facts.current("joint_scrutiny")
        if r.payload.outcome in ("appointed", "declined") and council in r.payload.members
    ]  # fmt: skip
    answers = [_by(facts, day, before, name) for day in days]
    if any(a.is_yes for a in answers):
        return yes()
    unknown = [a.reason for a in answers if a.is_not_known]
    if unknown:
        return not_known("; ".join(dict.fromkeys(unknown)))
    if answers:
        return no("; ".join(dict.fromkeys(a.reason for a in answers)))
    if any(is_recorded_absent(facts, "letter", council, purpose) for purpose in APPROACHES):
        return no(f"it is recorded that {name} was not consulted")
    return fact_not_recorded(f"a consultation of {name}, or the offer of a seat")


def _by(facts: CaseFacts, day: FactDate | None, before: FactDate | None, name: str) -> Answer:
    done = happened(facts, day, f"approaching {name}")
    if day is None or before is None or not done.is_yes:
        return done
    first = day.before(before)
    if first is None:
        return not_known(f"Not recorded: whether {name} was approached before the change was "
                         "decided")  # fmt: skip
    return yes() if first else no(
        f"{name} was approached {day.plain()}, which is not before the decision of "
        f"{before.plain()}"
    )


def _flows(facts: CaseFacts) -> list[RecordVersion]:
    return [r for r in facts.current("patient_flow") if r.payload.standing == "scrutiny"]


def _none_left_out(facts: CaseFacts, *, sourced: bool) -> Answer:
    flows = _flows(facts)
    if not flows:
        return fact_not_recorded("where patients come from, by council")
    return every(
        _not_left_out(facts, r, sourced) for r in flows if r.payload.affected is not True
    )


def _not_left_out(facts: CaseFacts, flow: RecordVersion, sourced: bool) -> Answer:
    reached = approached(facts, flow.subject)
    if reached.is_yes:
        return reached
    name, unknown = organisation(flow.subject), False
    for threshold, field in FIGURES:
        figure, value = facts.threshold(threshold), getattr(flow.payload, field)
        if figure is None or (sourced and not figure.sourced):
            continue
        if value is not None and value >= figure.value:
            return reached
        unknown = unknown or value is None
    both = flow.payload.patients is None and flow.payload.share is None
    if unknown and (sourced or both):
        return fact_not_recorded(f"how many patients come from {name}")
    return yes()
