"""Entries of the audit trail in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.domain.chain import COVERING, RECORDS, ChainEntry
from casework.domain.dates import long_date, parse_date
from casework.domain.records import find_kind
from casework.domain.roles import role_title
from casework.engine.vocabulary import PER_RECORD
from casework.services.both_names import covering_words
from casework.services.trail import TrailWords
from casework.services.work import title_of_move
from casework.store.names import Names

KINDS = {
    "absence_recorded": "Recorded that something did not happen",
    "act_done": "Did an act of this stage",
    "bank_holiday_corrected": "Corrected the calendar of bank holidays",
    "calendar_feed_made": "Made an address for a calendar of dates",
    "calendar_feed_revoked": "Ended an address for a calendar of dates",
    "case_began": "Opened the case",
    "case_linked": "Opened another case from this one",
    "linked_case_ended": "A case that was opened from this one ended",
    "case_related": "Linked the case with another that stands beside it",
    "case_moved": "Moved the case to another stage",
    "council_papers_stated": "Stated when a council wants papers, for all its cases",
    "cover_ended": "Ended an absence cover early",
    "cover_named": "Named who covers for somebody who is away",
    "criterion_set_aside": "Set a check aside",
    "criterion_signed_off": "Signed a check off",
    "delivery_acknowledged": "Acknowledged what was shared",
    "document_approved": "Approved a document",
    "document_ordered": "Ordered a document",
    "dry_run_kept": "Kept a dry run",
    "dry_run_marked": "Marked a dry run as made for legal advice",
    "dry_run_unmarked": "Took that mark off a dry run",
    "draft_uploaded": "Sent a draft written in Word",
    "packs_ordered": "Ordered packs",
    "required_actions_recomputed": "Worked out anew what the case waits for",
    "sections_written": "Wrote sections of a document",
    "document_made": "Made a document",
    "evidence_put_in": "Put evidence in",
    "fact_recorded": "Recorded a fact",
    "flag_answered": "Answered a question that a check raises",
    "gate_deferred": "Deferred a gate",
    "highlight_report_made": "Made the highlight report",
    "hold_corrected": "Corrected how a hold is recorded",
    "hold_ended": "Ended a hold",
    "hold_started": "Started a hold",
    "hold_withdrawn": "Withdrew a hold that was begun in error",
    "item_shared": "Shared something with another organisation",
    "move_refused": "Was refused a step",
    "not_applicable_confirmed": "Confirmed that a check does not apply",
    "waiver_confirmed": "Confirmed that a check is set aside",
    "exception_taken_back": "Took an exception back",
    "outside_sign_off_checked": "Checked a sign-off recorded from outside",
    "outside_sign_off_rejected": "Rejected a sign-off recorded from outside",
    "reconsultation_answered": "Answered whether people have to be asked again",
    "record_checked": "Checked what another body said",
    "pack_issued": "Issued a pack",
    "pack_ordered": "Ordered a pack",
    "paper_lent": "Let a linked case use a paper by reference",
    "paper_of_another_case_changed": "Noted that a paper of a linked case has changed there",
    "paper_of_another_case_used": "Used a paper of a linked case by reference",
    "pathway_version_changed": "Moved the case to another version of its pathway",
    "poll_added": "Added a poll",
    "poll_changed": "Corrected a poll",
    "poll_withdrawn": "Withdrew a poll",
    "privileged_note_added": "Added a privileged note",
    "record_withdrawn": "Withdrew a record",
    "records_removed": "Took records away that a replay had assumed",
    "reminder_choice_changed": "Chose whether reminders come by mail",
    "reminder_rule_corrected": "Corrected when people are reminded of a date",
    "reminders_made": "Made reminders of dates",
    "request_accepted": "Accepted what was sent for a request",
    "request_answered": "Answered a request",
    "request_made": "Asked somebody for something",
    "request_returned": "Sent a request back for more",
    "request_withdrawn": "Withdrew a request",
    "handover_assigned": "Named who takes on work that was left open",
    "role_ended": "Ended a role on the case",
    "role_given": "Gave a role on the case",
    "scheme_entry_stated": "Stated an entry of a scheme of delegation",
    "scheme_entry_corrected": "Corrected an entry of a scheme of delegation",
    "scheme_entry_ended": "Ended an entry of a scheme of delegation",
    "scheme_entry_withdrawn": "Withdrew an entry of a scheme of delegation",
    "scheme_sent_to_cases": "Sent a scheme of delegation to cases that lacked it",
    "scheme_taken_over": "Took a body’s scheme of delegation over",
    "share_code_made": "Sent a code that opens something without an account",
    "share_code_revoked": "Revoked a code",
    "share_code_used": "A contact opened something with a code",
    "share_withdrawn": "Stopped sharing something",
    "succession_carried_out": "Carried a succession of bodies out",
    "succession_confirmed": "Confirmed a succession of bodies",
    "succession_corrected": "Corrected a succession of bodies",
    "succession_passed": "Passed what a body held to its successors",
    "succession_recorded": "Recorded a successor in the register",
    "succession_stated": "Stated a succession of bodies",
    "succession_taken_up_again": "Took a succession of bodies up again",
    "succession_withdrawn": "Withdrew a succession of bodies",
    "successors_chosen": "Chose successors of a body",
    "text_erased": "Erased a text",
}
ACTORS = {"casework": "Casework itself", "anonymous": "A contact without an account"}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the page shows it; ``body`` is its text, laid out to be read."""

    position: int
    at: datetime
    what: str
    details: tuple[str, ...]
    who: str
    on_behalf_of: str
    body: str
    short_hash: str
    hash: str


def kind_in_words(kind: str) -> str:
    """The kind of an entry in words; one that has none yet is spelt out."""
    return KINDS.get(kind) or kind.replace("_", " ").capitalize()


def actor_in_words(actor: str, names: Names) -> str:
    """Who did it."""
    return ACTORS.get(actor) or names.person(actor)


def who_in_words(actor: str, body: dict[str, Any], names: Names) -> str:
    """Who did it, with the name of whoever they covered for."""
    covered = [covering_words(names, person, roles) for person, *roles in body.get(COVERING, [])]
    return ", ".join((actor_in_words(actor, names), *covered))


def entry_line(entry: ChainEntry, words: TrailWords) -> EntryLine:
    """One entry of the page."""
    body = json.loads(entry.body) if entry.body else {}
    return EntryLine(
        entry.position, datetime.fromisoformat(entry.at), kind_in_words(entry.kind),
        tuple(_details(body, words)), who_in_words(entry.actor, body, words.names),
        words.names.organisation(entry.on_behalf_of) if entry.on_behalf_of else "",
        json.dumps(body, indent=2, ensure_ascii=False, sort_keys=True), entry.hash[:12],
        entry.hash,
    )  # fmt: skip


LABELS = {
    "move": "Step", "act": "Act", "criterion": "Check", "subject": "About", "role": "As",
    "stage": "In stage", "gate": "Gate", "hold": "Hold", "shared": "Shared",
    "organisation": "Organisation", "scheme": "Scheme of", "contact": "Contact",
    "simulated_on": "Simulated date",
}  # fmt: skip


def _details(body: dict[str, Any], words: TrailWords) -> list[str]:
    body = {**_of_code(body, words), **body}
    found = [f"{label}: {_value(name, body[name], words)}" for name, label in LABELS.items()
             if isinstance(body.get(name), str) and body[name]]  # fmt: skip
    found += [_record_in_words(pin, words) for pin, _ in body.get(RECORDS, [])]
    if body.get("blockers"):
        count = len(body["blockers"])
        found.append("1 check was not met" if count == 1 else f"{count} checks were not met")
    if body.get("questions"):
        count = len(body["questions"])
        found.append(
            "1 question was not answered" if count == 1 else f"{count} questions were not answered"
        )
    return found


def _of_code(body: dict[str, Any], words: TrailWords) -> dict[str, str]:
    """What a share code opens and for whom: an entry may name only the code."""
    contact, pin = words.codes.get(body.get("code", 0), ("", ""))
    return {"contact": contact, "shared": pin}


def _value(name: str, value: str, words: TrailWords) -> str:
    """A value of an entry's body in words, or as it is where there are none."""
    in_words = _IN_WORDS.get(name)
    return in_words(value, words) if in_words else value


def _stage(value: str, words: TrailWords) -> str:
    d = words.definition
    return next((s.title for s in d.stages if s.id == value), value) if d else value


def _move(value: str, words: TrailWords) -> str:
    return title_of_move(words.definition, value) if words.definition else value


def _gate(value: str, words: TrailWords) -> str:
    gate = words.definition.find_gate(value) if words.definition else None
    return f"{gate.title} ({value})" if gate else value


def _check(value: str, words: TrailWords) -> str:
    found = words.definition.find_criterion(value) if words.definition else None
    return f"{found.asks.rstrip('.')} ({value})" if found else value


def _hold(value: str, words: TrailWords) -> str:
    found = words.definition.find_hold(value) if words.definition else None
    return found.title if found else value


def _subject(value: str, words: TrailWords) -> str:
    """A body, or the record of which something is asked or done one by one."""
    found = (words.titles.get(f"{kind}/{value}") for kind in PER_RECORD)
    return next((title for title in found if title), "") or words.names.organisation(value)


def _record_in_words(pin: str, words: TrailWords) -> str:
    reference, _, version = pin.partition("@")
    kind = find_kind(reference.partition("/")[0])
    title = words.titles.get(reference) or (kind.title if kind else reference)
    return f"{title}, version {version}" if version else title


_IN_WORDS: dict[str, Callable[[str, TrailWords], str]] = {
    "move": _move,
    "act": _move,
    "criterion": _check,
    "subject": _subject,
    "role": lambda value, words: role_title(value),
    "scheme": lambda value, words: words.names.organisation(value),
    "stage": _stage,
    "gate": _gate,
    "hold": _hold,
    "shared": _record_in_words,
    "organisation": lambda value, words: words.names.organisation(value),
    "contact": lambda value, words: words.contacts.get(value, value),
    "simulated_on": lambda value, words: long_date(parse_date(value)),
}
