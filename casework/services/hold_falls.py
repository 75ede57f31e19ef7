"""The decisions that fall with the end of a hold, and stand again where that end was none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.domain.facts import ABSENT, STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.text import EMPTY, commit
from casework.engine.aftermath import DECIDED_ANEW, FINAL
from casework.services.verb import Verb
from casework.store.facts import history_of
from casework.store.records import Draft

WHICH_FALLS = "Which decision no longer stands? After this way out it has to be taken anew."


def decisions_before(
    facts: CaseFacts, ended_on: FactDate | None, purpose: str = FINAL
) -> list[RecordVersion]:
    """The decisions to which the pathway leads (final, or on a temporary change) that were not
    taken after a hold ended."""
    return [
        r for r in facts.current("decision", purpose=purpose)
        if ended_on is None or r.payload.decided_on is None
        or r.payload.decided_on.on_or_after(ended_on) is not True
    ]


def fallen_decisions(
    facts: CaseFacts, way: str, ended_on: FactDate, falls: tuple[str, ...],
    purpose: str = FINAL,
) -> list[RecordVersion]:
    """The decisions that are to be taken off the record with a hold's end.

    Raises Invalid where the way out leaves no earlier decision standing and none is named, or what
    is named is no decision of the case or falls by a way out that lets decisions stand.
    """
    if way not in DECIDED_ANEW:
        if falls:
            raise Invalid("After this way out the decisions stand.", "Name none of them.", "falls")
        return []
    named = [facts.find(reference.partition("@")[0]) for reference in falls]
    if any(r is None or r.kind != "decision" or r.state == ABSENT for r in named):
        raise Invalid("Not every one of these is a decision of this case.",
                      "Choose from the list.", "falls")  # fmt: skip
    if not falls and decisions_before(facts, ended_on, purpose):
        raise Invalid(WHICH_FALLS, "Choose the decision.", "falls")
    return [r for r in named if r is not None and r.state == STATED]


def off_the_record(decision: RecordVersion, hold: str, way: str) -> Draft:
    """The decision, no longer standing: it stays in the history, and nothing may rely on it."""
    return Draft(
        decision.kind, decision.key, decision.payload, WITHDRAWN, decision.effective_on,
        source=commit(f"{hold}: ended with “{way}”. The decision no longer stands."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fallen:
    """A decision that fell with the end of a hold. What keeps it from standing again: ``also`` are
    other holds that took it off the record, ``since`` the decisions taken in its place."""

    decision: RecordVersion
    also: tuple[RecordVersion, ...]
    since: tuple[RecordVersion, ...]

    @property
    def stands_again(self) -> bool:
        """True if nothing else keeps it off the record."""
        return not self.also and not self.since


def fallen_with(
    facts: CaseFacts, hold: RecordVersion, versions: Iterable[RecordVersion]
) -> list[Fallen]:
    """The decisions that fell with the end of a hold, and of which nothing was said since.

    ``versions`` are those of the hold: a decision fell with the one that was written beside it.
    """
    named = _named(hold)
    written = {version.position for version in versions}
    return [
        Fallen(r, _other_holds(facts, hold, r), _taken_since(facts, r))
        for r in facts.records
        if r.reference in named and r.state == WITHDRAWN and r.position in written
    ]  # fmt: skip


def _named(hold: RecordVersion) -> set[str]:
    return {ref.partition("@")[0] for ref in hold.payload.falls}


def _other_holds(
    facts: CaseFacts, hold: RecordVersion, fallen: RecordVersion
) -> tuple[RecordVersion, ...]:
    return tuple(
        r for r in facts.current("hold")
        if r.reference != hold.reference and fallen.reference in _named(r)
    )


def _taken_since(facts: CaseFacts, fallen: RecordVersion) -> tuple[RecordVersion, ...]:
    return tuple(
        r for r in facts.current(fallen.kind, purpose=fallen.purpose)
        if r.position > fallen.position
    )


def history_of_hold(verb: Verb, hold: RecordVersion) -> tuple[RecordVersion, ...]:
    """Every version of a hold, oldest first."""
    return history_of(verb.tx.connection, verb.tx.row.id, hold.kind, hold.key)


def standing_again(verb: Verb, fallen: Iterable[Fallen]) -> list[Draft]:
    """Each decision that fell and that nothing else keeps so, as it was stated before."""
    found = []
    for each in (f.decision for f in fallen if f.stands_again):
        versions = history_of(verb.tx.connection, verb.tx.row.id, each.kind, each.key)
        before = [v for v in versions if v.version < each.version and v.state == STATED]
        if before:
            was = before[-1]
            found.append(Draft(
                was.kind, was.key, was.payload, STATED, was.effective_on, was.on_behalf_of,
                was.cites, was.assumed, was.source or EMPTY,
            ))  # fmt: skip
    return found
