"""Conditions that the particulars of the proposal state outright."""

from __future__ import annotations

from casework.domain.answers import Answer, from_bool
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import Predicate, from_single


def _stated(field: str, if_yes: str, if_no: str, question: str) -> Predicate:
    """A condition that reads one yes-or-no field of the particulars."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        return from_single(
            facts,
            "particulars",
            lambda record: from_bool(
                getattr(record.payload, field), if_yes, if_no, f"Not recorded: {question}"
            ),
        )

    return answer


condition("capital_required")(
    _stated(
        "capital_required",
        "the proposal needs capital",
        "the proposal needs no capital",
        "whether the proposal needs capital",
    )
)
condition("personal_data_processed")(
    _stated(
        "personal_data_processed",
        "personal data will be processed",
        "no personal data will be processed",
        "whether personal data will be processed",
    )
)
condition("staff_affected")(
    _stated(
        "staff_affected",
        "staff are affected",
        "no staff are affected",
        "whether staff are affected",
    )
)
condition("beds_fall_significantly")(
    _stated(
        "beds_fall_significantly",
        "hospital beds fall significantly",
        "hospital beds do not fall significantly",
        "whether hospital beds fall significantly",
    )
)
condition("stage_three_required")(
    _stated(
        "stage_three_required",
        "the NHS England region asks for stage 3",
        "the NHS England region does not ask for stage 3",
        "whether the NHS England region asks for stage 3",
    )
)
condition("joint_committee_decides")(
    _stated(
        "joint_committee_decides",
        "a joint committee decides",
        "no joint committee decides",
        "whether a joint committee decides",
    )
)
