"""GD09: every discarded option has its trail, and people are told of realistic alternatives.

Source: Moseley (2014, Supreme Court); Gunning 2. Options that were genuinely judged not to be
viable need not be consulted on (Nettleship 2020, Glatter 2021), nor those put forward only once
people had been asked.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, every, fact_not_recorded, happened, not_recorded

TRAIL = (
    ("criterion", "by which criterion an option was discarded"),
    ("decided_by", "who discarded an option"),
    ("reasons", "why an option was discarded"),
)


@guard("discarded_options_have_their_trail")
def discarded_options_have_their_trail(facts: CaseFacts, subject: str) -> Answer:
    """Of every discarded option: when, by whom, by which criterion, why and on what evidence."""
    if not facts.current("option"):
        return not_recorded("option")
    return about_each(_discarded(facts), lambda r: _trail(facts, r))


def _discarded(facts: CaseFacts) -> list[RecordVersion]:
    return [r for r in facts.current("option") if r.payload.status == "discarded"]


def _trail(facts: CaseFacts, option: RecordVersion) -> list[Answer]:
    p = option.payload
    dated = p.decided_on is not None and p.decided_on.is_known
    answers = [
        happened(facts, p.decided_on, "discarding an option") if dated
        else fact_not_recorded("when an option was discarded"),
        *(fact_not_recorded(words) for name, words in TRAIL if not getattr(p, name)),
    ]  # fmt: skip
    if not (p.evidence or option.cites):
        answers.append(fact_not_recorded("on what evidence an option was discarded"))
    return answers


@guard("realistic_alternatives_are_in_the_document")
def realistic_alternatives_are_in_the_document(facts: CaseFacts, subject: str) -> Answer:
    """The main document names the realistic alternatives and does not imply that there is none."""
    document = main_document(facts)
    if document is None:
        return not_recorded("consultation_material", "document")
    p = document.payload
    if p.implies_no_alternative:
        return no("the document says or implies that there is no other way")
    if not facts.current("option"):
        return not_recorded("option")
    asked = {r.reference: _was_open_to_people(facts, r) for r in _discarded(facts)}
    open_then = [r for r in _discarded(facts) if asked[r.reference] is not False]
    return every([
        yes() if p.implies_no_alternative is False
        else fact_not_recorded("whether the document implies that there is no other way"),
        about_each(open_then, lambda r: _named(r, asked[r.reference])),
        _says(open_then, p.says_alternatives),
    ])  # fmt: skip


def _was_open_to_people(facts: CaseFacts, option: RecordVersion) -> bool | None:
    """Whether an option had been put forward when people began to be asked; one of which nobody
    recorded when it was put forward, had been."""
    consultation = facts.single("consultation")
    opens = consultation.payload.opens_on if consultation is not None else None
    arose = option.payload.put_forward_on
    return True if arose is None or opens is None else arose.on_or_before(opens)


def _says(options: list[RecordVersion], says: bool | None) -> Answer:
    """Where the main document has no realistic alternative to name, it need name none."""
    realistic = [
        r for r in options
        if r.payload.realistic is not False and not r.payload.judged_unviable
    ]  # fmt: skip
    if not realistic or says:
        return yes()
    if says is None:
        return fact_not_recorded("whether the document names the realistic alternatives")
    return no("the document does not name the realistic alternatives")


def _named(option: RecordVersion, asked: bool | None) -> Answer:
    p = option.payload
    if p.judged_unviable or p.realistic is False:
        return yes() if p.reasons else fact_not_recorded(
            "why an option was judged not to be viable or realistic"
        )
    if p.named_in_document:
        return yes()
    if asked is None:
        return not_known("Not recorded: whether an option was put forward before people were asked")
    if p.realistic is None:
        return fact_not_recorded("whether a discarded option was a realistic alternative")
    if p.named_in_document is None:
        return fact_not_recorded("whether the document names a realistic alternative")
    return no("the document does not name a realistic alternative that was discarded")


def main_document(facts: CaseFacts) -> RecordVersion | None:
    """The main document of the consultation."""
    found = facts.current("consultation_material", purpose="document")
    return found[-1] if found else None
