"""The scheme of delegation of a body as it stood on a day: who held a power, and how far.

No scheme recorded for that day is not known, and never a no: an entry that ended says nothing of
the one that came after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.predicates import every, fact_not_recorded, organisation
from casework.domain.records.delegation import BOARD, HOLDERS, POWERS
from casework.domain.roles import ROLES, role_in_words

KIND = "delegated_power"


@dataclass(frozen=True, slots=True)
class Exercise:
    """A power used by somebody for a body on a day; the rest is None where it is not recorded."""

    body: str
    power: str
    used_by: str
    person: str
    on: FactDate
    amount: int | None = None
    conditions_met: bool | None = None

    @property
    def power_in_words(self) -> str:
        """Such as: the power to decide to consult."""
        words = POWERS[self.power]
        return f"the power {words[:1].lower()}{words[1:]}"


def had_the_power(facts: CaseFacts, exercise: Exercise) -> Answer:
    """Whether who used the power held it on that day, within its limit and its conditions."""
    recorded = [r for r in facts.current(KIND, purpose=exercise.power)
                if exercise.body in (r.payload.organisation, r.payload.committee)]  # fmt: skip
    standing = [(r, stood_on(r.payload, exercise.on)) for r in recorded]
    in_force = [r for r, stood in standing if stood]
    unsure = [r for r, stood in standing if stood is None]
    theirs = [r for r in in_force if _is_theirs(r.payload, exercise)]
    if theirs:
        return _best([_within(facts, r, exercise, in_force) for r in theirs])
    if any(_is_theirs(r.payload, exercise) for r in unsure):
        return not_known(
            f"Not recorded: whether {_holder(exercise.used_by)} had {exercise.power_in_words} on "
            f"{exercise.on.plain()}"
        )
    if in_force and not unsure:
        holders = ", ".join(sorted({_holder(r.payload.held_by) for r in in_force}))
        return no(f"the scheme of delegation of {organisation(exercise.body)} gives "
                  f"{exercise.power_in_words} on {exercise.on.plain()} to {holders}, and not to "
                  f"{_holder(exercise.used_by)}")  # fmt: skip
    return fact_not_recorded(
        f"to whom the scheme of delegation of {organisation(exercise.body)} gave "
        f"{exercise.power_in_words} on {exercise.on.plain()}"
    )


def stood_on(entry: Any, day: FactDate) -> bool | None:
    """Whether an entry was in force on the whole of a day of fact; None where dates are too rough
    to tell. The first and the last day both count."""
    begun = entry.since.on_or_before(day) if entry.since is not None else None
    lasted = entry.until.on_or_after(day) if entry.until is not None else True
    if begun is False or lasted is False:
        return False
    return True if begun and lasted else None


def _is_theirs(entry: Any, exercise: Exercise) -> bool:
    if entry.committee and entry.committee == exercise.body:
        return entry.held_by == exercise.used_by
    return bool(entry.held_by == exercise.used_by and entry.organisation == exercise.body)


def _within(
    facts: CaseFacts, entry: RecordVersion, exercise: Exercise, in_force: list[RecordVersion]
) -> Answer:
    p = entry.payload
    return every([
        _not_reserved(exercise, in_force), _holds_the_post(facts, exercise),
        _within_limit(p, exercise), _on_conditions(p, exercise),
        _passed_on(facts, entry, exercise, frozenset()),
    ])  # fmt: skip


def _not_reserved(exercise: Exercise, in_force: list[RecordVersion]) -> Answer:
    reserved = any(r.payload.reserved for r in in_force)
    if reserved and exercise.used_by != BOARD:
        return no(f"the scheme of delegation of {organisation(exercise.body)} reserves "
                  f"{exercise.power_in_words} to the board")  # fmt: skip
    return yes()


def _holds_the_post(facts: CaseFacts, exercise: Exercise) -> Answer:
    """A post holder is a person who held the post on that day, or who then covered for one on the
    case. A role on the case that begins later does not say that they did not hold it before."""
    post = exercise.used_by
    if post not in ROLES:
        return yes()
    if not exercise.person:
        return fact_not_recorded(f"who used it as {role_in_words(post)}")
    persons = {exercise.person, *_covered_for(facts, exercise)}
    held = [r.payload for r in facts.current("role")
            if r.payload.person in persons and r.payload.role == post]  # fmt: skip
    if any(_held_on(role, exercise.on) for role in held):
        return yes()
    if held and all(_ended_before(role, exercise.on) for role in held):
        return no(f"who used it was no longer {role_in_words(post)} on {exercise.on.plain()}")
    return fact_not_recorded(
        f"that who used it was {role_in_words(post)} on {exercise.on.plain()}"
    )


def _covered_for(facts: CaseFacts, exercise: Exercise) -> set[str]:
    """Those for whom who used the power covered in that post on that day."""
    return {
        r.payload.covered for r in facts.current("cover")
        if r.payload.covering == exercise.person and exercise.used_by in r.payload.roles
        and _held_on(r.payload, exercise.on)
    }  # fmt: skip


def _held_on(role: Any, day: FactDate) -> bool:
    """Whether it is certain that somebody held a role, or covered, on a day; a role without a first
    day is held from the start."""
    begun = role.since is None or role.since.on_or_before(day) is True
    return begun and (role.until is None or role.until.on_or_after(day) is True)


def _ended_before(role: Any, day: FactDate) -> bool:
    return role.until is not None and role.until.before(day) is True


def _within_limit(entry: Any, exercise: Exercise) -> Answer:
    if entry.limit is None:
        return yes()
    if exercise.amount is None:
        return fact_not_recorded(
            f"what it commits in pounds; the power goes up to £{entry.limit:,}"
        )
    if exercise.amount > entry.limit:
        return no(f"it commits £{exercise.amount:,}, and the power goes up to £{entry.limit:,}")
    return yes()


def _on_conditions(entry: Any, exercise: Exercise) -> Answer:
    if not entry.conditions:
        return yes()
    if exercise.conditions_met is None:
        return fact_not_recorded("whether the conditions of the delegation were met")
    if not exercise.conditions_met:
        return no("it is recorded that the conditions of the delegation were not met")
    return yes()


def _passed_on(
    facts: CaseFacts, entry: RecordVersion, exercise: Exercise, seen: frozenset[str]
) -> Answer:
    """What was passed on was in force with whoever passed it on, and they might pass it on."""
    p = entry.payload
    if not p.passed_on_from:
        return yes()
    source = facts.find(p.passed_on_from.partition("@")[0])
    if source is None or source.state != STATED or source.kind != KIND:
        return fact_not_recorded("the power from which it was passed on")
    if source.reference in seen or source.reference == entry.reference:
        return no("the powers are recorded as passed on in a circle")
    if source.payload.power != exercise.power:
        return no("it is recorded as passed on from another power")
    return every([
        _may_pass_on(source.payload), _stood(source.payload, exercise.on),
        _passed_on(facts, source, exercise, seen | {entry.reference}),
    ])  # fmt: skip


def _may_pass_on(source: Any) -> Answer:
    if source.may_be_passed_on is None:
        return fact_not_recorded(f"whether {_holder(source.held_by)} may pass the power on")
    if not source.may_be_passed_on:
        return no(f"the scheme does not let {_holder(source.held_by)} pass the power on")
    return yes()


def _stood(source: Any, on: FactDate) -> Answer:
    stood = stood_on(source, on)
    if stood is None:
        return fact_not_recorded("whether the power that was passed on was in force on the day")
    if not stood:
        return no(f"the power from which it was passed on was not in force on {on.plain()}")
    return yes()


def _best(answers: list[Answer]) -> Answer:
    """One entry that gives the power is enough; else what is not known comes before a no."""
    for found in ("is_yes", "is_not_known"):
        for answer in answers:
            if getattr(answer, found):
                return answer
    return answers[0]


def _holder(code: str) -> str:
    if code in ROLES:
        return f"the {role_in_words(code)}"
    words = HOLDERS.get(code, code)
    return f"{words[:1].lower()}{words[1:]}"
