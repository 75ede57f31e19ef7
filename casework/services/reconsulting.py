"""Answering whether people have to be asked again; any yes asks a legal adviser to review it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from casework.domain.permissions import check_can_record, roles_on
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Definition
from casework.services.office import Office
from casework.services.recording import check_version
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft

KIND, COMPLETE = "reconsultation_test", "reconsultation_test_is_complete"
REVIEWER = "LEG"
ASKED = (
    "Review the questions on asking people again that were answered yes, and say whether going on "
    "would be fair."
)
OPEN_STATES = frozenset({"open", "sent", "returned"})


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as a form gives them, the version that it showed, and by when a legal adviser
    reviews them if any is yes."""

    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    reviewer: str = ""
    review_by: date | None = None
    source: str = ""


def answer_reconsultation(
    office: Office, viewer: Viewer, reference: str, answers: Answers, *, once: str = ""
) -> RecordVersion:
    """Record the answers. If any is yes, whoever is named as reviewer is asked in the same
    transaction, unless a legal adviser answers or is asked already.

    Raises InvalidFields, Invalid without a legal adviser of the case or a day to come, Conflict if
    the record changed since the form was shown, NotPermitted.
    """
    payload = build_payload(get_kind(KIND), answers.values)
    with case_verb(office, viewer, reference, "reconsultation_answered", once=once) as verb:
        check_can_record(verb.facts, viewer, KIND, "")
        check_version(verb, get_kind(KIND), "case", answers.version)
        wanted = review_is_asked_for(payload) and not review_is_under_way(verb)
        drafts = [_request(verb, answers)] if wanted else []
        source = commit(answers.source)
        version, *asked = verb.write(Draft(KIND, "case", payload, source=source), *drafts)
        for request in asked:
            verb.tx.enqueue(
                "notify_request", f"{reference}:{request.pin}",
                {"case": reference, "request": request.key}, case_reference=reference,
            )  # fmt: skip
        verb.result = version.pin
        return version


def review_is_asked_for(payload: Any) -> bool:
    """True if any question is answered yes."""
    return any(getattr(payload, name) is True for name in RECONSULTATION_QUESTIONS)


def review_is_under_way(verb: Verb) -> bool:
    """True if the legal adviser answers themselves, or was asked and has not been accepted yet."""
    if REVIEWER in roles_on(verb.facts, verb.viewer):
        return True
    return open_review(verb.definition, verb.facts) is not None


def open_review(d: Definition, facts: CaseFacts) -> RecordVersion | None:
    """The request for a legal review that is still open, or None; also where the pathway has no
    such check, by which a request could be told from any other to a legal adviser."""
    found = criterion_of_test(d)
    if found is None:
        return None
    return next(
        (r for r in facts.current("request")
         if r.payload.criterion == found.ref and r.payload.state in OPEN_STATES
         and REVIEWER in facts.roles_of(r.payload.to)), None,
    )  # fmt: skip


def criterion_of_test(d: Definition) -> Criterion | None:
    """The check of this pathway that all questions are answered, or None."""
    return next((c for g in d.gates for c in g.criteria if COMPLETE in c.guards), None)


def _request(verb: Verb, answers: Answers) -> Draft:
    if answers.reviewer not in verb.facts.holders_of(REVIEWER):
        raise Invalid(
            "An answer is yes, so a legal adviser of this case has to review it.",
            "Choose the legal adviser; governance can give the role to somebody.", "reviewer",
        )  # fmt: skip
    if answers.review_by is None or answers.review_by < verb.tx.today:
        raise Invalid("An answer is yes: by when is it reviewed?",
                      "Enter a day from today on.", "review_by")  # fmt: skip
    found = criterion_of_test(verb.definition)
    payload = get_kind("request").payload(
        to=answers.reviewer, asked_by=verb.viewer.person, criterion=found.ref if found else "",
        due_on=FactDate.on(answers.review_by), state="open", what=commit(ASKED),
    )  # fmt: skip
    return Draft("request", secrets.token_hex(6), payload)
