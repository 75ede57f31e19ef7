"""GD09: every discarded option has its trail, and people are told of realistic alternatives.

Source: Moseley (2014, Supreme Court); Gunning 2. Options that were genuinely judged not to be
viable need not be consulted on (Nettleship 2020, Glatter 2021).
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, not_recorded

TRAIL = (
    ("decided_on", "when an option was discarded"),
    ("criterion", "by which criterion an option was discarded"),
    ("decided_by", "who discarded an option"),
    ("reasons", "why an option was discarded"),
)


@guard("discarded_options_have_their_trail")
def discarded_options_have_their_trail(facts: CaseFacts, subject: str) -> Answer:
    """Of every discarded option: when, by whom, by which criterion, why and on what evidence."""
    options = facts.current("option")
    if not options:
        return not_recorded("option")
    return every(_trail(r) for r in options if r.payload.status == "discarded")


def _trail(option: RecordVersion) -> Answer:
    missing = [
        fact_not_recorded(words) for name, words in TRAIL if not getattr(option.payload, name)
    ]
    if not (option.payload.evidence or option.cites):
        missing.append(fact_not_recorded("on what evidence an option was discarded"))
    return every(missing)


@guard("realistic_alternatives_are_in_the_document")
def realistic_alternatives_are_in_the_document(facts: CaseFacts, subject: str) -> Answer:
    """The main document names the realistic alternatives and does not imply that there is none."""
    document = main_document(facts)
    if document is None:
        return not_recorded("consultation_material", "document")
    p = document.payload
    if p.implies_no_alternative is None:
        return fact_not_recorded("whether the document implies that there is no other way")
    if p.implies_no_alternative:
        return no("the document says or implies that there is no other way")
    return every([
        *(_named(r) for r in facts.current("option") if r.payload.status == "discarded"),
        _says(facts, p.says_alternatives),
    ])  # fmt: skip


def _says(facts: CaseFacts, says: bool | None) -> Answer:
    """Where the main document has no realistic alternative to name, it need name none."""
    realistic = [r for r in facts.current("option")
                 if r.payload.status == "discarded" and r.payload.realistic is not False
                 and not r.payload.judged_unviable]  # fmt: skip
    if not realistic or says:
        return yes()
    if says is None:
        return fact_not_recorded("whether the document names the realistic alternatives")
    return no("the document does not name the realistic alternatives")


def _named(option: RecordVersion) -> Answer:
    p = option.payload
    if p.judged_unviable:
        return yes() if p.reasons else fact_not_recorded("why an option was judged not viable")
    if p.realistic is False or p.named_in_document:
        return yes()
    if p.realistic is None:
        return fact_not_recorded("whether a discarded option was a realistic alternative")
    if p.named_in_document is None:
        return fact_not_recorded("whether the document names a realistic alternative")
    return no("the document does not name a realistic alternative that was discarded")


def main_document(facts: CaseFacts) -> RecordVersion | None:
    """The main document of the consultation."""
    found = facts.current("consultation_material", purpose="document")
    return found[-1] if found else None
