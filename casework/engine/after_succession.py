"""What a case still waits for after a body was succeeded on it: vacancies, and what is confirmed
anew. It bars no move of a pathway; it is governance's to settle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.predicates import organisation
from casework.domain.records.succession import STEPS
from casework.domain.roles import role_in_words

VACANT, ANEW = "vacant", "to be confirmed anew"
PLACES = {
    "responsible_body": "a responsible body",
    "affected_authority": "an affected council",
    "healthwatch": "local Healthwatch",
}
STEPS_OF_A_COUNCIL = ("scrutiny_letter",)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One thing that is open: its state, what it is about as `role/HC`, `place/...` or `step/...`,
    why, and the record of the succession."""

    succession: RecordVersion
    state: str
    about: str
    reason: str


def outstanding(facts: CaseFacts) -> tuple[Outstanding, ...]:
    """Everything that is open after the successions in force on the date judged."""
    return tuple(o for s in facts.successions_in_force for o in _of(facts, s))


def _of(facts: CaseFacts, s: RecordVersion) -> Iterator[Outstanding]:
    old = organisation(s.payload.predecessor)
    for role in s.payload.vacant:
        if not facts.holders_of(role):
            why = f"Nobody acts as {role_in_words(role)} since {old} ceased"
            yield Outstanding(s, VACANT, f"role/{role}", why)
    for kind, words in PLACES.items():
        lost = any(_is_of(row, kind) and not row["to"] for row in s.payload.passed)
        if lost and not facts.parties(kind):
            yield Outstanding(s, VACANT, f"place/{kind}",
                              f"No body has the place of {old} as {words}")  # fmt: skip
    for step in steps_of(s):
        if not is_settled_anew(facts, s, step):
            yield Outstanding(s, ANEW, f"step/{step}", f"{STEPS[step]}: settled with {old}, and "
                              "not recorded as confirmed since it ceased")  # fmt: skip


def _is_of(row: object, kind: str) -> bool:
    return str(row["what"]).startswith(f"{kind}/")  # type: ignore[index]


def steps_of(s: RecordVersion) -> tuple[str, ...]:
    """What is to be confirmed anew: everything after a responsible body, and after a council the
    letter that tells its scrutiny committee who answers."""
    if any(_is_of(row, "responsible_body") or row["what"] == "case" for row in s.payload.passed):
        return tuple(STEPS)
    if any(_is_of(row, "affected_authority") for row in s.payload.passed):
        return STEPS_OF_A_COUNCIL
    return ()


def is_settled_anew(facts: CaseFacts, s: RecordVersion, step: str) -> bool:
    """True if it is recorded that the step was done, or why it is not needed."""
    return any(
        r.payload.succession.partition("@")[0] == s.reference
        and (bool(r.payload.not_needed_because)
             or (r.payload.done_on is not None and r.payload.done_on.has_come_by(facts.as_at)))
        for r in facts.current("succession_step", purpose=step)
    )  # fmt: skip
