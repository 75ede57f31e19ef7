"""What a withdrawn case still takes: the rest of its record is locked (domain brief 7.3).

What belongs to the time after a withdrawal stays possible: telling people of it, a claim against it
and the legal hold, answering requests for information, keeping the audit trail, who acts on the
case, and opening the case that begins it again. Nothing else is recorded, signed or moved.
Both lists are allow-lists: an act that is added later is locked until somebody names it here.
"""

from __future__ import annotations

from typing import Any

from casework.domain.errors import Conflict
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.legal_hold import IN_LITIGATION
from casework.domain.turn_notices import ENDED_SO

ACTS_LEFT = frozenset({
    # who was told, by which paper
    "fact_recorded", "absence_recorded", "record_withdrawn", "sections_written",
    "document_ordered", "document_made", "document_approved", "draft_uploaded",
    "item_shared", "share_withdrawn", "share_code_made", "share_code_revoked",
    "delivery_acknowledged",
    # a claim, and the legal hold
    "hold_started", "hold_ended", "hold_corrected", "hold_withdrawn", "privileged_note_added",
    # a paper that is classified anew, and nothing else of evidence
    "evidence_put_in",
    "dry_run_marked", "dry_run_unmarked",
    # the case that begins it again, and links between cases
    "case_linked", "case_related", "linked_case_ended", "paper_lent",
    "paper_of_another_case_changed",
    # who acts on the case, and what was left waiting
    "role_given", "role_ended", "cover_named", "cover_ended", "handover_assigned",
    "request_answered", "request_returned", "request_withdrawn", "request_accepted",
    "succession_passed",
    # what the calendar and the worker do
    "required_actions_recomputed", "reminders_made", "simulated_day_came",
})  # fmt: skip
"""Acts by the kind of their audit entry; those on records reach only the kinds below."""
KINDS_LEFT = frozenset({
    "withdrawal", "delivery", "pause", "claim", "section", "document",
    "information_request", "requests_check",
})  # fmt: skip
"""Kinds of record that are still stated, corrected and withdrawn."""
LETTERS_LEFT = frozenset({"withdrawal_notice", "pre_action", "other"})
"""Purposes of letters: who is told, a claim, and answers to whoever writes."""
OF_A_PURPOSE = {"decision": frozenset({"withdraw"}), "letter": LETTERS_LEFT | {""}}
"""Kinds of which only those of some purposes are; a page asks of letters without one."""
SECTIONS_LEFT = frozenset(
    {"withdrawal_means", "temporary_changes_meanwhile", "complaint_information"}
)
"""Names of the sections that the documents below have; a test compares them with the manifests."""
MOVE, WITHDRAWAL = "stage_move", "withdrawal"
WHILE_OPEN = ("temporary_change", "temporary_change_review")
"""Kinds that are stated as long as a temporary change of the case has no end on record."""
DOCUMENTS_LEFT = frozenset({"D33c", "D33d"})
"""The notice of the withdrawal and the letter that tells of it."""
SAYS = (
    "{} is withdrawn, and its record is locked. Left open are its notices and letters, a claim and "
    "the legal hold, who acts on it, and the case that begins it again."
)
REMEDY = "If the work goes on, open the case that begins it again, and record it there."


def is_locked(facts: CaseFacts) -> bool:
    """True for a case that was withdrawn."""
    return facts.stage == ENDED_SO


def check_act_is_left(facts: CaseFacts, act: str) -> None:
    """Raise Conflict for an act that a withdrawn case does not take any more."""
    if is_locked(facts) and act not in ACTS_LEFT:
        raise Conflict(SAYS.format(facts.reference), REMEDY)


def is_kind_left(facts: CaseFacts, kind: str, purpose: str = "") -> bool:
    """Whether records of a kind, and of a purpose where it counts, may still be stated."""
    if not is_locked(facts) or not kind or kind in KINDS_LEFT:
        return True
    if kind in WHILE_OPEN:
        changes = facts.current("temporary_change")
        return any(r.payload.ended_on is None for r in changes)
    return purpose in OF_A_PURPOSE.get(kind, ())


def check_kind_is_left(facts: CaseFacts, kind: str, purpose: str = "") -> None:
    """Raise Conflict for a record that a withdrawn case does not take any more."""
    if not is_kind_left(facts, kind, purpose):
        raise Conflict(SAYS.format(facts.reference), REMEDY)


def check_statement_is_left(facts: CaseFacts, kind: str, payload: Any, *, files: bool) -> None:
    """Raise Conflict for what a withdrawn case takes no more of a kind that it still takes: a
    section of another document, and files that come with anything but a letter."""
    if not is_locked(facts):
        return
    other_section = kind == "section" and payload.name not in SECTIONS_LEFT
    if other_section or (files and kind != "letter"):
        raise Conflict(SAYS.format(facts.reference), REMEDY)


def check_withdrawing_is_left(facts: CaseFacts, record: RecordVersion, first: int) -> None:
    """Raise Conflict for a record of a withdrawn case that was made before the withdrawal, and for
    what the withdrawal itself rests on.

    ``first`` is the position in the case's chain of the first version of the record.
    """
    if not is_locked(facts):
        return
    moved = facts.find(f"{MOVE}/visit-{facts.visit}")
    decisions = {r.payload.decision.partition("@")[0] for r in facts.current(WITHDRAWAL)}
    rests = record.kind == WITHDRAWAL or record.reference in decisions
    if rests or moved is None or first <= moved.position:
        raise Conflict(SAYS.format(facts.reference), REMEDY)


def is_document_left(facts: CaseFacts, document: str) -> bool:
    """Whether a document is still made: on a withdrawn case only of the withdrawal."""
    return not is_locked(facts) or document in DOCUMENTS_LEFT


def check_document_is_left(facts: CaseFacts, document: str) -> None:
    """Raise Conflict for a document that is not about the withdrawal, on a withdrawn case."""
    if not is_document_left(facts, document):
        raise Conflict(SAYS.format(facts.reference), REMEDY)


def check_hold_is_left(facts: CaseFacts, hold: str) -> None:
    """Raise Conflict for a hold, other than the legal hold, that would begin, end or be withdrawn
    on a withdrawn case."""
    if is_locked(facts) and hold != IN_LITIGATION:
        raise Conflict(SAYS.format(facts.reference), REMEDY)
