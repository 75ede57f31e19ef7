"""What a case still waits for after a body was succeeded on it: vacancies, and what is confirmed
anew. It is governance's to settle; ``left_open`` says which moves wait for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.predicates import organisation
from casework.domain.records.succession import STEPS
from casework.domain.roles import ROLES, role_in_words
from casework.engine.required_action import ANEW, VACANT
from casework.engine.settled_before import was_settled_before

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

    @property
    def reference(self) -> str:
        """Its name: the record of the succession and what is open."""
        return f"{self.succession.reference}:{self.about}"


def names_left_open(about: str) -> bool:
    """True of the name of something that a succession may leave open, such as `step/delegation`."""
    sort, _, name = about.partition("/")
    known: dict[str, Collection[str]] = {"step": STEPS, "role": ROLES, "place": PLACES}
    return name in known.get(sort, ())


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
        if was_settled_before(facts, s, step) and not is_settled_anew(facts, s, step):
            yield Outstanding(s, ANEW, f"step/{step}", f"{STEPS[step]}: settled with {old}, and "
                              "not recorded as confirmed since it ceased")  # fmt: skip


def _is_of(row: object, kind: str) -> bool:
    return str(row["what"]).startswith(f"{kind}/")  # type: ignore[index]


def steps_of(s: RecordVersion) -> tuple[str, ...]:
    """What may be to be confirmed anew: everything after a responsible body, and after a council
    the letter that tells its scrutiny committee who answers. Only what was settled before is."""
    if any(_is_of(row, "responsible_body") or row["what"] == "case" for row in s.payload.passed):
        return tuple(STEPS)
    if any(_is_of(row, "affected_authority") for row in s.payload.passed):
        return STEPS_OF_A_COUNCIL
    return ()


def is_settled_anew(facts: CaseFacts, s: RecordVersion, step: str) -> bool:
    """True if it is recorded that the step was done and what shows it, or why it is not needed."""
    return settlement_of(facts, s, step) is not None


def settlement_of(facts: CaseFacts, s: RecordVersion, step: str) -> RecordVersion | None:
    """The newest record that settles a step. One without what shows it, or of a day that has not
    come, is not known or may be before the succession, settles nothing; nor does one whose paper
    was withdrawn."""
    found = [r for r in facts.current("succession_step", purpose=step)
             if r.payload.succession.partition("@")[0] == s.reference
             and (bool(r.payload.not_needed_because) or _is_shown(facts, s, r))]  # fmt: skip
    return found[-1] if found else None


def _is_shown(facts: CaseFacts, s: RecordVersion, step: RecordVersion) -> bool:
    done: FactDate | None = step.payload.done_on
    shown = facts.find(step.payload.shown_by.partition("@")[0])
    return (
        done is not None and done.has_come_by(facts.as_at)
        and done.on_or_after(s.payload.on) is True
        and shown is not None and shown.state == STATED
    )  # fmt: skip
