"""What the record of a case itself says to each question on whether to ask people again.

Source of the questions: the brief, 7.4, our reading of fairness at common law. The record never
answers a question: it says what it holds, and a person answers. Where it holds nothing it says so,
and that is no "no".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.domain.calendar.months import add_months
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from casework.domain.predicates import organisation
from casework.domain.proposal import Difference, differences, version_to_decide, version_used

MONEY = frozenset({"cost", "funding_route"})
AREA = "catchment"
LONG_MONTHS = 18
MOST_NAMED = 8
Says = tuple[str, ...]


def record_says(facts: CaseFacts) -> dict[str, Says]:
    """Sentences on each question, by its field; organisations stand as `{org:key}`."""
    return {name: _SAYS[name](facts) for name in RECONSULTATION_QUESTIONS}


def _new_option(facts: CaseFacts) -> Says:
    opened, found = _opened(facts), []
    for option in facts.current("option"):
        p = option.payload
        if p.put_forward_on is not None:
            found.append(f"Option “{p.title}” was put forward {p.put_forward_on.plain()}.")
        elif p.status == "preferred":
            when = f", decided {p.decided_on.plain()}" if p.decided_on else ""
            later = _after(p.decided_on, opened)
            since = ": after the consultation opened" if later else ""
            found.append(f"Option “{p.title}” is recorded as preferred{when}{since}.")
    nothing = "Neither an option put forward later nor a preferred one is recorded."
    return _or_nothing(found, nothing)


def _material_change(facts: CaseFacts) -> Says:
    found = _differences(facts)
    if isinstance(found, str):
        return (found,)
    changed = [d for d in found if d.parameter not in MONEY | {AREA}]
    declared = [
        f"“{v.payload.title}” is declared a material change from the version before it."
        for v in facts.current("proposal_version") if v.payload.material_change
    ]  # fmt: skip
    said = [*declared, *_in_words(changed)]
    return _or_nothing(
        said, "The versions consulted on and to be decided do not differ in these parameters."
    )


def _new_evidence(facts: CaseFacts) -> Says:
    closed = _closed(facts)
    if closed is None:
        return ("Not recorded: the day on which the consultation closed.",)
    found = [
        f"“{r.payload.title}” is dated {r.payload.dated.plain()}, after the consultation closed."
        for r in facts.current("evidence") if _after(r.payload.dated, closed)
    ]  # fmt: skip
    return _or_nothing(found, "No paper that is dated after the consultation closed is recorded.")


def _option_unviable(facts: CaseFacts) -> Says:
    found = _differences(facts)
    said = [found] if isinstance(found, str) else _in_words(
        [d for d in found if d.parameter in MONEY]
    )
    opened = _opened(facts)
    said += [
        f"Option “{o.payload.title}” was judged not viable {o.payload.decided_on.plain()}, after "
        "the consultation opened."
        for o in facts.current("option")
        if o.payload.judged_unviable and _after(o.payload.decided_on, opened)
    ]  # fmt: skip
    return _or_nothing(said, "No change of cost or funding, and no option judged not viable since "
                       "the consultation opened, is recorded.")  # fmt: skip


def _long_since_close(facts: CaseFacts) -> Says:
    closed = _closed(facts)
    if closed is None:
        return ("Not recorded: the day on which the consultation closed.",)
    if closed.latest is None or closed.earliest is None:
        return (f"The consultation closed {closed.plain()}; how long ago is not known.",)
    least, most = _months(closed.latest, facts), _months(closed.earliest, facts)
    ago = f"{least}" if least == most else f"between {least} and {most}"
    limit = long_date(add_months(closed.earliest, LONG_MONTHS))
    return (f"The consultation closed {closed.plain()}: {ago} whole months before "
            f"{long_date(facts.as_at)}. {LONG_MONTHS} months end on {limit}.",)  # fmt: skip


def _new_area(facts: CaseFacts) -> Says:
    opened = _opened(facts)
    found = [
        f"{organisation(r.payload.organisation)} is affected {r.payload.since.plain()} on: since "
        "after the consultation opened."
        for r in facts.current("affected_authority") if _after(r.payload.since, opened)
    ]  # fmt: skip
    parties = set(facts.parties("affected_authority"))
    found += [
        f"Residents of {organisation(r.payload.organisation)} are affected by recorded patient "
        "flows, and it is not among the affected councils."
        for r in facts.current("patient_flow")
        if r.payload.affected and r.payload.organisation not in parties
    ]  # fmt: skip
    changed = _differences(facts)
    if not isinstance(changed, str):
        found += _in_words([d for d in changed if d.parameter == AREA])
    return _or_nothing(found, "No council that came to be affected after the consultation opened, "
                       "and no change of catchment, is recorded.")  # fmt: skip


def _law_changed(facts: CaseFacts) -> Says:
    found = facts.single("regime")
    if found is None:
        return ("Not recorded: which law applies.",)
    as_at = found.payload.as_at.plain() if found.payload.as_at else "on a day not recorded"
    later = _after(found.payload.as_at, _opened(facts))
    since = " That is after the consultation opened." if later else ""
    return (f"Which law applies was determined as at {as_at.removeprefix('on ')}.{since}",)


def _promise_to_reconsult(facts: CaseFacts) -> Says:
    found = [
        f"A promise to consult or involve is recorded{_made(r)}: “{r.payload.promise}”"
        f"{'; it is recorded as kept' if r.payload.kept_on else '; it is open'}."
        for r in facts.current("promise")
        if r.payload.sort == "consult" and r.payload.touches_this_proposal is not False
    ]  # fmt: skip
    if found:
        return _or_nothing(found, "")
    if facts.single("promises_check") is None:
        return ("Not recorded: a search for promises.",)
    return ("The search for promises is recorded; no promise to consult is.",)


def _made(record: RecordVersion) -> str:
    on = record.payload.made_on
    return f", made {on.plain()}" if on is not None and on.is_known else ""


def _differences(facts: CaseFacts) -> list[Difference] | str:
    """How the version to be decided differs from the one consulted on, or what is missing."""
    consulted, decided = version_used(facts, "consultation"), version_to_decide(facts)
    if consulted is None:
        return "Not recorded: which version of the proposal was consulted on."
    if decided is None:
        return "Not recorded: which version of the proposal is to be decided."
    if consulted.reference != decided.reference and not (
        consulted.payload.parameters and decided.payload.parameters
    ):
        return "Not recorded: the parameters of the version consulted on, or to be decided."
    return list(differences(consulted, decided))


def _in_words(found: list[Difference]) -> list[str]:
    return [f"{d.words()}." for d in found]


def _or_nothing(found: list[str], nothing: str) -> Says:
    if not found:
        return (nothing,)
    more = len(found) - MOST_NAMED
    return (*found[:MOST_NAMED], *((f"And {more} more.",) if more > 0 else ()))


def _opened(facts: CaseFacts) -> FactDate | None:
    found = facts.single("consultation")
    on: FactDate | None = found.payload.opens_on if found else None
    return on


def _closed(facts: CaseFacts) -> FactDate | None:
    found = facts.single("consultation")
    if found is None:
        return None
    on: FactDate | None = found.payload.closed_on or found.payload.closes_on
    return on if on is not None and on.is_known else None


def _after(on: FactDate | None, day: FactDate | None) -> bool:
    """True only where it is certain that ``on`` lies after ``day``."""
    if on is None or day is None or day.latest is None:
        return False
    return on.after(day.latest) is True


def _months(day: date, facts: CaseFacts) -> int:
    """Whole calendar months from a day to the date judged; 0 where it lies ahead."""
    months = max((facts.as_at.year - day.year) * 12 + facts.as_at.month - day.month, 0)
    return months if add_months(day, months) <= facts.as_at or not months else months - 1


_SAYS: dict[str, Callable[[CaseFacts], Says]] = {
    "new_option": _new_option,
    "material_change": _material_change,
    "new_evidence": _new_evidence,
    "option_unviable": _option_unviable,
    "long_since_close": _long_since_close,
    "new_area": _new_area,
    "law_changed": _law_changed,
    "promise_to_reconsult": _promise_to_reconsult,
}
