"""The watch over each decision that may be challenged by judicial review (T15).

A claim must be made promptly, and in any event within three months of when grounds first arose
(CPR 54.5). The day kept here is a cautious one, three calendar months less a day from the decision.
It is never a safe harbour: a claim may be too late before it, and the court may extend time after
it. A shorter limit, for planning and procurement decisions, counts only where it is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.dates import FactDate
from casework.domain.deadlines import ExplainedDate, judicial_review_watch_ends
from casework.domain.facts import CaseFacts, RecordVersion

KINDS = (
    "decision", "temporary_change", "temporary_change_review", "pause", "going_on_decision",
    "consultation_period", "substantiality", "duty_to_involve", "reconsultation_test",
)  # fmt: skip
"""The kinds of record that hold an arguable decision: the brief asks for a watch over each one. A
decision of the Secretary of State or of a council is not the NHS body's to defend."""
OF_DECISION = {
    "to_consult": "Decision to consult the public",
    "shortlist": "Short-listing of options",
    "final": "Public decision on the proposal",
    "temporary_change": "Decision on a temporary change",
    "extend": "Extension of a temporary change",
    "withdraw": "Decision to withdraw",
    "other": "Decision",
}
NOT_SUBSTANTIAL = {
    "not_substantial_agreed": "Determination that the change is not substantial",
    "not_substantial_disputed": "Determination, disputed, that the change is not substantial",
    "urgent_exception": "Determination that there is no time to consult councils",
}
"""A determination that it is substantial leads to the consultation, and is watched with that."""


@dataclass(frozen=True, slots=True)
class Arguable:
    """One decision that may be challenged: what it is, the record, and when it was taken.

    ``time_limit`` is `planning`, `procurement`, or empty for the general limit.
    """

    what: str
    record: RecordVersion
    decided_on: FactDate | None
    time_limit: str = ""

    @property
    def exact_day(self) -> date | None:
        """The day, if it is known exactly."""
        on = self.decided_on
        return on.latest if on is not None and on.is_exact else None

    @property
    def ends(self) -> ExplainedDate | None:
        """The cautious end of the watch; None where the day of the decision is not known."""
        day = self.exact_day
        return None if day is None else judicial_review_watch_ends(day, self.time_limit)


def arguable_decisions(facts: CaseFacts) -> tuple[Arguable, ...]:
    """Every arguable decision of a case, in the order of their days, undated ones last."""
    return tuple(sorted(_found(facts), key=lambda a: _order(a.decided_on)))


def _found(facts: CaseFacts) -> Iterator[Arguable]:
    for r in facts.current("decision"):
        what = OF_DECISION.get(r.payload.purpose, "Decision")
        yield Arguable(what, r, r.payload.decided_on, r.payload.time_limit)
    yield from _temporary_changes(facts)
    for r in facts.current("temporary_change_review"):
        if r.payload.outcome == "goes_on":
            yield Arguable("Review that lets a temporary change go on", r, r.payload.reviewed_on)
    yield from _on_the_way(facts)
    yield from _not_to_ask(facts)


def _temporary_changes(facts: CaseFacts) -> Iterator[Arguable]:
    for r in facts.current("temporary_change"):
        urgent = r.payload.status == "urgent"
        if (urgent or r.payload.decided_on is not None) and not _has_its_decision(facts, r):
            what = "Urgent decision on a temporary change" if urgent else (
                "Decision on a temporary change")  # fmt: skip
            yield Arguable(what, r, r.payload.decided_on)


def _has_its_decision(facts: CaseFacts, change: RecordVersion) -> bool:
    """Whether a decision on this change is recorded for the same day, and so has the watch.

    Where the days differ each keeps its own: which of them is right is not known.
    """
    return any(
        _is_on(facts, decision, change)
        and _may_be_same(decision.payload.decided_on, change.payload.decided_on)
        for decision in facts.current("decision", purpose="temporary_change")
    )


def _is_on(facts: CaseFacts, decision: RecordVersion, change: RecordVersion) -> bool:
    named = {reference.partition("@")[0] for reference in decision.payload.temporary_changes}
    return change.reference in named or (
        not named and len(facts.current("temporary_change")) == 1
    )


def _may_be_same(decided: FactDate | None, stated: FactDate | None) -> bool:
    if decided is None or not decided.is_exact or decided.latest is None:
        return False
    day = decided.latest
    return stated is None or not (
        (stated.earliest is not None and day < stated.earliest)
        or (stated.latest is not None and day > stated.latest)
    )


def _on_the_way(facts: CaseFacts) -> Iterator[Arguable]:
    """Decisions on how the process goes: to pause it, to go on with it, to end it sooner."""
    for r in facts.current("pause"):
        yield Arguable("Decision to pause", r, r.payload.decided_on)
    for r in facts.current("going_on_decision"):
        said = "go on" if r.payload.goes_on else "wait"
        yield Arguable(f"Decision to {said} beside a call-in request", r, r.payload.decided_on)
    for r in facts.current("consultation_period"):
        if r.payload.decided_on is not None:
            yield Arguable("Decision on the period of consultation", r, r.payload.decided_on)


def _not_to_ask(facts: CaseFacts) -> Iterator[Arguable]:
    """Determinations by which somebody is not asked, or not asked again."""
    for r in facts.current("substantiality"):
        if r.payload.outcome in NOT_SUBSTANTIAL:
            yield Arguable(NOT_SUBSTANTIAL[r.payload.outcome], r, r.payload.determined_on)
    for r in facts.current("duty_to_involve"):
        if r.payload.applies is False:
            what = "Assessment that the duty to involve people does not apply"
            yield Arguable(what, r, r.payload.assessed_on)
    for r in facts.current("reconsultation_test"):
        if r.payload.conclusion == "not_needed":
            yield Arguable("Conclusion that people need not be asked again", r, None)


def _order(on: FactDate | None) -> tuple[bool, date]:
    day = (on.latest or on.earliest) if on is not None else None
    return (day is None, day or date.max)


@dataclass(frozen=True, slots=True)
class LetterBeforeClaim:
    """A letter before claim, and the record that tells of it: the letter itself or, where that is
    not on record, the claim under the hold."""

    record: RecordVersion
    dated: FactDate | None


def letters_before_claim(facts: CaseFacts) -> list[LetterBeforeClaim]:
    """Letters before claim that were received, each once, in the order of their records: letters
    first, then those that only a claim tells of."""
    letters = [
        LetterBeforeClaim(r, r.payload.sent_on)
        for r in facts.current("letter", purpose="pre_action") if r.payload.direction == "received"
    ]
    left = list(letters)
    only_of_claims = []
    for claim in facts.current("claim"):
        dated = claim.payload.letter_on
        same = next((each for each in left if _may_be_one(each.dated, dated)), None)
        if same is not None:
            left.remove(same)
        elif dated is not None:
            only_of_claims.append(LetterBeforeClaim(claim, dated))
    return [*letters, *only_of_claims]


def _may_be_one(letter: FactDate | None, claim: FactDate | None) -> bool:
    """Whether a letter on record may be the one that a claim tells of: neither is certainly the
    earlier one."""
    if letter is None or claim is None:
        return False
    return letter.before(claim) is not True and letter.after(claim) is not True


def answered_on(facts: CaseFacts, letter: LetterBeforeClaim) -> FactDate | None:
    """The day of the reply that is recorded, or None: a letter of the same purpose that was sent on
    or after that day, to the same body. Where only a claim tells of the letter, to any body that no
    letter on record came from."""
    of_letter = letter.record.kind == "letter"
    others = {r.payload.organisation for r in facts.current("letter", purpose="pre_action")
              if r.payload.direction == "received"}  # fmt: skip
    for sent in facts.current("letter", purpose="pre_action"):
        to, on = sent.payload.organisation, sent.payload.sent_on
        later = (on is not None and letter.dated is not None
                 and on.on_or_after(letter.dated) is True)  # fmt: skip
        theirs = to == letter.record.payload.organisation if of_letter else to not in others
        if sent.payload.direction == "sent" and later and theirs:
            return on  # type: ignore[no-any-return]
    return None
