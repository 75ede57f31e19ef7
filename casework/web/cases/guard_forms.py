"""Where the facts are recorded that a guard reads, for checks that want no record by name.

A check that is judged by facts alone names no record: its page leads to the kinds below.
"""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "councils_were_contacted_once_the_change_was_named": ("mention", "letter", "meeting"),
    "councils_were_contacted_as_a_document_asks": ("mention", "letter", "meeting"),
    "urgency_is_not_older_than_claimed": ("temporary_change", "mention"),
    "people_were_involved_before_the_temporary_change": ("involvement_activity",),
    "people_were_involved_since_the_temporary_change_began": ("involvement_activity",),
    "people_were_involved_from_the_day_of_the_decision_on": ("involvement_activity",),
    "each_review_that_fell_due_was_held": ("temporary_change_review",),
    "temporary_change_was_reviewed_while_it_lasted": ("temporary_change_review",),
    "temporary_change_has_its_timer_and_councils_were_told": ("temporary_change", "letter"),
    "requests_that_were_made_are_recorded": ("requests_check", "information_request"),
    "what_the_council_asked_for_was_answered": ("information_request",),
    "papers_reached_the_council_before_its_meeting": ("supplied_to_scrutiny",),
    "papers_reached_the_council_as_a_document_asks": ("supplied_to_scrutiny",),
    "every_affected_authority_was_approached": ("letter", "joint_scrutiny", "patient_flow"),
    "no_authority_with_many_patients_was_left_out": ("letter", "patient_flow"),
    "no_authority_was_left_out_that_a_document_counts": ("letter", "patient_flow"),
    "promises_that_were_found_are_recorded": ("promise",),
    "temporary_changes_have_not_outlived_their_expiry": ("temporary_change",),
    "urgency_is_proved_or_councils_were_consulted": ("letter",),
    "nothing_presupposes_the_outcome": ("irreversible_step",),
    "those_who_decide_saw_what_is_relied_on": ("material", "option_scores", "papers_to_member"),
    "information_requests_have_an_outcome": ("information_request",),
    "new_material_was_given_time": ("material",),
    "what_is_decided_was_consulted_on": ("change_certificate",),
    "change_since_consultation_is_small": ("proposal_version",),
    "change_is_as_small_as_a_document_asks": ("proposal_version",),
    "full_business_case_is_what_was_decided": ("change_certificate",),
    "full_report_came_in_time": ("papers_to_member",),
    "full_report_came_as_a_document_asks": ("papers_to_member",),
    "people_have_time_enough": ("consultation_period", "consultation"),
    "holidays_elections_and_emergencies_are_accounted_for": ("consultation_period",),
    "formats_are_ready_on_the_first_day": ("consultation_material",),
    "interdependent_services_are_asked_about_together": ("interdependence",),
    "evaluators_have_declared_interests": ("evaluation_panel", "interest"),
    "voters_have_declared_interests": ("interest",),
    "suppliers_have_declared_interests": ("interest",),
    "every_claim_is_recorded_as_one": ("classification_claim",),
    "temporary_change_is_recorded_as_a_claim": ("classification_claim",),
    "equality_was_assessed_for_the_temporary_change": ("equality_assessment",),
    "each_voter_has_the_equality_assessment": ("equality_assessment",),
    "mitigations_have_owners": ("equality_finding",),
    "nothing_is_stated_to_be_impossible": ("deliverability",),
    "deliverability_was_confirmed_before_the_decision": ("deliverability",),
    "models_were_tested_where_the_change_was_tried": ("deliverability",),
    "nobody_may_still_stop_it": ("decision", "call_in_position"),
    "no_challenge_is_live_or_still_possible": ("decision", "call_in_position"),
    "secretary_of_state_was_notified_if_notifiable": ("letter", "substantiality"),
    "conditions_of_approvals_are_recorded": ("condition",),
    "committees_in_common_were_each_quorate": ("committees_in_common", "meeting"),
    "committees_in_common_each_decided_on_one_day": ("committees_in_common", "decision"),
    "joint_committee_decided_for_all_its_members": ("decision_authority", "decision"),
    "temporary_changes_are_resolved": ("temporary_change",),
}

PURPOSES = {
    ("every_affected_authority_was_approached", "letter"): "regulation_23",
    ("no_authority_with_many_patients_was_left_out", "letter"): "regulation_23",
    ("no_authority_was_left_out_that_a_document_counts", "letter"): "regulation_23",
    ("secretary_of_state_was_notified_if_notifiable", "letter"): "secretary_of_state_notification",
    ("nobody_may_still_stop_it", "decision"): "final",
    ("committees_in_common_were_each_quorate", "meeting"): "decision",
    ("committees_in_common_each_decided_on_one_day", "decision"): "final",
    ("joint_committee_decided_for_all_its_members", "decision"): "final",
    ("no_challenge_is_live_or_still_possible", "decision"): "final",
    ("temporary_change_has_its_timer_and_councils_were_told", "letter"): "urgent_change_notice",
}
"""The purpose with which the form of a kind is filled in beforehand."""

ANOTHER = frozenset(
    {
        "involvement_activity", "promise", "deliverability", "equality_finding", "mitigation",
        "proposal_version", "material", "representation", "paper_statement", "papers_to_member",
        "patient_flow", "supplied_to_scrutiny", "classification_claim", "consultation_material",
        "equality_assessment", "safety_ground", "condition", "information_request",
        "delegated_power", "power_used",
    }
)  # fmt: skip
"""Kinds of which one more may be what a check lacks, although some are recorded."""
