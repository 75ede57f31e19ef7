"""Guards on the public consultation and on whether people have to be asked again."""

from __future__ import annotations

from collections.abc import Collection

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded, from_single

RECONSULTATION_QUESTIONS = (
    "new_option",
    "material_change",
    "new_evidence",
    "option_unviable",
    "long_since_close",
    "new_area",
    "law_changed",
    "promise_to_reconsult",
)
FORMAT_NAMES = {
    "document": "the main document",
    "summary": "the summary",
    "easy_read": "the easy read version",
}


@guard("consultation_document_and_summary_are_ready")
def consultation_document_and_summary_are_ready(facts: CaseFacts, subject: str) -> Answer:
    """The main document and its summary are recorded as ready for the opening day."""
    return from_single(
        facts, "consultation", lambda record: _ready(record, ("document", "summary"))
    )


@guard("easy_read_is_ready")
def easy_read_is_ready(facts: CaseFacts, subject: str) -> Answer:
    """The easy read version is recorded as ready for the opening day."""
    return from_single(facts, "consultation", lambda record: _ready(record, ("easy_read",)))


@guard("consultation_has_closed")
def consultation_has_closed(facts: CaseFacts, subject: str) -> Answer:
    """The day on which the consultation closed in fact is recorded and has come."""
    return from_single(facts, "consultation", lambda record: _closed(facts, record))


@guard("independent_analyst_is_named")
def independent_analyst_is_named(facts: CaseFacts, subject: str) -> Answer:
    """The organisation that analyses the responses is named."""
    return from_single(
        facts,
        "consultation",
        lambda record: yes() if record.payload.analyst else fact_not_recorded("the analyst"),
    )


@guard("reconsultation_test_is_complete")
def reconsultation_test_is_complete(facts: CaseFacts, subject: str) -> Answer:
    """All eight questions are answered, and the reasons are there if any answer is yes."""
    return from_single(facts, "reconsultation_test", _complete)


@guard("reconsultation_is_not_needed")
def reconsultation_is_not_needed(facts: CaseFacts, subject: str) -> Answer:
    """The recorded conclusion is that people do not have to be asked again."""
    return from_single(facts, "reconsultation_test", _not_needed)


def _ready(record: RecordVersion, formats: Collection[str]) -> Answer:
    missing = [FORMAT_NAMES[name] for name in formats if name not in record.payload.formats]
    if missing:
        return fact_not_recorded(f"that {' and '.join(missing)} will be ready on the opening day")
    return yes()


def _closed(facts: CaseFacts, record: RecordVersion) -> Answer:
    closed, closes = record.payload.closed_on, record.payload.closes_on
    if closed is None:
        if closes is not None and closes.on_or_after(facts.as_at) is True:
            return no(f"the closing date of the consultation, {closes.plain()}, has not passed")
        return fact_not_recorded("the day on which the consultation closed in fact")
    over = closed.on_or_before(facts.as_at)
    if over is None:
        return not_known(f"the closing date, {closed.plain()}, does not settle whether it has come")
    return yes() if over else no(f"the closing date, {closed.plain()}, has not come")


def _complete(record: RecordVersion) -> Answer:
    payload = record.payload
    answers = [getattr(payload, name) for name in RECONSULTATION_QUESTIONS]
    open_questions = answers.count(None)
    if open_questions:
        return fact_not_recorded(f"{open_questions} of the 8 answers of the re-consultation test")
    if any(answers) and not payload.reasons:
        return fact_not_recorded("the legal review of the questions answered yes")
    return yes()


def _not_needed(record: RecordVersion) -> Answer:
    if record.payload.conclusion == "not_needed":
        return yes()
    if record.payload.conclusion == "needed":
        return no("the re-consultation test concludes that people have to be asked again")
    return fact_not_recorded("the conclusion of the re-consultation test")
